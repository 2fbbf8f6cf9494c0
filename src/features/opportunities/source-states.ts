import type { NoticesConfig } from '#src/config/notices.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { type Occurrence, occurrenceOf } from '#src/platform/database/jobs/jobs.ts';
import { readingJob } from './jobs.ts';
import {
  countRefusals,
  countsSince,
  lastGoodRun,
  lastRuns,
  placeOfSource,
  type Run,
  type RunCounts,
  type RunState,
} from './store/sources.ts';

/** The sources that are read by themselves, in the order in which staff see them. */
export const READ_SOURCES = ['boamp', 'ted', 'files'] as const;
export type ReadSourceId = (typeof READ_SOURCES)[number];

/** Whether the operator opened a source. */
export const isOpened = ({ boampUrl, tedUrl, filesDir }: NoticesConfig, source: ReadSourceId): boolean =>
  ({ boamp: boampUrl, ted: tedUrl, files: filesDir })[source] !== undefined;

/** How a source does, as staff see it. */
export interface SourceState {
  readonly id: ReadSourceId;
  readonly isOpen: boolean;
  /** The last readings, the last first. */
  readonly runs: readonly Run[];
  /** What it gave in the last thirty days. */
  readonly gave: RunCounts;
  /** Publications that are not understood today. */
  readonly refusals: number;
  /** It asked not to be asked before this instant (epoch milliseconds). */
  readonly waitUntil: number | undefined;
  readonly next: Occurrence | undefined;
  readonly trouble: SourceTroubleNow | undefined;
}

/** That a source was asked in vain several times in a row. */
export interface SourceTroubleNow {
  readonly source: ReadSourceId;
  readonly times: number;
  /** Of the last time, in French. */
  readonly why: string | undefined;
  /** When it was last read to an end, in epoch milliseconds. */
  readonly lastGoodAt: number | undefined;
}

const SHOWN_RUNS = 10;
const GAVE_MS = 30 * DAY_MS;
/** A service may fail once or twice: it is asked again half an hour later. */
const TIMES_IN_VAIN = 3;
const FAILED: readonly RunState[] = ['busy', 'down', 'malformed'];
/** They say nothing of the source. */
const ASIDE: readonly RunState[] = ['running', 'stopped'];

/** How many of the last readings failed, one after the other. @param runs the last first */
export function failedInARow(runs: readonly Pick<Run, 'state'>[]): number {
  const ended = runs.filter(({ state }) => !ASIDE.includes(state));
  const good = ended.findIndex(({ state }) => !FAILED.includes(state));
  return good === -1 ? ended.length : good;
}

/** How one source does. @param now epoch milliseconds */
export async function sourceState(
  db: Queryable,
  config: NoticesConfig,
  id: ReadSourceId,
  now: number,
): Promise<SourceState> {
  const isOpen = isOpened(config, id);
  const runs = await lastRuns(db, id, SHOWN_RUNS);
  return {
    id,
    isOpen,
    runs,
    gave: await countsSince(db, id, now - GAVE_MS),
    refusals: await countRefusals(db, id),
    waitUntil: waiting((await placeOfSource(db, id)).waitUntil, now),
    next: isOpen ? await occurrenceOf(db, readingJob(id), now) : undefined,
    trouble: isOpen ? await troubleOf(db, id, runs) : undefined,
  };
}

const waiting = (until: number | undefined, now: number): number | undefined =>
  until !== undefined && until > now ? until : undefined;

async function troubleOf(
  db: Queryable,
  source: ReadSourceId,
  runs: readonly Run[],
): Promise<SourceTroubleNow | undefined> {
  const times = failedInARow(runs);
  if (times < TIMES_IN_VAIN) return undefined;
  const why = runs.find(({ state }) => FAILED.includes(state))?.why;
  return { source, times, why, lastGoodAt: (await lastGoodRun(db, source))?.endedAt };
}

/** The open sources that were asked in vain several times in a row: somebody should look. */
export async function sourcesInTrouble(db: Queryable, config: NoticesConfig): Promise<SourceTroubleNow[]> {
  const found = [];
  for (const id of READ_SOURCES.filter((one) => isOpened(config, one))) {
    const trouble = await troubleOf(db, id, await lastRuns(db, id, SHOWN_RUNS));
    if (trouble) found.push(trouble);
  }
  return found;
}
