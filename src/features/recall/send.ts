import { addOutboundMessage, findMessage } from '#src/conversation/store/messages.ts';
import { saveSupports } from '#src/conversation/store/supports.ts';
import type { Current } from '#src/features/recall/rules/changed.ts';
import { RECALL_KIND, recallMessage, type ToldAnswer } from '#src/features/recall/rules/message.ts';
import {
  conversationsToTell,
  lockToTell,
  markTold,
  type RecalledAnswer,
  type Untold,
} from '#src/features/recall/store/answers.ts';
import {
  changesOf,
  endRecall,
  openRecall,
  type Recall,
  stopRecall,
} from '#src/features/recall/store/recalls.ts';
import { lockReach } from '#src/person/unasked/reach.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Queryable, Transaction } from '#src/platform/database/database.ts';
import { shortDate } from '#src/platform/french/moments.ts';
import { wordsOf } from './count.ts';
import { published } from './look.ts';

/** Conversations that are written to in one minute. */
const PACE = 10;
/** Answers that one person is told of, the last given ones: a message each. */
const MOST_TOLD = 3;
/** An expert who holds a conversation is waited for so long. */
const HELD_MS = 7 * DAY_MS;

/** What is sent with. */
export interface SendParts {
  readonly db: Database;
  readonly current: () => Current | undefined;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  readonly now: () => number;
}

/** Tells some of those whose answer changed, at civil hours, and ends the recall once all were. */
export async function sendRecall({ db, current, wake, now }: SendParts, signal: AbortSignal): Promise<void> {
  const at = now();
  const recall = await openRecall(db);
  const serving = await published(db, current());
  if (recall?.state !== 'sending' || !serving || !isCivilHour(at)) return;
  // What was decided of is what was read: what changed again is counted, and decided of, anew.
  const today = parisDay(at);
  const changes = await changesOf(db, recall.id);
  if (changes.some((change) => serving.versionOn(change, today) !== change.version))
    return db.tx((tx) => stopRecall(tx, recall.id, at));
  let told = 0;
  let waiting = 0;
  const conversations = await conversationsToTell(db, recall.id);
  for (const conversationId of conversations) {
    if (told >= PACE) break;
    signal.throwIfAborted();
    const became = await db.tx((tx) => tellIn(tx, recall, conversationId, at));
    if (became === 'told') told += 1;
    if (became === 'held') waiting += 1;
  }
  if (told > 0) wake();
  if (told < PACE && waiting === 0) await db.tx((tx) => endRecall(tx, recall.id, at));
}

/** Tells somebody, once, what changed of what they were answered in a conversation; or notes why they are not told. */
async function tellIn(
  tx: Transaction,
  recall: Recall,
  conversationId: string,
  now: number,
): Promise<'told' | 'held' | 'left'> {
  // The conversation first: what handles a message locks it first too.
  const { may } = await lockReach(tx, conversationId);
  const answers = await lockToTell(tx, recall.id, conversationId);
  const leave = async (left: readonly RecalledAnswer[], why: Untold) => {
    for (const { messageId } of left) await markTold(tx, recall.id, { messageId, state: 'left', why, now });
  };
  const decidedAt = recall.confirmed?.at ?? recall.decided?.at ?? now;
  if (may === 'held' && now - decidedAt < HELD_MS) return 'held';
  if (may !== 'now') {
    await leave(answers, may);
    return 'left';
  }
  const shown = answers.slice(0, MOST_TOLD);
  await leave(answers.slice(MOST_TOLD), 'many');
  for (const answer of shown.toReversed()) await tell(tx, recall, answer, now);
  return shown.length > 0 ? 'told' : 'left';
}

async function tell(tx: Transaction, recall: Recall, answer: RecalledAnswer, now: number): Promise<void> {
  const { messageId, conversationId, questionId } = answer;
  const told = await toldOf(tx, answer, now);
  if (told) {
    const content = { blocks: recallMessage(told), kind: RECALL_KIND };
    const { id } = await addOutboundMessage(tx, { conversationId, content, replyTo: questionId, now });
    // What was told stands on what is in service now: it is told again if that changes.
    await saveSupports(tx, id, answer.now.standsOn);
  }
  await markTold(tx, recall.id, { messageId, state: told ? 'told' : 'left', now });
}

/** An answer as it is told; nothing when its question is no more. */
export async function toldOf(
  db: Queryable,
  { questionId, now: said }: RecalledAnswer,
  now: number,
): Promise<ToldAnswer | undefined> {
  const asked = await findMessage(db, questionId);
  const question = asked?.author === 'company' ? wordsOf(asked.content) : undefined;
  if (!asked || question === undefined) return undefined;
  const day = shortDate(parisDay(asked.at), parisDay(now));
  return { question, day, isRefused: said.kind === 'refusal', blocks: said.blocks };
}
