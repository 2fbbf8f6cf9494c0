import { describe, expect, it } from 'vitest';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { REGISTER, TODAY } from '#support/knowledge/ask-computation.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';
import { talkWith } from '#support/knowledge/talk.ts';

const base = makeKnowledgeBase(
  {
    passages: passagesFrom(
      '## Comment se paie un marché ?\n\nPar acomptes, puis par un solde.\n\nOn demande aussi : paiement du marché',
    ),
    figures: [...REGISTER.values()],
    glossary: EMPTY_GLOSSARY,
  },
  { generation: 'test', createdAt: 0 },
);
const lastOf = talkWith(createAnswerer({ base, retriever: new HybridRetriever(base) }), TODAY);

describe('What somebody says that they found', () => {
  it.each([
    [
      'Combien de points ? Prix 40 points. La moins chère 20 000, moi 25 000. 35 points c’est ça ?',
      'Non, pas 35 points. 32 points sur 40',
    ],
    [
      'Combien de points ? Prix sur 60 points, moins disant 45 000 €, moi 54 000 €, donc 50 points c’est ça ?',
      'Oui, 50 points sur 60',
    ],
    [
      'ma facture déposée le 12 juin, payée le 10 août par la commune, 30 jours de délai, donc 40 jours de retard ?',
      'Non, pas 40 jours. Le paiement du 10 août 2026 est en retard de 29 jours',
    ],
    [
      'pour 80 repas j’ai 5 personnes 4 h à 15 € de l’heure et 3,20 de denrées par repas, ça me fait 6,95 le repas c’est ça ?',
      'Oui, par repas : 556 € ÷ 80 = 6,95 €',
    ],
  ])('is right or wrong, whatever counts it: « %s »', async (question, said) => {
    expect((await lastOf(question)).startsWith(said)).toBe(true);
  });

  it('is wrong in a message of its own', async () => {
    const said = await lastOf(
      'j’ai 3 gars à 19 € de l’heure pendant 6 heures, ça fait combien ?',
      'donc 350 ?',
    );
    expect(said).toMatch(/^Non, pas 350\. 342 €/);
  });

  it('is no limit of the law: what is allowed is not what is found', async () => {
    expect(await lastOf('la mairie veut payer à 45 jours, elle a le droit ?')).not.toContain('pas 45 jours.');
  });
});
