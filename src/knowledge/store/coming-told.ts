import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';

/** A mail of the calendar: an event, its day, and whether it tells of it before or on that day. */
export interface ComingTold {
  readonly what: string;
  readonly day: IsoDate;
  readonly step: string;
}

/** Whether a mail of the calendar left already. */
export async function wasComingTold(db: Queryable, { what, day, step }: ComingTold): Promise<boolean> {
  const rows = await db.query(
    'SELECT what FROM knowledge_coming_told WHERE what = $1 AND day = $2 AND step = $3',
    [what, day, step],
  );
  return rows.length > 0;
}

/** Notes that a mail of the calendar leaves. */
export async function noteComingTold(
  tx: Transaction,
  { what, day, step }: ComingTold,
  now: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO knowledge_coming_told (what, day, step, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (what, day, step) DO NOTHING`,
    [what, day, step, now],
  );
}
