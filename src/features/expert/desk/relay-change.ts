import { paragraph } from '#src/channel/blocks.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage, messagesAfter, type StoredMessage } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { wordsOf } from '#src/features/expert/case/message-lines.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import { threadByKey } from '#src/features/expert/store/case-threads.ts';
import { type CaseRow, currentCase, findCase } from '#src/features/expert/store/cases.ts';
import { caseTexts } from '#src/features/expert/texts-company.ts';
import { deskTexts } from '#src/features/expert/texts-desk.ts';
import { queueReplyMail } from '#src/person/mail/reply-mail.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import { deskCommandOf } from './command.ts';
import { tellThreads } from './threads.ts';

/** Lines of a very long exchange. */
const SAID = 2_000;

/**
 * Tells the other side of a case that something said was changed or taken back: what was relayed can't be unsaid, but
 * nobody must go on believing it.
 */
export async function relayChange(
  tx: Transaction,
  changed: {
    conversation: Conversation;
    /** What it said, which was relayed already. */
    before: StoredMessage & { author: 'company' };
    change: { text: string; deleted: boolean; now: number };
  },
): Promise<void> {
  const { conversation, before, change } = changed;
  const { now } = change;
  if (conversation.kind === 'company') {
    const row = await currentCase(tx, conversation.id);
    if (!row) return;
    const context = { surfaces: [], hours: await loadWorkingHours(tx), now };
    const line = change.deleted ? deskTexts.withdrawn : deskTexts.corrected(change.text);
    await noteChange(tx, conversation.id, [before.id], change);
    await tellThreads(tx, context, row.id, [paragraph(line)]);
    return;
  }
  const was = before.content.type === 'text' ? deskCommandOf(before.content.text) : undefined;
  const thread = await threadByKey(tx, conversation.channel, conversation.channelKey);
  // Notes and commands never reached the company.
  const row = was?.type === 'reply' && thread && (await findCase(tx, thread.caseId));
  if (!row || !(await wasSaid(tx, row, before, was.text))) return;
  const { speaker } = before.content;
  const name = speaker?.name ?? caseTexts.someExpert;
  const by = { key: `${conversation.channel}:${speaker?.key ?? 'unknown'}`, name };
  await addTrace(tx, { by, act: 'case_corrected', on: { kind: 'case', id: row.id }, now });
  // Words that became a note are taken back, not shown.
  const isGone = change.deleted || deskCommandOf(change.text).type !== 'reply';
  const line = isGone ? caseTexts.withdrawn(name, was.text) : caseTexts.corrected(name, change.text);
  const { conversationId } = row;
  const content = { blocks: [paragraph(line)], kind: 'expert' };
  const { id: messageId } = await addOutboundMessage(tx, { conversationId, author: 'expert', content, now });
  await queueReplyMail(tx, { conversationId, messageId }, now);
}

/** Whether the company was told these words: what was written in a closed case never left. */
async function wasSaid(
  tx: Transaction,
  row: CaseRow,
  { content }: StoredMessage & { author: 'company' },
  text: string,
): Promise<boolean> {
  const flat = (words: string) => words.replace(/\s+/g, ' ').trim();
  const said = await messagesAfter(tx, row.conversationId, row.openedSeq, SAID);
  const name = content.speaker?.name ?? caseTexts.someExpert;
  const isOwn = (key: string | undefined) => key?.endsWith(`:${content.speaker?.key ?? 'unknown'}`);
  return said.some((one) => {
    if (one.author !== 'expert') return false;
    const words = flat(wordsOf(one));
    // What was corrected before stands there as its correction.
    return isOwn(one.content.by?.key)
      ? words === flat(text)
      : words === flat(caseTexts.corrected(name, text));
  });
}

/** Tells the experts of a case that the company blocked the hotline, or left, before they write in vain. */
export async function noteLeft(tx: Transaction, conversationId: string, now: number): Promise<void> {
  const row = await currentCase(tx, conversationId);
  if (!row) return;
  await addCaseEvent(tx, { caseId: row.id, type: 'undelivered', data: { kind: 'unreachable' }, at: now });
  const context = { surfaces: [], hours: await loadWorkingHours(tx), now };
  await tellThreads(tx, context, row.id, [paragraph(deskTexts.undelivered(deskTexts.unreachable))]);
}

/** Notes in the company's case that messages were changed, also ones that nobody handled yet: screens show them anew. */
export async function noteChange(
  tx: Transaction,
  conversationId: string,
  messageIds: readonly string[],
  change: { deleted: boolean; now: number },
): Promise<void> {
  const row = await currentCase(tx, conversationId);
  if (!row || messageIds.length === 0) return;
  const data = { messageIds, deleted: change.deleted };
  await addCaseEvent(tx, { caseId: row.id, type: 'corrected', data, at: change.now });
}
