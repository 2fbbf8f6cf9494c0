import { lockConversation } from '#src/conversation/store/conversations.ts';
import type { Expert } from '#src/features/expert/case/case.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { findCase } from '#src/features/expert/store/cases.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import { actOnCase, type CaseOutcome, openCase } from './act-on-case.ts';

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
