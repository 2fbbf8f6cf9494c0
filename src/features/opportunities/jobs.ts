import type { NoticesConfig } from '#src/config/notices.ts';
import { DAY_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { inParts } from '#src/platform/database/in-parts.ts';
import { hastenOccurrence } from '#src/platform/database/jobs/jobs.ts';
import { dailyAt, every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import type { Logger } from '#src/platform/logger.ts';
import { readSource } from './read-source.ts';
import { boampSource } from './sources/boamp/source.ts';
import { filesSource } from './sources/files/source.ts';
import type { NoticeSource } from './sources/source.ts';
import { tedSource } from './sources/ted/source.ts';
import { forgetNotices, forgetReadings } from './store/forget.ts';

/** How often sources are read: BOAMP publishes twice a day, TED once; a correction may come in the last hours. */
const READ_MS = 30 * MINUTE_MS;
/** How long staff can look back at what each reading gave. */
const READINGS_KEPT_MS = 90 * DAY_MS;

/** The sources that the operator opened. */
export function openSources(config: NoticesConfig, now: () => number): NoticeSource[] {
  const { boampUrl, tedUrl, filesDir } = config;
  return [
    ...(boampUrl === undefined ? [] : [boampSource(boampUrl, now)]),
    ...(tedUrl === undefined ? [] : [tedSource(tedUrl, now)]),
    ...(filesDir === undefined ? [] : [filesSource(filesDir, now)]),
  ];
}

/** The kind of the job that reads a source. */
export const readingJob = (source: string): string => `notices-${source}`;

/**
 * Asks that a source be read now (« relancer »), once however often it is asked.
 * @param now epoch milliseconds
 * @returns `under-way` when it is being read
 */
export const readNow = (tx: Transaction, source: string, now: number): Promise<'planned' | 'under-way'> =>
  hastenOccurrence(tx, { series: readingJob(source), now });

/** The work on notices: each source is read every half hour, by one server; what is long over goes at night. */
export const noticeJobs = ({
  db,
  sources,
  logger,
  now,
}: {
  readonly db: Database;
  readonly sources: readonly NoticeSource[];
  readonly logger: Logger;
  readonly now: () => number;
}): JobKind[] => [
  ...sources.map(
    (source): JobKind => ({
      kind: readingJob(source.id),
      next: every(READ_MS),
      run: async (_job, signal) => {
        await readSource({ db, logger, now }, source, signal);
        return undefined;
      },
    }),
  ),
  {
    kind: 'notices-forgetting',
    next: dailyAt('03:50'),
    run: async (_job, signal) => {
      await inParts(db, async (tx, size) => (await forgetNotices(tx, now(), size)) === size, { signal });
      const before = now() - READINGS_KEPT_MS;
      await inParts(db, async (tx, size) => (await forgetReadings(tx, before, size)) === size, { signal });
      return undefined;
    },
  },
];
