import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { firstIdAt, newId } from '#src/platform/database/ids.ts';
import type { PersonSets } from '#src/platform/database/personal-data/person-sets.ts';
import type { Act, ObjectKind } from '#src/platform/web/traces/acts.ts';

/** Somebody of the team, as traces name them: « web:oidc:… », « slack:T1:U7 », « cli:root », with the name as shown. */
export interface Actor {
  readonly key: string;
  readonly name: string;
}

/** What an act is on: ids, never words. */
export interface TraceObject {
  readonly kind: ObjectKind;
  readonly id: string;
}

/** What is noted of an act. */
export interface NewTrace {
  readonly by: Actor;
  readonly act: Act;
  readonly on?: TraceObject | undefined;
  readonly now: number;
}

/** A line of the traces. An act or a kind that this version does not know any more is shown as it was written. */
export interface Trace {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly actorName: string;
  readonly act: string;
  readonly objectKind: string;
  readonly objectId: string;
}

/** Notes an act, in the transaction that does it; a read is noted before it is served. */
export async function addTrace(db: Queryable, { by, act, on, now }: NewTrace): Promise<void> {
  await db.query(
    `INSERT INTO trace (id, at, actor, actor_name, act, object_kind, object_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(now), now, by.key, by.name, act, on?.kind ?? '', on?.id ?? ''],
  );
}

/** Which traces are asked for; `after` is the last one of the page before. */
export interface TraceQuery {
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  readonly objectId?: string | undefined;
  /** Epoch milliseconds: from this moment, and before that one. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Row {
  id: string;
  at: number;
  actor: string;
  actor_name: string;
  act: string;
  object_kind: string;
  object_id: string;
}

/** Traces, the last first. Each filter alone, and who with what, has its index. */
export async function findTraces(db: Queryable, query: TraceQuery): Promise<Trace[]> {
  const params: SqlValue[] = [];
  const conditions: string[] = [];
  const where = (condition: string, value: SqlValue | undefined) => {
    if (value !== undefined) conditions.push(`${condition} $${params.push(value)}`);
  };
  where('actor =', query.actor);
  where('act =', query.act);
  where('object_id =', query.objectId);
  where('id >=', query.from === undefined ? undefined : firstIdAt(query.from));
  where('id <', query.until === undefined ? undefined : firstIdAt(query.until));
  where('id <', query.after);
  const filter = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const rows = await db.query<Row>(
    `SELECT id, at, actor, actor_name, act, object_kind, object_id FROM trace ${filter}
     ORDER BY id DESC LIMIT ${query.limit}`,
    params,
  );
  return rows.map((row) => ({
    id: row.id,
    at: Number(row.at),
    actor: row.actor,
    actorName: row.actor_name,
    act: row.act,
    objectKind: row.object_kind,
    objectId: row.object_id,
  }));
}

/** A list to choose from holds no more. */
const MOST_ACTORS = 500;

/** Everybody in the traces under their last name. It goes from one to the next by the index, however long the table is. */
export async function tracedActors(db: Queryable): Promise<Actor[]> {
  const rows = await db.query<{ actor: string; name: string | null }>(
    `WITH RECURSIVE known (actor) AS (
       SELECT MIN(actor) FROM trace
       UNION ALL
       SELECT (SELECT MIN(trace.actor) FROM trace WHERE trace.actor > known.actor) FROM known
         WHERE known.actor IS NOT NULL
     )
     SELECT known.actor AS actor, (SELECT trace.actor_name FROM trace WHERE trace.actor = known.actor
       ORDER BY trace.id DESC LIMIT 1) AS name
     FROM known WHERE known.actor IS NOT NULL LIMIT ${MOST_ACTORS}`,
  );
  return rows.map(({ actor, name }) => ({ key: actor, name: name ?? '' }));
}

/** Lines that go in one transaction of the retention. */
const AT_ONCE = 1_000;

/** Takes away traces older than a moment, some at a time. @returns how many went */
export function forgetTraces(tx: Transaction, before: number, atOnce = AT_ONCE): Promise<number> {
  return withOpening(tx, [{ purpose: 'retention', before, subject: '', receipt: '' }], async () => {
    const gone = await tx.query(
      `DELETE FROM trace WHERE id IN (SELECT id FROM trace WHERE id < $1 AND at < $2 ORDER BY id LIMIT ${atOnce})
       RETURNING 1 AS gone`,
      [firstIdAt(before), before],
    );
    return gone.length;
  });
}

/**
 * Puts the reference of an erasure in the place of the ids of whom it erases: the person, under each id they had, and the
 * companies that were theirs alone. What was done, by whom and when, stays.
 * @returns how many lines changed
 */
export async function pseudonymiseTraces(
  tx: Transaction,
  { person, reference, companies }: Pick<PersonSets, 'person' | 'reference' | 'companies'>,
): Promise<number> {
  if (reference === '') return 0;
  const former = await tx.query<{ id: string }>('SELECT id FROM former_person WHERE person_id = $1', [
    person,
  ]);
  const subjects = [person, ...former.map(({ id }) => id), ...companies].filter((id) => id !== '');
  const openings = subjects.map((subject) => ({
    purpose: 'erasure',
    before: 0,
    subject,
    receipt: reference,
  }));
  return withOpening(tx, openings, async () => {
    let changed = 0;
    for (const subject of subjects) {
      const rows = await tx.query(
        'UPDATE trace SET object_id = $2 WHERE object_id = $1 RETURNING 1 AS changed',
        [subject, reference],
      );
      changed += rows.length;
    }
    return changed;
  });
}

interface Opening {
  readonly purpose: string;
  readonly before: number;
  readonly subject: string;
  readonly receipt: string;
}

/** Lets through what the triggers refuse otherwise, for the time of some work; no other transaction sees it. */
async function withOpening<T>(
  tx: Transaction,
  openings: readonly Opening[],
  work: () => Promise<T>,
): Promise<T> {
  for (const { purpose, before, subject, receipt } of openings)
    await tx.query('INSERT INTO trace_opening (purpose, before, subject, receipt) VALUES ($1, $2, $3, $4)', [
      purpose,
      before,
      subject,
      receipt,
    ]);
  const result = await work();
  await tx.query('DELETE FROM trace_opening');
  return result;
}
