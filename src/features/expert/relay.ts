import { type Block, paragraph, type SourceItem } from '#src/channel/blocks.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { cut } from '#src/features/expert/case/brief.ts';
import type { Expert } from '#src/features/expert/case/case.ts';
import { expertBlocks } from '#src/features/expert/case/reply-blocks.ts';
import { type DeskContext, tellThreads } from '#src/features/expert/desk/threads.ts';
import { addCaseEvent } from '#src/features/expert/store/case-events.ts';
import { type CaseRow, currentCase, findCase, saveLastSaid } from '#src/features/expert/store/cases.ts';
import { queueReplyMail } from '#src/person/mail/reply-mail.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { actOnCase, type CaseOutcome } from './act-on-case.ts';
import { caseTexts } from './texts-company.ts';
import { deskTexts } from './texts-desk.ts';

const LAST_SAID = 200;

/** Gives the company's words to the experts of its case, when it has one. */
export async function relayCompany(
  tx: Transaction,
  context: DeskContext,
  conversationId: string,
  said: { messageIds: readonly string[]; text: string; file?: boolean | undefined },
): Promise<void> {
  const row = await currentCase(tx, conversationId);
  if (!row) return;
  await saveLastSaid(tx, row.id, cut(said.text, LAST_SAID), context.now);
  await addCaseEvent(tx, {
    caseId: row.id,
    type: 'said',
    data: { author: 'company', messageIds: said.messageIds },
    at: context.now,
  });
  const line = said.file ? deskTexts.file(said.text) : deskTexts.company(row.personName, said.text);
  await tellThreads(tx, context, row.id, [paragraph(line)]);
  await actOnCase(tx, context, row.id, { type: 'company_wrote' });
}

/** Shows the experts what the bot answered while nobody had taken the case. */
export async function relayBot(
  tx: Transaction,
  context: DeskContext,
  row: CaseRow,
  said: { messageId: string; text: string },
): Promise<void> {
  const data = { author: 'bot', messageIds: [said.messageId] };
  await addCaseEvent(tx, { caseId: row.id, type: 'said', data, at: context.now });
  await tellThreads(tx, context, row.id, [paragraph(deskTexts.bot(cut(said.text, LAST_SAID * 2)))]);
}

/**
 * Gives an expert's words to the company, under their name, and shows them on the other surfaces. Words in a case that
 * nobody holds take it.
 * @param sources passages of the knowledge that the expert joins
 */
export async function relayExpert(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  said: {
    by: Expert;
    text: string;
    sources?: readonly SourceItem[] | undefined;
    origin?: string | undefined;
  },
): Promise<CaseOutcome & { messageId?: string }> {
  const { by, text, sources = [], origin } = said;
  const outcome = await actOnCase(tx, context, caseId, { type: 'reply', by }, origin);
  if (!outcome.ok) return outcome;
  const blocks: Block[] = [
    { type: 'paragraph', text: [{ text: caseTexts.speaker(by.name), strong: true }] },
    ...expertBlocks(text),
    ...(sources.length > 0 ? [{ type: 'sources', items: sources } as const] : []),
  ];
  const { id } = await addOutboundMessage(tx, {
    conversationId: outcome.row.conversationId,
    author: 'expert',
    now: context.now,
    content: { blocks, kind: 'expert', by },
  });
  await queueReplyMail(tx, { conversationId: outcome.row.conversationId, messageId: id }, context.now);
  const data = { author: 'expert', messageIds: [id] };
  await addCaseEvent(tx, { caseId, type: 'said', actor: by, data, at: context.now });
  await tellThreads(tx, context, caseId, [paragraph(deskTexts.expert(by.name, text))], origin);
  return { ...outcome, messageId: id };
}

/** Keeps a note that the company never sees, and shows it on the other surfaces. */
export async function addNote(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  note: { by: Expert; text: string; origin?: string | undefined },
): Promise<CaseOutcome> {
  const row = await findCase(tx, caseId);
  if (!row) return { ok: false, why: 'unknown' };
  const { by, text, origin } = note;
  await addCaseEvent(tx, { caseId, type: 'note', actor: by, data: { text }, at: context.now });
  await tellThreads(tx, context, caseId, [paragraph(deskTexts.note(by.name, text))], origin);
  return { ok: true, row };
}
