import { moveDisputes } from '#src/company/store/holders.ts';
import { moveCompanies } from '#src/company/store/merge.ts';
import type { Merging } from '#src/person/merging.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { moveContacts } from './contacts.ts';
import { forgetLinks } from './link-codes.ts';
import { moveNewsStops } from './news-stops.ts';
import { forgetSpaceCodes } from './space-codes.ts';

/** Somebody who talks to the hotline, on one or several channels. */
interface Person {
  readonly id: string;
  readonly name: string | undefined;
}

interface PersonRow {
  id: string;
  name: string | null;
}

const toPerson = (row: PersonRow): Person => ({ id: row.id, name: row.name ?? undefined });

/** The person behind an id of a channel, made when it is new; their name is brought up to date when one is given. */
export async function openPerson(
  tx: Transaction,
  identity: { channel: string; key: string; name?: string | undefined; now: number },
): Promise<Person> {
  // Locked: the person must not become another one between here and the conversation that is given to them.
  const [found] = await tx.query<{ person_id: string }>(
    'SELECT person_id FROM person_identity WHERE channel = $1 AND key = $2 {ROWLOCK}',
    [identity.channel, identity.key],
  );
  const known = found && (await findPerson(tx, found.person_id));
  if (known) {
    if (identity.name && identity.name !== known.name)
      await tx.query('UPDATE person SET name = $2 WHERE id = $1', [known.id, identity.name]);
    return { id: known.id, name: identity.name ?? known.name };
  }
  const id = newId(identity.now);
  await tx.query('INSERT INTO person (id, name, created_at) VALUES ($1, $2, $3)', [
    id,
    identity.name ?? null,
    identity.now,
  ]);
  const rows = await tx.query<{ person_id: string }>(
    `INSERT INTO person_identity (channel, key, person_id, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (channel, key) DO UPDATE SET key = excluded.key RETURNING person_id`,
    [identity.channel, identity.key, id, identity.now],
  );
  return { id: rows[0]?.person_id ?? id, name: identity.name };
}

export async function findPerson(db: Queryable, id: string): Promise<Person | undefined> {
  const rows = await db.query<PersonRow>('SELECT id, name FROM person WHERE id = $1', [id]);
  return rows[0] && toPerson(rows[0]);
}

/** Channels on which a person is known. */
export async function identitiesOf(
  db: Queryable,
  personId: string,
): Promise<{ channel: string; key: string }[]> {
  return db.query(
    'SELECT channel, key FROM person_identity WHERE person_id = $1 ORDER BY created_at, channel',
    [personId],
  );
}

/**
 * Makes two persons one: identities, conversations and addresses of `from` go to `into`, its name too when `into` has none, and
 * `from` is no more.
 * @param move what features keep by person goes along, in the same transaction
 */
export async function mergePersons(
  tx: Transaction,
  from: string,
  into: string,
  { move }: Pick<Merging, 'move'>,
): Promise<void> {
  if (from === into) return;
  await tx.query('UPDATE person_identity SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('UPDATE conversation SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query(
    'UPDATE person SET name = COALESCE(name, (SELECT name FROM person WHERE id = $1)) WHERE id = $2',
    [from, into],
  );
  await moveContacts(tx, from, into);
  await moveNewsStops(tx, from, into);
  await moveCompanies(tx, from, into);
  await moveDisputes(tx, from, into);
  await move(tx, from, into);
  await forgetLinks(tx, from);
  await forgetSpaceCodes(tx, from);
  await tx.query('UPDATE former_person SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query('INSERT INTO former_person (id, person_id) VALUES ($1, $2)', [from, into]);
  await tx.query('DELETE FROM person WHERE id = $1', [from]);
}

/** Who somebody is now whose id went out in a link or a button: they may have become one with another person since. */
export async function currentPersonId(db: Queryable, id: string): Promise<string> {
  const [row] = await db.query<{ person_id: string }>('SELECT person_id FROM former_person WHERE id = $1', [
    id,
  ]);
  return row?.person_id ?? id;
}

/**
 * Whether something tells a person from a stranger who may come back under any number of names: an address that they
 * confirmed, an account of a messaging platform, or a company that the team approved.
 */
export async function isKnownPerson(db: Queryable, personId: string): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 AS known FROM contact WHERE person_id = $1
     UNION ALL SELECT 1 FROM person_identity WHERE person_id = $1 AND channel <> 'web'
     UNION ALL SELECT 1 FROM company_member JOIN company ON company.id = company_member.company_id
       WHERE company_member.person_id = $1 AND company_member.status = 'member'
         AND company.holder_state = 'approved'`,
    [personId],
  );
  return rows.length > 0;
}
