import { describe, expect, it } from 'vitest';
import { asksYesOrNo, checkPropositions } from '#src/knowledge/check/yes-no.ts';
import { checkFolder } from '#src/knowledge/check-folder.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

describe('a heading', () => {
  it.each([
    'Puis-je sous-traiter ?',
    'Mon entreprise compte-t-elle comme une PME ?',
    'Procédure sans suite : l’acheteur doit-il m’expliquer pourquoi ?',
    'Sous-traitant en travaux, suis-je payé directement quel que soit l’acheteur ?',
  ])('« %s » wants a yes or a no', (heading) => {
    expect(asksYesOrNo(heading)).toBe(true);
  });

  it.each([
    'Combien de jours ai-je pour répondre ?',
    'Quand l’acheteur doit-il répondre ?',
    'Sans délai écrit au contrat, quand une entreprise doit-elle me payer ?',
    'À quoi sert-elle ?',
    'Que faut-il contrôler ?',
    'Tous les combien un acompte doit-il être versé ?',
    'Les formulaires',
  ])('« %s » wants something else', (heading) => {
    expect(asksYesOrNo(heading)).toBe(false);
  });
});

describe('a section that asks for a yes or a no', () => {
  const said = (fields: string) =>
    checkPropositions(documentFrom(`## Puis-je sous-traiter ?\n\nUne partie.\n\n${fields}`)).length;

  it('names what it says yes or no to', () => {
    expect(said('Références : L2193-1')).toBe(1);
    expect(said('Proposition : permis — sous-traiter une partie\nVerdict : oui')).toBe(0);
  });

  it('may say that the case decides', () => {
    expect(said('Proposition : permis — sous-traiter une partie\nVerdict : selon le cas')).toBe(0);
  });

  it('does so on every shipped page', async () => {
    const { problems } = await checkFolder('knowledge');
    expect(problems).toEqual([]);
  });
});
