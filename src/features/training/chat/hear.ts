import { companyOf } from '#src/company/chat/step.ts';
import { hears } from '#src/company/form/dialog/hears.ts';
import { inputOf } from '#src/company/form/dialog/input-of.ts';
import type { Input } from '#src/company/form/dialog/position.ts';
import { type Draft, draftOf } from '#src/company/form/draft.ts';
import { formWishOf } from '#src/company/form/form-words.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import { isYesToOther } from '#src/company/form/yes-to-other.ts';
import { type DiagnosisDraft, findDiagnosisDraft } from '#src/company/store/diagnoses.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { AS_ANSWER, type Candidate, type Reading, type Standing } from '#src/conversation/feature.ts';
import type { DiagnosisForm } from '#src/features/training/rules/diagnosis.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import { fromDiagnosisButton, isDiagnosisButton, toDiagnosisButton, voiced } from './diagnosis.ts';
import { type HeardRequest, type TrainingRequest, trainingRequestOf } from './request.ts';
import type { TrainingParts } from './turn.ts';

/** What needs no more words than its button: it is heard while a person of the team holds the conversation. */
const BUTTON_ALONE: ReadonlySet<TrainingRequest['type']> = new Set([
  'status',
  'events',
  'slots',
  'mine',
  'book',
  'cancel',
  'drop',
  'ics',
  'leave',
  'quit',
] as const);

/** What a message does about sessions, before it is worked out. */
export type HeardInTraining =
  | { readonly type: 'anonymous' | 'resume' }
  | { readonly type: 'request'; readonly request: TrainingRequest }
  | { readonly type: 'step'; readonly draft: Draft; readonly input: Input };

/** What is known of the person who writes, where the message may be about sessions. */
export interface TrainingKnown {
  readonly form: DiagnosisForm;
  /** The form in the words of the session that the diagnosis is made for. */
  readonly own: DiagnosisForm;
  readonly saved: DiagnosisDraft | undefined;
  /** The request that the message is, of a session of ours. */
  readonly request: TrainingRequest | undefined;
  /** A sign-up that waits was touched since. */
  readonly isSignUpNewer: boolean;
}

const isResume = ({ content }: Reading): boolean =>
  content.type === 'text' && formWishOf(content.text, [])?.type === 'resume';
const isOwnButton = ({ content }: Reading): boolean =>
  content.type === 'action' && isDiagnosisButton(content.value);

/** Reads what hearing needs; nothing where the message is plainly about something else. */
export async function trainingKnown(
  db: Queryable,
  message: Reading,
  { conversation }: Standing,
  training: Pick<TrainingParts, 'diagnosis'>,
): Promise<TrainingKnown | undefined> {
  const heard = trainingRequestOf(message.content);
  const diagnosing = formUnderWay(conversation.state) === 'diagnosis';
  const mayBeDraft = isOwnButton(message) || diagnosing || isResume(message);
  if (!heard && !mayBeDraft) return undefined;
  const { personId } = conversation;
  const isOurs = heard !== undefined && (await isAboutSession(db, personId, heard));
  if (!isOurs && !mayBeDraft) return undefined;
  const form = await training.diagnosis();
  const saved = personId ? await findDiagnosisDraft(db, personId) : undefined;
  const touchedAt = personId && isResume(message) ? (await findDraft(db, personId))?.updatedAt : undefined;
  return {
    form,
    own: saved ? await voiced(db, form, saved.sessionId) : form,
    saved,
    request: isOurs ? heard.request : undefined,
    isSignUpNewer: saved !== undefined && touchedAt !== undefined && touchedAt >= saved.updatedAt,
  };
}

/** What a message asks about sessions, or answers to the diagnosis. */
export function trainingHears(
  message: Reading,
  { conversation, known, now }: Standing<object, TrainingKnown | undefined>,
): Candidate<HeardInTraining>[] {
  if (!known) return [];
  const { content, shown } = message;
  const { form, saved, request } = known;
  const isButton = isOwnButton(message);
  const as = (
    ground: Candidate['ground'],
    turn: HeardInTraining,
    isBeside = false,
  ): Candidate<HeardInTraining>[] => [
    { turn, ground, probability: ground === 'asked' ? AS_ANSWER : 1, isBeside },
  ];
  if (!conversation.personId) return request || isButton ? as('command', { type: 'anonymous' }) : [];
  if (request) {
    const isAlone = content.type === 'action' && BUTTON_ALONE.has(request.type);
    return as(isAlone ? 'right' : 'command', { type: 'request', request }, isAlone);
  }
  const draft = draftOf(saved?.draft);
  if (!draft || !saved)
    return isButton ? as('command', { type: 'request', request: { type: 'diagnosis' } }) : [];
  const said = fromDiagnosisButton(content);
  const hearsIt = (isOther: boolean) => hears(draft, said, form, { today: parisDay(now), isOther });
  const diagnosing = formUnderWay(conversation.state) === 'diagnosis';
  if (isButton || (diagnosing && hearsIt(false))) {
    const ground = isButton ? 'command' : hearsIt(true) ? 'asked' : 'presumed';
    const isYes = said.type === 'text' && isYesToOther(shown, draft, said.text, toDiagnosisButton);
    if (isYes) return as(ground, { type: 'resume' });
    return as(ground, { type: 'step', draft, input: inputOf(said, message.typed, draft) });
  }
  // Of a sign-up and a diagnosis that both wait, the one that was touched last goes on.
  return isResume(message) && !known.isSignUpNewer ? as('command', { type: 'resume' }) : [];
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
