import type { InboundContent } from '#src/channel/port.ts';
import { companyOf } from '#src/company/chat/step.ts';
import { step } from '#src/company/form/dialog/dialog.ts';
import { hears } from '#src/company/form/dialog/hears.ts';
import type { Input } from '#src/company/form/dialog/position.ts';
import { draftOf } from '#src/company/form/draft.ts';
import { formWishOf } from '#src/company/form/form-words.ts';
import { findDiagnosisDraft } from '#src/company/store/diagnoses.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import type { Route } from '#src/conversation/rules/router.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { isYesToOther, ordersDocument } from '#src/features/referencing/chat/hear.ts';
import type { ReferencingParts } from '#src/features/referencing/chat/turn.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { fromDiagnosisButton, isDiagnosisButton, toDiagnosisButton, voiced } from './diagnosis.ts';
import { type HeardRequest, type TrainingRequest, trainingRequestOf } from './request.ts';
import { isDiagnosing, type TrainingTurn } from './turn.ts';

/** What needs no more words than its button: it is heard while a person of the team holds the conversation. */
const BUTTON_ALONE: ReadonlySet<TrainingRequest['type']> = new Set([
  ...(['status', 'events', 'slots', 'mine', 'book'] as const),
  ...(['cancel', 'drop', 'ics', 'leave', 'quit'] as const),
]);

/** What a message asks about sessions or answers to the diagnosis, or undefined when it is for somebody else. */
export async function trainingTurn(
  parts: { readonly db: Queryable; readonly referencing?: ReferencingParts | undefined },
  conversation: Conversation,
  content: InboundContent,
  decided: Route,
  now: number,
): Promise<TrainingTurn | undefined> {
  const { db } = parts;
  const training = parts.referencing?.training;
  const heard = trainingRequestOf(content);
  const isAlone = content.type === 'action' && heard !== undefined && BUTTON_ALONE.has(heard.request.type);
  const isOpen = decided.to === 'intent' || decided.to === 'question';
  if (!training || !(isOpen || (decided.to === 'person' && isAlone))) return undefined;
  const isButton = content.type === 'action' && isDiagnosisButton(content.value);
  const diagnosing = isDiagnosing(conversation.state);
  const mayResume = content.type === 'text' && formWishOf(content.text, [])?.type === 'resume';
  if (!heard && !isButton && !diagnosing && !mayResume) return undefined;
  const { personId } = conversation;
  const isOurs = heard !== undefined && (await isAboutSession(db, personId, heard));
  if (!isOurs && !isButton && !diagnosing && !mayResume) return undefined;
  const form = await training.diagnosis();
  if (!personId) return isOurs || isButton ? { form, type: 'anonymous' } : undefined;
  if (isOurs) return { form, type: 'request', request: heard.request };
  const saved = await findDiagnosisDraft(db, personId);
  const draft = draftOf(saved?.draft);
  if (!draft || !saved)
    return isButton ? { form, type: 'request', request: { type: 'diagnosis' } } : undefined;
  const said = fromDiagnosisButton(content);
  const isOther = decided.to === 'intent' || ordersDocument(decided);
  if (isButton || (diagnosing && hears(draft, said, form, { today: parisDay(now), isOther }))) {
    const isYes =
      said.type === 'text' && isYesToOther(db, conversation.id, draft, said.text, toDiagnosisButton);
    if (await isYes) return { form, type: 'resume' };
    const input: Input =
      said.type === 'action'
        ? { type: 'button', value: said.value }
        : { type: 'text', text: said.type === 'text' ? said.text : '' };
    const own = await voiced(db, form, saved.sessionId);
    const after = step(draft, input, own, { today: parisDay(now) });
    return { form, type: 'step', taken: { saved: draft, before: draft, step: after } };
  }
  if (!mayResume) return undefined;
  // Of a sign-up and a diagnosis that both wait, the one that was touched last goes on.
  const signUp = await findDraft(db, personId);
  return !signUp || signUp.updatedAt < saved.updatedAt ? { form, type: 'resume' } : undefined;
}

/** A candidature may be one to a tender: it is one to a session where the company has applied to one. */
async function isAboutSession(
  db: Queryable,
  personId: string | undefined,
  { request, isSure }: HeardRequest,
): Promise<boolean> {
  if (isSure) return true;
  const companyId = personId && (await companyOf(db, personId));
  if (!companyId) return false;
  const own = await applicationsOf(db, companyId);
  return request.type === 'slots' ? own.some(({ state }) => state === 'admitted') : own.length > 0;
}
