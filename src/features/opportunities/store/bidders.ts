import type { CountedCompany } from '#src/features/opportunities/follow-up/follow-up.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import { IS_ON } from './alerts.ts';

/** A value of a company's file, as it is stored. */
interface KeptField {
  readonly field: string;
  readonly value: unknown;
}

/** What tells that the file of a company, or what the reader makes of it, changed. */
export interface CompanyStamp {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly updatedAt: number;
  /** Of which of its changes the reader has made something; undefined where it has not read it. */
  readonly meaningAt: number | undefined;
}

/** Every referenced company, with when its file last changed. */
export async function companyStamps(db: Queryable): Promise<CompanyStamp[]> {
  const rows = await db.query<{ id: string; updated_at: number; file_at: number | null }>(
    `SELECT id, updated_at, file_at FROM company
     LEFT JOIN company_meaning ON company_meaning.company_id = company.id ORDER BY id`,
  );
  return rows.map(({ id, updated_at, file_at }) => ({
    id,
    updatedAt: Number(updated_at),
    meaningAt: file_at === null ? undefined : Number(file_at),
  }));
}

/** Fields that tell what a company does, where, of what size, and what it is. */
const BIDDER_FIELDS = [
  'activities',
  'territories',
  'references',
  'engagements',
  'founders',
  'insertion-kind',
  'handicap-kind',
  'legal-form',
  'turnover',
  'headcount',
] as const;

/** What the files of some companies tell of them as bidders, by their ids. */
export const bidderFields = (
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptField[]>> => fieldsOf(db, ids, BIDDER_FIELDS);

/** The names of some companies, by their ids; those that have none are not there. */
export async function companyNames(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await fieldsOf(db, ids, ['name']);
  return new Map(
    [...found].flatMap(([id, [one]]) => (typeof one?.value === 'string' ? [[id, one.value]] : [])),
  );
}

async function fieldsOf(
  db: Queryable,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Map<string, KeptField[]>> {
  const found = new Map<string, KeptField[]>();
  if (ids.length === 0) return found;
  const { list, values } = placesFor(ids, 1);
  const names = fields.map((_, index) => `$${values.length + index + 1}`).join(', ');
  const rows = await db.query<{ company_id: string; field: string; value: string }>(
    `SELECT company_id, field, value FROM company_field
     WHERE company_id IN ${list} AND replaced_at IS NULL AND field IN (${names})`,
    [...values, ...fields],
  );
  for (const { company_id, field, value } of rows) {
    const own = found.get(company_id) ?? [];
    own.push({ field, value: JSON.parse(value) });
    found.set(company_id, own);
  }
  return found;
}

/** Companies whose alerts are on: those that an opportunity is sent to. */
export async function companiesWithAlerts(db: Queryable): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ company_id: string }>(`SELECT company_id FROM alert WHERE ${IS_ON}`);
  return new Set(rows.map(({ company_id }) => company_id));
}

/** Every referenced company, with where it sits and its families: nothing else of it is read. */
export async function countedCompanies(db: Queryable): Promise<CountedCompany[]> {
  const rows = await db.query<{ id: string; field: string | null; value: string | null }>(
    `SELECT company.id, field, value FROM company
     LEFT JOIN company_field ON company_field.company_id = company.id AND replaced_at IS NULL
       AND field IN ('seat', 'engagements')
     ORDER BY company.id`,
  );
  const found = new Map<string, { id: string; seat: string | undefined; families: readonly string[] }>();
  for (const { id, field, value } of rows) {
    const company = found.get(id) ?? { id, seat: undefined, families: [] };
    const kept: unknown = value === null ? undefined : JSON.parse(value);
    if (field === 'seat' && typeof kept === 'string') company.seat = kept;
    if (field === 'engagements' && Array.isArray(kept))
      company.families = kept.filter((one) => typeof one === 'string');
    found.set(id, company);
  }
  return [...found.values()];
}
