import { findCase } from '#src/storage/cases.ts';
import { lockConversation } from '#src/storage/conversations.ts';
import type { Transaction } from '#src/storage/database.ts';
import { addTrace } from '#src/storage/traces.ts';
import type { Expert } from './case.ts';
import { actOnCase, type CaseOutcome, openCase } from './desk.ts';
import type { DeskContext } from './desk-threads.ts';

/**
 * Opens a new case after a closed one, linked to it, in the hands of whoever asks. A case that is not closed stays as it
 * is; when another one is open in the conversation meanwhile, that one is taken, or its owner told.
 */
export async function reopenCase(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  by: Expert,
): Promise<CaseOutcome> {
  const row = await findCase(tx, caseId);
  const conversation = row && (await lockConversation(tx, row.conversationId));
  if (!row || !conversation) return { ok: false, why: 'unknown' };
  if (row.state !== 'closed') return { ok: true, row };
  const opened = await openCase(tx, context, conversation, { reason: 'reopened', previousId: row.id });
  const outcome = await actOnCase(tx, context, opened.row.id, { type: 'claim', by });
  if (outcome.ok)
    await addTrace(tx, { by, act: 'case_reopened', on: { kind: 'case', id: row.id }, now: context.now });
  return outcome;
}
