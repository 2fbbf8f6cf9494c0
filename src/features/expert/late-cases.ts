import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { type CaseRow, liveCases } from '#src/features/expert/store/cases.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addWorkingMs, workingMsBetween } from '#src/platform/calendar/working-time.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** Cases that somebody must see to, the oldest first. */
export interface CasesToSee {
  /** A company waits for longer than it was told. */
  readonly late: readonly CaseRow[];
  /** Nobody took them, and they are not late yet. */
  readonly unclaimed: readonly CaseRow[];
}

/** A case that has just come is looked at by those who were told of it. */
const JUST_COME_MS = 15 * MINUTE_MS;

/** The cases in which a company waits too long, or that nobody took. */
export async function casesToSee(db: Queryable, now: number): Promise<CasesToSee> {
  const hours = await loadWorkingHours(db);
  const waiting = (await liveCases(db)).filter(({ waitingSince }) => waitingSince !== undefined);
  const isLate = ({ waitingSince = now }: CaseRow): boolean => {
    const answerBy = addWorkingMs(waitingSince, hours.targetMinutes * MINUTE_MS, hours);
    return answerBy !== undefined && answerBy < now;
  };
  return {
    late: waiting.filter(isLate),
    unclaimed: waiting.filter(
      (one) =>
        one.state === 'open' &&
        !isLate(one) &&
        workingMsBetween(one.waitingSince ?? now, now, hours) >= JUST_COME_MS,
    ),
  };
}
