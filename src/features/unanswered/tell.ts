import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { saveSupports } from '#src/conversation/store/supports.ts';
import { lockReach } from '#src/person/unasked/reach.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { STOP_BUTTON, stopHint, UNASKED } from '#src/person/unasked/said.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { whyNotTold } from './rules/may-tell.ts';
import {
  type Answered,
  approvedTelling,
  approvedTellings,
  askStaffAgain,
  conversationOfQuestion,
  noteTold,
  skipTelling,
} from './store/tellings.ts';
import { newsTexts } from './texts-news.ts';

/** The kind of what is told to who had asked in vain: it answers nothing that was just said. */
export const NEWS_KIND = UNASKED.known;

/** People whom one run writes to: the next one goes on, some minutes later. */
const PACE = 10;
/** Tellings that one run looks at: those that wait for an expert to end hold nobody up. */
const LOOKED_AT = 200;
/** Who could not be told for so long has long found out otherwise. */
const WAITED_MS = 30 * DAY_MS;

/** What is told: what was asked, what is answered now and from where, and how to hear no more of this. */
export const newsBlocks = ({ question, answer }: Pick<Answered, 'question' | 'answer'>): Block[] => [
  ...words(newsTexts.asked(question)),
  ...answer.blocks,
  stopHint,
  choices(EXPERT_BUTTON, STOP_BUTTON),
];

/**
 * Tells some of those whom staff decided to tell, at civil hours. What would be said is looked at once more:
 * who may no longer be told is not, and an answer that changed goes back to staff.
 * @param served the index in service: an answer of another one is asked again first
 * @returns how many were told
 */
export async function tellPeople(
  db: Database,
  served: string | undefined,
  now: () => number,
): Promise<number> {
  if (!isCivilHour(now())) return 0;
  let told = 0;
  for (const messageId of await approvedTellings(db, '', LOOKED_AT)) {
    if (told >= PACE) break;
    if (await db.tx((tx) => tellOne(tx, messageId, served, now()))) told += 1;
  }
  return told;
}

async function tellOne(
  tx: Transaction,
  messageId: string,
  served: string | undefined,
  now: number,
): Promise<boolean> {
  const conversationId = await conversationOfQuestion(tx, messageId);
  // Locked first: whoever takes the conversation, says stop or is told meanwhile is seen below.
  if (conversationId === undefined) return false;
  const { may } = await lockReach(tx, conversationId);
  const approved = await approvedTelling(tx, messageId);
  if (!approved) {
    await askStaffAgain(tx, messageId);
    return false;
  }
  if (approved.generation !== served) return false;
  if (approved.digest !== approved.approved) {
    await askStaffAgain(tx, messageId);
    return false;
  }
  const why = whyNotTold({ ...approved.asker, hasStopped: may === 'stopped' });
  if (why === 'held' && now - approved.approvedAt < WAITED_MS) return false;
  if (why !== undefined) {
    await skipTelling(tx, messageId);
    return false;
  }
  const content = { blocks: newsBlocks(approved), kind: NEWS_KIND };
  const { id } = await addOutboundMessage(tx, { conversationId, content, now });
  // What turns out to be wrong in it is found again.
  await saveSupports(tx, id, approved.answer.standsOn);
  await noteTold(tx, approved, now);
  return true;
}
