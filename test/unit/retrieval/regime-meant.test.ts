import { describe, expect, it } from 'vitest';
import { EMPTY_GLOSSARY } from '#src/knowledge/model/glossary.ts';
import type { Regime } from '#src/knowledge/model/regime.ts';
import { makeKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { passagesOf } from '#src/retrieval/passages/passage.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { documentFrom } from '#support/knowledge/passages.ts';

const DAY = '2026-11-24';
const QUESTION = 'l’exploitant de la piscine doit confier une part aux artisans ?';
const passages = passagesOf([
  documentFrom(
    '## Le titulaire d’un marché global doit-il confier une part aux artisans ?\n\nOui.',
    {},
    'guides/a.md',
  ),
  documentFrom(
    '## Le concessionnaire doit-il confier une part aux artisans ?\n\nNon.',
    { regime: 'concession' },
    'guides/b.md',
  ),
  documentFrom('## Qui aide les artisans ?\n\nNous.', { regime: 'any' }, 'guides/c.md'),
]);

/** What is found, and under which regime, where the reader says this of each page. */
async function found(meaning: readonly number[], mayBeOf: readonly Regime[] = ['concession', 'private']) {
  const base = makeKnowledgeBase(
    { passages, figures: [], glossary: EMPTY_GLOSSARY },
    {
      generation: 'test',
      createdAt: 0,
      meaning: {
        index: { size: 3, scores: () => Float64Array.from(meaning) },
        reader: {
          id: 'reader:test',
          dimension: 2,
          runtime: async () => 'native',
          embed: async () => Float32Array.of(1, 0),
        },
        readWishes: async () => [],
        readActs: async () => [],
        readReasons: async () => [],
      },
    },
  );
  const { hits, read } = await new HybridRetriever(base).search(QUESTION, {
    k: 3,
    filter: { regime: 'ordinary', date: DAY },
    mayBeOf,
  });
  return { regime: read?.regime, documents: hits.map(({ passage }) => passage.documentId) };
}

describe('The regime of a question that names none', () => {
  it('is that of the page nearest in meaning, and no page of another is then found', async () => {
    const { regime, documents } = await found([0.9, 1.9, 0.5]);
    expect(regime).toBe('concession');
    expect(documents[0]).toBe('guides/b');
    expect(documents).not.toContain('guides/a');
  });

  it('stays the ordinary one where an ordinary page is nearer, or one that holds for all', async () => {
    expect(await found([1.9, 0.9, 0.5])).toMatchObject({
      regime: 'ordinary',
      documents: ['guides/a', 'guides/c'],
    });
    expect((await found([0.5, 0.9, 1.9])).regime).toBe('ordinary');
  });

  it('is the one that the question names, whatever the page nearest in meaning', async () => {
    const { regime, documents } = await found([0.9, 1.9, 0.5], ['private']);
    expect(regime).toBe('ordinary');
    expect(documents).not.toContain('guides/b');
  });
});
