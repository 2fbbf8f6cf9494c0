import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

/** The first of the copy's files, and the digest that says that it is whole. */
export const MANIFEST = 'manifest.json';
export const MANIFEST_DIGEST = 'manifest.sha256';
/** Where parts are in a copy: the rows of the store, the knowledge folder, the imported codes. */
export const TABLES = 'tables/';
export const KNOWLEDGE = 'knowledge/';
export const LAW = 'law/';

/** A part's path has no « .. », no absolute start: it stays in the folder where it is laid. */
const path = z
  .string()
  .regex(/^(?:tables|knowledge|law)\/[^\0\\]+$/)
  .refine((text) => text.split('/').every((piece) => piece !== '' && piece !== '.' && piece !== '..'));

export const manifestSchema = z.object({
  format: z.literal(1),
  /** Version of the program. */
  program: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  /** Names of the migrations that the store had had. */
  migrations: z.array(z.string()),
  /** The moment of the copy, in epoch milliseconds. */
  at: z.number(),
  /** How long the ledger of erasures was then. */
  ledger: z.number(),
  parts: z.array(z.object({ path, bytes: z.number(), sha256: z.string(), rows: z.number().optional() })),
});
/** What a copy says of itself. */
export type Manifest = z.output<typeof manifestSchema>;
export type Part = Manifest['parts'][number];

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The digest of a file and how long it is. */
export async function measureFile(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(file), async (source) => {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}
