import { recountSince } from '#src/conversation/store/figures/replies.ts';
import { type MessageRow, type StoredMessage, toMessage } from '#src/conversation/store/messages.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { firstIdAt, newId } from '#src/platform/database/ids.ts';

/** Somebody of the team, as kept with a case. */
export interface KeptExpert {
  readonly key: string;
  readonly name: string;
}

/** A tender's closing moment, as the company said it. */
export interface KeptDeadline {
  readonly at: number;
  readonly said: string;
  /** False when the hour, or the day, was guessed on the safe side. */
  readonly certain: boolean;
  /** It is when they mean to hand in, and not what was said to be the limit. */
  readonly isPlan?: true | undefined;
}

/** A case as kept; times are epoch milliseconds, waits are working milliseconds. `S` and `R` are the feature's words. */
export interface CaseRow {
  readonly id: string;
  readonly number: number;
  readonly conversationId: string;
  readonly previousId: string | undefined;
  readonly openReason: string;
  readonly state: string;
  readonly owner: KeptExpert | undefined;
  readonly stateSince: number;
  readonly endReason: string | undefined;
  readonly waitedMs: number;
  readonly waitingSince: number | undefined;
  readonly firstAnswerMs: number | undefined;
  readonly deadline: KeptDeadline | undefined;
  /** The opening card, as JSON. */
  readonly brief: unknown;
  readonly openedAt: number;
  /** The conversation's last place when it was opened, and when it was closed. */
  readonly openedSeq: number;
  readonly closedAt: number | undefined;
  readonly closedSeq: number | undefined;
  /** The company's last words, cut, for lists. */
  readonly lastSaid: string;
  readonly updatedAt: number;
  readonly rating: string | undefined;
  /** What the company was told of the wait, by name, and when. */
  readonly told: Readonly<Record<string, number>>;
  readonly channel: string;
  readonly personName: string | undefined;
}

interface Row {
  [column: string]: SqlValue;
}

const SELECT = `SELECT expert_case.*, conversation.channel AS channel, person.name AS person_name FROM expert_case
  JOIN conversation ON conversation.id = expert_case.conversation_id
  LEFT JOIN person ON person.id = conversation.person_id`;

const text = (value: SqlValue | undefined): string | undefined => (value == null ? undefined : String(value));
const number = (value: SqlValue | undefined): number | undefined =>
  value == null ? undefined : Number(value);

function toCase(row: Row): CaseRow {
  const ownerKey = text(row.owner_key);
  const at = number(row.deadline_at);
  return {
    id: String(row.id),
    number: Number(row.number),
    conversationId: String(row.conversation_id),
    previousId: text(row.previous_id),
    openReason: String(row.open_reason),
    state: String(row.state),
    owner: ownerKey === undefined ? undefined : { key: ownerKey, name: String(row.owner_name) },
    stateSince: Number(row.state_since),
    endReason: text(row.end_reason),
    waitedMs: Number(row.waited_ms),
    waitingSince: number(row.waiting_since),
    firstAnswerMs: number(row.first_answer_ms),
    deadline:
      at === undefined
        ? undefined
        : { at, said: String(row.deadline_said), certain: Number(row.deadline_certain) === 1 },
    brief: JSON.parse(String(row.brief)),
    openedAt: Number(row.opened_at),
    openedSeq: Number(row.opened_seq),
    closedAt: number(row.closed_at),
    closedSeq: number(row.closed_seq),
    lastSaid: String(row.last_said),
    updatedAt: Number(row.updated_at),
    rating: text(row.rating),
    told: JSON.parse(String(row.told)),
    channel: String(row.channel),
    personName: text(row.person_name),
  };
}

/** Opens a case. The caller holds the conversation's lock and has seen that none is open there. */
export async function addCase(
  tx: Transaction,
  opened: {
    conversationId: string;
    previousId?: string | undefined;
    openReason: string;
    deadline?: KeptDeadline | undefined;
    brief: unknown;
    lastSaid: string;
    seq: number;
    at: number;
  },
): Promise<string> {
  const id = newId(opened.at);
  const { deadline } = opened;
  await tx.query(
    `INSERT INTO expert_case (id, number, conversation_id, previous_id, open_reason, state, state_since, waited_ms,
       waiting_since, deadline_at, deadline_said, deadline_certain, brief, opened_at, opened_seq, last_said, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'open', $6, 0, $6, $7, $8, $9, $10, $6, $11, $12, $6)`,
    [
      id,
      await nextNumber(tx),
      opened.conversationId,
      opened.previousId ?? null,
      opened.openReason,
      opened.at,
      deadline?.at ?? null,
      deadline?.said ?? null,
      deadline?.certain ? 1 : 0,
      JSON.stringify(opened.brief),
      opened.seq,
      opened.lastSaid,
    ],
  );
  await recountSince(tx, opened.conversationId, opened.seq);
  return id;
}

/** Numbers have no holes and are never given twice: the counter is written in the case's own transaction. */
async function nextNumber(tx: Transaction): Promise<number> {
  const rows = await tx.query<{ value: string }>(
    `INSERT INTO setting (name, value) VALUES ('case_number', '1')
     ON CONFLICT (name) DO UPDATE SET value = CAST(CAST(setting.value AS BIGINT) + 1 AS TEXT) RETURNING value`,
  );
  return Number(rows[0]?.value);
}

export async function findCase(db: Queryable, id: string): Promise<CaseRow | undefined> {
  const rows = await db.query<Row>(`${SELECT} WHERE expert_case.id = $1`, [id]);
  return rows[0] && toCase(rows[0]);
}

/** The case of a conversation that is not closed. */
export async function currentCase(db: Queryable, conversationId: string): Promise<CaseRow | undefined> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE expert_case.conversation_id = $1 AND expert_case.state <> 'closed'`,
    [conversationId],
  );
  return rows[0] && toCase(rows[0]);
}

/** Cases of a conversation, the last opened first. */
export async function casesOf(db: Queryable, conversationId: string): Promise<CaseRow[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE expert_case.conversation_id = $1 ORDER BY expert_case.opened_at DESC, expert_case.id DESC`,
    [conversationId],
  );
  return rows.map(toCase);
}

/** Cases that are not closed, oldest first. */
export async function liveCases(db: Queryable): Promise<CaseRow[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE expert_case.state <> 'closed' ORDER BY expert_case.opened_at, expert_case.id`,
  );
  return rows.map(toCase);
}

/** Closed cases, the last closed first. */
export async function closedCases(db: Queryable, limit: number): Promise<CaseRow[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE expert_case.state = 'closed' ORDER BY expert_case.closed_at DESC, expert_case.id LIMIT $1`,
    [limit],
  );
  return rows.map(toCase);
}

/** Writes where a case stands. The caller holds the conversation's lock, so nobody else writes it meanwhile. */
export async function saveCaseState(
  tx: Transaction,
  id: string,
  kept: {
    state: string;
    owner?: KeptExpert | undefined;
    stateSince: number;
    endReason?: string | undefined;
    waitedMs: number;
    waitingSince?: number | undefined;
    firstAnswerMs?: number | undefined;
    closedAt?: number | undefined;
    closedSeq?: number | undefined;
    resolvedMs?: number | undefined;
    at: number;
  },
): Promise<void> {
  await tx.query(
    `UPDATE expert_case SET state = $2, owner_key = $3, owner_name = $4, state_since = $5, end_reason = $6,
       waited_ms = $7, waiting_since = $8, first_answer_ms = $9, closed_at = $10, closed_seq = $11, updated_at = $12,
       resolved_ms = $13
     WHERE id = $1`,
    [
      id,
      kept.state,
      kept.owner?.key ?? null,
      kept.owner?.name ?? null,
      kept.stateSince,
      kept.endReason ?? null,
      kept.waitedMs,
      kept.waitingSince ?? null,
      kept.firstAnswerMs ?? null,
      kept.closedAt ?? null,
      kept.closedSeq ?? null,
      kept.at,
      kept.resolvedMs ?? null,
    ],
  );
  if (kept.closedSeq !== undefined) await recountCase(tx, id, kept.closedSeq);
}

export async function saveCaseDeadline(
  tx: Transaction,
  id: string,
  deadline: KeptDeadline | undefined,
): Promise<void> {
  await tx.query(
    'UPDATE expert_case SET deadline_at = $2, deadline_said = $3, deadline_certain = $4 WHERE id = $1',
    [id, deadline?.at ?? null, deadline?.said ?? null, deadline?.certain ? 1 : 0],
  );
}

/** The company's last words, for lists. */
export async function saveLastSaid(tx: Transaction, id: string, said: string, at: number): Promise<void> {
  await tx.query('UPDATE expert_case SET last_said = $2, updated_at = $3 WHERE id = $1', [id, said, at]);
}

export async function saveTold(
  tx: Transaction,
  id: string,
  told: Readonly<Record<string, number>>,
): Promise<void> {
  await tx.query('UPDATE expert_case SET told = $2 WHERE id = $1', [id, JSON.stringify(told)]);
}

/** Keeps how the company rates the help; a new rating replaces it. */
export async function saveCaseRating(tx: Transaction, id: string, rating: string, at: number): Promise<void> {
  await tx.query('UPDATE expert_case SET rating = $2, rated_at = $3 WHERE id = $1', [id, rating, at]);
}

/** What the bot said since the end of a case counts by itself. */
async function recountCase(tx: Transaction, id: string, closedSeq: number): Promise<void> {
  const [row] = await tx.query<{ conversation_id: string }>(
    'SELECT conversation_id FROM expert_case WHERE id = $1',
    [id],
  );
  if (row) await recountSince(tx, row.conversation_id, closedSeq);
}

/** A message of a case's exchange. */
export interface CaseMessage {
  readonly caseId: string;
  readonly message: StoredMessage;
}

/**
 * What was said in the conversations of all cases since a moment (epoch milliseconds), oldest first: only between the
 * opening of a case and its end.
 */
export async function caseMessagesSince(db: Queryable, since: number, limit: number): Promise<CaseMessage[]> {
  const rows = await db.query<MessageRow & { case_id: string }>(
    `SELECT message.*, expert_case.id AS case_id FROM message
     JOIN expert_case ON expert_case.conversation_id = message.conversation_id
       AND message.seq > expert_case.opened_seq
       AND (expert_case.closed_seq IS NULL OR message.seq <= expert_case.closed_seq)
     WHERE message.id >= $1 ORDER BY message.id LIMIT $2`,
    [firstIdAt(since), limit],
  );
  return rows.map((row) => ({ caseId: row.case_id, message: toMessage(row) }));
}

/** Whether a delivery was recorded before. */
export async function isDelivered(
  db: Queryable,
  { channel, deliveryId }: { channel: string; deliveryId: string },
): Promise<boolean> {
  const rows = await db.query('SELECT message_id FROM inbound_event WHERE channel = $1 AND event_id = $2', [
    channel,
    deliveryId,
  ]);
  return rows.length > 0;
}
