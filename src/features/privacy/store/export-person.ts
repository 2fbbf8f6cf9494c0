import type { Queryable, Row, Transaction } from '#src/platform/database/database.ts';
import { bind, setsOfPerson } from '#src/platform/database/personal-data/person-sets.ts';
import { type Register, rulesOf } from '#src/platform/database/personal-data/register.ts';

/** What a person is given of each table, the register's columns only. */
interface PersonRows {
  readonly tables: ReadonlyMap<string, readonly Row[]>;
  /** Notes of experts in their cases, which are not given as they are. */
  readonly notes: number;
}

/** Columns that tell the order of rows, the first one that a table has. */
const IN_ORDER = ['seq', 'created_at', 'at', 'opened_at', 'started_at', 'asked_at'];

/** All that is a person's, as the register says what they are given. */
export async function rowsOfPerson(db: Queryable, personId: string, register: Register): Promise<PersonRows> {
  const sets = await setsOfPerson(db, personId);
  const tables = new Map<string, readonly Row[]>();
  for (const { table, exported } of rulesOf(register)) {
    if (!exported) continue;
    const order = IN_ORDER.find((column) => exported.columns.includes(column));
    const { sql, params } = bind(
      `SELECT ${exported.columns.join(', ')} FROM ${table} WHERE ${exported.where}${order ? ` ORDER BY ${order}` : ''}`,
      sets,
    );
    tables.set(table, await db.query(sql, params));
  }
  const notes = bind(
    "SELECT COUNT(*) AS count FROM case_event WHERE case_id IN {cases} AND type = 'note'",
    sets,
  );
  const [row] = await db.query<{ count: number }>(notes.sql, notes.params);
  return { tables, notes: Number(row?.count ?? 0) };
}

/** Takes away the exports that a person was given before a moment: each holds all of them. */
export async function forgetExports(
  tx: Transaction,
  personId: string,
  { prefix, before }: { prefix: string; before: number },
): Promise<void> {
  const sets = await setsOfPerson(tx, personId);
  const { sql, params } = bind('DELETE FROM file WHERE id IN {files}', sets);
  const name = `$${params.length + 1}`;
  const at = `$${params.length + 2}`;
  await tx.query(`${sql} AND name LIKE ${name} AND created_at < ${at}`, [...params, `${prefix}%`, before]);
}

/** Somebody found by staff, with what tells them apart. */
interface FoundPerson {
  readonly id: string;
  readonly name: string | undefined;
  readonly channels: readonly string[];
  readonly createdAt: number;
}

const MOST = 50;

/** Persons by their name, address, phone, SIREN or id on a channel, as staff were told it. */
export async function findPersons(db: Queryable, words: string): Promise<FoundPerson[]> {
  const like = `%${words.trim().replace(/[!%_]/g, '!$&')}%`;
  const digits = words.replace(/\D/g, '');
  const phone = digits.length >= 9 ? `%${digits.slice(-9).replace(/(?=.)/g, '%')}%` : like;
  const rows = await db.query<{ id: string; name: string | null; created_at: number }>(
    `SELECT id, name, created_at FROM person WHERE id = $3 OR LOWER(name) LIKE LOWER($1) ESCAPE '!'
       OR id IN (SELECT person_id FROM contact WHERE LOWER(value) LIKE LOWER($1) ESCAPE '!')
       OR id IN (SELECT person_id FROM person_identity WHERE key LIKE $1 ESCAPE '!')
       OR id IN (SELECT person_id FROM company_field WHERE LOWER(shown) LIKE LOWER($1) ESCAPE '!'
         OR (field = 'phone' AND shown LIKE $2) OR (field = 'siret' AND shown LIKE $2))
       OR id IN (SELECT person_id FROM company_member JOIN company ON company.id = company_member.company_id
         WHERE company.siren = $4)
     ORDER BY created_at DESC, id LIMIT ${MOST}`,
    [like, phone, words.trim(), digits.slice(0, 9)],
  );
  return Promise.all(
    rows.map(async (row) => {
      const known = await db.query<{ channel: string }>(
        'SELECT DISTINCT channel FROM person_identity WHERE person_id = $1 ORDER BY channel',
        [row.id],
      );
      return {
        id: row.id,
        name: row.name ?? undefined,
        channels: known.map(({ channel }) => channel),
        createdAt: Number(row.created_at),
      };
    }),
  );
}
