import { hash } from 'node:crypto';
import { stemsOf } from '#src/platform/french/text-analysis.ts';
import type { Embedder, Endpoint } from '#src/retrieval/vectors/embedder.ts';
import { normalise } from '#src/retrieval/vectors/unit-vector.ts';

const DIMENSION = 64;

/** The vector of a text: texts that share words are near each other. */
function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION);
  for (const stem of stemsOf(text)) {
    const [place = 0, sign = 0] = Buffer.from(hash('sha256', stem), 'hex');
    const at = place % DIMENSION;
    vector[at] = (vector[at] as number) + (sign % 2 === 0 ? 1 : -1);
  }
  return normalise(vector);
}

/** What stands in for a service of vectors: no network, and the same vectors every time. */
export const WORD_ENDPOINT: Endpoint = {
  dimension: DIMENSION,
  embedDocuments: async (texts) => texts.map(vectorOf),
  embedQuery: async (text) => vectorOf(text),
};

export const WORD_EMBEDDER: Embedder = { id: 'words', endpoint: WORD_ENDPOINT };
