import { existsSync } from 'node:fs';
import { lawGeneration } from '#src/retrieval/knowledge-base.ts';
import { type GraphFile, openGraph } from '#src/retrieval/vectors/graph-file.ts';
import { hasGraphs, type KeyedVectors, VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';
import { keepGraph, vectorFilePath } from './vector-file.ts';

/** Vectors from which on they have a graph: fewer are scanned in less than a millisecond. */
export const GRAPH_FROM = 5_000;
/** Vectors that a graph takes while a change is waited for: a fifth of a second. */
const MOST_ADDED = 500;

/** The graphs of an index, those that it has. */
export interface Graphs {
  readonly pages?: GraphFile | undefined;
  readonly law?: GraphFile | undefined;
}

/** Graphs that are open, by the digests of their points: that of the last index alone. */
export type OpenGraphs = Map<string, VectorGraph>;

/** What the graphs of an index are to hold: keys of texts, of which several may be the same. */
export interface WantedGraphs {
  readonly dataDir: string;
  readonly dimension: number;
  /** Vectors from which on they have a graph. */
  readonly from: number;
  readonly pages: readonly string[];
  readonly law: readonly string[];
}

interface Making {
  /** The generation for which they are made. */
  readonly name: string;
  readonly vectorsOf: (keys: readonly string[]) => Promise<KeyedVectors>;
  /** Those of the index before that are open already; those of the new one take their place. */
  readonly open?: OpenGraphs | undefined;
}

/**
 * The graphs of an index that follows another: theirs, changed by the texts that are new and those that are gone.
 * @returns those that are quickly made; another one is to be built anew
 */
export async function graphsFollowing(
  before: Graphs | undefined,
  wanted: WantedGraphs,
  making: Making,
): Promise<Graphs> {
  return {
    pages: await followed(before?.pages, wanted.pages, wanted, making),
    law: await followed(before?.law, wanted.law, wanted, { ...making, name: lawGeneration(making.name) }),
  };
}

async function followed(
  before: GraphFile | undefined,
  texts: readonly string[],
  { dataDir, dimension, from }: WantedGraphs,
  { name, vectorsOf, open }: Making,
): Promise<GraphFile | undefined> {
  if (!before || texts.length < from) return undefined;
  const path = vectorFilePath(dataDir, before.name);
  const graph = open?.get(before.digest) ?? (await openGraph(path, before, dimension));
  const keys = new Set(texts);
  const added = [...keys].filter((key) => !graph?.has(key));
  if (!graph || added.length > MOST_ADDED || graph.isWornBy(keys)) return undefined;
  if (added.length === 0 && graph.size === keys.size && existsSync(path)) {
    open?.set(before.digest, graph);
    return before;
  }
  const vectors = await vectorsOf(added);
  if (vectors.size < added.length) return undefined;
  // From here on it is no longer the one of before.
  open?.delete(before.digest);
  graph.change(keys, vectors);
  const file = await keepGraph(dataDir, name, graph);
  open?.set(file.digest, graph);
  return file;
}

interface Building extends Making {
  /** Whether servers with data folders of their own share the store: the files of a graph are then another one's. */
  readonly isShared: boolean;
  readonly progress: (done: number, total: number) => void;
}

/**
 * Builds the graphs that an index should have and has not, or of which the files are damaged.
 * @returns all of its graphs; undefined when none is missing, or none can be built here
 */
export async function graphsBuilt(
  known: Graphs,
  wanted: WantedGraphs,
  making: Building,
): Promise<Graphs | undefined> {
  if (!hasGraphs()) return undefined;
  const pages = await built(known.pages, wanted.pages, wanted, making);
  const law = await built(known.law, wanted.law, wanted, { ...making, name: lawGeneration(making.name) });
  return pages || law ? { pages: pages ?? known.pages, law: law ?? known.law } : undefined;
}

async function built(
  known: GraphFile | undefined,
  texts: readonly string[],
  { dataDir, dimension, from }: WantedGraphs,
  { name, vectorsOf, isShared, progress }: Building,
): Promise<GraphFile | undefined> {
  if (texts.length < from) return undefined;
  // The server that has no files of it scans all its vectors: were it to build its own, the other one would have none.
  if (known && (isShared || (await openGraph(vectorFilePath(dataDir, known.name), known, dimension))))
    return undefined;
  const keys = [...new Set(texts)];
  const vectors = await vectorsOf(keys);
  if (vectors.size < keys.length) return undefined;
  const graph = await VectorGraph.build(vectors, dimension, (done) => progress(done, keys.length));
  return graph && keepGraph(dataDir, name, graph);
}
