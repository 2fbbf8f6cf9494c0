import type { KeptInbound } from '#src/conversation/store/messages.ts';
import type { Current } from '#src/features/recall/rules/changed.ts';
import { differencesOf } from '#src/features/recall/rules/compare.ts';
import { answerIn } from '#src/features/recall/rules/message.ts';
import {
  askedBefore,
  type GivenAnswer,
  lastSaidTo,
  type NowSaid,
  type RecalledAnswer,
  saveAnswers,
} from '#src/features/recall/store/answers.ts';
import { changesOf, openRecall, saveCount } from '#src/features/recall/store/recalls.ts';
import { reachOf } from '#src/person/unasked/reach.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Queryable } from '#src/platform/database/database.ts';
import { published, standingOn } from './look.ts';

/** Answers that are asked again in one recall, the newest first; the others are counted and said. */
const MOST = 1_000;
/** What was asked within so long before belongs to the same exchange; the last ones are read again before a question. */
const EXCHANGE_MS = 6 * HOUR_MS;
const MOST_BEFORE = 4;

/** A question that is asked again, and those before it. */
export interface AskAgain {
  readonly asked: readonly { readonly text: string; readonly day: IsoDate }[];
  readonly text: string;
  readonly today: IsoDate;
}

/** What a count is made with. */
export interface CountParts {
  readonly db: Database;
  readonly current: () => Current | undefined;
  /** Answers as the chat would now, away from it. */
  readonly again: (question: AskAgain) => Promise<NowSaid>;
  readonly now: () => number;
}

/**
 * Asks again the questions whose answers stood on what changed, and keeps those that would be answered otherwise. A stop
 * in the middle loses the count, which begins anew.
 */
export async function countRecall(parts: CountParts, signal: AbortSignal): Promise<void> {
  const { db, current, now } = parts;
  const recall = await openRecall(db);
  const serving = await published(db, current());
  if (recall?.state !== 'counting' || !serving) return;
  const today = parisDay(now());
  const given = await givenIn(db, recall.id, { current: serving, today });
  const asked = given.slice(0, MOST);
  const found: RecalledAnswer[] = [];
  for (const one of asked) {
    signal.throwIfAborted();
    const answer = await compared(parts, one, today);
    if (answer) found.push(answer);
  }
  const people = new Set(found.filter(({ state }) => state === 'found').map(({ personId }) => personId)).size;
  await db.tx(async (tx) => {
    const counted = {
      id: recall.id,
      version: recall.version,
      people,
      leftOut: given.length - asked.length,
      now: now(),
    };
    if (await saveCount(tx, counted)) await saveAnswers(tx, recall.id, found);
  });
}

/** The answers that stood on what changed in a recall: of one question, the last that was given. */
async function givenIn(
  db: Queryable,
  recallId: string,
  at: { current: Current; today: IsoDate },
): Promise<GivenAnswer[]> {
  const all = new Map<string, GivenAnswer>();
  for (const change of await changesOf(db, recallId)) {
    // What was compared before is compared again with what changed since.
    for (const one of await standingOn(db, change, { ...at, limit: 2 * MOST, since: 0 }))
      all.set(one.messageId, one);
  }
  const given: GivenAnswer[] = [];
  for (const one of [...all.values()].toSorted((a, b) => b.saidAt - a.saidAt))
    if ((await lastSaidTo(db, one.questionId)) === one.messageId) given.push(one);
  return given;
}

/** An answer as it would be given now; nothing where that says the same. */
async function compared(
  { db, again }: CountParts,
  given: GivenAnswer,
  today: IsoDate,
): Promise<RecalledAnswer | undefined> {
  const text = wordsOf(given.question);
  if (text === undefined) return undefined;
  const before = await askedBefore(db, given, { within: EXCHANGE_MS, most: MOST_BEFORE });
  const asked = before.flatMap(({ content, at }) => {
    const words = wordsOf(content);
    return words === undefined ? [] : [{ text: words, day: parisDay(at) }];
  });
  const now = await again({ asked, text, today });
  const differs = differencesOf(answerIn(given.content), now);
  // Who was told that nothing is known is told elsewhere that something is.
  if (differs.length === 0 || differs.includes('answered')) return undefined;
  const { messageId, conversationId, questionId } = given;
  const { personId, may } = await reachOf(db, conversationId);
  // Who is held now may be free by then.
  const isTold = may === 'now' || may === 'held';
  return {
    messageId,
    conversationId,
    questionId,
    personId,
    differs,
    now,
    state: isTold ? 'found' : 'left',
    why: isTold ? undefined : may,
  };
}

/** What was asked: typed, or pressed as a question that was offered. */
export const wordsOf = (content: KeptInbound): string | undefined => {
  const words =
    content.type === 'text' ? content.text : content.type === 'action' ? content.label : undefined;
  return words?.trim() ? words : undefined;
};
