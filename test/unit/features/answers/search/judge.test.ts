import { describe, expect, test } from 'vitest';
import { hasEvidence, judgeFeatures } from '#src/features/answers/search/judge.ts';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { understand } from '#src/reader/understand.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const TODAY = '2026-11-24';
const passages = passagesFrom(
  `## Ai-je droit à une avance sur mon marché public ?

Oui, au-dessus d'un montant fixé par le code, l'avance est de droit.

Références : R2191-3
On demande aussi : avance marché public ; toucher de l'argent avant de commencer le chantier ; acompte au démarrage`,
  `## Combien de temps peut durer un accord-cadre ?

Quatre ans au plus, sauf cas exceptionnels que l'acheteur justifie.

Références : L2125-1
On demande aussi : durée accord-cadre ; marché à bons de commande combien d'années`,
  `## Quels papiers joindre à ma candidature ?

Une déclaration sur l'honneur et les preuves de vos capacités.

Références : R2143-3
On demande aussi : pièces candidature ; dossier à fournir`,
  `## L'acheteur doit-il découper son marché en lots ?

Oui, le code pose l'allotissement en règle.

Références : L2113-10
On demande aussi : allotissement obligatoire ; lots marché`,
);
const base = makeKnowledgeBase(
  { passages, figures: [], glossary: EMPTY_GLOSSARY },
  { generation: 'test', createdAt: 0 },
);
const retriever = new HybridRetriever(base);

async function search(question: string) {
  const understanding = understand(question, undefined, TODAY);
  const filter = { regime: understanding.case.regime, date: understanding.date };
  return { result: await retriever.search(understanding.question, { k: 12, filter }), understanding };
}
const features = async (question: string) => {
  const found = judgeFeatures((await search(question)).result, base);
  if (!found) throw new Error('nothing found');
  return found;
};
const isAnswered = async (question: string) => {
  const { result, understanding } = await search(question);
  return hasEvidence(result, base, understanding);
};

describe('what speaks for an answer', () => {
  test('words of the page’s own questions count more than words of nothing', async () => {
    const asked = await features('toucher une avance avant le chantier');
    const vague = await features('toucher une prime avant les vacances');
    expect(asked.coverage).toBeGreaterThan(vague.coverage);
    expect(asked.evidence).toBeGreaterThan(vague.evidence);
    expect(asked.known).toBe(1);
    expect(vague.known).toBeLessThan(1);
  });

  test('words of our subject are more usual in our pages than in everyday French', async () => {
    const ours = await features('allotissement accord-cadre candidature');
    const everyday = await features('avance salaire congé maladie');
    expect(ours.domain).toBeGreaterThan(everyday.domain);
  });

  test('a long question is told from a short one', async () => {
    const short = await features('avance marché');
    const long = await features(
      'nous sommes une petite équipe de peintres installée près du port, la commune lance un chantier, avance possible ?',
    );
    expect(long.length).toBeGreaterThan(short.length);
  });

  test('numbers count for nothing: they are the person’s own case', async () => {
    const { coverage } = await features('avance marché public');
    expect((await features('avance marché public 123 456')).coverage).toBe(coverage);
  });

  test('every feature is a number', async () => {
    for (const question of ['avance', 'zzz marché', 'lots ?', 'durée 4 ans accord-cadre'])
      for (const value of Object.values(await features(question))) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('whether there is evidence', () => {
  test.each(passages.map(({ heading }) => heading))('« %s », as a button sends it', async (heading) => {
    expect(await isAnswered(heading)).toBe(true);
  });

  test('an article of the best page is evidence by itself', async () => {
    expect(await isAnswered('que dit l’article L2125-1 ?')).toBe(true);
  });

  test.each(['', 'et ?', 'recette de tajine au poulet', 'match de rugby samedi soir'])(
    'none for « %s »',
    async (question) => {
      expect(await isAnswered(question)).toBe(false);
    },
  );
});
