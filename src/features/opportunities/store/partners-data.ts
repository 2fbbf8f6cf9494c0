import { REACH_FIELDS } from '#src/company/store/personal-data.ts';
import { blotMails, takeOut, toldAbout } from '#src/conversation/store/blot.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { bind, type PersonSets, placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { NOTHING, type Removed, removedOf, sumOf } from '#src/platform/database/personal-data/removed.ts';
import { nextOf, type Sweep } from '#src/platform/database/personal-data/sweep.ts';

const OF_COMPANY = '(from_company IN {companies} OR to_company IN {companies})';
const OWN = 'person_id = {person}';
const SIDES = 'id, message, from_company, to_company';

interface Sides {
  readonly id: string;
  readonly message: string;
  readonly from_company: string;
  readonly to_company: string;
}

/**
 * What each company read of the other's contact, and of the words of who asked, goes with what is kept of it.
 * @param isOfCompany whether the contacts go too, or only the words
 * @returns how many messages changed
 */
async function blotAsks(tx: Transaction, asks: readonly Sides[], isOfCompany = true): Promise<number> {
  const told = await toldAbout(
    tx,
    asks.map(({ id }) => id),
  );
  let changed = 0;
  for (const { id, message, from_company, to_company } of asks) {
    const all = told.get(id) ?? [];
    for (const company of [from_company, to_company]) {
      const words = company === from_company ? [message] : [];
      const own = isOfCompany ? [...(await contactOf(tx, company)), ...words] : words;
      // Who left the other company since keeps what they read of it.
      const ownPeople = await membersOf(tx, company);
      const isOthers = ({ personId }: { personId: string | null }) =>
        personId === null || !ownPeople.has(personId);
      changed += await takeOut(tx, own, all.filter(isOthers));
      await blotMails(tx, own, (mail) => mail.id.includes(id));
    }
  }
  return changed;
}

async function contactOf(tx: Transaction, companyId: string): Promise<string[]> {
  const rows = await tx.query<{ shown: string }>(
    `SELECT DISTINCT shown FROM company_field WHERE company_id = $1 AND field IN (${REACH_FIELDS})`,
    [companyId],
  );
  return rows.map(({ shown }) => shown);
}

async function membersOf(tx: Transaction, companyId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ person_id: string }>(
    'SELECT person_id FROM company_member WHERE company_id = $1',
    [companyId],
  );
  return new Set(rows.map(({ person_id }) => person_id));
}

/** Before a company goes, what the other one read of how to reach it; before a person does, what they wrote to it. */
async function blotBefore(tx: Transaction, sets: PersonSets): Promise<Removed> {
  const asksOf = async (where: string): Promise<Sides[]> => {
    const { sql, params } = bind(
      `SELECT ${SIDES} FROM partner_ask WHERE told_at IS NOT NULL AND ${where}`,
      sets,
    );
    return tx.query<Sides>(sql, params);
  };
  const changed = await blotAsks(tx, await asksOf(OF_COMPANY));
  return removedOf('message', changed + (await blotAsks(tx, await asksOf(OWN), false)));
}

/** What was proposed or asked long ago, with what either side was told. */
const asks: Sweep = async (tx, { limits }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    {
      from: 'partner_ask',
      where: '1 = 1',
      age: 'COALESCE(ended_at, asked_at, proposed_at)',
      goes: "state <> 'asked'",
    },
    limits.conversations,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  const { list, values } = placesFor(ids, 1);
  const sides = await tx.query<Sides>(`SELECT ${SIDES} FROM partner_ask WHERE id IN ${list}`, values);
  const blotted = removedOf('message', await blotAsks(tx, sides));
  const gone = await tx.query(`DELETE FROM partner_ask WHERE id IN ${list} RETURNING 1 AS gone`, values);
  return { removed: sumOf(blotted, removedOf('partner_ask', gone.length)), next };
};

/** What companies ask each other for a call: it goes with either of them; who asked or answered goes out of it. */
export const PARTNERS_DATA: PersonalData = {
  rules: [
    {
      table: 'partner_ask',
      exported: {
        where: `(${OWN} OR from_company IN {memberOf})`,
        columns: [
          'id',
          'notice_id',
          'title',
          'from_company',
          'from_described',
          'to_described',
          'message',
          'state',
          'proposed_at',
          'asked_at',
          'told_at',
          'expires_at',
          'ended_at',
        ],
      },
      // Who the other one is, is theirs.
      inner: ['person_id', 'conversation_id', 'to_company', 'decided_by', 'why'],
      erased: [
        { where: OF_COMPANY },
        { where: OWN, set: "person_id = '', message = ''" },
        { where: 'decided_by = {person}', set: 'decided_by = NULL' },
      ],
      kept: 'conversations',
    },
  ],
  sweeps: { conversations: [asks] },
  beforeErasing: blotBefore,
};
