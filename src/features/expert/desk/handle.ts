import { paragraph } from '#src/channel/blocks.ts';
import { type Conversation, lockConversation } from '#src/conversation/store/conversations.ts';
import {
  addOutboundMessage,
  markHandled,
  type StoredMessage,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { actOnCase, type CaseOutcome } from '#src/features/expert/act-on-case.ts';
import type { Expert } from '#src/features/expert/case/case.ts';
import { addNote, relayExpert } from '#src/features/expert/relay.ts';
import { reopenCase } from '#src/features/expert/reopen.ts';
import { caseThreads, threadByKey, threadsBeingMade } from '#src/features/expert/store/case-threads.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { type DeskCommand, deskButtonOf, deskCommandOf } from './command.ts';
import type { DeskContext } from './threads.ts';

type Inbound = Extract<StoredMessage, { author: 'company' }>;

/** A reply may come before the platform's answer says which thread the case got; nobody waits longer for that. */
const THREAD_PATIENCE_MS = 30_000;

/** Does what experts wrote or pressed where they work, each message by itself, in order. */
export async function handleDesk(
  parts: {
    readonly db: Database;
    readonly now: () => number;
    readonly surfaces?: readonly string[] | undefined;
  },
  conversation: Conversation,
  burst: readonly Inbound[],
): Promise<void> {
  for (const message of burst) {
    await parts.db.tx(async (tx) => {
      await lockConversation(tx, conversation.id);
      const waiting = await unhandledMessages(tx, conversation.id);
      if (!waiting.some(({ id }) => id === message.id)) return;
      const now = parts.now();
      const context = { surfaces: parts.surfaces ?? [], hours: await loadWorkingHours(tx), now };
      await handleOne(tx, context, conversation, message);
      await markHandled(tx, [message.id], now);
    });
  }
}

async function handleOne(
  tx: Transaction,
  context: DeskContext,
  conversation: Conversation,
  message: Inbound,
): Promise<void> {
  const { content } = message;
  const { channel: surface, channelKey } = conversation;
  const thread = await threadByKey(tx, surface, channelKey);
  const pressed = content.type === 'action' ? deskButtonOf(content.value, content.text) : undefined;
  const caseId = pressed?.caseId ?? thread?.caseId;
  if (caseId === undefined) {
    const isNew = context.now - message.at < THREAD_PATIENCE_MS;
    // The queue comes back to it in a moment.
    if (isNew && (await threadsBeingMade(tx, surface)) > 0) throw new Error('the thread is still being made');
    return;
  }
  const by: Expert = {
    key: `${surface}:${content.speaker?.key ?? 'unknown'}`,
    name: content.speaker?.name ?? caseTexts.someExpert,
  };
  const said = await run(tx, context, { caseId, by, surface, content, pressed: pressed?.command });
  if (said.length === 0) return;
  const own = thread ?? (await caseThreads(tx, caseId)).find((one) => one.surface === surface);
  const where = own?.conversationId ?? conversation.id;
  const blocks = said.map(paragraph);
  await addOutboundMessage(tx, {
    conversationId: where,
    content: { blocks, kind: 'case' },
    now: context.now,
  });
}

/** @returns what the expert is told, where what happened does not show by itself */
async function run(
  tx: Transaction,
  context: DeskContext,
  wish: {
    caseId: string;
    by: Expert;
    surface: string;
    content: Inbound['content'];
    pressed: DeskCommand | undefined;
  },
): Promise<readonly string[]> {
  const { content, pressed } = wish;
  if (content.type === 'file') return [deskTexts.expertFile(content.name)];
  const command = pressed ?? (content.type === 'text' ? deskCommandOf(content.text) : undefined);
  return command ? perform(tx, context, { ...wish, command }) : [];
}

/** Does what an expert asked of a case. @returns what they are told */
async function perform(
  tx: Transaction,
  context: DeskContext,
  wish: {
    caseId: string;
    by: Expert;
    surface: string;
    pressed: DeskCommand | undefined;
    command: DeskCommand;
  },
): Promise<readonly string[]> {
  const { caseId, by, surface, pressed, command } = wish;
  // What was typed on a card stands in no thread yet: the one that it comes from must show it too.
  const origin = pressed ? undefined : surface;
  switch (command.type) {
    case 'reply':
      return refusalOf(await relayExpert(tx, context, caseId, { by, text: command.text, origin }));
    case 'note': {
      const kept = await addNote(tx, context, caseId, { by, text: command.text, origin });
      return kept.ok ? [deskTexts.noteKept] : refusalOf(kept);
    }
    case 'claim':
      return refusalOf(await actOnCase(tx, context, caseId, { type: 'claim', by }));
    case 'requeue':
      return refusalOf(await actOnCase(tx, context, caseId, { type: 'transfer', by }));
    case 'return':
      return refusalOf(await actOnCase(tx, context, caseId, { type: 'return', by }));
    case 'close':
      return refusalOf(await actOnCase(tx, context, caseId, { type: 'close', by, outcome: command.outcome }));
    case 'reopen':
      return reopen(tx, context, caseId, by);
    case 'help':
      return deskTexts.help;
    case 'empty':
      return [deskTexts.empty];
    case 'unknown':
      return [deskTexts.unknownCommand(command.said)];
    default:
      return command satisfies never;
  }
}

async function reopen(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  by: Expert,
): Promise<readonly string[]> {
  const outcome = await reopenCase(tx, context, caseId, by);
  if (!outcome.ok) return refusalOf(outcome);
  return outcome.row.id === caseId ? [] : [deskTexts.reopened(outcome.row.number)];
}

function refusalOf(outcome: CaseOutcome): readonly string[] {
  if (outcome.ok) return [];
  switch (outcome.why) {
    case 'closed':
      return [deskTexts.closedNothingSent];
    case 'taken':
      return [deskTexts.taken(outcome.owner.name)];
    case 'unknown':
      return [deskTexts.unknownThread];
    default:
      return outcome satisfies never;
  }
}
