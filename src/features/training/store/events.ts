import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** What staff say of an event; times are epoch milliseconds. */
export interface EventPlan {
  /** A group training, or the slot of an expert. */
  readonly kind: 'workshop' | 'meeting';
  readonly title: string;
  /** A room, or the address of a video call. */
  readonly place: string;
  /** Who holds it. */
  readonly host: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Companies that may come. */
  readonly places: number;
}

/** What admitted companies may book. */
export interface TrainingEvent extends EventPlan {
  readonly id: string;
  readonly sessionId: string;
  readonly state: 'planned' | 'cancelled';
  readonly version: number;
}

/** An event with how many places are taken. */
export interface EventWithCount extends TrainingEvent {
  readonly booked: number;
}

interface EventRow {
  id: string;
  session_id: string;
  kind: EventPlan['kind'];
  title: string;
  place: string;
  host: string;
  starts_at: number;
  ends_at: number;
  places: number;
  state: TrainingEvent['state'];
  version: number;
}
const COLUMNS = 'id, session_id, kind, title, place, host, starts_at, ends_at, places, state, version';
const toEvent = (row: EventRow): TrainingEvent => ({
  id: row.id,
  sessionId: row.session_id,
  kind: row.kind,
  title: row.title,
  place: row.place,
  host: row.host,
  startsAt: Number(row.starts_at),
  endsAt: Number(row.ends_at),
  places: Number(row.places),
  state: row.state,
  version: Number(row.version),
});

/** Publishes an event. @returns its id */
export async function addEvent(
  tx: Transaction,
  { sessionId, plan, by, now }: { sessionId: string; plan: EventPlan; by: string; now: number },
): Promise<string> {
  const id = newId(now);
  const { kind, title, place, host, startsAt, endsAt, places } = plan;
  await tx.query(
    `INSERT INTO training_event (id, session_id, kind, title, place, host, starts_at, ends_at, places, state, changed_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'planned', $10, $11)`,
    [id, sessionId, kind, title, place, host, startsAt, endsAt, places, by, now],
  );
  return id;
}

export async function findEvent(db: Queryable, id: string): Promise<TrainingEvent | undefined> {
  const rows = await db.query<EventRow>(`SELECT ${COLUMNS} FROM training_event WHERE id = $1`, [id]);
  return rows[0] && toEvent(rows[0]);
}

/** An event, locked until the end of the transaction: who takes its places comes one after the other. */
export async function lockEvent(tx: Transaction, id: string): Promise<TrainingEvent | undefined> {
  const rows = await tx.query<EventRow>(`SELECT ${COLUMNS} FROM training_event WHERE id = $1 {ROWLOCK}`, [
    id,
  ]);
  return rows[0] && toEvent(rows[0]);
}

/** Changes an event that is locked, or cancels it. */
export async function saveEvent(
  tx: Transaction,
  change: { id: string; plan: EventPlan; state: TrainingEvent['state']; by: string; now: number },
): Promise<void> {
  const { id, state, by, now } = change;
  const { kind, title, place, host, startsAt, endsAt, places } = change.plan;
  await tx.query(
    `UPDATE training_event SET kind = $2, title = $3, place = $4, host = $5, starts_at = $6, ends_at = $7, places = $8,
       state = $9, changed_by = $10, changed_at = $11, version = version + 1 WHERE id = $1`,
    [id, kind, title, place, host, startsAt, endsAt, places, state, by, now],
  );
}

/** The events of a session in their order, with how many places are taken. */
export async function eventsOf(db: Queryable, sessionId: string): Promise<EventWithCount[]> {
  const rows = await db.query<EventRow & { booked: number }>(
    `SELECT ${COLUMNS}, (SELECT COUNT(*) FROM training_booking
       WHERE training_booking.event_id = training_event.id AND training_booking.state = 'booked') AS booked
     FROM training_event WHERE session_id = $1 ORDER BY starts_at, id`,
    [sessionId],
  );
  return rows.map((row) => ({ ...toEvent(row), booked: Number(row.booked) }));
}
