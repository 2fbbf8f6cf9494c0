import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { VectorGraph } from './vector-graph.ts';

/** A kept graph of vectors: enough to tell that its files are the very ones that were written. */
export interface GraphFile {
  /** The generation for which it was written: those that follow share it for as long as their texts are the same. */
  readonly name: string;
  /** SHA-256 of its points, and of the labels of its texts. */
  readonly digest: string;
  readonly labels: string;
}

/** Where the labels of a graph's texts are kept, beside its points. */
export const labelsPath = (path: string): string => `${path}.labels`;

/** The digest of the points of a graph. @throws when the file can't be read */
export const graphDigest = async (path: string): Promise<string> => digestOf(await readFile(path));

/** Opens a kept graph, when its files are exactly those that were written. */
export async function openGraph(
  path: string,
  { digest, labels }: GraphFile,
  dimension: number,
): Promise<VectorGraph | undefined> {
  const kept = await readFile(labelsPath(path)).catch(() => undefined);
  if (!kept || digestOf(kept) !== labels) return undefined;
  const found = await graphDigest(path).catch(() => undefined);
  return found === digest ? VectorGraph.open(path, kept, dimension) : undefined;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
