import type { Refusal } from '#src/features/opportunities/alerts/rules/refusals.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable, SqlValue, Transaction } from '#src/platform/database/database.ts';
import { placesFor } from '#src/platform/database/personal-data/person-sets.ts';
import { IS_ON } from './alerts.ts';

/** What became of a notice for a company: it waits, was sent, was only counted beside others, or was left. */
export type AlertState = 'waiting' | 'sent' | 'summed' | 'left';

/** A notice for a company. Instants are epoch milliseconds. */
export interface AlertNotice {
  readonly companyId: string;
  readonly noticeId: string;
  readonly state: AlertState;
  readonly sentAt: number | undefined;
  readonly refused: Refusal | undefined;
  readonly followedAt: number | undefined;
  /** The version of the notice that who follows it was last told. */
  readonly toldVersion: number | undefined;
  readonly remindAt: number | undefined;
}

/** Rows that one statement adds. */
const INSERTED = 100;
/** Notices that a person follows, of which one may be meant. */
const FOLLOWED = 50;

type Row = Readonly<Record<string, SqlValue>>;
const COLUMNS = 'company_id, notice_id, state, sent_at, refused, followed_at, told_version, remind_at';
const number = (value: SqlValue | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);

const toNotice = (row: Row): AlertNotice => ({
  companyId: String(row.company_id),
  noticeId: String(row.notice_id),
  state: row.state as AlertState,
  sentAt: number(row.sent_at),
  refused: (row.refused ?? undefined) as Refusal | undefined,
  followedAt: number(row.followed_at),
  toldVersion: number(row.told_version),
  remindAt: number(row.remind_at),
});

/**
 * Has notices wait to be sent to companies; one that was sent, counted or refused never waits again.
 * @returns how many are new
 */
export async function haveWait(
  tx: Transaction,
  found: readonly { readonly companyId: string; readonly noticeId: string }[],
  now: number,
): Promise<number> {
  let added = 0;
  for (let at = 0; at < found.length; at += INSERTED) {
    const values: SqlValue[] = [now];
    const rows = found
      .slice(at, at + INSERTED)
      .map((one) => `($${values.push(one.companyId)}, $${values.push(one.noticeId)}, 'waiting', $1)`);
    const inserted = await tx.query(
      `INSERT INTO alert_notice (company_id, notice_id, state, found_at) VALUES ${rows.join(', ')}
       ON CONFLICT (company_id, notice_id) DO NOTHING RETURNING notice_id`,
      values,
    );
    added += inserted.length;
  }
  return added;
}

/** The ids of a company's notices in a state, those found last first, but those that it refused. */
export async function noticeIdsIn(
  db: Queryable,
  companyId: string,
  state: AlertState,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ notice_id: string }>(
    `SELECT notice_id FROM alert_notice WHERE company_id = $1 AND state = $2 AND refused IS NULL
     ORDER BY found_at DESC, notice_id LIMIT $3`,
    [companyId, state, limit],
  );
  return rows.map(({ notice_id }) => notice_id);
}

/** Brings notices of a company to a state. */
export async function setState(
  tx: Transaction,
  companyId: string,
  ids: readonly string[],
  state: Exclude<AlertState, 'sent'>,
): Promise<void> {
  if (ids.length === 0) return;
  const { list, values } = placesFor(ids, 3);
  await tx.query(`UPDATE alert_notice SET state = $2 WHERE company_id = $1 AND notice_id IN ${list}`, [
    companyId,
    state,
    ...values,
  ]);
}

/** Forgets that notices wait for a company: they may be found for it again, once it wants them. */
export async function dropWaiting(tx: Transaction, companyId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { list, values } = placesFor(ids, 2);
  await tx.query(
    `DELETE FROM alert_notice WHERE company_id = $1 AND state = 'waiting' AND notice_id IN ${list}`,
    [companyId, ...values],
  );
}

/** Notes that notices were sent to a company. */
export async function markSent(
  tx: Transaction,
  companyId: string,
  ids: readonly string[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  const { list, values } = placesFor(ids, 3);
  await tx.query(
    `UPDATE alert_notice SET state = 'sent', sent_at = $2 WHERE company_id = $1 AND notice_id IN ${list}`,
    [companyId, now, ...values],
  );
}

/** A notice for a company; undefined where it was never found for it. */
export async function findAlertNotice(
  db: Queryable,
  companyId: string,
  noticeId: string,
): Promise<AlertNotice | undefined> {
  const [row] = await db.query<Row>(
    `SELECT ${COLUMNS} FROM alert_notice WHERE company_id = $1 AND notice_id = $2`,
    [companyId, noticeId],
  );
  return row && toNotice(row);
}

/** Keeps why a company does not want a notice; it follows it no more. */
export async function refuseNotice(
  tx: Transaction,
  companyId: string,
  { noticeId, refusal, now }: { readonly noticeId: string; readonly refusal: Refusal; readonly now: number },
): Promise<void> {
  await tx.query(
    `UPDATE alert_notice SET refused = $3, refused_at = $4, followed_at = NULL, told_version = NULL, remind_at = NULL
     WHERE company_id = $1 AND notice_id = $2`,
    [companyId, noticeId, refusal, now],
  );
}

/** Follows a notice for a company. @param remindAt of the next reminder */
export async function followNotice(
  tx: Transaction,
  companyId: string,
  follow: {
    readonly noticeId: string;
    readonly version: number;
    readonly remindAt: number | undefined;
    readonly now: number;
  },
): Promise<void> {
  await tx.query(
    `UPDATE alert_notice SET followed_at = COALESCE(followed_at, $3), told_version = COALESCE(told_version, $4),
       remind_at = $5, refused = NULL, refused_at = NULL WHERE company_id = $1 AND notice_id = $2`,
    [companyId, follow.noticeId, follow.now, follow.version, follow.remindAt ?? null],
  );
}

/** The reminders of what a company follows come so many minutes later, or earlier, than they did. */
export async function moveReminders(tx: Transaction, companyId: string, minutes: number): Promise<void> {
  await tx.query(
    'UPDATE alert_notice SET remind_at = remind_at + $2 WHERE company_id = $1 AND remind_at IS NOT NULL',
    [companyId, minutes * MINUTE_MS],
  );
}

/** Follows a notice no more. */
export async function unfollowNotice(tx: Transaction, companyId: string, noticeId: string): Promise<void> {
  await tx.query(
    `UPDATE alert_notice SET followed_at = NULL, told_version = NULL, remind_at = NULL
     WHERE company_id = $1 AND notice_id = $2`,
    [companyId, noticeId],
  );
}

/** The company of an answer follows its call no more. */
export async function unfollowBid(tx: Transaction, bidId: string): Promise<void> {
  await tx.query(
    `UPDATE alert_notice SET followed_at = NULL, told_version = NULL, remind_at = NULL
     WHERE company_id = (SELECT company_id FROM bid WHERE id = $1)
       AND notice_id = (SELECT notice_id FROM bid WHERE id = $1)`,
    [bidId],
  );
}

/** What a company follows, the last followed first. */
export async function followedBy(db: Queryable, companyId: string, limit: number): Promise<AlertNotice[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM alert_notice WHERE company_id = $1 AND followed_at IS NOT NULL
     ORDER BY followed_at DESC, notice_id LIMIT $2`,
    [companyId, limit],
  );
  return rows.map(toNotice);
}

/** The ids of the notices that a person follows, for their companies, the last followed first. */
export async function followedByPerson(db: Queryable, personId: string): Promise<string[]> {
  const rows = await db.query<{ notice_id: string }>(
    `SELECT alert_notice.notice_id FROM alert_notice JOIN alert ON alert.company_id = alert_notice.company_id
     WHERE alert.person_id = $1 AND alert_notice.followed_at IS NOT NULL
     ORDER BY alert_notice.followed_at DESC, alert_notice.notice_id LIMIT ${FOLLOWED}`,
    [personId],
  );
  return rows.map(({ notice_id }) => notice_id);
}

/** The companies that an alert was sent to. */
export async function companiesAlerted(db: Queryable): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ company_id: string }>(
    'SELECT DISTINCT company_id FROM alert_notice WHERE sent_at IS NOT NULL',
  );
  return new Set(rows.map(({ company_id }) => company_id));
}

/** What a company was last sent, the last first. */
export async function lastSentTo(db: Queryable, companyId: string, limit: number): Promise<AlertNotice[]> {
  const rows = await db.query<Row>(
    `SELECT ${COLUMNS} FROM alert_notice WHERE company_id = $1 AND state = 'sent' AND refused IS NULL
     ORDER BY sent_at DESC, found_at DESC, notice_id LIMIT $2`,
    [companyId, limit],
  );
  return rows.map(toNotice);
}

/** A notice that a company follows. */
export interface Followed {
  readonly companyId: string;
  readonly noticeId: string;
}

/**
 * Notices followed of which something is to be told: they changed since, or their reminder is due. Who answers one is told
 * of it by their answer. Whoever reads on gives the last one.
 */
export async function dueFollowed(
  db: Queryable,
  now: number,
  { after, limit }: { readonly after?: Followed | undefined; readonly limit: number },
): Promise<Followed[]> {
  const rows = await db.query<Row>(
    `SELECT alert_notice.company_id, alert_notice.notice_id FROM alert_notice
     JOIN notice ON notice.id = alert_notice.notice_id
     JOIN alert ON alert.company_id = alert_notice.company_id
     WHERE alert_notice.followed_at IS NOT NULL AND ${IS_ON} AND alert.unreachable_at IS NULL
       AND (notice.version > alert_notice.told_version OR alert_notice.remind_at <= $1)
       AND NOT EXISTS (SELECT 1 FROM bid WHERE bid.company_id = alert_notice.company_id
         AND bid.notice_id = alert_notice.notice_id AND bid.state IN ('open', 'deposited'))
       AND (alert_notice.notice_id, alert_notice.company_id) > ($2, $3)
     ORDER BY alert_notice.notice_id, alert_notice.company_id LIMIT $4`,
    [now, after?.noticeId ?? '', after?.companyId ?? '', limit],
  );
  return rows.map((row) => ({ companyId: String(row.company_id), noticeId: String(row.notice_id) }));
}

/** Notes what who follows a notice knows of it, and when they are reminded next. */
export async function noteFollowed(
  tx: Transaction,
  companyId: string,
  told: { readonly noticeId: string; readonly version: number; readonly remindAt: number | undefined },
): Promise<void> {
  await tx.query(
    'UPDATE alert_notice SET told_version = $3, remind_at = $4 WHERE company_id = $1 AND notice_id = $2',
    [companyId, told.noticeId, told.version, told.remindAt ?? null],
  );
}
