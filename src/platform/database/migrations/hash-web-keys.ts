import { createHash } from 'node:crypto';
import type { SqlValue, Transaction } from '#src/platform/database/database.ts';

/** How a key of the web chat was until then: the very value of a browser's cookie. */
const CLEAR = /^[\w-]{43}$/;
const PREFIX = 's256:';
const BATCH = 500;

/** What is kept in place of a cookie's value; the web adapter makes the same of what a browser sends. */
const hashed = (value: string): string =>
  `${PREFIX}${createHash('sha256').update(value).digest('base64url')}`;

/**
 * Replaces the values of cookies, which open conversations, by their digests: of conversations, of persons, and of the
 * deliveries that are still told apart. Browsers keep theirs, which stay valid.
 */
export async function hashWebKeys(tx: Transaction): Promise<void> {
  await replace(tx, 'conversation', 'channel_key', (key) => (CLEAR.test(key) ? hashed(key) : undefined));
  await replace(tx, 'person_identity', 'key', (key) => (CLEAR.test(key) ? hashed(key) : undefined));
  await replace(tx, 'inbound_event', 'event_id', (id) => {
    const [key = '', ...rest] = id.split('\n');
    return CLEAR.test(key) ? [hashed(key), ...rest].join('\n') : undefined;
  });
}

async function replace(
  tx: Transaction,
  table: string,
  column: string,
  by: (value: string) => string | undefined,
): Promise<void> {
  // A digest may come by after the value it replaced: it does not look like one, and stays.
  for (let after = ''; ; ) {
    const rows = await tx.query<{ value: string }>(
      `SELECT ${column} AS value FROM ${table} WHERE channel = 'web' AND ${column} > $1 ORDER BY ${column} LIMIT ${BATCH}`,
      [after],
    );
    const last = rows.at(-1);
    if (!last) return;
    after = last.value;
    const changes = rows.flatMap(({ value }): SqlValue[][] => {
      const next = by(value);
      return next === undefined ? [] : [[value, next]];
    });
    if (changes.length === 0) continue;
    const places = changes.map((_, index) => `($${index * 2 + 1}, $${index * 2 + 2})`).join(', ');
    await tx.query(
      `UPDATE ${table} SET ${column} = v.column2 FROM (VALUES ${places}) AS v
       WHERE ${table}.channel = 'web' AND ${table}.${column} = v.column1`,
      changes.flat(),
    );
  }
}
