import {
  type Conversation,
  lockConversation,
  saveConversationState,
} from '#src/conversation/store/conversations.ts';
import { INTRODUCTION_KIND } from '#src/conversation/store/kinds.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { introductionAfterContact } from '#src/features/directory/introductions/step.ts';
import { askAgain } from '#src/features/referencing/chat/step.ts';
import { noteConfirmedEmail } from '#src/features/referencing/file/register-company.ts';
import { askDiagnosisAgain } from '#src/features/training/chat/diagnosis.ts';
import { type ContactRequest, contactStateOf } from '#src/person/rules/contact-dialog.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import type { FormsInUse } from './forms-in-use.ts';

/** What follows a step towards a confirmed address: what the address opens, then the question of a form again. */
export async function afterContact(
  tx: Transaction,
  { id, mode, personId }: Conversation,
  {
    request,
    forms,
    mailIsOn,
    now,
  }: { request: ContactRequest; forms: FormsInUse; mailIsOn: boolean; now: number },
): Promise<void> {
  if (mode === 'human') return;
  const current = await lockConversation(tx, id);
  const isOver = current !== undefined && contactStateOf(current.state, now) === undefined;
  if (!current || !isOver) return;
  const opened = personId && request.type === 'code' ? await noteConfirmedEmail(tx, personId, now) : [];
  const wish = await introductionAfterContact(tx, current, { mailIsOn, now });
  if (wish) await saveConversationState(tx, id, { ...(current.state as object), ...wish.state }, now);
  const { form, diagnosis } = forms;
  const asked = diagnosis && (await askDiagnosisAgain(tx, current, diagnosis, now));
  const again = wish ? wish.blocks : (asked ?? (await askAgain(tx, current, form, now)) ?? []);
  const blocks = [...opened, ...again];
  if (blocks.length > 0)
    await addOutboundMessage(tx, {
      conversationId: id,
      content: { blocks, kind: wish ? INTRODUCTION_KIND : 'referencing' },
      now,
    });
}
