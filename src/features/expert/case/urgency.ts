import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addWorkingMs, usualDayMs, type WorkingHours } from '#src/platform/calendar/working-time.ts';

/** The moments of a case that decide its place, in epoch milliseconds. */
export interface CaseMoments {
  /** When the tender closes, if the company said it. */
  readonly deadlineAt?: number | undefined;
  readonly openedAt: number;
  /** Since when the company has waited for a person; absent once a person answered. */
  readonly waitingSince?: number | undefined;
}

export interface Urgency {
  readonly level: 'too_late' | 'critical' | 'soon' | 'normal';
  /** When the company should have heard from a person. Undefined when nobody works in the 400 days to come: then no time can be promised. */
  readonly answerBy: number | undefined;
  /** The smaller, the sooner in the queue. */
  readonly sortKey: number;
  /** Time left before the deadline by the clock, negative when it is past; undefined without a deadline. */
  readonly remainingMs: number | undefined;
}

/** An expert needs half an hour to read a case and answer it; with less before the closing, no answer can serve. */
const LEAST_WORK_MS = 30 * MINUTE_MS;
/** Within a week of work, a deadline takes the lead over the cases that have none. */
const SOON_DAYS = 5;
/**
 * Critical cases first. Those that are too late come right after, and before the others: the company still has to be
 * told, and often soon (an answer out of hours, another tender, a remedy); last, they could wait for ever behind new
 * cases, while the others lose little by waiting for a short word.
 */
const RANK: Readonly<Record<Urgency['level'], number>> = { critical: 0, too_late: 1, soon: 2, normal: 3 };
/** More than any moment: it keeps the ranks apart until the year 2286. */
const RANK_STEP = 1e13;

/**
 * How soon a case must be answered, at `now`.
 *
 * - `too_late`: the deadline is past, or comes before a person could have worked half an hour on the case;
 * - `critical`: it comes within one usual working day after the moment when the answer is due: an answer given just
 *   in time would leave the company less than a day to act on it. When that moment is past, `now` takes its place:
 *   an answer that is late does not make a far deadline near;
 * - `soon`: it comes within five usual working days;
 * - `normal`: later, or no deadline is known.
 *
 * Critical and soon cases stand in order of deadline, the others in order of arrival: since when the company waits,
 * so that writing again in an old case does not pass before those who have waited longer.
 * @param targetMs working time within which a waiting company should be answered
 */
export function urgencyOf(
  { deadlineAt, openedAt, waitingSince }: CaseMoments,
  now: number,
  hours: WorkingHours,
  targetMs: number,
): Urgency {
  const since = waitingSince ?? openedAt;
  const answerBy = addWorkingMs(since, targetMs, hours);
  const level = levelOf(deadlineAt, answerBy, now, hours);
  const closesFirst = (level === 'critical' || level === 'soon') && deadlineAt !== undefined;
  return {
    level,
    answerBy,
    sortKey: RANK[level] * RANK_STEP + (closesFirst ? deadlineAt : since),
    remainingMs: deadlineAt === undefined ? undefined : deadlineAt - now,
  };
}

function levelOf(
  deadlineAt: number | undefined,
  answerBy: number | undefined,
  now: number,
  hours: WorkingHours,
): Urgency['level'] {
  if (deadlineAt === undefined) return 'normal';
  /** Whether so much work may be done from a moment on before the deadline; never, when nobody works. */
  const comesBefore = (from: number, ms: number) => deadlineAt <= (addWorkingMs(from, ms, hours) ?? Infinity);
  if (deadlineAt <= now || comesBefore(now, LEAST_WORK_MS)) return 'too_late';
  const day = usualDayMs(hours);
  if (comesBefore(Math.max(now, answerBy ?? now), day)) return 'critical';
  return comesBefore(now, SOON_DAYS * day) ? 'soon' : 'normal';
}
