import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import type { KeptExpert } from './cases.ts';

/** A line of a case's history. `data` is what the type needs, as JSON. */
export interface CaseEventRow {
  readonly id: string;
  readonly caseId: string;
  readonly at: number;
  readonly type: string;
  readonly actor: KeptExpert | undefined;
  readonly data: unknown;
}

interface Row {
  id: string;
  case_id: string;
  at: number;
  type: string;
  actor_key: string | null;
  actor_name: string | null;
  data: string;
}

const toEvent = (row: Row): CaseEventRow => ({
  id: row.id,
  caseId: row.case_id,
  at: row.at,
  type: row.type,
  actor: row.actor_key === null ? undefined : { key: row.actor_key, name: row.actor_name ?? '' },
  data: JSON.parse(row.data),
});

/** What an expert did, by the event that it makes; words that take a case make « reply » and « said »: one act. */
const ACT_OF: Readonly<Record<string, Act>> = {
  claim: 'case_claimed',
  said: 'case_replied',
  note: 'case_noted',
  transfer: 'case_transferred',
  return: 'case_returned',
  close: 'case_closed',
  deadline: 'case_deadline_set',
};

/** Adds a line to a case's history; what an expert did, from wherever they work, leaves its trace too. */
export async function addCaseEvent(
  tx: Transaction,
  event: { caseId: string; type: string; actor?: KeptExpert | undefined; data?: unknown; at: number },
): Promise<string> {
  const id = newId(event.at);
  await tx.query(
    `INSERT INTO case_event (id, case_id, at, type, actor_key, actor_name, data)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      event.caseId,
      event.at,
      event.type,
      event.actor?.key ?? null,
      event.actor?.name ?? null,
      JSON.stringify(event.data ?? {}),
    ],
  );
  const act = ACT_OF[event.type];
  if (event.actor && act)
    await addTrace(tx, { by: event.actor, act, on: { kind: 'case', id: event.caseId }, now: event.at });
  return id;
}

/** A case's history, oldest first. */
export async function caseEvents(db: Queryable, caseId: string): Promise<CaseEventRow[]> {
  const rows = await db.query<Row>('SELECT * FROM case_event WHERE case_id = $1 ORDER BY at, id', [caseId]);
  return rows.map(toEvent);
}

/** Whether a person took over a conversation after a moment (epoch milliseconds), whoever holds it now. */
export async function wasHeldSince(db: Queryable, conversationId: string, since: number): Promise<boolean> {
  const rows = await db.query(
    `SELECT 1 AS held FROM expert_case JOIN case_event ON case_event.case_id = expert_case.id
     WHERE expert_case.conversation_id = $1 AND case_event.at > $2 AND case_event.type IN ('claim', 'reply', 'transfer') LIMIT 1`,
    [conversationId, since],
  );
  return rows.length > 0;
}

/** Those who did something in a case since a moment, under their last name. */
export async function actorsSince(db: Queryable, since: number): Promise<KeptExpert[]> {
  const rows = await db.query<{ actor_key: string; actor_name: string }>(
    `SELECT actor_key, actor_name, MAX(at) AS last FROM case_event WHERE at >= $1 AND actor_key IS NOT NULL
     GROUP BY actor_key, actor_name ORDER BY last`,
    [since],
  );
  return [...new Map(rows.map((row) => [row.actor_key, row.actor_name]))].map(([key, name]) => ({
    key,
    name,
  }));
}

/** What happened to all cases since a moment, oldest first; screens that missed hints read it. */
export async function caseEventsSince(db: Queryable, since: number, limit: number): Promise<CaseEventRow[]> {
  const rows = await db.query<Row>('SELECT * FROM case_event WHERE at >= $1 ORDER BY at, id LIMIT $2', [
    since,
    limit,
  ]);
  return rows.map(toEvent);
}
