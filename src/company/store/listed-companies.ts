import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Origin } from './companies.ts';

/** A value of a company's file. */
interface ListedField {
  readonly field: string;
  readonly value: unknown;
  readonly shown: string;
  readonly origin: Origin;
}

/** A company that agreed to be shown, and that the team approved, with the values asked for. */
interface ListedCompany {
  readonly id: string;
  readonly updatedAt: number;
  readonly fields: readonly ListedField[];
}

/**
 * Companies whose last word on a purpose is yes, and for which somebody still speaks. $1 is the purpose. Of two words
 * within one millisecond, a no holds.
 */
const AGREED = `SELECT consent.company_id FROM consent
  WHERE consent.purpose = $1 AND consent.given = 1
    AND NOT EXISTS (SELECT 1 FROM consent AS later WHERE later.company_id = consent.company_id
      AND later.purpose = consent.purpose AND (later.at > consent.at OR (later.at = consent.at AND later.given = 0)))
    AND EXISTS (SELECT 1 FROM company_member WHERE company_member.company_id = consent.company_id
      AND company_member.status = 'member')`;

/** Those of them whose people the team found to speak for them: nobody else reads their names. */
const LISTED = `SELECT id FROM company WHERE holder_state = 'approved' AND id IN (${AGREED})`;

interface Row {
  id: string;
  updated_at: number;
  field: string;
  value: string;
  shown: string;
  origin: ListedField['origin'];
}

/**
 * The companies that agreed to a purpose, and that the team approved, as they are now.
 * @param fields names of the values to read, and no others
 * @param only the one to look at; all, when absent
 */
export async function listedCompanies(
  db: Queryable,
  { purpose, fields, only }: { purpose: string; fields: readonly string[]; only?: string | undefined },
): Promise<ListedCompany[]> {
  const places = fields.map((_, index) => `$${index + 2}`).join(', ');
  const one = only === undefined ? '' : `AND company.id = $${fields.length + 2}`;
  const rows = await db.query<Row>(
    `SELECT company.id, company.updated_at, field, value, shown, origin FROM company
     JOIN company_field ON company_field.company_id = company.id AND replaced_at IS NULL AND field IN (${places})
     WHERE company.id IN (${LISTED}) ${one} ORDER BY company.id, field`,
    [purpose, ...fields, ...(only === undefined ? [] : [only])],
  );
  const found = new Map<string, { id: string; updatedAt: number; fields: ListedField[] }>();
  for (const { id, updated_at, field, value, shown, origin } of rows) {
    const company = found.get(id) ?? { id, updatedAt: Number(updated_at), fields: [] };
    company.fields.push({ field, value: JSON.parse(value), shown, origin });
    found.set(id, company);
  }
  return [...found.values()];
}

/**
 * What changes whenever a listing may have changed: it is cheaper to read than the listing, which need not be read again
 * while it is the same.
 */
export async function listingVersion(db: Queryable, purpose: string): Promise<string> {
  const [row] = await db.query(
    `SELECT (SELECT COUNT(*) FROM company) AS companies, (SELECT MAX(updated_at) FROM company) AS updated,
       (SELECT COUNT(*) FROM company WHERE holder_state = 'approved') AS approved,
       (SELECT MAX(holder_since) FROM company) AS decided,
       (SELECT COUNT(*) FROM company_field) AS fields, (SELECT COUNT(replaced_at) FROM company_field) AS replaced,
       (SELECT COUNT(*) FROM company_member WHERE status = 'member') AS members,
       (SELECT COUNT(*) FROM consent WHERE purpose = $1) AS consents,
       (SELECT COUNT(company_id) FROM consent WHERE purpose = $1) AS held`,
    [purpose],
  );
  return JSON.stringify(Object.values(row ?? {}).map(String));
}

/** Who leaves, and who asks for a contact, wait for each other: nobody is asked once they left. */
export async function lockListing(tx: Transaction, companyId: string): Promise<void> {
  await tx.query('SELECT id FROM company WHERE id = $1 {ROWLOCK}', [companyId]);
}

/** Whether a company's last word on a purpose is yes, approved or not. */
export async function agreesTo(db: Queryable, companyId: string, purpose: string): Promise<boolean> {
  const rows = await db.query(`SELECT id FROM company WHERE id = $2 AND id IN (${AGREED})`, [
    purpose,
    companyId,
  ]);
  return rows.length > 0;
}

/** Whether it says yes to a purpose, and the team approved who speaks for it. */
export async function isListed(db: Queryable, companyId: string, purpose: string): Promise<boolean> {
  const rows = await db.query(`SELECT id FROM company WHERE id = $2 AND id IN (${LISTED})`, [
    purpose,
    companyId,
  ]);
  return rows.length > 0;
}

/** Companies that once agreed to a purpose and were once approved, whatever came since. */
export async function onceListed(db: Queryable, purpose: string): Promise<string[]> {
  const rows = await db.query<{ company_id: string }>(
    `SELECT DISTINCT company_id FROM consent JOIN company ON company.id = consent.company_id
     WHERE purpose = $1 AND given = 1 AND company.approved_at IS NOT NULL`,
    [purpose],
  );
  return rows.map(({ company_id }) => company_id);
}
