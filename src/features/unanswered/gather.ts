import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import type { Meanings, QuestionReader } from './reader.ts';
import { type Cluster, central, grouped, type Meant } from './rules/grouping.ts';
import {
  addGroup,
  addMissed,
  forgetGone,
  groupedSince,
  keptAmong,
  lastMissedAt,
  type Missed,
  missedSince,
  nameGroup,
  noteMisses,
} from './store/missed.ts';

/** What was asked earlier is no longer what people ask. */
export const KEPT_MS = 90 * DAY_MS;
/** A question is rated, or handed over, within days. */
const BACK_MS = 7 * DAY_MS;
/** Texts that one errand of the readers takes. */
const AT_ONCE = 16;
/** Questions that one run takes in: the next one goes on. */
const MOST = 500;

/** A question that is new here, with what it means. */
interface Fresh extends Meant {
  readonly missed: Missed;
}

/**
 * Takes in the questions that people asked in vain since the last time, and puts each with those that mean the same.
 * @returns how many were new
 */
export async function gatherQuestions(
  db: Database,
  reader: Pick<QuestionReader, 'meanings'>,
  now: number,
): Promise<number> {
  await db.tx(forgetGone);
  const last = await lastMissedAt(db);
  const since = Math.max(now - KEPT_MS, last === undefined ? 0 : Math.min(last, now) - BACK_MS);
  const found = await missedSince(db, since);
  const kept = await keptAmong(
    db,
    found.map(({ messageId }) => messageId),
  );
  await noteMore(db, found, kept);
  const fresh = found.filter(({ messageId }) => !kept.has(messageId)).slice(0, MOST);
  for (let start = 0; start < fresh.length; start += AT_ONCE)
    await takeIn(db, reader, fresh.slice(start, start + AT_ONCE), now);
  return fresh.length;
}

/** What more is known of the questions that are here. */
async function noteMore(
  db: Database,
  found: readonly Missed[],
  kept: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const more = found.flatMap(({ messageId, misses }) => {
    const before = kept.get(messageId);
    const added = before ? misses.filter((miss) => !before.includes(miss)) : [];
    return added.length > 0 ? [{ messageId, misses: added }] : [];
  });
  if (more.length === 0) return;
  await db.tx(async (tx) => {
    for (const one of more) await noteMisses(tx, one);
  });
}

async function takeIn(
  db: Database,
  reader: Pick<QuestionReader, 'meanings'>,
  missed: readonly Missed[],
  now: number,
): Promise<void> {
  const read = await reader.meanings(missed.map(({ text }) => text));
  const fresh: Fresh[] = missed.map((one, place) => ({
    id: one.messageId,
    text: one.text,
    vector: read?.vectors[place],
    missed: one,
  }));
  const kept = await clustersOf(db, read, now);
  const sizes = new Map(kept.map(({ id, members }) => [id, members.length]));
  const changed = grouped<Meant>(kept, fresh).filter(({ id, members }) => members.length !== sizes.get(id));
  await db.tx(async (tx) => {
    for (const cluster of changed) await keep(tx, cluster, read?.reader, now);
  });
}

/** Keeps a group, called by its middle, with the questions that are new in it. */
async function keep(
  tx: Transaction,
  { id, members }: Cluster<Meant>,
  reader: string | undefined,
  now: number,
): Promise<void> {
  const named = central(members);
  if (!named) return;
  const groupId = id ?? (await addGroup(tx, named.id, now));
  if (id !== undefined) await nameGroup(tx, id, named.id);
  const fresh = members.filter((one): one is Fresh => 'missed' in one);
  for (const { missed, vector } of fresh) await addMissed(tx, missed, { groupId, reader, vector });
}

/** The groups of the last months; what another reader read of them is not compared. */
async function clustersOf(
  db: Database,
  read: Meanings | undefined,
  now: number,
): Promise<readonly Cluster<Meant>[]> {
  const kept = await groupedSince(db, now - KEPT_MS);
  return [...Map.groupBy(kept, ({ groupId }) => groupId)].map(([id, members]) => ({
    id,
    members: members.map((one) => ({
      id: one.id,
      text: one.text,
      vector: one.reader === read?.reader ? one.vector : undefined,
    })),
  }));
}
