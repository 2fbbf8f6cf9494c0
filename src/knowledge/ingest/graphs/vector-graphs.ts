import { reasonOf } from '#src/platform/failure.ts';
import { lawGeneration } from '#src/retrieval/knowledge-base.ts';
import { type GraphFile, isGraphKept, openGraph } from '#src/retrieval/vectors/graph-file.ts';
import { hasGraphs, type KeyedVectors, VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';
import { graphStamp, keepGraph, vectorFilePath } from './vector-file.ts';

/** Vectors from which on they have a graph: fewer are scanned in less than a millisecond. */
export const GRAPH_FROM = 5_000;
/** Vectors that a graph takes while a change is waited for: a fifth of a second. */
const MOST_ADDED = 500;

/** The graphs of an index, those that it has. */
export interface Graphs {
  readonly pages?: GraphFile | undefined;
  readonly law?: GraphFile | undefined;
}

/** Graphs that are open, by the digests of their points, with what the system told of their files: those of the last index. */
export type OpenGraphs = Map<string, { readonly graph: VectorGraph; readonly stamp: string | undefined }>;

/** Lets go of the graphs that an index has not. */
export function releaseGraphs(open: OpenGraphs, { pages, law }: Graphs): void {
  for (const digest of open.keys())
    if (digest !== pages?.digest && digest !== law?.digest) open.delete(digest);
}

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
  /** Hears why a graph could not be written: the index goes without. */
  readonly onUnkept: (why: string) => void;
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
  { name, vectorsOf, open, onUnkept }: Making,
): Promise<GraphFile | undefined> {
  if (!before || texts.length < from) return undefined;
  const stamp = await graphStamp(dataDir, before.name);
  const known = open?.get(before.digest);
  const graph = known?.graph ?? (await openGraph(vectorFilePath(dataDir, before.name), before, dimension));
  // One that is open is whole, whatever became of its files.
  const isKept = stamp !== undefined && (!known || known.stamp === stamp);
  const keys = new Set(texts);
  const added = [...keys].filter((key) => !graph?.has(key));
  if (!graph || added.length > MOST_ADDED || graph.isWornBy(keys)) return undefined;
  if (added.length === 0 && graph.size === keys.size && isKept) {
    open?.set(before.digest, { graph, stamp });
    return before;
  }
  const vectors = await vectorsOf(added);
  if (vectors.size < added.length) return undefined;
  // From here on it is no longer the one of before.
  open?.delete(before.digest);
  graph.change(keys, vectors);
  const file = kept(graph, { dataDir, name, onUnkept });
  if (file) open?.set(file.digest, { graph, stamp: await graphStamp(dataDir, name) });
  return file;
}

/** A graph as it is written; undefined where it can't be: its vectors are scanned, which finds the same. */
function kept(
  graph: VectorGraph,
  { dataDir, name, onUnkept }: Pick<WantedGraphs, 'dataDir'> & Pick<Making, 'name' | 'onUnkept'>,
): GraphFile | undefined {
  try {
    return keepGraph(dataDir, name, graph);
  } catch (error) {
    onUnkept(reasonOf(error));
    return undefined;
  }
}

/**
 * Whether an index has not the graphs that it should, or their files are damaged, and they can be built here.
 * @param isShared whether servers with data folders of their own share the store
 */
export async function lacksGraphs(
  { pages, law }: Graphs,
  wanted: WantedGraphs,
  { isShared, open }: Pick<Building, 'isShared'> & Pick<Making, 'open'>,
): Promise<boolean> {
  if (!hasGraphs()) return false;
  const { dataDir, from } = wanted;
  const isThere = async (file: GraphFile | undefined, texts: readonly string[]) => {
    if (texts.length < from) return true;
    if (!file || isShared) return file !== undefined;
    const known = open?.get(file.digest)?.stamp;
    if (known !== undefined && known === (await graphStamp(dataDir, file.name))) return true;
    return isGraphKept(vectorFilePath(dataDir, file.name), file);
  };
  return !((await isThere(pages, wanted.pages)) && (await isThere(law, wanted.law)));
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
  { name, vectorsOf, isShared, progress, onUnkept }: Building,
): Promise<GraphFile | undefined> {
  if (texts.length < from) return undefined;
  // The server that has no files of it scans all its vectors: were it to build its own, the other one would have none.
  if (known && (isShared || (await openGraph(vectorFilePath(dataDir, known.name), known, dimension))))
    return undefined;
  const keys = [...new Set(texts)];
  const vectors = await vectorsOf(keys);
  if (vectors.size < keys.length) return undefined;
  const graph = await VectorGraph.build(vectors, dimension, (done) => progress(done, keys.length));
  return graph && kept(graph, { dataDir, name, onUnkept });
}
