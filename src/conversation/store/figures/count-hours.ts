import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { inParts, type Pace } from '#src/platform/database/in-parts.ts';
import { countedHours, countReplies, forgetHours, noteHours } from './replies.ts';

/** A year of weeks, the one under way, and one more. */
const WEEKS = 54;
const HOURS_A_WEEK = 7 * 24;
/** The last hours are counted each time: what was being written while they were is in them then. */
const ALWAYS = 24;

/**
 * Counts the hours that are over and that were not counted yet, or in which something changed since, so that figures of a
 * year are read without reading what was said in it.
 */
export async function countHours(
  db: Database,
  { now, weeks = WEEKS }: { readonly now: number; readonly weeks?: number },
  pace: Pace = {},
): Promise<void> {
  // An hour is over when nothing that was begun in it can still be on its way to the store.
  const to = Math.floor(now / HOUR_MS) - 1;
  const from = to - weeks * HOURS_A_WEEK;
  const known = await countedHours(db, { from, to: to - ALWAYS });
  let reached = from;
  await inParts(
    db,
    async (tx, size) => {
      let hour = reached;
      while (hour < to && known.has(hour)) hour += 1;
      let end = hour;
      while (end < to && end - hour < size && !known.has(end)) end += 1;
      if (end > hour) {
        const counted = await countReplies(tx, { from: hour * HOUR_MS, to: end * HOUR_MS });
        await noteHours(tx, { from: hour, to: end }, counted, now);
      }
      if (end >= to) await forgetHours(tx, from);
      reached = end;
      return end < to;
    },
    pace,
  );
}
