import { join } from 'node:path';

/** Path of the cached vector index of a generation. */
export const vectorFilePath = (dataDir: string, generation: string): string =>
  join(dataDir, 'index', `${generation}.hnsw`);
