import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';

/** A company's place at an event. */
export interface Booking {
  readonly id: string;
  readonly eventId: string;
  readonly companyId: string;
  /** Who booked. */
  readonly personId: string;
  readonly state: 'booked' | 'cancelled';
  readonly presence: 'present' | 'absent' | undefined;
  /** Counts its changes, as calendars do (RFC 5545 §3.8.7.4). */
  readonly sequence: number;
  readonly bookedAt: number;
  /** When it, or its event, was last changed. */
  readonly changedAt: number;
  /** How far it was reminded of: 0, 1 or 2. */
  readonly reminders: number;
}

interface BookingRow {
  id: string;
  event_id: string;
  company_id: string;
  person_id: string;
  state: Booking['state'];
  presence: 'present' | 'absent' | null;
  sequence: number;
  booked_at: number;
  changed_at: number;
  reminders: number;
}
const COLUMNS =
  'id, event_id, company_id, person_id, state, presence, sequence, booked_at, changed_at, reminders';
const toBooking = (row: BookingRow): Booking => ({
  id: row.id,
  eventId: row.event_id,
  companyId: row.company_id,
  personId: row.person_id,
  state: row.state,
  presence: row.presence ?? undefined,
  sequence: Number(row.sequence),
  bookedAt: Number(row.booked_at),
  changedAt: Number(row.changed_at),
  reminders: Number(row.reminders),
});

/** How many places of an event are taken. */
export async function countBooked(db: Queryable, eventId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    "SELECT COUNT(*) AS count FROM training_booking WHERE event_id = $1 AND state = 'booked'",
    [eventId],
  );
  return Number(row?.count);
}

/** Gives a company a place at an event that is locked; one that it gave back is taken up again, as a change of it. */
export async function saveBooking(
  tx: Transaction,
  {
    eventId,
    companyId,
    personId,
    now,
  }: { eventId: string; companyId: string; personId: string; now: number },
): Promise<Booking> {
  const rows = await tx.query<BookingRow>(
    `INSERT INTO training_booking (id, event_id, company_id, person_id, state, booked_at, changed_at)
     VALUES ($1, $2, $3, $4, 'booked', $5, $5)
     ON CONFLICT (event_id, company_id) DO UPDATE SET state = 'booked', person_id = excluded.person_id,
       booked_at = excluded.booked_at, changed_at = excluded.changed_at, reminders = 0, presence = NULL,
       sequence = training_booking.sequence + 1
     RETURNING ${COLUMNS}`,
    [newId(now), eventId, companyId, personId, now],
  );
  return toBooking(rows[0] as BookingRow);
}

/** Gives a place back. @returns the booking, or undefined when it was given back before */
export async function cancelBooking(tx: Transaction, id: string, now: number): Promise<Booking | undefined> {
  const rows = await tx.query<BookingRow>(
    `UPDATE training_booking SET state = 'cancelled', sequence = sequence + 1, changed_at = $2
     WHERE id = $1 AND state = 'booked' RETURNING ${COLUMNS}`,
    [id, now],
  );
  return rows[0] && toBooking(rows[0]);
}

/** Notes that the event of a booking is at another time or place: reminders begin again. */
export async function noteEventChange(tx: Transaction, eventId: string, now: number): Promise<Booking[]> {
  const rows = await tx.query<BookingRow>(
    `UPDATE training_booking SET sequence = sequence + 1, reminders = 0, changed_at = $2
     WHERE event_id = $1 AND state = 'booked' RETURNING ${COLUMNS}`,
    [eventId, now],
  );
  return rows.map(toBooking);
}

export async function findBooking(db: Queryable, id: string): Promise<Booking | undefined> {
  const rows = await db.query<BookingRow>(`SELECT ${COLUMNS} FROM training_booking WHERE id = $1`, [id]);
  return rows[0] && toBooking(rows[0]);
}

/** Who comes to an event, in the order in which they booked. */
export async function bookingsOf(db: Queryable, eventId: string): Promise<Booking[]> {
  const rows = await db.query<BookingRow>(
    `SELECT ${COLUMNS} FROM training_booking WHERE event_id = $1 AND state = 'booked' ORDER BY booked_at, id`,
    [eventId],
  );
  return rows.map(toBooking);
}

/** The places that a company holds. */
export async function bookingsOfCompany(db: Queryable, companyId: string): Promise<Booking[]> {
  const rows = await db.query<BookingRow>(
    `SELECT ${COLUMNS} FROM training_booking WHERE company_id = $1 AND state = 'booked' ORDER BY booked_at, id`,
    [companyId],
  );
  return rows.map(toBooking);
}

/** Keeps whether a company came. @returns false when it holds no place */
export async function savePresence(
  tx: Transaction,
  { id, presence, now }: { id: string; presence: Booking['presence']; now: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE training_booking SET presence = $2, changed_at = $3 WHERE id = $1 AND state = 'booked' RETURNING id`,
    [id, presence ?? null, now],
  );
  return rows.length > 0;
}

/** Places at events that begin between two moments. */
export async function bookingsBetween(
  db: Queryable,
  { after, until }: { after: number; until: number },
): Promise<Booking[]> {
  const columns = COLUMNS.split(', ').map((column) => `training_booking.${column}`);
  const rows = await db.query<BookingRow>(
    `SELECT ${columns.join(', ')} FROM training_booking
     JOIN training_event ON training_event.id = training_booking.event_id
     WHERE training_booking.state = 'booked' AND training_event.state = 'planned'
       AND training_event.starts_at > $1 AND training_event.starts_at <= $2
     ORDER BY training_event.starts_at, training_booking.id`,
    [after, until],
  );
  return rows.map(toBooking);
}

/** Notes a reminder. @returns false when another replica told it, or the booking changed */
export async function markBookingReminded(
  tx: Transaction,
  { id, sequence, reminders, to }: { id: string; sequence: number; reminders: number; to: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE training_booking SET reminders = $4
     WHERE id = $1 AND sequence = $2 AND reminders = $3 AND state = 'booked' RETURNING id`,
    [id, sequence, reminders, to],
  );
  return rows.length > 0;
}
