import { paragraph } from '#src/channel/blocks.ts';
import { tellDuty } from '#src/conversation/duty/tell.ts';
import { dutyMails } from '#src/conversation/duty/texts.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import {
  lockConversation,
  saveConversationState,
  setConversationMode,
} from '#src/conversation/store/conversations.ts';
import { addOutboundMessage, messagesAfter } from '#src/conversation/store/messages.ts';
import { type Brief, cut, makeBrief } from '#src/features/expert/case/brief.ts';
import {
  type CaseCore,
  type CaseEvent,
  type CompanyNews,
  type Expert,
  isHeld,
  type OpenReason,
  ownerOf,
  transition,
} from '#src/features/expert/case/case.ts';
import { wordsOf } from '#src/features/expert/case/message-lines.ts';
import { newsBlocks } from '#src/features/expert/case/news.ts';
import { coreOf, keptOf } from '#src/features/expert/case/record.ts';
import {
  type DeskContext,
  openThreads,
  refreshCards,
  tellThreads,
} from '#src/features/expert/desk/threads.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import {
  addCase,
  type CaseRow,
  casesOf,
  currentCase,
  findCase,
  type KeptDeadline,
  saveCaseDeadline,
  saveCaseState,
} from '#src/features/expert/store/cases.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { workingMsBetween } from '#src/platform/calendar/working-time.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { momentInFrench } from '#src/platform/french/moments.ts';
import { deskTexts } from './texts-desk.ts';

/** What became of something done to a case. */
export type CaseOutcome =
  | { readonly ok: true; readonly row: CaseRow }
  | { readonly ok: false; readonly why: 'unknown' | 'closed' }
  | { readonly ok: false; readonly why: 'taken'; readonly owner: Expert };

/** Lines of the conversation that the opening card is made from. */
const READ = 60;
const LAST_SAID = 200;

/**
 * Opens a case in a conversation, or finds the one that is open there. The experts' threads are made in the same
 * transaction; what the company hears is the caller's.
 * @param conversation locked by the caller
 */
export async function openCase(
  tx: Transaction,
  context: DeskContext,
  conversation: Conversation,
  opened: {
    reason: OpenReason;
    request?: string | undefined;
    deadline?: KeptDeadline | undefined;
    previousId?: string | undefined;
    at?: number | undefined;
  },
): Promise<{ row: CaseRow; fresh: boolean }> {
  const current = await currentCase(tx, conversation.id);
  if (current) return { row: current, fresh: false };
  const [last] = await casesOf(tx, conversation.id);
  const messages = await messagesAfter(tx, conversation.id, last?.closedSeq ?? 0, READ);
  const said = messages.findLast((message) => message.author === 'company');
  const id = await addCase(tx, {
    conversationId: conversation.id,
    previousId: opened.previousId,
    openReason: opened.reason,
    deadline: opened.deadline,
    brief: await briefOf(tx, messages, opened),
    lastSaid: said ? cut(wordsOf(said), LAST_SAID) : '',
    seq: conversation.lastSeq,
    at: opened.at ?? context.now,
  });
  await setConversationMode(tx, conversation.id, 'waiting');
  await addCaseEvent(tx, { caseId: id, type: 'opened', data: { reason: opened.reason }, at: context.now });
  const row = await mustFind(tx, id);
  await openThreads(tx, context, row);
  await tellOfClosing(tx, row, opened.deadline, context.now);
  return { row, fresh: true };
}

/**
 * Applies what happens to a case: its state, its history, the conversation's mode, what the company hears, and what the
 * experts' threads show. Whoever comes second is told by the outcome.
 * @param origin the surface it comes from, which needs no line about it
 */
export async function actOnCase(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  event: CaseEvent,
  origin?: string,
): Promise<CaseOutcome> {
  const found = await lockCase(tx, caseId);
  if (!found) return { ok: false, why: 'unknown' };
  const { row, conversation } = found;
  const { hours, now } = context;
  const worked = (from: number, to: number) => workingMsBetween(from, to, hours);
  const done = transition(coreOf(row), event, now, worked);
  if (!done.ok) return done;
  const { status } = done.next;
  const closed = status.state === 'closed';
  const changed = status.state !== row.state || ownerOf(status)?.key !== row.owner?.key;
  if (!changed && done.news.length === 0) return { ok: true, row };
  for (const news of done.news) await tellCompany(tx, context, row, news);
  const closedSeq = closed ? (await lockConversation(tx, conversation.id))?.lastSeq : undefined;
  const resolvedMs = closed ? worked(row.openedAt, now) : undefined;
  await saveCaseState(tx, caseId, { ...keptOf(done.next, row, now), closedSeq, resolvedMs });
  const mode = modeOf(status);
  if (mode !== conversation.mode) await setConversationMode(tx, conversation.id, mode);
  if (closed) {
    const left =
      status.reason === 'cancelled' ? afterCallOff(conversation.state) : afterEnd(conversation.state, now);
    await saveConversationState(tx, conversation.id, left, now);
  }
  const actor = 'by' in event ? event.by : undefined;
  const data = historyOf(event, status);
  await addCaseEvent(tx, { caseId, type: event.type, actor, data, at: now });
  const next = await mustFind(tx, caseId);
  const line = lineOf(event, next);
  if (line) await tellThreads(tx, context, caseId, [paragraph(line)], origin);
  await refreshCards(tx, context, next);
  return { ok: true, row: next };
}

/** Who answers in the conversation of a case that stands so. */
function modeOf(status: CaseCore['status']): 'bot' | 'human' | 'waiting' {
  if (status.state === 'closed') return 'bot';
  return isHeld(status) ? 'human' : 'waiting';
}

/** What the case's history keeps of what happened. */
const historyOf = (event: CaseEvent, status: CaseCore['status']) => ({
  state: status.state,
  ...(event.type === 'transfer' && event.to && { to: event.to }),
  ...(status.state === 'closed' && { reason: status.reason }),
});

/** The opening card; a case that is reopened without a word is about what the one before was about. */
async function briefOf(
  tx: Transaction,
  messages: Parameters<typeof makeBrief>[0],
  opened: { request?: string | undefined; previousId?: string | undefined },
): Promise<Brief> {
  const brief = makeBrief(messages, opened.request);
  const previous =
    brief.summary === '' && opened.previousId ? await findCase(tx, opened.previousId) : undefined;
  return previous ? { ...brief, summary: (previous.brief as Brief).summary } : brief;
}

/** A tender that closes within so long is told to those on duty at once. */
const CLOSES_SOON_MS = 2 * DAY_MS;

/** Tells those on duty, once, of a case whose tender closes within two days and that nobody has. */
async function tellOfClosing(
  tx: Transaction,
  { id, number }: CaseRow,
  deadline: KeptDeadline | undefined,
  now: number,
): Promise<void> {
  if (!deadline || deadline.at <= now || deadline.at - now > CLOSES_SOON_MS) return;
  const news = dutyMails.closing(number, momentInFrench(deadline.at, now));
  await tellDuty(tx, { id: `closing-${id}`, ...news }, now);
}

/** Keeps, or forgets, the closing moment of the tender. */
export async function setDeadline(
  tx: Transaction,
  context: DeskContext,
  row: CaseRow,
  deadline: KeptDeadline | undefined,
  actor?: Expert,
): Promise<void> {
  await saveCaseDeadline(tx, row.id, deadline);
  await addCaseEvent(tx, { caseId: row.id, type: 'deadline', actor, data: { deadline }, at: context.now });
  if (!row.owner) await tellOfClosing(tx, row, deadline, context.now);
  if (deadline) {
    const line = deskTexts.deadlineKept(momentInFrench(deadline.at, context.now), actor?.name);
    await tellThreads(tx, context, row.id, [paragraph(line)]);
  }
  await refreshCards(tx, context, await mustFind(tx, row.id));
}

/** A case and its conversation, locked in the order that everybody takes: the conversation first. */
export async function lockCase(
  tx: Transaction,
  caseId: string,
): Promise<{ row: CaseRow; conversation: Conversation } | undefined> {
  const before = await findCase(tx, caseId);
  const conversation = before && (await lockConversation(tx, before.conversationId));
  const row = conversation && (await findCase(tx, caseId));
  return row && conversation && { row, conversation };
}

/** Nobody had come: all goes on with the bot, but for what was asked for the case. */
function afterCallOff(state: unknown): unknown {
  const { asking: _, ...left } = (state ?? {}) as { asking?: unknown };
  return left;
}

/**
 * What was asked of a person is settled: the bot's next answer must not lean on it, nor on what was said elsewhere. A
 * mail address that is being confirmed has nothing to do with the case.
 */
function afterEnd(state: unknown, now: number): unknown {
  const { contact } = (state ?? {}) as { contact?: unknown };
  return { endedAt: now, ...(contact !== undefined && { contact }) };
}

async function tellCompany(
  tx: Transaction,
  context: DeskContext,
  row: CaseRow,
  news: CompanyNews,
): Promise<void> {
  const content = { blocks: newsBlocks(news), kind: news.type === 'ended' ? 'case-end' : 'case' };
  await addOutboundMessage(tx, { conversationId: row.conversationId, content, now: context.now });
}

/** What the threads hear of a transition beside the changed card; nothing of words, which are relayed themselves. */
function lineOf(event: CaseEvent, row: CaseRow): string | undefined {
  switch (event.type) {
    case 'claim':
      return deskTexts.claimed(event.by.name);
    case 'transfer':
      return deskTexts.transferred(event.by.name, event.to?.name);
    case 'return':
    case 'close':
      return deskTexts.ended(row.endReason ?? '', event.by.name);
    case 'company_ended':
    case 'expire':
    case 'erased':
      return deskTexts.ended(row.endReason ?? '', undefined);
    case 'reply':
    case 'company_wrote':
      return undefined;
    default:
      return event satisfies never;
  }
}

async function mustFind(tx: Transaction, id: string): Promise<CaseRow> {
  const row = await findCase(tx, id);
  if (!row) throw new Error(`no case ${id}`);
  return row;
}
