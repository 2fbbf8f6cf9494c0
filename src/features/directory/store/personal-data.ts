import type { Transaction } from '#src/platform/database/database.ts';
import { bind, type PersonSets, placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import type { PersonalData } from '#src/platform/database/personal-data/register.ts';
import { NOTHING, type Removed, removedOf, sumOf } from '#src/platform/database/personal-data/removed.ts';
import { nextOf, type Sweep } from '#src/platform/database/personal-data/sweep.ts';
import { blotIntroductions } from './blot-introductions.ts';

const OWN = 'person_id = {person}';
const OF_COMPANY = 'company_id IN {companies}';
/** A buyer's wish goes with the buyer, and with the company that it was about. */
const WISHES = `${OWN} OR ${OF_COMPANY}`;

/** What a wish had either side read goes with the wish. */
async function blotWishes(tx: Transaction, sets: PersonSets): Promise<Removed> {
  const wishes = bind(`SELECT id FROM introduction WHERE ${WISHES}`, sets);
  const gone = await tx.query<{ id: string }>(wishes.sql, wishes.params);
  return removedOf(
    'message',
    await blotIntroductions(
      tx,
      gone.map(({ id }) => id),
    ),
  );
}

/** Wishes to be put in touch that ended, with all that happened to them and what either side was told. */
const wishes: Sweep = async (tx, { limits }, { size, after }) => {
  const { ids, next } = await nextOf(
    tx,
    { from: 'introduction', where: '1 = 1', age: 'COALESCE(ended_at, expires_at)', goes: '1 = 1' },
    limits.conversations,
    { size, after },
  );
  if (ids.length === 0) return { removed: NOTHING, next };
  let removed = removedOf('message', await blotIntroductions(tx, ids));
  const { list, values } = placesFor(ids, 1);
  for (const [table, of] of [
    ['introduction_event', 'introduction_id'],
    ['introduction', 'id'],
  ] as const) {
    const gone = await tx.query(`DELETE FROM ${table} WHERE ${of} IN ${list} RETURNING 1 AS gone`, values);
    removed = sumOf(removed, removedOf(table, gone.length));
  }
  return { removed, next };
};

/** Wishes of buyers to be put in touch with a company. What they say of themselves is shown to that company alone. */
export const DIRECTORY_DATA: PersonalData = {
  rules: [
    {
      table: 'introduction_event',
      exported: {
        where: `introduction_id IN (SELECT id FROM introduction WHERE ${OWN})`,
        columns: ['introduction_id', 'type', 'at'],
      },
      inner: ['id', 'person_id'],
      erased: [
        { where: `introduction_id IN (SELECT id FROM introduction WHERE ${WISHES})` },
        { where: OWN, set: 'person_id = NULL' },
      ],
      kept: 'conversations',
    },
    {
      table: 'introduction',
      exported: {
        where: OWN,
        columns: ['id', 'company_id', 'buyer', 'state', 'asked_at', 'expires_at', 'ended_at'],
      },
      inner: ['person_id', 'conversation_id', 'decided_by'],
      erased: [{ where: WISHES }, { where: 'decided_by = {person}', set: 'decided_by = NULL' }],
      kept: 'conversations',
    },
    {
      table: 'introduction_silence',
      exported: { where: OWN, columns: ['company_id', 'at'] },
      inner: ['person_id'],
      erased: [{ where: OF_COMPANY }, { where: OWN, set: "person_id = ''" }],
      kept: 'companies',
    },
  ],
  sweeps: { conversations: [wishes] },
  beforeErasing: blotWishes,
};
