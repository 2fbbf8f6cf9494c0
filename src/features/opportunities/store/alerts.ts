import { CADENCES, type Cadence, USUAL } from '#src/features/opportunities/alerts/rules/cadence.ts';
import { type Times, timesIn, USUAL_TIMES } from '#src/features/opportunities/alerts/rules/times.ts';
import { type Wanted, wantedIn } from '#src/features/opportunities/alerts/rules/wanted.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';

/** The alerts of a company. Instants are epoch milliseconds. */
export interface Alert {
  readonly companyId: string;
  /** Who asked for them, and where they are told. */
  readonly personId: string;
  readonly conversationId: string;
  /** Whether they were asked for, and not stopped since: here, by « stop » to all that is told unasked, or by taking the agreement back. */
  readonly isOn: boolean;
  readonly cadence: Cadence;
  /** The hours and the days that they chose. */
  readonly times: Times;
  readonly wanted: Wanted;
  /** What was wanted before the last change that can be taken back. */
  readonly wantedBefore: Wanted | undefined;
  /** How often and when they were told before that change, and after it, where it changed these too. */
  readonly rhythmBefore: RhythmChange | undefined;
  readonly askedAt: number;
  readonly tunedAt: number;
  readonly pausedFrom: number | undefined;
  /** `NO_END` where no end was told. */
  readonly pausedUntil: number | undefined;
  readonly nextAt: number;
  readonly sentAt: number | undefined;
  /** The place in the conversation of what was last sent. */
  readonly sentSeq: number | undefined;
  /** Since when the company can't be reached. */
  readonly unreachableAt: number | undefined;
}

/** How often, and when. */
export interface Rhythm {
  readonly cadence: Cadence;
  readonly times: Times;
}

/** How often, and when, before a change and after it. */
export interface RhythmChange {
  readonly before: Rhythm;
  readonly after: Rhythm;
}

/** The end of a pause that has none: the last second of the year 9999. */
export const NO_END = Date.UTC(9999, 11, 31, 23, 59, 59);

/** The agreement that alerts stand on, as the sign-up form names it. */
export const ALERTS_CONSENT = 'consent-alerts';

/** « stop », or an agreement taken back, since they were asked for. */
const IS_STOPPED = `(EXISTS (SELECT 1 FROM news_stop WHERE news_stop.person_id = alert.person_id AND news_stop.at >= alert.asked_at)
  OR EXISTS (SELECT 1 FROM consent WHERE consent.person_id = alert.person_id AND consent.purpose = '${ALERTS_CONSENT}'
    AND consent.given = 0 AND consent.at >= alert.asked_at)
  OR NOT EXISTS (SELECT 1 FROM company_member WHERE company_member.company_id = alert.company_id
    AND company_member.person_id = alert.person_id AND company_member.status = 'member'))`;
/** Asked for, and not stopped since, as SQL. */
export const IS_ON = `(alert.is_on = 1 AND NOT ${IS_STOPPED})`;
const SELECT = `SELECT alert.*, CASE WHEN ${IS_ON} THEN 1 ELSE 0 END AS is_told FROM alert`;

type Row = Readonly<Record<string, SqlValue>>;
const number = (value: SqlValue | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);

/** Chosen times, as they are kept: nothing where none were. */
const packed = (times: Times): string | null =>
  times.hours === undefined && times.days === undefined ? null : JSON.stringify(times);
const unpacked = (kept: SqlValue | undefined): Times => timesIn(kept ? JSON.parse(String(kept)) : undefined);

const cadenceIn = (kept: unknown): Cadence | undefined => CADENCES.find((one) => one === kept);
const rhythmIn = ({ cadence, times }: { readonly cadence?: unknown; readonly times?: unknown } = {}) => ({
  cadence: cadenceIn(cadence) ?? USUAL,
  times: timesIn(times),
});
/** What is kept beside what was wanted before. */
function rhythmChangeIn(kept: SqlValue | undefined): RhythmChange | undefined {
  const { rhythm } = kept ? JSON.parse(String(kept)) : {};
  return rhythm && { before: rhythmIn(rhythm.before), after: rhythmIn(rhythm.after) };
}

const toAlert = (row: Row): Alert => ({
  companyId: String(row.company_id),
  personId: String(row.person_id),
  conversationId: String(row.conversation_id),
  isOn: Number(row.is_told) === 1,
  cadence: cadenceIn(row.cadence) ?? USUAL,
  times: unpacked(row.chosen_times),
  wanted: wantedIn(JSON.parse(String(row.wanted))),
  wantedBefore: row.wanted_before === null ? undefined : wantedIn(JSON.parse(String(row.wanted_before))),
  rhythmBefore: rhythmChangeIn(row.wanted_before),
  askedAt: Number(row.asked_at),
  tunedAt: Number(row.tuned_at),
  pausedFrom: number(row.paused_from),
  pausedUntil: number(row.paused_until),
  nextAt: Number(row.next_at),
  sentAt: number(row.sent_at),
  sentSeq: number(row.sent_seq),
  unreachableAt: number(row.unreachable_at),
});

/** The alerts of a company; none where it never asked for any. */
export async function findAlert(db: Queryable, companyId: string): Promise<Alert | undefined> {
  const [row] = await db.query<Row>(`${SELECT} WHERE alert.company_id = $1`, [companyId]);
  return row && toAlert(row);
}

/** The same, which nobody else changes until the end of the transaction. */
export async function lockAlert(tx: Transaction, companyId: string): Promise<Alert | undefined> {
  await tx.query('SELECT company_id FROM alert WHERE company_id = $1 {ROWLOCK}', [companyId]);
  return findAlert(tx, companyId);
}

/** Begins, or begins again, the alerts of a company: what is open is looked at anew, and told at once. */
export async function startAlert(
  tx: Transaction,
  start: {
    readonly companyId: string;
    readonly personId: string;
    readonly conversationId: string;
    readonly cadence: Cadence;
    readonly times?: Times | undefined;
    readonly wanted: Wanted;
    readonly now: number;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO alert (company_id, person_id, conversation_id, is_on, cadence, wanted, asked_at, tuned_at, next_at, chosen_times)
     VALUES ($1, $2, $3, 1, $4, $5, $6, $6, $6, $7)
     ON CONFLICT (company_id) DO UPDATE SET person_id = excluded.person_id,
       conversation_id = excluded.conversation_id, is_on = 1, cadence = excluded.cadence, wanted = excluded.wanted,
       chosen_times = excluded.chosen_times, wanted_before = NULL, asked_at = excluded.asked_at, tuned_at = excluded.tuned_at, paused_from = NULL,
       paused_until = NULL, next_at = excluded.next_at, looked_at = 0, sent_seq = NULL, unreachable_at = NULL`,
    [
      start.companyId,
      start.personId,
      start.conversationId,
      start.cadence,
      JSON.stringify(start.wanted),
      start.now,
      packed(start.times ?? USUAL_TIMES),
    ],
  );
}

/** Stops the alerts of a company, reminders with them. */
export async function stopAlert(tx: Transaction, companyId: string): Promise<void> {
  await tx.query('UPDATE alert SET is_on = 0 WHERE company_id = $1', [companyId]);
}

/** Changes how often, and when, a company is told. @param nextAt when it is told next */
export async function setRhythm(
  tx: Transaction,
  companyId: string,
  { cadence, times, nextAt }: { readonly cadence: Cadence; readonly times: Times; readonly nextAt: number },
): Promise<void> {
  await tx.query('UPDATE alert SET cadence = $2, chosen_times = $3, next_at = $4 WHERE company_id = $1', [
    companyId,
    cadence,
    packed(times),
    nextAt,
  ]);
}

/** Changes what is wanted; all that is open is looked at anew. */
export async function setWanted(
  tx: Transaction,
  companyId: string,
  {
    wanted,
    before,
    rhythm,
    now,
  }: {
    readonly wanted: Wanted;
    readonly before: Wanted | undefined;
    /** How often and when too, where the same change is of these. */
    readonly rhythm?: RhythmChange | undefined;
    readonly now: number;
  },
): Promise<void> {
  await tx.query(
    'UPDATE alert SET wanted = $2, wanted_before = $3, tuned_at = $4, looked_at = 0 WHERE company_id = $1',
    [
      companyId,
      JSON.stringify(wanted),
      before === undefined ? null : JSON.stringify({ ...before, rhythm }),
      now,
    ],
  );
}

/** Pauses the alerts of a company, or ends its pause. */
export async function setPause(
  tx: Transaction,
  companyId: string,
  pause: { readonly from: number; readonly until: number } | undefined,
): Promise<void> {
  await tx.query('UPDATE alert SET paused_from = $2, paused_until = $3 WHERE company_id = $1', [
    companyId,
    pause?.from ?? null,
    pause?.until ?? null,
  ]);
}

/** Notes when a company is told next and, where it was told, the place of what it was told. */
export async function noteTurn(
  tx: Transaction,
  companyId: string,
  {
    nextAt,
    sent,
  }: { readonly nextAt: number; readonly sent?: { readonly at: number; readonly seq: number } },
): Promise<void> {
  await tx.query('UPDATE alert SET next_at = $2 WHERE company_id = $1', [companyId, nextAt]);
  if (sent)
    await tx.query('UPDATE alert SET sent_at = $2, sent_seq = $3 WHERE company_id = $1', [
      companyId,
      sent.at,
      sent.seq,
    ]);
}

/** Notes since when a company can't be reached, the first time; or that it can be again. */
export async function noteReach(
  tx: Transaction,
  companyId: string,
  unreachableAt: number | undefined,
): Promise<void> {
  if (unreachableAt === undefined)
    await tx.query('UPDATE alert SET unreachable_at = NULL WHERE company_id = $1', [companyId]);
  else
    await tx.query('UPDATE alert SET unreachable_at = $2 WHERE company_id = $1 AND unreachable_at IS NULL', [
      companyId,
      unreachableAt,
    ]);
}

/** Companies whose alerts are on and that can't be reached. */
export async function countUnreachable(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM alert WHERE unreachable_at IS NOT NULL AND ${IS_ON}`,
  );
  return Number(row?.count ?? 0);
}

/**
 * Companies whose turn has come, since the longest first, once all that is open was held against them; those told at once,
 * where something waits for them, or they could not be reached.
 */
export async function dueAlerts(db: Queryable, now: number, limit: number): Promise<string[]> {
  const rows = await db.query<{ company_id: string }>(
    `SELECT company_id FROM alert WHERE ${IS_ON} AND next_at <= $1 AND looked_at > 0
       AND NOT (paused_until IS NOT NULL AND paused_from <= $1 AND paused_until > $1)
       AND (cadence <> 'at-once' OR unreachable_at IS NOT NULL OR EXISTS (SELECT 1 FROM alert_notice
         WHERE alert_notice.company_id = alert.company_id AND alert_notice.state = 'waiting'))
     ORDER BY next_at, company_id LIMIT $2`,
    [now, limit],
  );
  return rows.map(({ company_id }) => company_id);
}

/** A company whose alerts are on, and what of it changed last: the file, or what is wanted. */
export interface Subscriber {
  readonly alert: Alert;
  /** When its file, or what it wants, last changed. */
  readonly changedAt: number;
  /** When all that is open was last held against it; 0 for never. */
  readonly lookedAt: number;
}

/** The companies whose alerts are on, in the order of their ids. */
export async function subscribers(db: Queryable): Promise<Subscriber[]> {
  const rows = await db.query<Row>(
    `SELECT alert.*, 1 AS is_told, company.updated_at AS file_at FROM alert
     JOIN company ON company.id = alert.company_id WHERE ${IS_ON} ORDER BY alert.company_id`,
  );
  return rows.map((row) => ({
    alert: toAlert(row),
    changedAt: Math.max(Number(row.file_at), Number(row.tuned_at)),
    lookedAt: Number(row.looked_at),
  }));
}

/** Notes that all that was open at an instant was held against a company. */
export async function noteLooked(tx: Transaction, companyId: string, at: number): Promise<void> {
  await tx.query('UPDATE alert SET looked_at = $2 WHERE company_id = $1', [companyId, at]);
}

/** Two persons become one: their alerts go along. */
export async function moveAlerts(tx: Transaction, from: string, into: string): Promise<void> {
  await tx.query('UPDATE alert SET person_id = $2 WHERE person_id = $1', [from, into]);
  await tx.query(
    `INSERT INTO alert_wish (person_id, conversation_id, cadence, chosen_times, wanted, at)
     SELECT $2, conversation_id, cadence, chosen_times, wanted, at FROM alert_wish WHERE person_id = $1
     ON CONFLICT (person_id) DO NOTHING`,
    [from, into],
  );
  await tx.query('DELETE FROM alert_wish WHERE person_id = $1', [from]);
}

/** Alerts that were wanted before a company was referenced. */
export interface AlertWish {
  readonly personId: string;
  readonly conversationId: string;
  readonly cadence: Cadence | undefined;
  readonly times?: Times | undefined;
  readonly wanted: Wanted;
}

/** Keeps what somebody wants whose company is not referenced yet, in the place of what they wanted before. */
export async function keepWish(tx: Transaction, wish: AlertWish, now: number): Promise<void> {
  await tx.query(
    `INSERT INTO alert_wish (person_id, conversation_id, cadence, wanted, at, chosen_times) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (person_id) DO UPDATE SET conversation_id = excluded.conversation_id, cadence = excluded.cadence,
       wanted = excluded.wanted, at = excluded.at, chosen_times = excluded.chosen_times`,
    [
      wish.personId,
      wish.conversationId,
      wish.cadence ?? null,
      JSON.stringify(wish.wanted),
      now,
      packed(wish.times ?? USUAL_TIMES),
    ],
  );
}

/** What somebody wanted, once. */
export async function takeWish(tx: Transaction, personId: string): Promise<AlertWish | undefined> {
  const [row] = await tx.query<Row>(
    'DELETE FROM alert_wish WHERE person_id = $1 RETURNING person_id, conversation_id, cadence, chosen_times, wanted',
    [personId],
  );
  return (
    row && {
      personId: String(row.person_id),
      conversationId: String(row.conversation_id),
      cadence: cadenceIn(row.cadence),
      times: row.chosen_times === null ? undefined : unpacked(row.chosen_times),
      wanted: wantedIn(JSON.parse(String(row.wanted))),
    }
  );
}

/** Whether a person waits for their company to be referenced, to be alerted. */
export async function isWished(db: Queryable, personId: string): Promise<boolean> {
  const rows = await db.query('SELECT 1 FROM alert_wish WHERE person_id = $1', [personId]);
  return rows.length > 0;
}

/** Whether a company is alerted. */
export async function isAlerted(db: Queryable, companyId: string): Promise<boolean> {
  const rows = await db.query(`SELECT 1 FROM alert WHERE company_id = $1 AND ${IS_ON}`, [companyId]);
  return rows.length > 0;
}
