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
  at: Standing<object, TrainingKnown | undefined>,
): Candidate<HeardInTraining>[] {
  const { known, conversation } = at;
  if (!known) return [];
  const heard = conversation.personId ? ofPerson(message, known, at) : ofNobody(message, known);
  if (!heard) return [];
  const { ground, turn, isBeside = false } = heard;
  return [{ turn, ground, probability: ground === 'asked' ? AS_ANSWER : 1, isBeside }];
}

/** What is heard, and on what ground. */
type Heard = Pick<Candidate<HeardInTraining>, 'ground' | 'turn' | 'isBeside'>;

/** Who gave no consent can neither apply nor be diagnosed: they are told so. */
const ofNobody = (message: Reading, { request }: TrainingKnown): Heard | undefined =>
  request || isOwnButton(message) ? { ground: 'command', turn: { type: 'anonymous' } } : undefined;

/** What a person asks: about sessions by name, else an answer to the diagnosis, else to go on with it. */
function ofPerson(message: Reading, known: TrainingKnown, at: Standing): Heard | undefined {
  const { request, saved, isSignUpNewer } = known;
  if (request) return ofRequest(message, request);
  const draft = draftOf(saved?.draft);
  if (!draft) {
    const turn: HeardInTraining = { type: 'request', request: { type: 'diagnosis' } };
    return isOwnButton(message) ? { ground: 'command', turn } : undefined;
  }
  const answer = answerIn(message, draft, known, at);
  if (answer) return answer;
  // Of a sign-up and a diagnosis that both wait, the one that was touched last goes on.
  return isResume(message) && !isSignUpNewer ? { ground: 'command', turn: { type: 'resume' } } : undefined;
}

function ofRequest({ content }: Reading, request: TrainingRequest): Heard {
  const isAlone = content.type === 'action' && BUTTON_ALONE.has(request.type);
  return { ground: isAlone ? 'right' : 'command', turn: { type: 'request', request }, isBeside: isAlone };
}

/** A button of the diagnosis, or an answer to its question. */
function answerIn(
  message: Reading,
  draft: Draft,
  { form }: TrainingKnown,
  { conversation, now }: Standing,
): Heard | undefined {
  const isButton = isOwnButton(message);
  const isDiagnosing = formUnderWay(conversation.state) === 'diagnosis';
  const said = fromDiagnosisButton(message.content);
  const hearsIt = (isOther: boolean) =>
    isDiagnosing && hears(draft, said, form, { today: parisDay(now), isOther });
  if (!isButton && !hearsIt(false)) return undefined;
  const ground = isButton ? 'command' : hearsIt(true) ? 'asked' : 'presumed';
  if (said.type === 'text' && isYesToOther(message.shown, draft, said.text, toDiagnosisButton))
    return { ground, turn: { type: 'resume' } };
  return { ground, turn: { type: 'step', draft, input: inputOf(said, message.typed, draft) } };
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
