import type { SourceItem } from '#src/channel/blocks.ts';
import { recordDelivery } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { actOnCase, type CaseOutcome, lockCase, setDeadline } from '#src/features/expert/act-on-case.ts';
import type { Expert, Outcome } from '#src/features/expert/case/case.ts';
import type { DeskContext } from '#src/features/expert/desk/threads.ts';
import { addNote, relayExpert } from '#src/features/expert/relay.ts';
import { reopenCase } from '#src/features/expert/reopen.ts';
import { isDelivered, type KeptDeadline } from '#src/features/expert/store/cases.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';

/** What an expert does to a case from a page. */
export type DeskAction =
  /** `id` is the page's own: the same one sent again says nothing twice. */
  | {
      readonly type: 'reply';
      readonly id: string;
      readonly text: string;
      readonly sources: readonly SourceItem[];
    }
  | { readonly type: 'note'; readonly id: string; readonly text: string }
  | { readonly type: 'claim' }
  | { readonly type: 'transfer'; readonly to?: Expert | undefined }
  | { readonly type: 'return' }
  | { readonly type: 'close'; readonly outcome: Outcome }
  | { readonly type: 'reopen' }
  | { readonly type: 'deadline'; readonly deadline: KeptDeadline | undefined };

/** Under which « channel » the ids of the pages are kept. */
const PAGES = 'desk';

/**
 * Does what an expert asked, in one transaction. Nothing is half done: what is refused leaves no trace, and may be sent
 * again under the same id.
 */
export async function performAction(
  parts: { db: Database; surfaces: readonly string[]; now: () => number },
  caseId: string,
  by: Expert,
  action: DeskAction,
): Promise<CaseOutcome> {
  return parts.db.tx(async (tx) => {
    const context = { surfaces: parts.surfaces, hours: await loadWorkingHours(tx), now: parts.now() };
    return perform(tx, context, caseId, by, action);
  });
}

async function perform(
  tx: Transaction,
  context: DeskContext,
  caseId: string,
  by: Expert,
  action: DeskAction,
): Promise<CaseOutcome> {
  switch (action.type) {
    case 'reply': {
      const { text, sources } = action;
      return once(tx, context, { caseId, by, id: action.id }, () =>
        relayExpert(tx, context, caseId, { by, text, sources }),
      );
    }
    case 'note':
      return once(tx, context, { caseId, by, id: action.id }, () =>
        addNote(tx, context, caseId, { by, text: action.text }),
      );
    case 'claim':
    case 'return':
      return actOnCase(tx, context, caseId, { type: action.type, by });
    case 'transfer':
      return actOnCase(tx, context, caseId, { type: 'transfer', by, to: action.to });
    case 'close':
      return actOnCase(tx, context, caseId, { type: 'close', by, outcome: action.outcome });
    case 'reopen':
      return reopenCase(tx, context, caseId, by);
    case 'deadline': {
      const found = await lockCase(tx, caseId);
      if (!found) return { ok: false, why: 'unknown' };
      if (found.row.state === 'closed') return { ok: false, why: 'closed' };
      await setDeadline(tx, context, found.row, action.deadline, by);
      return { ok: true, row: found.row };
    }
    default:
      return action satisfies never;
  }
}

/** Does something unless it was done under this id. The lock of the conversation makes two copies take turns. */
async function once(
  tx: Transaction,
  context: DeskContext,
  sent: { caseId: string; by: Expert; id: string },
  work: () => Promise<CaseOutcome>,
): Promise<CaseOutcome> {
  const found = await lockCase(tx, sent.caseId);
  if (!found) return { ok: false, why: 'unknown' };
  const delivery = { channel: PAGES, deliveryId: `${sent.by.key}\n${sent.caseId}\n${sent.id}` };
  if (await isDelivered(tx, delivery)) return { ok: true, row: found.row };
  const outcome = await work();
  if (outcome.ok) await recordDelivery(tx, { ...delivery, now: context.now });
  return outcome;
}
