import type { Block } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import type { Desk, DeskNews, DeskWitness } from '#src/conversation/desk.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Said } from '#src/conversation/feature.ts';
import { memoryOf, withState } from '#src/conversation/memory.ts';
import { saveConversationState } from '#src/conversation/store/conversations.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { CASE_BUTTONS } from '#src/features/expert/case/news.ts';
import { afterRating } from '#src/features/expert/chat/after-rating.ts';
import { noteDeadline } from '#src/features/expert/chat/case-steps.ts';
import { expertMemory } from '#src/features/expert/chat/memory.ts';
import { isWithin } from '#src/features/expert/known-closing.ts';
import { relayBot, relayCompany } from '#src/features/expert/relay.ts';
import { addCaseEvent, wasHeldSince } from '#src/features/expert/store/case-events.ts';
import { saveThreadPlace } from '#src/features/expert/store/case-threads.ts';
import { currentCase } from '#src/features/expert/store/cases.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { handleDesk } from './handle.ts';
import { noteChange, noteLeft, relayChange } from './relay-change.ts';
import type { DeskContext } from './threads.ts';
import { handleUndelivered } from './undelivered.ts';

/** The experts beside a conversation, as the kernel knows them. */
export function createDesk(parts: {
  readonly db: Database;
  /** Places of messaging platforms where experts work. */
  readonly surfaces: readonly string[];
  readonly now: () => number;
}): Desk & DeskNews & DeskWitness {
  const { surfaces, now } = parts;
  const contextOf = async (tx: Transaction): Promise<DeskContext> => ({
    surfaces,
    hours: await loadWorkingHours(tx),
    now: now(),
  });
  return {
    handle: (conversation, burst) => handleDesk(parts, conversation, burst),
    heard: async (tx, conversationId, said) => relayCompany(tx, await contextOf(tx), conversationId, said),
    held: async (tx, conversation, { closing, seq }) => {
      const { passing } = closing;
      const before = memoryOf(expertMemory, conversation.state);
      if (!passing || isWithin(passing, before.saidClosing)) return;
      await noteDeadline(tx, await contextOf(tx), conversation, passing);
      const own = { ...before, saidClosing: { ...passing, seq } };
      await saveConversationState(tx, conversation.id, withState(conversation.state, own), now());
    },
    worded: async (tx, conversationId, said) =>
      (await currentCase(tx, conversationId)) ? forLiveCase(said) : undefined,
    answered: async (tx, conversationId, said) => {
      const row = await currentCase(tx, conversationId);
      if (row) await relayBot(tx, await contextOf(tx), row, said);
    },
    changed: async (tx, { conversation, before, messageIds, change }) => {
      if (before) await relayChange(tx, { conversation, before, change });
      else await noteChange(tx, conversation.id, messageIds, change);
    },
    left: (tx, conversationId) => noteLeft(tx, conversationId, now()),
    rated: (tx, given) => afterRating(tx, { ...given, surfaces, now: now() }),
    wasHeldSince,
    withheld: async (tx, conversationId, messageId) => {
      const row = await currentCase(tx, conversationId);
      if (row) await addCaseEvent(tx, { caseId: row.id, type: 'withheld', data: { messageId }, at: now() });
    },
    placed: (tx, conversationId, { address, key }) =>
      saveThreadPlace(tx, conversationId, { address, threadKey: key }),
    lost: async (tx, lost) => handleUndelivered(tx, await contextOf(tx), lost),
  };
}

/** Who has asked for an expert is not asked again whether they want one; who asks where it stands may call it off. */
const forLiveCase = ({ kind, blocks }: Said): Block[] =>
  blocks.flatMap((block) => {
    if (block.type !== 'choices') return [block];
    const others = block.choices.filter(({ value }) => value !== EXPERT_BUTTON.value);
    const left = kind === 'status' ? [...others, CASE_BUTTONS.cancel] : others;
    return left.length > 0 ? [choices(...left)] : [];
  });
