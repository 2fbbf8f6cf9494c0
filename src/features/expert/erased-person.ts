import type { Block } from '#src/channel/blocks.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { actOnCase } from './act-on-case.ts';
import { type DeskContext, tellThreads } from './desk/threads.ts';
import { addCaseEvent } from './store/case-events.ts';

/** A case ends with the person whose it was. */
export async function endErasedCase(tx: Transaction, context: DeskContext, caseId: string): Promise<void> {
  await actOnCase(tx, context, caseId, { type: 'erased' });
}

/** The experts of a case hear when its person will be erased; without a moment, that they will not be. */
export async function warnOfErasure(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  { moment, blocks }: { readonly moment: string | undefined; readonly blocks: readonly Block[] },
): Promise<void> {
  await addCaseEvent(tx, { caseId, type: 'erasure_asked', data: { moment }, at: context.now });
  await tellThreads(tx, context, caseId, blocks);
}
