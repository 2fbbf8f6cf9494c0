import type { HoldingState } from '#src/company/rules/holding.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Company, CompanyField, Origin } from './companies.ts';

/** A company as a list shows it. */
export interface ListedCompany extends Company {
  readonly fields: readonly Pick<CompanyField, 'field' | 'value' | 'shown' | 'origin'>[];
  /** Whether the team found that its people speak for it. */
  readonly holding: HoldingState;
  /** People who speak for it, and who ask to. */
  readonly members: number;
  readonly pending: number;
  /** Cases that its people had with experts. */
  readonly cases: number;
}

interface FieldRow {
  company_id: string;
  field: string;
  value: string;
  shown: string;
  origin: Origin;
}
interface CompanyRow {
  id: string;
  siren: string | null;
  created_at: number;
  updated_at: number;
  holder_state: HoldingState;
}
interface CountRow {
  company_id: string;
  status: string;
  count: number;
}

/** Every company with what is known of it now, the last changed first. */
export async function listCompanies(db: Queryable): Promise<ListedCompany[]> {
  const companies = await db.query<CompanyRow>(
    'SELECT id, siren, created_at, updated_at, holder_state FROM company ORDER BY updated_at DESC, id',
  );
  const fields = await db.query<FieldRow>(
    'SELECT company_id, field, value, shown, origin FROM company_field WHERE replaced_at IS NULL ORDER BY field',
  );
  const people = await db.query<CountRow>(
    `SELECT company_id, status, COUNT(*) AS count FROM company_member
     WHERE status IN ('member', 'pending') GROUP BY company_id, status`,
  );
  const cases = await db.query<CountRow>(
    `SELECT company_member.company_id, 'case' AS status, COUNT(*) AS count FROM company_member
     JOIN conversation ON conversation.person_id = company_member.person_id
     JOIN expert_case ON expert_case.conversation_id = conversation.id
     WHERE company_member.status = 'member' GROUP BY company_member.company_id`,
  );
  const known = new Map<string, ListedCompany['fields'][number][]>();
  for (const { company_id: id, field, value, shown, origin } of fields) {
    const own = known.get(id) ?? [];
    own.push({ field, value: JSON.parse(value), shown, origin });
    known.set(id, own);
  }
  const counts = new Map([...people, ...cases].map((row) => [`${row.company_id} ${row.status}`, row.count]));
  const count = (id: string, status: string): number => Number(counts.get(`${id} ${status}`) ?? 0);
  return companies.map((row) => ({
    id: row.id,
    siren: row.siren ?? undefined,
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    holding: row.holder_state,
    fields: known.get(row.id) ?? [],
    members: count(row.id, 'member'),
    pending: count(row.id, 'pending'),
    cases: count(row.id, 'case'),
  }));
}

export async function countCompanies(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT COUNT(*) AS count FROM company');
  return Number(row?.count ?? 0);
}

/** A case that somebody of a company had with an expert. */
export interface CompanyCase {
  readonly id: string;
  readonly number: number;
  readonly state: string;
  readonly openReason: string;
  readonly openedAt: number;
  readonly personId: string;
}

/** Cases of the people who speak for a company, the last opened first. */
export async function casesOfCompany(db: Queryable, companyId: string): Promise<CompanyCase[]> {
  const rows = await db.query<{
    id: string;
    number: number;
    state: string;
    open_reason: string;
    opened_at: number;
    person_id: string;
  }>(
    `SELECT expert_case.id, expert_case.number, expert_case.state, expert_case.open_reason, expert_case.opened_at,
       conversation.person_id
     FROM company_member
     JOIN conversation ON conversation.person_id = company_member.person_id
     JOIN expert_case ON expert_case.conversation_id = conversation.id
     WHERE company_member.company_id = $1 AND company_member.status = 'member'
     ORDER BY expert_case.opened_at DESC, expert_case.number DESC`,
    [companyId],
  );
  return rows.map((row) => ({
    id: row.id,
    number: Number(row.number),
    state: row.state,
    openReason: row.open_reason,
    openedAt: Number(row.opened_at),
    personId: row.person_id,
  }));
}

/** How many people ask to speak for a company, and wait for the team: nobody of the company can answer. */
export async function countWaitingForTeam(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM company_member AS asking WHERE asking.status = 'pending' AND NOT EXISTS (
       SELECT 1 FROM company_member AS own WHERE own.company_id = asking.company_id AND own.status = 'member')`,
  );
  return Number(row?.count ?? 0);
}
