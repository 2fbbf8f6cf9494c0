import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { type GraphFile, graphDigest, labelsPath } from '#src/retrieval/vectors/graph-file.ts';
import type { VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';

/** Path of a kept graph of vectors, by its name. */
export const vectorFilePath = (dataDir: string, name: string): string =>
  join(dataDir, 'index', `${name}.hnsw`);

/** Writes a graph aside, then names it: a kill leaves no half file under the final name. */
export async function keepGraph(dataDir: string, name: string, graph: VectorGraph): Promise<GraphFile> {
  mkdirSync(join(dataDir, 'index'), { recursive: true });
  const path = vectorFilePath(dataDir, name);
  const labels = graph.labelBytes();
  writeFileSync(`${labelsPath(path)}.tmp`, labels);
  renameSync(`${labelsPath(path)}.tmp`, labelsPath(path));
  graph.save(`${path}.tmp`);
  renameSync(`${path}.tmp`, path);
  return { name, digest: await graphDigest(path), labels: sha256(labels) };
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
