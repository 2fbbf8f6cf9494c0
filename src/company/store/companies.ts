import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** A company that was referenced. `siren` is absent while it has none. */
export interface Company {
  readonly id: string;
  readonly siren: string | undefined;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A value of a company's file; `value` and `contested` are JSON that the form owns. */
export interface CompanyField {
  readonly field: string;
  readonly value: unknown;
  /** The field's name, and its value, as people read them when it was saved. */
  readonly label: string;
  readonly shown: string;
  readonly origin: Origin;
  readonly contested?: unknown;
}

/** Where a value comes from: a public directory, the company, the team, or a proof that was checked. */
export type Origin = 'fetched' | 'declared' | 'team' | 'proven';

/** Who changes a file: somebody of the company, or of the team, by name. */
type Author = { readonly personId: string } | { readonly byName: string };

/** A value as it was or is: who gave it, when, and when another one took its place. */
export interface FieldVersion extends CompanyField {
  readonly personId: string | undefined;
  /** Of the team, when one of them wrote it. */
  readonly byName: string | undefined;
  readonly at: number;
  readonly replacedAt: number | undefined;
}

interface CompanyRow {
  id: string;
  siren: string | null;
  created_at: number;
  updated_at: number;
}
interface FieldRow {
  field: string;
  value: string;
  label: string;
  shown: string;
  origin: CompanyField['origin'];
  contested: string | null;
  person_id: string | null;
  by_name: string | null;
  at: number;
  replaced_at: number | null;
}

const toCompany = (row: CompanyRow): Company => ({
  id: row.id,
  siren: row.siren ?? undefined,
  createdAt: Number(row.created_at),
  updatedAt: Number(row.updated_at),
});
const toVersion = (row: FieldRow): FieldVersion => ({
  field: row.field,
  value: JSON.parse(row.value),
  label: row.label,
  shown: row.shown,
  origin: row.origin,
  ...(row.contested !== null && { contested: JSON.parse(row.contested) }),
  personId: row.person_id ?? undefined,
  byName: row.by_name ?? undefined,
  at: Number(row.at),
  replacedAt: row.replaced_at === null ? undefined : Number(row.replaced_at),
});

/**
 * Makes a company's file.
 * @returns undefined when there is one with this SIREN
 */
export async function addCompany(
  tx: Transaction,
  company: { siren: string | undefined; now: number },
): Promise<Company | undefined> {
  const rows = await tx.query<CompanyRow>(
    `INSERT INTO company (id, siren, created_at, updated_at) VALUES ($1, $2, $3, $3)
     ON CONFLICT (siren) DO NOTHING RETURNING id, siren, created_at, updated_at`,
    [newId(company.now), company.siren ?? null, company.now],
  );
  return rows[0] && toCompany(rows[0]);
}

export async function findCompany(db: Queryable, id: string): Promise<Company | undefined> {
  const rows = await db.query<CompanyRow>(
    'SELECT id, siren, created_at, updated_at FROM company WHERE id = $1',
    [id],
  );
  return rows[0] && toCompany(rows[0]);
}

/** A company whose file nobody else changes until the end of the transaction. */
export async function lockCompany(tx: Transaction, id: string): Promise<Company | undefined> {
  const rows = await tx.query<CompanyRow>(
    'SELECT id, siren, created_at, updated_at FROM company WHERE id = $1 {ROWLOCK}',
    [id],
  );
  return rows[0] && toCompany(rows[0]);
}

export async function companyBySiren(db: Queryable, siren: string): Promise<Company | undefined> {
  const rows = await db.query<CompanyRow>(
    'SELECT id, siren, created_at, updated_at FROM company WHERE siren = $1',
    [siren],
  );
  return rows[0] && toCompany(rows[0]);
}

/** Gives a company the SIREN that it did not have. @returns false when another company has it */
export async function setSiren(tx: Transaction, id: string, siren: string): Promise<boolean> {
  const other = await companyBySiren(tx, siren);
  if (other) return other.id === id;
  await tx.query('UPDATE company SET siren = $2 WHERE id = $1', [id, siren]);
  return true;
}

/** The values of a company's file as they are now. */
export async function companyFields(db: Queryable, companyId: string): Promise<FieldVersion[]> {
  const rows = await db.query<FieldRow>(
    `SELECT field, value, label, shown, origin, contested, person_id, by_name, at, replaced_at FROM company_field
     WHERE company_id = $1 AND replaced_at IS NULL ORDER BY field`,
    [companyId],
  );
  return rows.map(toVersion);
}

/** The name in a company's file; undefined where it has none. */
export const companyName = async (db: Queryable, companyId: string): Promise<string | undefined> =>
  (await companyFields(db, companyId)).find(({ field }) => field === 'name')?.shown || undefined;

/** Every value that a company's file had, the oldest first. */
export async function companyHistory(db: Queryable, companyId: string): Promise<FieldVersion[]> {
  const rows = await db.query<FieldRow>(
    `SELECT field, value, label, shown, origin, contested, person_id, by_name, at, replaced_at FROM company_field
     WHERE company_id = $1 ORDER BY at, id`,
    [companyId],
  );
  return rows.map(toVersion);
}

/**
 * Brings a company's file to these values: what differs is replaced and stays in the history, what is absent from
 * `fields` ends.
 * @returns the names of the fields that changed
 */
export async function saveCompanyFields(
  tx: Transaction,
  change: Author & { companyId: string; fields: readonly CompanyField[]; now: number },
): Promise<string[]> {
  const { companyId, fields, now } = change;
  // Two members who save at once wait for each other here.
  await lockCompany(tx, companyId);
  const before = new Map((await companyFields(tx, companyId)).map((one) => [one.field, one]));
  const after = new Map(fields.map((one) => [one.field, one]));
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => !isSame(before.get(name), after.get(name)),
  );
  for (const name of changed) {
    await tx.query(
      'UPDATE company_field SET replaced_at = $3 WHERE company_id = $1 AND field = $2 AND replaced_at IS NULL',
      [companyId, name, now],
    );
    const next = after.get(name);
    if (!next) continue;
    await tx.query(
      `INSERT INTO company_field (id, company_id, field, value, label, shown, origin, contested, person_id, by_name, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId(now),
        companyId,
        name,
        JSON.stringify(next.value),
        next.label,
        next.shown,
        next.origin,
        next.contested === undefined ? null : JSON.stringify(next.contested),
        'personId' in change ? change.personId : null,
        'byName' in change ? change.byName : null,
        now,
      ],
    );
  }
  if (changed.length > 0)
    await tx.query('UPDATE company SET updated_at = $2 WHERE id = $1', [companyId, now]);
  return changed;
}

const isSame = (a: CompanyField | undefined, b: CompanyField | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  JSON.stringify([a.value, a.origin, a.contested ?? null]) ===
    JSON.stringify([b.value, b.origin, b.contested ?? null]);
