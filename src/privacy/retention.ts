import { dailyAt } from '#src/jobs/recurrence.ts';
import type { JobKind } from '#src/jobs/scheduler.ts';
import type { Database, Transaction } from '#src/storage/database.ts';
import { type Removed, sumOf } from '#src/storage/erase-person.ts';
import { inParts, type Pace } from '#src/storage/in-parts.ts';
import { type BeforeCompany, type Limits, SWEEPS, type SweptPart } from '#src/storage/retention.ts';
import { scrub } from '#src/storage/scrub.ts';
import { PERIOD_IDS } from '#src/storage/table-rule.ts';
import { daysOf, type Period } from './periods.ts';

/** What one period took away, or would: rows by table. */
export interface Swept {
  readonly period: Period;
  readonly removed: ReadonlyMap<string, number>;
}

const DAY_MS = 86_400_000;

const limitsAt = (periods: readonly Period[], now: number): Limits =>
  Object.fromEntries(PERIOD_IDS.map((id) => [id, now - daysOf(periods, id) * DAY_MS])) as Record<
    (typeof PERIOD_IDS)[number],
    number
  >;

/** What is taken away, and when; `beforeCompany` ends what others wait for from a company. */
export interface RetentionParts {
  readonly periods: readonly Period[];
  readonly beforeCompany: BeforeCompany;
  readonly now: number;
}

/** Takes away what each period lets go, in parts that hold nobody up; one that is cut short is gone on with next time. */
export async function runRetention(db: Database, parts: RetentionParts, pace: Pace = {}): Promise<Swept[]> {
  const { periods, now } = parts;
  const around = { ...parts, limits: limitsAt(periods, now) };
  const swept: Swept[] = [];
  for (const period of periods) {
    let removed: Removed = new Map();
    for (const sweep of SWEEPS[period.id]) {
      let after: SweptPart['next'];
      let part: SweptPart | undefined;
      const take = async (tx: Transaction, size: number): Promise<boolean> => {
        part = await sweep(tx, around, { size, after });
        return part.next !== undefined;
      };
      // What is kept in mind of a part is kept once it is written.
      const onPart: Pace['onPart'] = (held) => {
        removed = sumOf(removed, part?.removed ?? new Map());
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
export interface Tried {
  readonly swept: readonly Swept[];
  readonly isPartial: boolean;
}

/** What {@link runRetention} would take away first: it is done, counted, and undone in one short transaction. */
export async function dryRetention(db: Database, parts: RetentionParts): Promise<Tried> {
  const { periods, now } = parts;
  const around = { ...parts, limits: limitsAt(periods, now) };
  let swept: Swept[] = [];
  let isPartial = false;
  const tryOut = async (tx: Transaction): Promise<never> => {
    swept = [];
    isPartial = false;
    for (const period of periods) {
      let removed: Removed = new Map();
      for (const sweep of SWEEPS[period.id]) {
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

/** The work of keeping nothing longer than its period, every night. */
export const retentionJob = (parts: {
  readonly db: Database;
  readonly periods: readonly Period[];
  readonly beforeCompany: BeforeCompany;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  readonly now: () => number;
}): JobKind => ({
  kind: 'retention',
  next: dailyAt('04:00'),
  run: async (_job, signal) => {
    await runRetention(parts.db, { ...parts, now: parts.now() }, { signal });
    parts.wake();
    return undefined;
  },
});
