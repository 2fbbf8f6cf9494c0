import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { readMetadata } from '#src/reader/encoder/metadata.ts';
import { type ReaderText, readerTexts, sha256 } from '#src/retrieval/passages/index-content.ts';
import { type Passage, passagesOf } from '#src/retrieval/passages/passage.ts';
import { labelsPath, openGraph } from '#src/retrieval/vectors/graph-file.ts';
import { readerKey, shippedVectors } from '#src/retrieval/vectors/shipped-vectors.ts';
import { VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';
import { ExactVectorIndex, type VectorIndex } from '#src/retrieval/vectors/vector-index.ts';
import { filesUnder, ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';

const { digest, dimension } = readMetadata();
const shipped = shippedVectors();

/** The vector that is shipped of a text; undefined for one that has none yet. */
function vectorOf(text: Pick<ReaderText, 'text' | 'as'>): Float32Array | undefined {
  const vector = new Float32Array(dimension);
  return shipped.read(readerKey(`reader:${digest}`, text), vector) ? vector : undefined;
}

/** The passages of the shipped knowledge. */
function shippedPassages(): Passage[] {
  const pages = filesUnder('knowledge').filter((path) => /\/\w+\/.*\.md$/.test(path));
  return passagesOf(
    pages.flatMap((path) => parsePage(path, readFileSync(join(ROOT, path), 'utf8')).document ?? []),
  );
}

async function builtOf(keys: readonly string[], vectors: readonly Float32Array[], dimension: number) {
  const graph = await VectorGraph.build(
    new Map(keys.map((key, at) => [key, vectors[at] as Float32Array])),
    dimension,
  );
  if (!graph) throw new Error('the addon does not load');
  return graph;
}

/** The index of some texts, which are those of the graph. */
function indexOf(graph: VectorGraph, keys: readonly string[]): VectorIndex {
  const index = graph.indexOf(keys);
  if (!index) throw new Error('other texts');
  return index;
}

/** Part of the ten nearest that the exact scan finds which another index finds, over some queries. */
function recall(index: VectorIndex, exact: VectorIndex, queries: readonly Float32Array[]): number {
  let found = 0;
  for (const query of queries) {
    const near = exact.search(query, 10);
    // Texts repeat: a neighbour is as good as another when it is as near as the tenth.
    const limit = Number(near.at(-1)?.cosine) - 1e-5;
    found += index.search(query, 10).filter(({ cosine }) => cosine >= limit).length / near.length;
  }
  return found / queries.length;
}

describe('the graph over the shipped knowledge', () => {
  let passages: Passage[];
  let vectors: Float32Array[];
  let keys: string[];
  let graph: VectorGraph;
  let hnsw: VectorIndex;
  let queries: Float32Array[];

  beforeAll(async () => {
    // Building it is slow: one section in three is enough to tell.
    passages = shippedPassages().filter((_, at) => at % 3 === 0);
    const read = readerTexts(passages).flatMap((text) => {
      const vector = vectorOf(text);
      return vector ? [{ ...text, vector }] : [];
    });
    vectors = read.map(({ vector }) => vector);
    keys = read.map(({ text, as }) => sha256(`${as} ${text}`));
    graph = await builtOf(keys, vectors, dimension);
    hnsw = indexOf(graph, keys);
    queries = passages.flatMap(
      ({ wordings: [question] }) => (question && vectorOf({ text: question, as: 'question' })) || [],
    );
  });

  it('holds each text once, and finds it wherever it stands', () => {
    expect(passages.length).toBeGreaterThan(170);
    expect(hnsw.kind).toBe('hnsw');
    expect(hnsw.size).toBe(vectors.length);
    expect(graph.size).toBe(new Set(keys).size);
    expect(hnsw.at(17)).toEqual(vectors[17]);
  });

  it('finds at least 99 % of the ten nearest that the exact scan finds', () => {
    expect(queries.length).toBeGreaterThan(150);
    expect(recall(hnsw, new ExactVectorIndex(vectors), queries)).toBeGreaterThanOrEqual(0.99);
  });

  it('gives the same cosines as the exact scan, best first', () => {
    const [query = new Float32Array(dimension)] = queries;
    const hits = hnsw.search(query, 5);
    const exact = new ExactVectorIndex(vectors).search(query, 5);
    expect(hits.map((hit) => hit.cosine.toFixed(4))).toEqual(exact.map((hit) => hit.cosine.toFixed(4)));
    expect(hits[0]?.cosine).toBeGreaterThan(0.5);
  });

  it('is read back from its files as it was, and is no index of other texts', async () => {
    using folder = tempFolder();
    const path = join(folder.path, 'graph.hnsw');
    graph.save(path);
    const labels = graph.labelBytes();
    writeFileSync(labelsPath(path), labels);
    const file = { name: 'graph', digest: sha256(readFileSync(path)), labels: sha256(labels) };
    const opened = await openGraph(path, file, dimension);
    const [query = new Float32Array(dimension)] = queries;
    expect(opened?.indexOf(keys)?.search(query, 10)).toEqual(hnsw.search(query, 10));
    expect(opened?.indexOf([...keys, sha256('un autre texte')])).toBeUndefined();
    expect(opened?.indexOf(keys.slice(0, 100))).toBeUndefined();
    expect(await openGraph(path, { ...file, labels: file.digest }, dimension)).toBeUndefined();
    expect(await openGraph(path, { ...file, digest: file.labels }, dimension)).toBeUndefined();
  });

  it('follows texts that come and go, again and again, and finds as well what is left', async () => {
    const known = new Map(keys.map((key, at) => [key, vectors[at] as Float32Array]));
    const all = [...known.keys()];
    const some = (from: number, to: number) =>
      new Map(all.slice(from, to).map((key) => [key, known.get(key) as Float32Array]));
    // A thousand of them are new, by and by, and a thousand others go; the first of these come back as they were.
    const texts = some(1_000, all.length);
    const whole = await builtOf([...texts.keys()], [...texts.values()], dimension);
    const follow = (gone: Iterable<string>, added: ReadonlyMap<string, Float32Array>) => {
      for (const key of gone) texts.delete(key);
      for (const [key, vector] of added) texts.set(key, vector);
      whole.change(new Set(texts.keys()), added);
    };
    for (let from = 0; from < 1_000; from += 100)
      follow(some(from + 1_000, from + 1_100).keys(), some(from, from + 100));
    follow([], some(1_000, 1_100));
    const left = [...texts.keys()];
    const changed = indexOf(whole, left);
    expect(changed.size).toBe(left.length);
    const exact = new ExactVectorIndex([...texts.values()]);
    expect(recall(changed, exact, queries)).toBeGreaterThanOrEqual(0.99);
    expect(whole.isWornBy(new Set(left))).toBe(false);
    expect(whole.isWornBy(new Set(left.slice(0, left.length / 2)))).toBe(true);
  });
});

describe('a small graph', () => {
  const axes = [Float32Array.from([1, 0]), Float32Array.from([0, 1]), Float32Array.from([-1, 0])];
  const keys = ['nord', 'est', 'sud'].map(sha256);

  it('gives what there is when more is asked, nearest first', async () => {
    const hits = indexOf(await builtOf(keys, axes, 2), keys).search(Float32Array.from([1, 0]), 50);
    expect(hits.map((hit) => hit.index)).toEqual([0, 1, 2]);
    expect(hits.map((hit) => hit.cosine)).toEqual([1, 0, -1].map((value) => expect.closeTo(value, 5)));
  });

  it('never gives what is gone', async () => {
    const graph = await builtOf(keys, axes, 2);
    graph.change(new Set(keys.slice(1)), new Map());
    const hits = indexOf(graph, keys.slice(1)).search(Float32Array.from([1, 0]), 50);
    expect(hits.map((hit) => hit.index)).toEqual([0, 1]);
  });

  it('stands empty', async () => {
    const empty = indexOf(await builtOf([], [], 2), []);
    expect(empty.size).toBe(0);
    expect(empty.search(Float32Array.from([1, 0]), 10)).toEqual([]);
  });
});
