import { type Block, plainText } from '#src/channel/blocks.ts';
import { CASE_BUTTONS, choices } from '#src/expert/company-news.ts';
import type { DeskContext } from '#src/expert/desk-threads.ts';
import { relayBot, relayCompany } from '#src/expert/relay.ts';
import { currentCase } from '#src/storage/cases.ts';
import { lockConversation, saveConversationState } from '#src/storage/conversations.ts';
import type { Transaction } from '#src/storage/database.ts';
import {
  addOutboundMessage,
  markHandled,
  type StoredMessage,
  unhandledMessages,
} from '#src/storage/messages.ts';
import { addRequest } from '#src/storage/requests.ts';
import { loadWorkingHours } from '#src/storage/working-hours.ts';
import { fileReceived } from '#src/texts/conversation.ts';
import { afterContact } from './after-contact.ts';
import { callsOffExpert } from './call-off.ts';
import { noteDeadline } from './case-steps.ts';
import { answerContact, contactRequestIn } from './contact.ts';
import { actsBesideExpert } from './directory-turn.ts';
import { askFormAgain, formsInUse } from './forms-in-use.ts';
import { handleDesk } from './handle-desk.ts';
import { isAwaited } from './handout-reply.ts';
import { type HandlerParts, makeReply, type TurnState } from './make-reply.ts';
import { privacyIn } from './privacy-in.ts';
import { readTurn } from './read-turn.ts';
import { isFilling } from './referencing-turn.ts';
import { EXPERT_BUTTON, isRequest, pendingAfter, type Reply } from './reply.ts';
import { type Route, route } from './router.ts';
import { isDiagnosing } from './training-turn.ts';
import { type DecidedTurn, wordsOf } from './turn-words.ts';
import { withFiles } from './with-files.ts';

type CompanyMessage = Extract<StoredMessage, { author: 'company' }>;

/**
 * Answers a burst: decides the route, gets the reply outside any transaction, then writes the reply, the thread's
 * state, the request, the link, the case and the outbox rows in one. If another run already answered one of them, or
 * its author took one back, nothing is written; if a person took the conversation meanwhile, the bot says nothing.
 */
export async function handleBurst(
  parts: HandlerParts,
  conversationId: string,
  burst: readonly CompanyMessage[],
): Promise<void> {
  const { db, now, mailIsOn = false } = parts;
  const conversation = await db.tx((tx) => lockConversation(tx, conversationId));
  const last = burst.at(-1);
  if (!conversation || !last) return;
  if (conversation.kind === 'desk') return handleDesk(parts, conversation, burst);
  const state = conversation.state as TurnState;
  const said = contentOf(burst);
  const at = now();
  const wish = contactRequestIn(conversation, said, at);
  const asked = await privacyIn(parts, conversation, said, at);
  const isCalledOff = asked === undefined && (await callsOffExpert(db, conversation, said, at));
  // « annuler » for an expert, in the middle of a form, or after a question on one's data, is about these.
  const isOthers = isCalledOff || isFilling(state) || isDiagnosing(state) || asked?.type === 'keep';
  const isContact = wish !== undefined && !(wish.type === 'cancel' && said.type === 'text' && isOthers);
  const routed: Route = isContact
    ? { to: 'person' }
    : isCalledOff
      ? { to: 'case', request: 'end' }
      : route(conversation.mode, said, {
          for: state.asking,
          now: at,
          forDocument: isClosingAwaited(state, at),
        });
  const privacy = isContact ? undefined : asked;
  const decided: Route = privacy
    ? { to: 'privacy', request: privacy }
    : isContact
      ? routed
      : await readTurn(parts, conversation, said, routed, at);
  const forms = await formsInUse(parts.referencing, state, decided);
  const reply = await makeReply(parts, conversation, decided);
  const isUndecided = await db.tx(async (tx) => {
    const ids = burst.map((message) => message.id);
    const current = await lockConversation(tx, conversationId);
    const waiting = new Set((await unhandledMessages(tx, conversationId)).map((message) => message.id));
    // All or none: marking the rest of a burst that another run began would leave it without an answer.
    if (!current || !ids.every((id) => waiting.has(id))) return false;
    // The person left meanwhile: what was for them is for the bot now, and must not stay without an answer.
    if (conversation.mode === 'human' && current.mode !== 'human' && decided.to === 'person' && !isContact)
      return true;
    await markHandled(tx, ids, now());
    const contact = isContact ? contactRequestIn(current, said, at) : undefined;
    if (contact) {
      await answerContact(tx, current, contact, { replyTo: last.id, mailIsOn, now: now() });
      await afterContact(tx, current, { request: contact, forms, mailIsOn, now: now() });
      return false;
    }
    const context = {
      surfaces: parts.surfaces ?? [],
      hours: await loadWorkingHours(tx),
      now: now(),
    };
    await relayCompany(tx, context, conversationId, saidOf(burst));
    const isOwn = decided.to === 'case' || decided.to === 'privacy';
    const isNews = decided.to === 'training' && conversation.mode === 'human';
    const mayAct = isOwn || isNews || (decided.to === 'directory' && actsBesideExpert(decided.turn));
    if (current.mode === 'human' && !mayAct) {
      if (said.type === 'text') await noteDeadline(tx, context, current, said.text);
      return false;
    }
    const { referencing, directory, privacy: care } = parts;
    await act(tx, context, {
      ...{ current, last, decided, reply, mailIsOn, forms },
      ...{ referencing, directory, privacy: care },
    });
    return false;
  });
  if (isUndecided) await handleBurst(parts, conversationId, burst);
}

/** Whether a document that gives the closing of a tender may still be completed. */
const isClosingAwaited = ({ handout }: TurnState, now: number): boolean =>
  handout?.takesClosing === true && isAwaited(handout, now);

/** Does what was decided, and says it. */
async function act(
  tx: Transaction,
  context: DeskContext,
  turn: DecidedTurn & { readonly last: CompanyMessage },
): Promise<void> {
  const { current, last, decided, reply, mailIsOn } = turn;
  const { now } = context;
  const row = await currentCase(tx, current.id);
  const say = (blocks: readonly Block[], kind: string) =>
    addOutboundMessage(tx, { conversationId: current.id, content: { blocks, kind }, replyTo: last.id, now });
  if (reply && reply.blocks.length > 0) {
    const own = row ? forLiveCase(reply) : reply.blocks;
    const said = await say(await withFiles(tx, own, reply.files, now), reply.kind);
    if (row) await relayBot(tx, context, row, { messageId: said.id, text: plainText(reply.blocks) });
  }
  // After the answer, which a case that opens now shows among what was tried.
  const words = await wordsOf(tx, context, turn);
  // Apart from the answer: its rating and its buttons are not about the case, and it may be withheld without this.
  if (words.blocks.length > 0) await say(words.blocks, words.kind);
  const diagnosing =
    words.state !== undefined && 'diagnosing' in words.state && words.state.diagnosing === true;
  const again =
    words.asking === undefined && current.mode !== 'human'
      ? await askFormAgain(tx, current, turn.forms, { decided, diagnosing, mailIsOn, now })
      : undefined;
  if (again) await say(again.blocks, again.kind);
  // The end of a case has saved what it leaves of the state.
  if (decided.to === 'case' && decided.request === 'end') return;
  const { asking: _, privacy: __, joining: ___, ...before } = current.state as TurnState;
  const thread = reply?.thread && { thread: reply.thread, threadAt: now };
  const lastKind = reply ? { lastKind: reply.kind } : {};
  const state = {
    ...before,
    ...thread,
    ...lastKind,
    handout: pendingAfter(reply, before.handout),
    ...(words.asking && { asking: words.asking }),
    ...words.state,
  };
  await saveConversationState(tx, current.id, state, now);
  const request = requestOf(decided, last);
  if (request) await addRequest(tx, { conversationId: current.id, messageId: last.id, ...request, now });
}

/** What the team must find again. */
function requestOf(decided: Route, last: CompanyMessage): { kind: string; body: string } | undefined {
  if (decided.to === 'intent' && isRequest(decided.intent))
    return { kind: decided.intent, body: decided.text };
  const begins = decided.to === 'referencing' && decided.turn.type === 'start';
  return begins ? { kind: 'referencing', body: textOf(last) } : undefined;
}

/** Who has asked for an expert is not asked again whether they want one; who asks where it stands may call it off. */
const forLiveCase = ({ kind, blocks }: Reply): Block[] =>
  blocks.flatMap((block) => {
    if (block.type !== 'choices') return [block];
    const others = block.choices.filter(({ value }) => value !== EXPERT_BUTTON.value);
    const left = kind === 'status' ? [...others, CASE_BUTTONS.cancel] : others;
    return left.length > 0 ? [choices(...left)] : [];
  });

function contentOf(burst: readonly CompanyMessage[]): CompanyMessage['content'] {
  const [only] = burst;
  if (burst.length === 1 && only) return only.content;
  return {
    type: 'text',
    text: burst.map(textOf).join(' '),
  };
}

/** The burst as the experts of a case read it. */
function saidOf(burst: readonly CompanyMessage[]): { messageIds: string[]; text: string; file?: boolean } {
  const [only] = burst;
  const messageIds = burst.map(({ id }) => id);
  if (burst.length === 1 && only?.content.type === 'file')
    return { messageIds, text: only.content.name, file: true };
  return { messageIds, text: burst.map(textOf).join('\n') };
}

/** The words of a message, for a channel's history and for logs. */
export function textOf(message: StoredMessage): string {
  if (message.author !== 'company') return plainText(message.content.blocks);
  const { content } = message;
  if (content.type === 'action') return content.label;
  if (content.type === 'file') return fileReceived(content.name);
  return content.type === 'delete' ? '' : content.text;
}
