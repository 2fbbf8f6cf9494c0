import { dailyAt } from '#src/jobs/recurrence.ts';
import type { JobKind } from '#src/jobs/scheduler.ts';
import type { Database, Transaction } from '#src/storage/database.ts';
import { type BeforeCompany, type Limits, sweep } from '#src/storage/retention.ts';
import { scrub } from '#src/storage/scrub.ts';
import { PERIOD_IDS } from '#src/storage/table-rule.ts';
import { daysOf, type Period } from './periods.ts';

/** What one period took away, or would: rows by table. */
export interface Swept {
  readonly period: Period;
  readonly removed: ReadonlyMap<string, number>;
}

const DAY_MS = 86_400_000;
/** A first run over years of conversations takes them in parts, so that nobody waits long for the store. */
const ROUNDS = 200;

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

/** Takes away what each period lets go, a transaction a part. */
export async function runRetention(db: Database, parts: RetentionParts): Promise<Swept[]> {
  const { periods, now } = parts;
  const around = { ...parts, limits: limitsAt(periods, now) };
  const swept: Swept[] = [];
  for (const period of periods) {
    const removed = new Map<string, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      const gone = await db.tx((tx) => sweep(tx, period.id, around));
      for (const [table, count] of gone) removed.set(table, (removed.get(table) ?? 0) + count);
      if (gone.size === 0) break;
    }
    swept.push({ period, removed });
  }
  await scrub(db);
  return swept;
}

/** Leaves a transaction without its effects. */
class Undone extends Error {}

/** What {@link runRetention} would take away now: it is done, counted, and undone in one transaction. */
export async function dryRetention(db: Database, parts: RetentionParts): Promise<Swept[]> {
  const { periods, now } = parts;
  const around = { ...parts, limits: limitsAt(periods, now) };
  let swept: Swept[] = [];
  const tryOut = async (tx: Transaction): Promise<never> => {
    swept = [];
    for (const period of periods) swept.push({ period, removed: await sweep(tx, period.id, around) });
    throw new Undone();
  };
  await db.tx(tryOut).catch((error) => {
    if (!(error instanceof Undone)) throw error;
  });
  return swept;
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
  run: async () => {
    await runRetention(parts.db, { ...parts, now: parts.now() });
    parts.wake();
    return undefined;
  },
});
