import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { vectorTexts } from '#src/retrieval/passages/index-content.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';
import { embedStatic, readStaticTable } from '#src/retrieval/vectors/static-embeddings.ts';
import { buildVectorIndex, ExactVectorIndex, openVectorIndex } from '#src/retrieval/vectors/vector-index.ts';
import { filesUnder, ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const table = readStaticTable();

/** The passages of the shipped knowledge. */
function shippedPassages(): Passage[] {
  const pages = filesUnder('knowledge').filter((path) => /\/\w+\/.*\.md$/.test(path));
  return passagesOf(
    pages.flatMap((path) => parsePage(path, readFileSync(join(ROOT, path), 'utf8')).document ?? []),
  );
}

describe('the hnswlib graph over the shipped knowledge', () => {
  let passages: Passage[];
  let vectors: Float32Array[];
  let hnsw: ReturnType<typeof buildVectorIndex>;

  beforeAll(() => {
    passages = shippedPassages();
    vectors = vectorTexts(passages).map(({ text }) => embedStatic(table, text));
    hnsw = buildVectorIndex(vectors, table.dimension);
  });

  it('is what is built where the addon loads', () => {
    expect(passages.length).toBeGreaterThan(170);
    expect(hnsw.kind).toBe('hnsw');
    expect(hnsw.size).toBe(vectors.length);
  });

  it('finds at least 99 % of the ten nearest that the exact scan finds', () => {
    const exact = new ExactVectorIndex(vectors);
    // The exact scan is slow: one section in three is enough to tell.
    const questions = passages.flatMap(({ wordings }, index) =>
      index % 3 === 0 ? wordings.slice(0, 1) : [],
    );
    let found = 0;
    for (const question of questions) {
      const query = embedStatic(table, question);
      const near = exact.search(query, 10);
      // Texts repeat: a neighbour is as good as another when it is as near as the tenth.
      const limit = Number(near.at(-1)?.cosine) - 1e-5;
      found += hnsw.search(query, 10).filter(({ cosine }) => cosine >= limit).length / near.length;
    }
    expect(questions.length).toBeGreaterThan(150);
    expect(found / questions.length).toBeGreaterThanOrEqual(0.99);
  });

  it('gives the same cosines as the exact scan, best first', () => {
    const query = embedStatic(table, 'à partir de quel montant une avance est-elle due ?');
    const hits = hnsw.search(query, 5);
    const exact = new ExactVectorIndex(vectors).search(query, 5);
    expect(hits.map((hit) => hit.cosine.toFixed(4))).toEqual(exact.map((hit) => hit.cosine.toFixed(4)));
    expect(hits[0]?.cosine).toBeGreaterThan(0.5);
  });

  it('is read back from its file as it was', () => {
    using folder = tempFolder();
    const path = join(folder.path, 'graph.hnsw');
    hnsw.save(path);
    const opened = openVectorIndex(path, table.dimension, vectors.length);
    const query = embedStatic(table, 'sous-traiter tout le marché');
    expect(opened?.search(query, 10)).toEqual(hnsw.search(query, 10));
    expect(openVectorIndex(path, table.dimension, vectors.length + 1)).toBeUndefined();
  });
});

describe('small indexes', () => {
  const axes = [Float32Array.from([1, 0]), Float32Array.from([0, 1]), Float32Array.from([-1, 0])];

  it.each([
    ['the exact scan', new ExactVectorIndex(axes)],
    ['the graph', buildVectorIndex(axes, 2)],
  ])('%s gives what there is when more is asked, nearest first', (_, index) => {
    const hits = index.search(Float32Array.from([1, 0]), 50);
    expect(hits.map((hit) => hit.index)).toEqual([0, 1, 2]);
    expect(hits.map((hit) => hit.cosine)).toEqual([1, 0, -1].map((value) => expect.closeTo(value, 5)));
  });

  it('stand empty', () => {
    const empty = buildVectorIndex([], 2);
    expect(empty.size).toBe(0);
    expect(empty.search(Float32Array.from([1, 0]), 10)).toEqual([]);
  });
});
