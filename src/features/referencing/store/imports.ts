import type { CompanyField } from '#src/company/store/companies.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** A list that was brought in. */
export interface CompanyImport {
  readonly fileName: string;
  readonly byName: string;
  readonly at: number;
  /** Files made, files changed, and lines left out. */
  readonly made: number;
  readonly changed: number;
  readonly leftOut: number;
}

/** Values that an import brings to one file: of a company that is there, or of a new one with its SIREN. */
export interface ImportedFile {
  readonly companyId: string | undefined;
  /** When that company's file had last changed, as it was looked at. */
  readonly updatedAt: number | undefined;
  readonly siren: string;
  readonly fields: readonly CompanyField[];
}

/** Rows of one statement: their parameters stay under what both engines take. */
const BATCH = 100;

/**
 * Writes what an import brings, each value in the place of the one that was there.
 * @returns false when a company of the list was made, or changed, meanwhile: the transaction must then be given up
 */
export async function writeImport(
  tx: Transaction,
  { files, byName, now }: { files: readonly ImportedFile[]; byName: string; now: number },
): Promise<boolean> {
  const fresh = files.filter(({ companyId }) => companyId === undefined);
  const ids = new Map(fresh.map(({ siren }) => [siren, newId(now)]));
  const made = await insertAll(
    tx,
    'company (id, siren, created_at, updated_at)',
    fresh.map(({ siren }) => [ids.get(siren) ?? '', siren, now, now]),
    'ON CONFLICT (siren) DO NOTHING RETURNING id',
  );
  if (made !== fresh.length) return false;
  const rows: SqlValue[][] = [];
  for (const { companyId, updatedAt, siren, fields } of files) {
    const id = companyId ?? ids.get(siren) ?? '';
    if (companyId !== undefined) {
      // It waits here for a member who saves, and then sees that the file is no longer the same.
      const same = await tx.query(
        'UPDATE company SET updated_at = $2 WHERE id = $1 AND updated_at = $3 RETURNING id',
        [id, now, updatedAt ?? 0],
      );
      if (same.length === 0) return false;
      const names = fields.map((_, index) => `$${index + 3}`).join(', ');
      await tx.query(
        `UPDATE company_field SET replaced_at = $2
         WHERE company_id = $1 AND replaced_at IS NULL AND field IN (${names})`,
        [id, now, ...fields.map(({ field }) => field)],
      );
    }
    for (const { field, value, label, shown, origin } of fields)
      rows.push([newId(now), id, field, JSON.stringify(value), label, shown, origin, byName, now]);
  }
  await insertAll(
    tx,
    'company_field (id, company_id, field, value, label, shown, origin, by_name, at)',
    rows,
    'RETURNING id',
  );
  return true;
}

/** @returns how many rows went in */
async function insertAll(
  tx: Transaction,
  into: string,
  rows: readonly (readonly SqlValue[])[],
  end: string,
): Promise<number> {
  let inserted = 0;
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    const width = batch[0]?.length ?? 0;
    const tuples = batch.map(
      (_, row) =>
        `(${Array.from({ length: width }, (__, column) => `$${row * width + column + 1}`).join(', ')})`,
    );
    const done = await tx.query(`INSERT INTO ${into} VALUES ${tuples.join(', ')} ${end}`, batch.flat());
    inserted += done.length;
  }
  return inserted;
}

/** Keeps that a list was brought in. */
export async function addImport(tx: Transaction, done: CompanyImport): Promise<void> {
  await tx.query(
    `INSERT INTO company_import (id, file_name, by_name, at, made, changed, left_out)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(done.at), done.fileName, done.byName, done.at, done.made, done.changed, done.leftOut],
  );
}

/** The last lists that were brought in, the last first. */
export async function lastImports(db: Queryable, limit: number): Promise<CompanyImport[]> {
  const rows = await db.query<{
    file_name: string;
    by_name: string;
    at: number;
    made: number;
    changed: number;
    left_out: number;
  }>(
    'SELECT file_name, by_name, at, made, changed, left_out FROM company_import ORDER BY at DESC, id DESC LIMIT $1',
    [limit],
  );
  return rows.map((row) => ({
    fileName: row.file_name,
    byName: row.by_name,
    at: Number(row.at),
    made: Number(row.made),
    changed: Number(row.changed),
    leftOut: Number(row.left_out),
  }));
}
