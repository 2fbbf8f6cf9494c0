import { checkHours, DEFAULT_HOURS, type DeskHours } from '#src/platform/calendar/check-hours.ts';
import { workingHoursTexts } from '#src/platform/calendar/texts.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { HotlineError } from '#src/platform/errors.ts';

/** Hours of the desk, and who set them when; nobody as long as they are the default ones. */
export interface KeptHours extends DeskHours {
  readonly saved?: { readonly by: string; readonly at: number };
}

/**
 * The hours in force: the last ones that staff saved, or the default ones.
 * @throws HotlineError `storage` when the record cannot be read
 */
export async function loadWorkingHours(db: Queryable): Promise<KeptHours> {
  const [row] = await db.query<{ hours: string; saved_by: string; saved_at: number }>(
    'SELECT hours, saved_by, saved_at FROM working_hours ORDER BY saved_at DESC, id DESC LIMIT 1',
  );
  if (!row) return DEFAULT_HOURS;
  const checked = checkHours(parsed(row.hours));
  if ('mistakes' in checked) {
    throw new HotlineError('storage', workingHoursTexts.damaged, { cause: checked.mistakes });
  }
  return { ...checked.hours, saved: { by: row.saved_by, at: row.saved_at } };
}

/** Who changed the hours when, the last change first. */
export async function hoursChanges(
  db: Queryable,
  limit: number,
): Promise<{ readonly by: string; readonly at: number }[]> {
  const rows = await db.query<{ saved_by: string; saved_at: number }>(
    'SELECT saved_by, saved_at FROM working_hours ORDER BY saved_at DESC, id DESC LIMIT $1',
    [limit],
  );
  return rows.map((row) => ({ by: row.saved_by, at: Number(row.saved_at) }));
}

/** Puts hours in force. What comes from outside goes through `checkHours` first. */
export async function saveWorkingHours(
  tx: Transaction,
  { week, closingDays, targetMinutes }: DeskHours,
  { by, now }: { readonly by: string; readonly now: number },
): Promise<void> {
  await tx.query('INSERT INTO working_hours (id, hours, saved_by, saved_at) VALUES ($1, $2, $3, $4)', [
    newId(now),
    JSON.stringify({ week, closingDays, targetMinutes }),
    by,
    now,
  ]);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
