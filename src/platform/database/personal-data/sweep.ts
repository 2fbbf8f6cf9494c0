import type { PeriodId } from '#src/config/privacy.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { type PersonSets, placesFor } from './person-sets.ts';
import { type Removed, removedOf } from './removed.ts';

/** Moments before which something is too old, in epoch milliseconds. */
export type Limits = Readonly<Record<PeriodId, number>>;

/** Does what others wait for from a company before its file goes. */
export type BeforeCompany = (tx: Transaction, companyId: string, now: number) => Promise<void>;

/** What a part is told. */
export interface SweepContext {
  readonly limits: Limits;
  readonly now: number;
  readonly beforeCompany: BeforeCompany;
  /** Erases all that some sets name, in all tables. */
  readonly eraseRows: (tx: Transaction, sets: PersonSets) => Promise<Removed>;
}

/** How far a sweep is: the age and the id of the last thing that was looked at. */
export interface Place {
  readonly age: number;
  readonly id: string;
}

/** One part of a sweep: what went, and where to go on; no place when nothing is left to look at. */
export interface SweptPart {
  readonly removed: Removed;
  readonly next: Place | undefined;
}

/**
 * Takes away some of one kind of thing that a period lets go, from a place on. It looks at no more than `size` of them,
 * and takes no more than {@link GOING} of those that lead to others, so that how long it takes depends neither on how many
 * are kept nor on how many were passed over before.
 */
export type Sweep = (
  tx: Transaction,
  context: SweepContext,
  part: { readonly size: number; readonly after: Place | undefined },
) => Promise<SweptPart>;

/** Things that go in one part, with all that hangs on them, however many are looked at. */
export const GOING = 50;

/** Before everything. */
export const START: Place = { age: Number.MIN_SAFE_INTEGER, id: '' };

/** Rows of a table, by a condition on `$1`, the limit; `key` names a row, `age` is what the condition compares. */
export const sweepRows =
  (period: PeriodId, table: string, key: string, age: string, more = ''): Sweep =>
  async (tx, { limits }, { size }) => {
    const gone = await tx.query(
      `DELETE FROM ${table} WHERE (${key}) IN (
         SELECT ${key} FROM ${table} WHERE ${age} < $1 ${more && `AND (${more})`} ORDER BY ${age} LIMIT $2)
       RETURNING 1 AS gone`,
      [limits[period], size],
    );
    return { removed: removedOf(table, gone.length), next: gone.length < size ? undefined : START };
  };

/** What is looked at, oldest first, and which of it goes. */
interface Candidates {
  readonly from: string;
  readonly where: string;
  /** What says how old it is; an index has it, followed by the id. */
  readonly age: string;
  /** What must hold beside for it to go; `$1` on are `params`. */
  readonly goes: string;
  readonly params?: readonly SqlValue[];
}

/**
 * The next ones of some things, by their age. Those that stay are passed over: only the ones before a place are looked
 * at, whether they go or not. Parts grow while all that they look at stays: only some of it goes at once.
 */
export async function nextOf(
  db: Queryable,
  { from, where, age, goes, params = [] }: Candidates,
  limit: number,
  { size, after = START }: { size: number; after: Place | undefined },
): Promise<{ ids: string[]; next: Place | undefined }> {
  const looked = await db.query<{ id: string; age: number }>(
    `SELECT id, ${age} AS age FROM ${from} WHERE ${where} AND ${age} < $1
       AND (${age}, id) > ($2, $3)
     ORDER BY ${age}, id LIMIT $4 {LOCK}`,
    [limit, after.age, after.id, size],
  );
  const last = looked.at(-1);
  if (!last) return { ids: [], next: undefined };
  const found = looked.map(({ id }) => id);
  const { list, values } = placesFor(found, params.length + 1);
  const going = await db.query<{ id: string; age: number }>(
    `SELECT id, ${age} AS age FROM ${from} WHERE id IN ${list} AND ${goes} ORDER BY ${age}, id LIMIT ${GOING}`,
    [...params, ...values],
  );
  const whole = looked.length < size ? undefined : last;
  const end = going.length === GOING ? going.at(-1) : whole;
  return { ids: going.map(({ id }) => id), next: end && { age: Number(end.age), id: end.id } };
}
