import { type Block, plainText } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import { lockConversation, saveConversationState } from '#src/conversation/store/conversations.ts';
import {
  addOutboundMessage,
  markHandled,
  type StoredMessage,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { addRequest } from '#src/conversation/store/requests.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { fileReceived } from '#src/conversation/texts.ts';
import type { ClosingSaid, PreparedTurn, TurnToRead } from '#src/conversation/workers/prepared.ts';
import { actsBesideExpert, type DirectoryParts } from '#src/features/directory/chat/turn.ts';
import { CASE_BUTTONS } from '#src/features/expert/case/news.ts';
import { noteDeadline } from '#src/features/expert/chat/case-steps.ts';
import { handleDesk } from '#src/features/expert/desk/handle.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { relayBot, relayCompany } from '#src/features/expert/relay.ts';
import { currentCase } from '#src/features/expert/store/cases.ts';
import type { PrivacySettings } from '#src/features/privacy/chat/step.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import { answerContact } from '#src/person/chat/contact.ts';
import type { Merging } from '#src/person/merging.ts';
import { contactStateOf } from '#src/person/rules/contact-dialog.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { type DecidedTurn, wordsOf } from './act.ts';
import { afterContact } from './after-contact.ts';
import { askFormAgain } from './forms-in-use.ts';
import type { TurnState } from './make-reply.ts';
import { EXPERT_BUTTON, isRequest, pendingAfter, type Reply } from './reply.ts';
import { mustBeAsRead, StaleTurn } from './stale-turn.ts';
import { withFiles } from './with-files.ts';

/** What the answer to a burst needs. */
export interface HandlerParts {
  readonly db: Database;
  /** Reads a turn's words, away from the thread that acknowledges. */
  readonly prepare: (turn: TurnToRead) => Promise<PreparedTurn>;
  readonly now: () => number;
  /** Places of messaging platforms where experts work; none when absent. */
  readonly surfaces?: readonly string[] | undefined;
  /** Whether mails can be sent; not, when absent. */
  readonly mailIsOn?: boolean | undefined;
  /** The sign-up by conversation; wishes for it are only kept, when absent. */
  readonly referencing?: ReferencingParts | undefined;
  /** The directory of companies; closed, when absent. */
  readonly directory?: DirectoryParts | undefined;
  /** What is said and done about people's data. */
  readonly privacy?: PrivacySettings | undefined;
  /** What features do when two persons become one. */
  readonly merging: Merging;
}

type CompanyMessage = Extract<StoredMessage, { author: 'company' }>;

/** A turn that is stale is read again; one that always is has something wrong, and waits for the next try. */
const MOST_READINGS = 5;

/**
 * Answers a burst: has it read, and its reply prepared, outside any transaction, then writes the reply, the thread's
 * state, the request, the link, the case and the outbox rows in one. If another run already answered one of them, or
 * its author took one back, nothing is written; if a person took the conversation meanwhile, the bot says nothing; if
 * what it was read on has changed, it is read again.
 */
export async function handleBurst(
  parts: HandlerParts,
  conversationId: string,
  given: readonly CompanyMessage[],
): Promise<void> {
  const { db, now } = parts;
  let burst = given;
  for (let readings = 1; ; readings += 1) {
    const last = burst.at(-1);
    const conversation = await db.tx((tx) => lockConversation(tx, conversationId));
    if (!conversation || !last) return;
    if (conversation.kind === 'desk') return handleDesk(parts, conversation, burst);
    const said = contentOf(burst);
    const turn = { conversation, said, at: now() };
    const prepared = await parts.prepare(turn);
    try {
      return await db.tx((tx) => actOn(tx, parts, { burst, last, turn, prepared }));
    } catch (error) {
      if (!(error instanceof StaleTurn) || readings >= MOST_READINGS) throw error;
      burst = await asTheyAreNow(db, conversationId, burst);
    }
  }
}

/** The messages of a burst as their author last left them. */
async function asTheyAreNow(
  db: Database,
  conversationId: string,
  burst: readonly CompanyMessage[],
): Promise<readonly CompanyMessage[]> {
  const waiting = await unhandledMessages(db, conversationId);
  return burst.map((message) => {
    const now = waiting.find(({ id }) => id === message.id);
    return now?.author === 'company' ? now : message;
  });
}

/**
 * Acts on a turn that was read, in its transaction.
 * @throws StaleTurn when what it was read on has changed
 */
async function actOn(
  tx: Transaction,
  parts: HandlerParts,
  turn: {
    readonly burst: readonly CompanyMessage[];
    readonly last: CompanyMessage;
    readonly turn: TurnToRead;
    readonly prepared: PreparedTurn;
  },
): Promise<void> {
  const { now, mailIsOn = false } = parts;
  const { burst, last, prepared } = turn;
  const { conversation, at } = turn.turn;
  const { decided, reply, forms, contact, closing, found } = prepared;
  const ids = burst.map((message) => message.id);
  const current = await lockConversation(tx, conversation.id);
  const waiting = new Map((await unhandledMessages(tx, conversation.id)).map((one) => [one.id, one]));
  // All or none: marking the rest of a burst that another run began would leave it without an answer.
  if (!current || !ids.every((id) => waiting.has(id))) return;
  // Its author changed it meanwhile: what was read is no longer what is said.
  for (const { id, content } of burst) mustBeAsRead(waiting.get(id)?.content, content);
  // The person left meanwhile: what was for them is for the bot now, and must not stay without an answer.
  if (conversation.mode === 'human' && current.mode !== 'human' && decided.to === 'person' && !contact)
    throw new StaleTurn('the person who held the conversation has left');
  await markHandled(tx, ids, now());
  if (contact) {
    // What was asked of the address since, on another device or by a button, decides what these words mean.
    mustBeAsRead(contactStateOf(current.state, at), contactStateOf(conversation.state, at));
    await answerContact(tx, current, contact, {
      replyTo: last.id,
      mailIsOn,
      merging: parts.merging,
      now: now(),
    });
    await afterContact(tx, current, { request: contact, forms, mailIsOn, now: now() });
    return;
  }
  const context = {
    surfaces: parts.surfaces ?? [],
    hours: await loadWorkingHours(tx),
    now: now(),
  };
  await relayCompany(tx, context, conversation.id, saidOf(burst));
  const isOwn = decided.to === 'case' || decided.to === 'privacy';
  const isNews = decided.to === 'training' && conversation.mode === 'human';
  const mayAct = isOwn || isNews || (decided.to === 'directory' && actsBesideExpert(decided.turn));
  if (current.mode === 'human' && !mayAct) {
    await noteDeadline(tx, context, current, closing.passing);
    if (closing.passing) {
      const state = { ...(current.state as TurnState), ...saidClosing(closing, last) };
      await saveConversationState(tx, current.id, state, now());
    }
    return;
  }
  const { referencing, directory, privacy, merging } = parts;
  await act(tx, context, {
    current,
    last,
    decided,
    reply,
    mailIsOn,
    forms,
    closing,
    found,
    referencing,
    directory,
    privacy,
    merging,
  });
}

/** A closing date said in passing, kept as it was read: nobody reads the same words again. */
const saidClosing = ({ passing }: ClosingSaid, { seq }: CompanyMessage): Pick<TurnState, 'saidClosing'> =>
  passing ? { saidClosing: { ...passing, seq } } : {};

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
    ...saidClosing(turn.closing, last),
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
export function saidOf(burst: readonly CompanyMessage[]): {
  messageIds: string[];
  text: string;
  file?: boolean;
} {
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
