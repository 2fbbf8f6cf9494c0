import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { stampOf } from '#src/knowledge/ingest/scan.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { failureTexts } from '#src/platform/texts-failure.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { type GraphFile, labelsPath } from '#src/retrieval/vectors/graph-file.ts';
import type { VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';

/** Path of a kept graph of vectors, by its name. */
export const vectorFilePath = (dataDir: string, name: string): string =>
  join(dataDir, 'index', `${name}.hnsw`);

/**
 * Writes a graph aside, then names it: a kill leaves no half file under the final name.
 * @throws when the system refuses it, or did not write it whole
 */
export function keepGraph(dataDir: string, name: string, graph: VectorGraph): GraphFile {
  const path = vectorFilePath(dataDir, name);
  const files = [labelsPath(path), path];
  const labels = graph.labelBytes();
  try {
    mkdirSync(join(dataDir, 'index'), { recursive: true });
    writeFileSync(`${labelsPath(path)}.tmp`, labels);
    graph.save(`${path}.tmp`);
    const points = readFileSync(`${path}.tmp`);
    if (!isWhole(points)) throw new HotlineError('storage', failureTexts.full);
    for (const file of files) renameSync(`${file}.tmp`, file);
    return { name, digest: sha256(points), labels: sha256(labels) };
  } catch (error) {
    // What was written of it may be what fills the disk.
    for (const file of files) rmSync(`${file}.tmp`, { force: true });
    throw error;
  }
}

/** Before the points of a file come thirteen numbers of hnswlib; the second to the fourth say what they take. */
const HEADER_BYTES = 96;
const COUNT_AT = 16;
const POINT_BYTES_AT = 24;

/** Whether a file holds all the points that it says: hnswlib writes no more of them than the disk takes, without a word. */
function isWhole(points: Buffer): boolean {
  if (points.length < HEADER_BYTES) return false;
  const count = Number(points.readBigUInt64LE(COUNT_AT));
  let at = HEADER_BYTES + count * Number(points.readBigUInt64LE(POINT_BYTES_AT));
  // Then the links of each to its neighbours, with how long they are.
  for (let point = 0; point < count && at + 4 <= points.length; point += 1) at += 4 + points.readUInt32LE(at);
  return at === points.length;
}

/** Of the files of a kept graph as the system tells it; undefined where one of them is gone. */
export async function graphStamp(dataDir: string, name: string): Promise<string | undefined> {
  const path = vectorFilePath(dataDir, name);
  try {
    return `${stampOf(await stat(path))} ${stampOf(await stat(labelsPath(path)))}`;
  } catch {
    return undefined;
  }
}

/**
 * Removes the graphs that no index needs any more, and what was left half written. The folder stays: it is the sign that
 * an index was made from its store, by which a start that finds it without the store does not begin anew.
 */
export function removeOldGraphs(dataDir: string, used: readonly (GraphFile | undefined)[]): void {
  const kept = new Set(
    used.flatMap((graph) => {
      const file = graph && `${graph.name}.hnsw`;
      return file ? [file, labelsPath(file)] : [];
    }),
  );
  const folder = join(dataDir, 'index');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { force: true });
}
