import { aboutContact, REACH_FIELDS } from '#src/company/store/personal-data.ts';
import { blotMails, takeOut, toldAbout, toldTo } from '#src/conversation/store/blot.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

const idsOf = async (db: Queryable, sql: string, params: readonly string[]): Promise<string[]> =>
  (await db.query<{ id: string }>(sql, params)).map(({ id }) => id);

const addressesOf = (db: Queryable, persons: readonly string[]): Promise<string[]> =>
  persons.length === 0
    ? Promise.resolve([])
    : idsOf(
        db,
        `SELECT value AS id FROM contact WHERE person_id IN (${persons.map((_, index) => `$${index + 1}`).join(', ')})`,
        persons,
      );

/**
 * Takes a person's name and contact details out of what their colleagues were told, and buyers and partners who got the
 * contact of their companies. What colleagues wrote is theirs.
 * @returns how many messages changed
 */
export async function blotOut(tx: Transaction, person: string): Promise<number> {
  const words = await personalWords(tx, person);
  const colleagues = await idsOf(
    tx,
    `SELECT DISTINCT other.person_id AS id FROM company_member AS own
     JOIN company_member AS other ON other.company_id = own.company_id AND other.person_id <> own.person_id
     WHERE own.person_id = $1`,
    [person],
  );
  const wishes = await idsOf(
    tx,
    `SELECT introduction.id FROM introduction
       JOIN company_member ON company_member.company_id = introduction.company_id WHERE company_member.person_id = $1
     UNION SELECT partner_ask.id FROM partner_ask
       JOIN company_member ON company_member.company_id = partner_ask.from_company WHERE company_member.person_id = $1
     UNION SELECT partner_ask.id FROM partner_ask
       JOIN company_member ON company_member.company_id = partner_ask.to_company WHERE company_member.person_id = $1`,
    [person],
  );
  const about = [...(await toldAbout(tx, wishes)).values()].flat();
  const told = new Map([...(await toldTo(tx, colleagues)), ...about].map((one) => [one.id, one]));
  const addresses = await addressesOf(tx, colleagues);
  const isMeant = (mail: { id: string; to: string }) =>
    addresses.includes(mail.to) || wishes.some((id) => mail.id.includes(id));
  await blotMails(tx, words, isMeant);
  return takeOut(tx, words, [...told.values()]);
}

/** Who leaves a company keeps nothing of how to reach those who stay, or who asked to join. */
export async function blotColleagues(
  tx: Transaction,
  { personId, companyId }: { personId: string; companyId: string },
): Promise<void> {
  const own = await personalWords(tx, personId);
  const rows = await tx.query<{ word: string | null }>(
    `SELECT name AS word FROM person JOIN company_member ON company_member.person_id = person.id
       WHERE company_member.company_id = $1 AND person.id <> $2
     UNION SELECT shown FROM company_field
       WHERE company_id = $1 AND (person_id IS NULL OR person_id <> $2) AND field IN (${REACH_FIELDS})`,
    [companyId, personId],
  );
  const words = rows.flatMap(({ word }) => (word === null || own.includes(word) ? [] : [word]));
  await takeOut(tx, words, await toldTo(tx, [personId]));
}

const OWN_COMPANIES = "(SELECT company_id FROM company_member WHERE person_id = $1 AND status = 'member')";

/** A person's name and what the files of their companies say of how to reach them. */
async function personalWords(db: Queryable, person: string): Promise<string[]> {
  const rows = await db.query<{ word: string | null }>(
    `SELECT name AS word FROM person WHERE id = $1
     UNION SELECT value FROM contact WHERE person_id = $1
     UNION SELECT shown FROM company_field WHERE field IN (${REACH_FIELDS})
       AND (person_id = $1 OR (${aboutContact('$1', OWN_COMPANIES)}))`,
    [person],
  );
  return rows.flatMap(({ word }) => (word === null ? [] : [word]));
}
