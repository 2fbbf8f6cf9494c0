import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import { wishButton } from '#src/company/form/dialog/buttons.ts';
import { draftOf } from '#src/company/form/draft.ts';
import { formButtons } from '#src/company/form/texts-dialog.ts';
import { draftsToRemind, markReminded, type SavedDraft } from '#src/company/store/drafts.ts';
import { companyTexts as texts } from '#src/company/texts.ts';
import { isUnreachable, lockConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { dailyAt } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';

/** Nobody is reminded of the same form more often. */
const MOST = 2;
/** Untouched for this long, then for this long since the first reminder. */
const FIRST_MS = 2 * DAY_MS;
const AGAIN_MS = 7 * DAY_MS;

/** Reminds of unfinished forms, every morning: twice at most, and never while an expert holds the conversation. */
export const referencingReminders = ({
  db,
  wake,
  now,
}: {
  readonly db: Database;
  readonly wake: () => void;
  readonly now: () => number;
}): JobKind => ({
  kind: 'referencing-reminders',
  next: dailyAt('10:00'),
  run: async () => {
    const at = now();
    const due = await draftsToRemind(db, {
      before: at - FIRST_MS,
      remindedBefore: at - AGAIN_MS,
      most: MOST,
    });
    for (const saved of due) await db.tx((tx) => remind(tx, saved, at));
    if (due.length > 0) wake();
    return undefined;
  },
});

async function remind(tx: Transaction, saved: SavedDraft, now: number): Promise<void> {
  const { personId, conversationId, reminders, updatedAt } = saved;
  const conversation = await lockConversation(tx, conversationId);
  const draft = draftOf(saved.draft);
  // The change of a registered file that was left is no form to finish.
  if (!conversation || conversation.mode === 'human' || !draft || draft.companyId !== undefined) return;
  if (conversation.personId !== personId || (await isUnreachable(tx, conversationId))) return;
  if (!(await markReminded(tx, { personId, reminders, updatedAt, now }))) return;
  const choice = (wish: 'resume' | 'cancel', label: string): Choice => ({
    id: wish,
    label,
    kind: 'action',
    value: wishButton(wish),
  });
  const blocks: Block[] = [
    paragraph(texts.reminder(reminders + 1 >= MOST)),
    {
      type: 'choices',
      choices: [choice('resume', formButtons.resume), choice('cancel', formButtons.cancel)],
    },
  ];
  await addOutboundMessage(tx, { conversationId, content: { blocks, kind: 'referencing' }, now });
}
