import { describe, expect, it } from 'vitest';
import { wishOfButton, wishOfWords } from '#src/reader/exact-words.ts';

describe('Words that are a wish whoever reads them', () => {
  it.each([
    ['aide', 'help'],
    ['Bonjour !', 'help'],
    ['/expert', 'handoff'],
    ['  EXPERT  ', 'handoff'],
    ['Je veux parler à un humain.', 'handoff'],
    ['je veux parler à un expert au sujet de passerelles', 'handoff'],
    ["JE VEUX M'INSCRIRE", 'referencing'],
    ['je  veux m’inscrire ', 'referencing'],
    ['jé véux m‘inscrire', 'referencing'],
    ['Mes alertes', 'alerts'],
    ['mes données', 'privacy'],
    ['où en est ma demande ?', 'status'],
  ])('« %s » is %s', (text, wish) => {
    expect(wishOfWords(text)).toBe(wish);
  });

  it.each([
    'un expert peut-il signer mon offre ?',
    'je veux parler à un expert-comptable pour mes attestations',
    `je veux parler à un humain ${'de ce marché '.repeat(20)}`,
    'les alertes du BOAMP',
    'bonjour, ai-je droit à une avance ?',
    '/inconnu',
    '',
  ])('« %s » is left to whoever has learnt to read', (text) => {
    expect(wishOfWords(text)).toBeUndefined();
  });

  it('are also what the buttons of the same name send', () => {
    expect(wishOfButton('suivi')).toBe('status');
    expect(wishOfButton('is-for:expert')).toBeUndefined();
  });
});
