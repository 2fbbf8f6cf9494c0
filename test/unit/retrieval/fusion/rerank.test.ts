import { describe, expect, test } from 'vitest';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import { rerank } from '#src/retrieval/fusion/rerank.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { passagesFrom } from '#support/knowledge/passages.ts';

const passages = passagesFrom(
  `## Puis-je répondre à un marché public en liquidation judiciaire ?

Non, une entreprise en liquidation est exclue.

Références : L2141-3
On demande aussi : boîte liquidée, répondre possible ; marché et liquidation`,
  `## Puis-je répondre à un marché public si mon entreprise est récente ?

Oui, aucune ancienneté minimale n'est exigée.

Références : R2142-14
On demande aussi : ma société a trois mois ; entreprise créée cette année`,
  `## Quel délai ai-je pour répondre à un marché public ?

Trente jours au moins en appel d'offres ouvert.

Références : R2161-2
On demande aussi : combien de jours pour répondre ; date limite`,
);
const base = makeKnowledgeBase(
  { passages, figures: [], glossary: EMPTY_GLOSSARY },
  { generation: 'test', createdAt: 0 },
);
const filter = { regime: 'ordinary', date: '2026-11-24' } as const;
const found = async (question: string) =>
  (await new HybridRetriever(base).search(question, { k: 3, filter })).hits.map(
    ({ passage }) => passage.articles[0],
  );

describe('the page put first', () => {
  test('is the one whose own questions are nearest, words of the same meaning counting', async () => {
    expect(await found('une société créée il y a trois mois peut répondre à un marché ?')).toEqual(
      expect.arrayContaining(['R2142-14']),
    );
    expect((await found('une société créée il y a trois mois peut répondre à un marché ?'))[0]).toBe(
      'R2142-14',
    );
  });

  test('asks what the question asks: how long, and not whether', async () => {
    expect((await found('combien de temps pour répondre à un marché public ?'))[0]).toBe('R2161-2');
  });

  test('keeps the best score, and none comes out of order', () => {
    const candidates = passages.map((passage, index) => ({
      passage,
      fused: 1 - index / 10,
      factor: 1,
      votes: 0,
    }));
    const ranked = rerank({ asked: 'délai de réponse', ownStems: ['del', 'repons'] }, candidates, base);
    const scores = ranked.map(({ score }) => score);
    expect(scores[0]).toBe(1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('gives way when it is for another case', () => {
    const [one, two] = passages;
    if (!one || !two) throw new Error('pages');
    const candidates = [
      { passage: one, fused: 1, factor: 0.1, votes: 1 },
      { passage: two, fused: 0.9, factor: 1, votes: 0 },
    ];
    const [first] = rerank({ asked: 'liquidation', ownStems: ['liquid'] }, candidates, base);
    expect(first?.candidate.passage).toBe(two);
  });

  test('is none when nothing was found', () => {
    expect(rerank({ asked: 'x', ownStems: [] }, [], base)).toEqual([]);
  });
});
