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

/** Opens a kept graph, when its files are exactly those that were written. */
export async function openGraph(
  path: string,
  file: GraphFile,
  dimension: number,
): Promise<VectorGraph | undefined> {
  const labels = await keptLabels(path, file);
  return labels && VectorGraph.open(path, labels, dimension);
}

/** Whether the files of a kept graph are exactly those that were written. */
export const isGraphKept = async (path: string, file: GraphFile): Promise<boolean> =>
  (await keptLabels(path, file)) !== undefined;

/** The labels of a kept graph, when they and its points are those that were written. */
async function keptLabels(path: string, { digest, labels }: GraphFile): Promise<Buffer | undefined> {
  const kept = await readFile(labelsPath(path)).catch(() => undefined);
  if (!kept || digestOf(kept) !== labels) return undefined;
  const points = await readFile(path).catch(() => undefined);
  return points && digestOf(points) === digest ? kept : undefined;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
