/** Writes a small graph where the system may not take all of it, and says how that went and what is there. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keepGraph } from '#src/knowledge/ingest/graphs/vector-file.ts';
import { errorText } from '#src/platform/errors.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { VectorGraph } from '#src/retrieval/vectors/vector-graph.ts';

const dataDir = process.argv[2] ?? '';
const DIMENSION = 16;
const vectors = new Map(
  Array.from({ length: 200 }, (_, at) => [
    sha256(String(at)),
    Float32Array.from({ length: DIMENSION }, (__, place) => Math.sin(at * DIMENSION + place)),
  ]),
);
const graph = await VectorGraph.build(vectors, DIMENSION);
if (!graph) throw new Error('the addon does not load');
let said = 'kept';
try {
  keepGraph(dataDir, 'one', graph);
} catch (error) {
  said = errorText(error);
}
process.stdout.write(`${said}: ${readdirSync(join(dataDir, 'index')).sort().join(', ')}`);
