import { PERIOD_IDS } from '#src/config/privacy.ts';
import { daysOf, type Period } from '#src/features/privacy/rules/periods.ts';
import {
  noteDoubt,
  noteRetention,
  type RetentionRuns,
  retentionRuns,
} from '#src/features/privacy/store/retention-runs.ts';
import { DAY_MS, HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { inParts, type Pace } from '#src/platform/database/in-parts.ts';
import { dailyAt } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import type { Register } from '#src/platform/database/personal-data/register.ts';
import { NOTHING, type Removed, sumOf } from '#src/platform/database/personal-data/removed.ts';
import type {
  BeforeCompany,
  Limits,
  SweepContext,
  SweptPart,
} from '#src/platform/database/personal-data/sweep.ts';
import { scrub } from '#src/platform/database/scrub/scrub.ts';
import type { Logger } from '#src/platform/logger.ts';
import { retentionTexts } from './texts.ts';

/** What one period took away, or would: rows by table. */
export interface Swept {
  readonly period: Period;
  readonly removed: ReadonlyMap<string, number>;
}

const limitsAt = (periods: readonly Period[], now: number): Limits =>
  Object.fromEntries(PERIOD_IDS.map((id) => [id, now - daysOf(periods, id) * DAY_MS])) as Record<
    (typeof PERIOD_IDS)[number],
    number
  >;

/** What is taken away, and when; `beforeCompany` ends what others wait for from a company. */
export interface RetentionParts {
  readonly periods: readonly Period[];
  readonly register: Register;
  readonly beforeCompany: BeforeCompany;
  readonly now: number;
}

const contextOf = ({ periods, register, beforeCompany, now }: RetentionParts): SweepContext => ({
  limits: limitsAt(periods, now),
  now,
  beforeCompany,
  eraseRows: (tx, sets) => eraseRows(tx, sets, now, register),
});

const sweepsOf = (register: Register, { id }: Period) => register.flatMap(({ sweeps }) => sweeps?.[id] ?? []);

/** Takes away what each period lets go, in parts that hold nobody up; one that is cut short is gone on with next time. */
export async function runRetention(db: Database, parts: RetentionParts, pace: Pace = {}): Promise<Swept[]> {
  const { periods } = parts;
  const around = contextOf(parts);
  const swept: Swept[] = [];
  for (const period of periods) {
    let removed: Removed = NOTHING;
    for (const sweep of sweepsOf(parts.register, period)) {
      let after: SweptPart['next'];
      let part: SweptPart | undefined;
      const take = async (tx: Transaction, size: number): Promise<boolean> => {
        part = await sweep(tx, around, { size, after });
        return part.next !== undefined;
      };
      // What is kept in mind of a part is kept once it is written.
      const onPart: Pace['onPart'] = (held) => {
        removed = sumOf(removed, part?.removed ?? NOTHING);
        after = part?.next;
        pace.onPart?.(held);
      };
      await inParts(db, take, { ...pace, onPart });
    }
    swept.push({ period, removed });
  }
  await scrub(db, pace);
  return swept;
}

/** Leaves a transaction without its effects. */
class Undone extends Error {}

/** What is tried out at once of each kind of thing: nobody waits for it. */
const TRIED = 100;

/** What a dry run found; `isPartial` when there was more than it tries out. */
interface Tried {
  readonly swept: readonly Swept[];
  readonly isPartial: boolean;
}

/** What {@link runRetention} would take away first: it is done, counted, and undone in one short transaction. */
export async function dryRetention(db: Database, parts: RetentionParts): Promise<Tried> {
  const { periods } = parts;
  const around = contextOf(parts);
  let swept: Swept[] = [];
  let isPartial = false;
  const tryOut = async (tx: Transaction): Promise<never> => {
    swept = [];
    isPartial = false;
    for (const period of periods) {
      let removed: Removed = NOTHING;
      for (const sweep of sweepsOf(parts.register, period)) {
        const part = await sweep(tx, around, { size: TRIED, after: undefined });
        removed = sumOf(removed, part.removed);
        isPartial ||= part.next !== undefined;
      }
      swept.push({ period, removed });
    }
    throw new Undone();
  };
  await db.tx(tryOut).catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
  return { swept, isPartial };
}

/** Nights come one a day: so long after the last one, the machine was off, or its clock is ahead. */
const DOUBTFUL_MS = 7 * DAY_MS;
/** A clock that is ahead is put right within that, or is not seen to be wrong. */
const DOUBTED_FOR_MS = 20 * HOUR_MS;

/** What a night is to do: with a clock that is years ahead, it would take everything. */
function nightAt({ doneAt, doubtedAt }: RetentionRuns, now: number): 'run' | 'doubt' | 'wait' {
  if (doneAt === undefined || now - doneAt <= DOUBTFUL_MS) return 'run';
  // The doubt itself is of a clock that has been moved since.
  if (doubtedAt === undefined || now < doubtedAt || now - doubtedAt > DOUBTFUL_MS) return 'doubt';
  return now - doubtedAt >= DOUBTED_FOR_MS ? 'run' : 'wait';
}

/**
 * The work of keeping nothing longer than its period, every night. The first one that comes long after the last takes
 * nothing: staff have a day to put the clock right.
 */
export const retentionJob = (parts: {
  readonly db: Database;
  readonly periods: readonly Period[];
  readonly register: Register;
  readonly beforeCompany: BeforeCompany;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  readonly logger: Logger;
  readonly now: () => number;
}): JobKind => ({
  kind: 'retention',
  next: dailyAt('04:00'),
  run: async (_job, signal) => {
    const now = parts.now();
    const runs = await retentionRuns(parts.db);
    const night = nightAt(runs, now);
    if (night !== 'run') {
      parts.logger.warn(retentionTexts.doubtful(Math.floor((now - (runs.doneAt ?? now)) / DAY_MS)));
      return night === 'doubt' ? (tx) => noteDoubt(tx, now) : undefined;
    }
    await runRetention(parts.db, { ...parts, now }, { signal });
    parts.wake();
    return (tx) => noteRetention(tx, now);
  },
});
