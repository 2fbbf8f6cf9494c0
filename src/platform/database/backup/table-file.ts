import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { Row, SqlValue } from '#src/platform/database/database.ts';

const LEVEL = 3;

/** A row as a line: its values in the order of the first line's columns; bytes as `{ "base64": … }`. */
const valueSchema = z.union([z.string(), z.number(), z.null(), z.object({ base64: z.string() })]);
const lineSchema = z.array(valueSchema);

/** Writes rows as lines of JSON, the first of which names the columns, compressed. @returns how many rows */
export async function writeTable(file: string, rows: AsyncIterable<Row>): Promise<number> {
  let count = 0;
  async function* lines() {
    let columns: string[] | undefined;
    for await (const row of rows) {
      if (!columns) {
        columns = Object.keys(row);
        yield toLine(columns);
      }
      yield toLine(columns.map((column) => toJson(row[column] ?? null)));
      count += 1;
    }
  }
  const output = createWriteStream(file, { mode: 0o600, flush: true });
  await pipeline(Readable.from(lines()), createGzip({ level: LEVEL }), output);
  return count;
}

/** Reads such rows back, some at a time. @throws when a line is not one */
export async function* readTable(file: string, batch: number): AsyncGenerator<Row[]> {
  const source = createReadStream(file).pipe(createGunzip());
  let columns: string[] | undefined;
  let rows: Row[] = [];
  for await (const line of createInterface({ input: source, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!columns) {
      columns = z.array(z.string().regex(/^[a-z_]+$/)).parse(JSON.parse(line));
      continue;
    }
    const values = lineSchema.parse(JSON.parse(line));
    rows.push(Object.fromEntries(columns.map((column, index) => [column, fromJson(values[index] ?? null)])));
    if (rows.length < batch) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** What JSON leaves as it is in a text, and what ends a line for those who read lines. */
const LINE_ENDS: Readonly<Record<string, string>> = { '\u2028': '\\u2028', '\u2029': '\\u2029' };

const toLine = (value: unknown): string =>
  `${JSON.stringify(value).replace(/[\u2028\u2029]/g, (sign) => LINE_ENDS[sign] ?? sign)}\n`;

const toJson = (value: SqlValue): z.output<typeof valueSchema> =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;

const fromJson = (value: z.output<typeof valueSchema>): SqlValue =>
  typeof value === 'object' && value !== null ? new Uint8Array(Buffer.from(value.base64, 'base64')) : value;
