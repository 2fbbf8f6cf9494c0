import type { Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import type { CompanyField } from './companies.ts';
import { addMember, type MemberStatus } from './members.ts';

/**
 * A SIREN goes from the file of those who held it to another file: with what the public register says of it, and with
 * those who asked to join it since they named that company. All else stays with the earlier holder: the values that
 * they gave, contacts, agreements, conversations, cases, documents.
 * @param move.into a file that has no SIREN; a new one is made when absent
 * @param move.facts what the register says, which the new file shows
 * @param move.taken fields of the old file that are of the company and not of its holder: they end there
 * @returns the id of the file that has the SIREN now
 */
export async function moveSiren(
  tx: Transaction,
  move: {
    readonly from: string;
    readonly siren: string;
    readonly into: string | undefined;
    readonly personId: string | undefined;
    readonly facts: readonly CompanyField[];
    readonly taken: readonly string[];
    readonly byName: string;
    readonly now: number;
  },
): Promise<string> {
  const { from, siren, facts, taken, byName, now } = move;
  await tx.query('UPDATE company SET siren = NULL, updated_at = $2 WHERE id = $1', [from, now]);
  const id = move.into ?? newId(now);
  if (move.into === undefined)
    await tx.query('INSERT INTO company (id, siren, created_at, updated_at) VALUES ($1, $2, $3, $3)', [
      id,
      siren,
      now,
    ]);
  else await tx.query('UPDATE company SET siren = $2, updated_at = $3 WHERE id = $1', [id, siren, now]);
  await endFields(tx, from, taken, now);
  await endFields(
    tx,
    id,
    facts.map(({ field }) => field),
    now,
  );
  for (const { field, value, label, shown, origin } of facts)
    await tx.query(
      `INSERT INTO company_field (id, company_id, field, value, label, shown, origin, by_name, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [newId(now), id, field, JSON.stringify(value), label, shown, origin, byName, now],
    );
  // Codes to come into the old file were given for the company: they must not open what is its earlier holder's.
  await tx.query('DELETE FROM company_invitation WHERE company_id = $1', [from]);
  await tx.query('DELETE FROM company_team_invitation WHERE company_id = $1', [from]);
  await moveAskers(tx, from, id);
  if (move.personId !== undefined) await addMember(tx, { companyId: id, personId: move.personId, now });
  return id;
}

async function endFields(
  tx: Transaction,
  companyId: string,
  fields: readonly string[],
  now: number,
): Promise<void> {
  if (fields.length === 0) return;
  const places = fields.map((_, index) => `$${index + 3}`).join(', ');
  await tx.query(
    `UPDATE company_field SET replaced_at = $2 WHERE company_id = $1 AND replaced_at IS NULL AND field IN (${places})`,
    [companyId, now, ...fields],
  );
}

/** Those who asked to join the company, and were not let in: they ask its new holder. */
async function moveAskers(tx: Transaction, from: string, into: string): Promise<void> {
  const waiting: MemberStatus = 'pending';
  await tx.query(
    `INSERT INTO company_member (company_id, person_id, status, asked_at)
     SELECT $2, person_id, status, asked_at FROM company_member WHERE company_id = $1 AND status = $3
     ON CONFLICT (company_id, person_id) DO NOTHING`,
    [from, into, waiting],
  );
  await tx.query('DELETE FROM company_member WHERE company_id = $1 AND status = $2', [from, waiting]);
}
