import { usedVersions } from '#src/conversation/store/supports.ts';
import { type Current, isOtherwise } from '#src/features/recall/rules/changed.ts';
import { answersStandingOn, type GivenAnswer } from '#src/features/recall/store/answers.ts';
import {
  type Change,
  changesOf,
  comparedAt,
  noteChanges,
  openRecall,
  stopRecall,
} from '#src/features/recall/store/recalls.ts';
import { activeGenerationId } from '#src/knowledge/store/generations.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Queryable } from '#src/platform/database/database.ts';
import { readSetting, saveSetting } from '#src/platform/database/settings.ts';

/** The index and the day that were last compared with what answers stood on. */
const LOOKED = 'recall_looked';
/** Answers of one section that are looked at, the newest first. */
const MOST_OF_ONE = 2_000;

/** What a look is made with. */
export interface LookParts {
  readonly db: Database;
  /** What the index in service holds; undefined while none is. */
  readonly current: () => Current | undefined;
  readonly now: () => number;
}

/**
 * Looks, after a change of the index and at midnight, for answers that stood on something that is otherwise now, and
 * opens a recall of them. While one is being sent, it goes on; when what it says changed again, it stops.
 * @returns whether a recall is to be counted
 */
export async function lookForChanges({ db, current, now }: LookParts): Promise<boolean> {
  const serving = await published(db, current());
  if (!serving) return false;
  const at = now();
  const today = parisDay(at);
  const mark = `${serving.generation} ${today}`;
  if ((await readSetting(db, LOOKED)) === mark) return (await openRecall(db))?.state === 'counting';
  const open = await openRecall(db);
  if (open?.state === 'sending') {
    const stands = (await changesOf(db, open.id)).every(
      (change) => serving.versionOn(change, today) === change.version,
    );
    // What else changed is looked for once everybody was told.
    if (stands) return false;
    await db.tx((tx) => stopRecall(tx, open.id, at));
  }
  const changes = await changesToRecall(db, serving, today);
  await db.tx(async (tx) => {
    if (changes.length > 0) await noteChanges(tx, changes, at);
    await saveSetting(tx, LOOKED, mark);
  });
  return changes.length > 0 || open?.state === 'counting';
}

/** What serves here, when it is what is published: a server that has not loaded it yet leaves the work to another. */
export const published = async (db: Queryable, current: Current | undefined): Promise<Current | undefined> =>
  current && (await activeGenerationId(db)) === current.generation ? current : undefined;

/** What changed since answers that nobody has compared with it stood on it. */
async function changesToRecall(db: Queryable, current: Current, today: IsoDate): Promise<Change[]> {
  const found = new Map<string, Change>();
  for (const { kind, reference, version, lastSaidAt } of await usedVersions(db)) {
    const change = { kind, reference, version: current.versionOn({ kind, reference }, today) };
    const key = `${kind} ${reference}`;
    if (change.version === version || found.has(key)) continue;
    if (lastSaidAt < (await comparedAt(db, change))) continue;
    if ((await standingOn(db, change, { current, today, limit: MOST_OF_ONE })).length > 0)
      found.set(key, change);
  }
  return [...found.values()];
}

/** The answers that stood on something in another version, and that were not compared with the one of now. */
export async function standingOn(
  db: Queryable,
  change: Change,
  { current, today, limit, since }: { current: Current; today: IsoDate; limit: number; since?: number },
): Promise<GivenAnswer[]> {
  const from = since ?? (await comparedAt(db, change));
  const given = await answersStandingOn(db, change, { since: from, limit });
  return given.filter(({ version, saidAt }) =>
    isOtherwise({ ...change, version }, parisDay(saidAt), today, current),
  );
}
