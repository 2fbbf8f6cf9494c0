import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';
import { type NoticeSource, type ReadNotice, SourceTrouble } from './sources/source.ts';
import { savePublication } from './store/save.ts';
import {
  dropRefusal,
  endRun,
  movePlace,
  NO_COUNTS,
  noteRefusal,
  noteRun,
  noteWait,
  placeOfSource,
  type RunCounts,
  type RunState,
  startRun,
} from './store/sources.ts';

/** Publications that are kept in one transaction: others use the store between. */
const AT_ONCE = 10;
/** A reading goes on next time after so many pages, or so long. */
const MOST_PAGES = 500;
const MOST_MS = 20 * MINUTE_MS;
/** A wait that is asked for is waited for, when it is short; a few times. */
const SHORT_WAIT_MS = 2 * MINUTE_MS;
const MOST_WAITS = 3;

interface ReadingParts {
  readonly db: Database;
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** How a reading ended. */
export interface Reading {
  readonly state: RunState;
  readonly counts: RunCounts;
  readonly why?: string | undefined;
}

/**
 * Reads what a source has since it was last read, and keeps it: after each page its place is kept with what the page gave,
 * so that a stop or a trouble loses nothing. A source that is busy is asked again later, one that is down the next time.
 * @returns undefined when the source asked not to be asked yet
 * @throws the reason of `signal` when it is aborted
 */
export async function readSource(
  { db, logger, now }: ReadingParts,
  source: NoticeSource,
  signal: AbortSignal,
): Promise<Reading | undefined> {
  const place = await placeOfSource(db, source.id);
  if (place.waitUntil !== undefined && place.waitUntil > now()) return undefined;
  const runId = await db.tx((tx) => startRun(tx, source.id, now()));
  const walk = { source, runId, cursor: place.cursor, counts: NO_COUNTS };
  const reading = await readPages({ db, now, signal }, walk);
  signal.throwIfAborted();
  const { counts, state, why } = reading;
  await db.tx((tx) => endRun(tx, runId, { state, why, now: now() }));
  logger.info({ source: source.id, state, ...counts }, 'notices read');
  return { state, counts, why };
}

interface Walk {
  readonly source: NoticeSource;
  readonly runId: string;
  cursor: string | undefined;
  counts: RunCounts;
}
interface Around {
  readonly db: Database;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

async function readPages(around: Around, walk: Walk): Promise<Reading> {
  const { now, signal } = around;
  const until = now() + MOST_MS;
  let waits = 0;
  for (let pages = 0; pages < MOST_PAGES && now() < until; ) {
    try {
      if (await readPage(around, walk)) return { state: 'done', counts: walk.counts };
      pages += 1;
    } catch (error) {
      signal.throwIfAborted();
      const waitMs = shortWait(error);
      if (waitMs === undefined || waits === MOST_WAITS) return await endOf(error, around, walk);
      waits += 1;
      await sleep(waitMs, undefined, { signal });
    }
  }
  return { state: 'more', counts: walk.counts };
}

/** How long a trouble asks to wait, where that is short. */
function shortWait(error: unknown): number | undefined {
  if (!(error instanceof SourceTrouble) || error.kind !== 'busy') return undefined;
  const { waitMs = 0 } = error;
  return waitMs <= SHORT_WAIT_MS ? waitMs : undefined;
}

/** Somebody else has read on from here. */
class Overtaken extends Error {}

/** Reads a page and keeps it. @returns whether it was the last one */
async function readPage({ db, now, signal }: Around, walk: Walk): Promise<boolean> {
  const { source, runId } = walk;
  const page = await source.page(walk.cursor, signal);
  let { counts } = walk;
  for (let at = 0; at === 0 || at < page.read.length; at += AT_ONCE) {
    signal.throwIfAborted();
    const some = page.read.slice(at, at + AT_ONCE);
    const isEnd = at + AT_ONCE >= page.read.length;
    const before = counts;
    counts = await db.tx(async (tx) => {
      const after = await saveSome(tx, source.id, some, { counts: before, now: now() });
      await noteRun(tx, runId, after);
      const move = { source: source.id, from: walk.cursor, to: page.cursor, now: now() };
      if (isEnd && !(await movePlace(tx, move))) throw new Overtaken();
      return after;
    });
  }
  walk.counts = counts;
  walk.cursor = page.cursor;
  return page.isLast;
}

async function saveSome(
  tx: Transaction,
  source: string,
  read: readonly ReadNotice[],
  { counts, now }: { counts: RunCounts; now: number },
): Promise<RunCounts> {
  const gave = { ...counts, read: counts.read + read.length };
  for (const one of read) {
    if (one.ok) {
      const { did } = await savePublication(tx, one.publication, now);
      gave[did] += 1;
      await dropRefusal(tx, source, one.publication.reference);
    } else {
      gave.refused += 1;
      await noteRefusal(tx, { source, reference: one.reference, why: one.why, at: now });
    }
  }
  return gave;
}

/** How a reading ends that cannot go on; its place stays. @throws what is no trouble of the source */
async function endOf(error: unknown, { db, now }: Around, walk: Walk): Promise<Reading> {
  if (error instanceof Overtaken) return { state: 'stopped', counts: walk.counts };
  if (!(error instanceof SourceTrouble)) throw error;
  if (error.kind === 'busy') {
    const until = now() + (error.waitMs ?? 0);
    await db.tx((tx) => noteWait(tx, walk.source.id, until, now()));
  }
  return { state: error.kind, counts: walk.counts, why: error.message };
}
