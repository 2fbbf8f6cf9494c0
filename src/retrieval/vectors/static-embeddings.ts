import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Embeddings } from '@langchain/core/embeddings';
import { analyse, prefixToken } from '#src/platform/french/text-analysis.ts';

/** Where the shipped table lives, with its vocabulary, attribution and training script. */
const SHIPPED = new URL('./static-french/', import.meta.url);

/**
 * A table of static French word vectors. `vocabulary.txt` holds one token a line (a stem, or a five-letter prefix
 * ending in `*`) with its weight, tab-separated; `vectors.bin` holds the rows in the same order, `dimension` signed
 * bytes each. Trained by `src/retrieval/vectors/training/train-static-vectors.ts`.
 */
export interface TableRows {
  readonly dimension: number;
  readonly rows: ReadonlyMap<string, { readonly at: number; readonly weight: number }>;
  readonly bytes: Int8Array;
}

/** A table read from its files. */
export interface StaticTable extends TableRows {
  /** Of the files: an index made with another table must be made again. */
  readonly digest: string;
}

/** Reads a table from a folder. */
export function readStaticTable(folder: URL = SHIPPED): StaticTable {
  const lines = readFileSync(new URL('vocabulary.txt', folder), 'utf8').trim().split('\n');
  const buffer = readFileSync(new URL('vectors.bin', folder));
  const dimension = buffer.length / lines.length;
  if (!Number.isInteger(dimension)) throw new Error('static vectors: vocabulary and table do not fit');
  const rows = new Map(
    lines.map((line, index) => {
      const [token = '', weight = '1'] = line.split('\t');
      return [token, { at: index * dimension, weight: Number(weight) }] as const;
    }),
  );
  const digest = createHash('sha256').update(lines.join('\n')).update(buffer).digest('hex').slice(0, 16);
  return { dimension, rows, digest, bytes: new Int8Array(buffer.buffer, buffer.byteOffset, buffer.length) };
}

let shipped: StaticTable | undefined;

/** The shipped table, read once. */
export function shippedTable(): StaticTable {
  shipped ??= readStaticTable();
  return shipped;
}

/** The unit vector of a text: weighted mean of its known words; all zeros when it has none. */
export function embedStatic(table: TableRows, text: string): Float32Array {
  const sum = new Float32Array(table.dimension);
  for (const { stem } of analyse(text)) {
    // A stem the table does not know still says something by its first letters.
    const row = table.rows.get(stem) ?? table.rows.get(prefixToken(stem) ?? '');
    if (!row) continue;
    for (let index = 0; index < table.dimension; index += 1) {
      sum[index] = (sum[index] as number) + row.weight * (table.bytes[row.at + index] as number);
    }
  }
  return normalise(sum);
}

/** Scales a vector to length 1, in place; a zero vector stays zero. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length > 0)
    for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] as number) / length;
  return vector;
}

/** The shipped static French vectors as a langchain embedder: no network, 0.1 ms a text. */
export class StaticFrenchEmbeddings extends Embeddings {
  readonly #table: StaticTable;

  constructor(table: StaticTable = shippedTable()) {
    super({});
    this.#table = table;
  }

  get dimension(): number {
    return this.#table.dimension;
  }

  get digest(): string {
    return this.#table.digest;
  }

  override async embedQuery(text: string): Promise<number[]> {
    return Array.from(embedStatic(this.#table, text));
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map((text) => Array.from(embedStatic(this.#table, text)));
  }
}
