import type { Support } from '#src/conversation/store/supports.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** Where a recall stands; the last four are ends. */
export type RecallState =
  | 'counting'
  | 'ready'
  | 'confirming'
  | 'sending'
  | 'done'
  | 'stopped'
  | 'dropped'
  | 'nothing';
/** Nobody has decided of it yet. */
const UNDECIDED = "('counting', 'ready', 'confirming')";

/** Somebody of the team who decided something, and when. */
export interface Decision {
  readonly key: string;
  readonly name: string;
  readonly at: number;
}

/** Answers that would be said otherwise, and what is decided of them. Times are epoch milliseconds. */
export interface Recall {
  readonly id: string;
  readonly state: RecallState;
  readonly version: number;
  readonly foundAt: number;
  readonly countedAt: number | undefined;
  readonly people: number;
  readonly leftOut: number;
  readonly decided: Decision | undefined;
  readonly confirmed: Decision | undefined;
  readonly endedAt: number | undefined;
}

/** What changed: a section or a figure, and its version now, empty when it is gone or not in force. */
export type Change = Support;

type Row = Readonly<Record<string, SqlValue>>;

const decisionOf = (row: Row, act: 'decided' | 'confirmed'): Decision | undefined =>
  row[`${act}_at`] == null
    ? undefined
    : { key: String(row[`${act}_key`]), name: String(row[`${act}_name`]), at: Number(row[`${act}_at`]) };

const toRecall = (row: Row): Recall => ({
  id: String(row.id),
  state: String(row.state) as RecallState,
  version: Number(row.version),
  foundAt: Number(row.found_at),
  countedAt: row.counted_at == null ? undefined : Number(row.counted_at),
  people: Number(row.people),
  leftOut: Number(row.left_out),
  decided: decisionOf(row, 'decided'),
  confirmed: decisionOf(row, 'confirmed'),
  endedAt: row.ended_at == null ? undefined : Number(row.ended_at),
});

/** The recall that is not at its end; one at most. */
export async function openRecall(db: Queryable): Promise<Recall | undefined> {
  const [row] = await db.query<Row>(
    `SELECT * FROM recall WHERE state IN ${UNDECIDED} OR state = 'sending' ORDER BY found_at, id LIMIT 1`,
  );
  return row && toRecall(row);
}

export async function findRecall(db: Queryable, id: string): Promise<Recall | undefined> {
  const [row] = await db.query<Row>('SELECT * FROM recall WHERE id = $1', [id]);
  return row && toRecall(row);
}

/** The last recalls that ended with somebody told, or that somebody dropped, the newest first. */
export async function endedRecalls(db: Queryable, limit: number): Promise<Recall[]> {
  const rows = await db.query<Row>(
    "SELECT * FROM recall WHERE state IN ('done', 'stopped', 'dropped') ORDER BY found_at DESC, id DESC LIMIT $1",
    [limit],
  );
  return rows.map(toRecall);
}

/** What changed in a recall. */
export async function changesOf(db: Queryable, recallId: string): Promise<Change[]> {
  return db.query<Change>(
    'SELECT kind, reference, version FROM recall_change WHERE recall_id = $1 ORDER BY kind, reference',
    [recallId],
  );
}

/** When what stood on something was last compared with the version that it has now; 0 when it never was. */
export async function comparedAt(db: Queryable, { kind, reference, version }: Change): Promise<number> {
  const [row] = await db.query<{ at: number | null }>(
    'SELECT MAX(found_at) AS at FROM recall_change WHERE kind = $1 AND reference = $2 AND version = $3',
    [kind, reference, version],
  );
  return Number(row?.at ?? 0);
}

/** Opens a recall of some changes, or adds them to the one of which nobody has decided yet: it is to be counted anew. */
export async function noteChanges(tx: Transaction, changes: readonly Change[], now: number): Promise<string> {
  const open = await openRecall(tx);
  const id = open?.id ?? newId(now);
  if (open)
    await tx.query(
      `UPDATE recall SET state = 'counting', version = version + 1, decided_key = NULL, decided_name = NULL,
         decided_at = NULL WHERE id = $1`,
      [id],
    );
  else
    await tx.query(
      "INSERT INTO recall (id, state, version, found_at, people, left_out) VALUES ($1, 'counting', 1, $2, 0, 0)",
      [id, now],
    );
  for (const { kind, reference, version } of changes)
    await tx.query(
      `INSERT INTO recall_change (recall_id, kind, reference, version, found_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (recall_id, kind, reference) DO UPDATE SET version = excluded.version, found_at = excluded.found_at`,
      [id, kind, reference, version, now],
    );
  return id;
}

/** Keeps what a count found, unless something changed meanwhile. @returns whether it was kept */
export async function saveCount(
  tx: Transaction,
  counted: { id: string; version: number; people: number; leftOut: number; now: number },
): Promise<boolean> {
  const { id, version, people, leftOut, now } = counted;
  const rows = await tx.query(
    `UPDATE recall SET state = $3, counted_at = $4, people = $5, left_out = $6,
       ended_at = CASE WHEN $3 = 'nothing' THEN $4 ELSE ended_at END
     WHERE id = $1 AND version = $2 AND state = 'counting' RETURNING id`,
    [id, version, people === 0 ? 'nothing' : 'ready', now, people, leftOut],
  );
  return rows.length > 0;
}

/** Takes a recall from one state to another, by somebody, if it is still as they read it. @returns whether it was */
export async function decideRecall(
  tx: Transaction,
  decision: {
    id: string;
    version: number;
    from: 'ready' | 'confirming';
    to: 'confirming' | 'sending';
    by: Decision;
  },
): Promise<boolean> {
  const { id, version, from, to, by } = decision;
  const act = from === 'ready' ? 'decided' : 'confirmed';
  const rows = await tx.query(
    `UPDATE recall SET state = $4, ${act}_key = $5, ${act}_name = $6, ${act}_at = $7
     WHERE id = $1 AND version = $2 AND state = $3
       ${from === 'confirming' ? 'AND decided_key <> $5' : ''} RETURNING id`,
    [id, version, from, to, by.key, by.name, by.at],
  );
  return rows.length > 0;
}

/** Drops a recall of which nobody is told yet. @returns whether it was still so */
export async function dropRecall(
  tx: Transaction,
  { id, version, by }: { id: string; version: number; by: Decision },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE recall SET state = 'dropped', ended_at = $3, confirmed_key = $4, confirmed_name = $5, confirmed_at = $3
     WHERE id = $1 AND version = $2 AND state IN ('ready', 'confirming') RETURNING id`,
    [id, version, by.at, by.key, by.name],
  );
  return rows.length > 0;
}

/** Ends a recall whose people were told, as far as they could be. */
export async function endRecall(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query("UPDATE recall SET state = 'done', ended_at = $2 WHERE id = $1 AND state = 'sending'", [
    id,
    now,
  ]);
}

/**
 * Stops a recall that is being sent, because what it says changed again: those who were not told are looked for anew, as
 * if nothing had been compared.
 */
export async function stopRecall(tx: Transaction, id: string, now: number): Promise<void> {
  await tx.query("UPDATE recall SET state = 'stopped', ended_at = $2 WHERE id = $1 AND state = 'sending'", [
    id,
    now,
  ]);
  await tx.query('UPDATE recall_change SET found_at = 0 WHERE recall_id = $1', [id]);
  await tx.query(
    "UPDATE recall_answer SET state = 'left', why = 'changed' WHERE recall_id = $1 AND state = 'found'",
    [id],
  );
}
