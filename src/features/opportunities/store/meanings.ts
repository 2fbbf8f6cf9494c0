import type { ByteVector } from '#src/features/opportunities/matching/vectors.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import { readMetadata } from '#src/reader/encoder/metadata.ts';

/** The shipped reader: vectors of another one are not compared with its own, and are made anew. */
export const READER: string = readMetadata().digest;

/** Vectors as they are kept: one after the other; what could not be read is nothing but zeros, which no text is. */
export function joined(vectors: readonly (ByteVector | undefined)[]): Uint8Array {
  const length = vectors.find((one) => one !== undefined)?.length ?? 0;
  const bytes = new Uint8Array(vectors.length * length);
  for (const [at, vector] of vectors.entries())
    if (vector) bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.length), at * length);
  return bytes;
}

/** So many vectors, as they were kept, those of what could not be read undefined; undefined where they are not so many. */
export function parted(bytes: Uint8Array, count: number): (ByteVector | undefined)[] | undefined {
  const length = bytes.length / count;
  if (!(length >= 1 && Number.isInteger(length))) return undefined;
  const all = new Int8Array(Uint8Array.from(bytes).buffer);
  return Array.from({ length: count }, (_, index) => {
    const one = all.subarray(index * length, (index + 1) * length);
    return one.some((part) => part !== 0) ? one : undefined;
  });
}

/** Keeps what the reader makes of the lots of a notice, in their order. @param version of the notice */
export async function keepNoticeMeaning(
  tx: Transaction,
  { id, version, vectors }: { id: string; version: number; vectors: readonly (ByteVector | undefined)[] },
): Promise<void> {
  await tx.query(
    `INSERT INTO notice_meaning (notice_id, version, reader, vectors)
     SELECT id, $2, $3, $4 FROM notice WHERE id = $1
     ON CONFLICT (notice_id) DO UPDATE SET version = excluded.version, reader = excluded.reader,
       vectors = excluded.vectors`,
    [id, version, READER, joined(vectors)],
  );
}

/** A company whose file came or changed since the reader read it. */
export interface UnreadCompany {
  readonly id: string;
  /** When its file last changed, in epoch milliseconds. */
  readonly updatedAt: number;
}

/** Some of the companies that the reader has not read as they are now, by their ids. @param after the id of the last that was looked at */
export async function unreadCompanies(
  db: Queryable,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<UnreadCompany[]> {
  const rows = await db.query<{ id: string; updated_at: number }>(
    `SELECT company.id, company.updated_at FROM company
     LEFT JOIN company_meaning ON company_meaning.company_id = company.id
     WHERE company.id > $2 AND (company_meaning.company_id IS NULL
       OR company_meaning.file_at <> company.updated_at OR company_meaning.reader <> $1)
     ORDER BY company.id LIMIT $3`,
    [READER, after, limit],
  );
  return rows.map(({ id, updated_at }) => ({ id, updatedAt: Number(updated_at) }));
}

/** Keeps what the reader makes of what a company says that it does; undefined where its file does not tell. */
export async function keepCompanyMeaning(
  tx: Transaction,
  { id, updatedAt }: UnreadCompany,
  vector: ByteVector | undefined,
): Promise<void> {
  await tx.query(
    `INSERT INTO company_meaning (company_id, file_at, reader, vector)
     SELECT id, $2, $3, $4 FROM company WHERE id = $1
     ON CONFLICT (company_id) DO UPDATE SET file_at = excluded.file_at, reader = excluded.reader,
       vector = excluded.vector`,
    [id, updatedAt, READER, joined(vector ? [vector] : [])],
  );
}

/** What the reader made of some companies, by their ids. */
export async function companyVectors(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ByteVector>> {
  if (ids.length === 0) return new Map();
  const { list, values } = placesFor(ids, 2);
  const rows = await db.query<{ company_id: string; vector: Uint8Array }>(
    `SELECT company_id, vector FROM company_meaning WHERE reader = $1 AND company_id IN ${list}`,
    [READER, ...values],
  );
  return new Map(
    rows.flatMap(({ company_id, vector }) => {
      const [own] = parted(vector, 1) ?? [];
      return own ? [[company_id, own] as const] : [];
    }),
  );
}
