import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableRows } from '#src/retrieval/vectors/static-embeddings.ts';
import type { Rows } from './rows.ts';

/**
 * Rounds each row to signed bytes at its own scale, and folds the scale into the weight of its token: the weighted
 * sum of a text stays right.
 */
export function quantise(tokens: readonly string[], { dimension, values }: Rows): TableRows {
  const bytes = new Int8Array(values.length);
  const rows = tokens.map((token, row) => {
    const at = row * dimension;
    const own = values.subarray(at, at + dimension);
    const scale = own.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-9) / 127;
    for (let index = 0; index < dimension; index += 1) {
      bytes[at + index] = Math.round((own[index] as number) / scale);
    }
    // Only the proportions count: thousandths keep the file short.
    return [token, { at, weight: Number((scale * 1000).toPrecision(4)) }] as const;
  });
  return { dimension, rows: new Map(rows), bytes };
}

/** Writes `vocabulary.txt` and `vectors.bin` as `readStaticTable` expects them. */
export function writeTable(folder: string, { rows, bytes }: TableRows): void {
  mkdirSync(folder, { recursive: true });
  const lines = [...rows].map(([token, { weight }]) => `${token}\t${weight}\n`);
  writeFileSync(join(folder, 'vocabulary.txt'), lines.join(''));
  writeFileSync(join(folder, 'vectors.bin'), bytes);
}
