import { companyOf } from '#src/company/chat/step.ts';
import { heardAnswer, isResumeWish } from '#src/company/form/dialog/heard-answer.ts';
import type { Input } from '#src/company/form/dialog/position.ts';
import { type Draft, draftOf } from '#src/company/form/draft.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import { type DiagnosisDraft, findDiagnosisDraft } from '#src/company/store/diagnoses.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { AS_ANSWER, type Candidate, type Reading, type Standing } from '#src/conversation/feature.ts';
import { actOf, sureOf } from '#src/conversation/rules/reading.ts';
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

const isOwnButton = ({ content }: Reading): boolean =>
  content.type === 'action' && isDiagnosisButton(content.value);

/** Reads what hearing needs; nothing where the message is plainly about something else. */
export async function trainingKnown(
  db: Queryable,
  message: Reading,
  { conversation }: Standing,
  training: Pick<TrainingParts, 'diagnosis'>,
): Promise<TrainingKnown | undefined> {
  const plain = trainingRequestOf(message.content);
  const heard = plain ?? learntRequest(message);
  const diagnosing = formUnderWay(conversation.state) === 'diagnosis';
  const mayBeDraft = isOwnButton(message) || diagnosing || isResumeWish(message.content);
  if (!heard && !mayBeDraft) return undefined;
  const { personId } = conversation;
  const isLearnt = plain === undefined;
  const isOurs = heard !== undefined && (await isAboutSession(db, personId, { ...heard, isLearnt }));
  if (!isOurs && !mayBeDraft) return undefined;
  const form = await training.diagnosis();
  const saved = personId ? await findDiagnosisDraft(db, personId) : undefined;
  const touchedAt =
    personId && isResumeWish(message.content) ? (await findDraft(db, personId))?.updatedAt : undefined;
  return {
    form,
    own: saved ? await voiced(db, form, saved.sessionId) : form,
    saved,
    request: isOurs ? heard.request : undefined,
    isSignUpNewer: saved !== undefined && touchedAt !== undefined && touchedAt >= saved.updatedAt,
  };
}

/** What is asked of sessions in other words than ours, as learnt from examples. */
const LEARNT: ReadonlyMap<string, HeardRequest> = new Map([
  ['training.apply', { request: { type: 'apply' }, isSure: true }],
  ['training.ask-status', { request: { type: 'status' }, isSure: false }],
  ['appointment.book', { request: { type: 'slots' }, isSure: false }],
  ['appointment.move', { request: { type: 'mine' }, isSure: false }],
]);

const learntRequest = (message: Reading): HeardRequest | undefined => LEARNT.get(actOf(message) ?? '');

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
  const isLearnt = known.request !== undefined && trainingRequestOf(message.content) === undefined;
  if (isLearnt && ground === 'command') return [{ turn, ground: 'meant', probability: sureOf(message) }];
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
  const content = fromDiagnosisButton(message.content);
  const answer = heardAnswer({ ...message, content, act: actOf(message) }, draft, known.form, {
    today: parisDay(at.now),
    isButton: isOwnButton(message),
    isAsked: formUnderWay(at.conversation.state) === 'diagnosis',
    toButton: toDiagnosisButton,
  });
  if (answer) return answer;
  // Of a sign-up and a diagnosis that both wait, the one that was touched last goes on.
  return isResumeWish(message.content) && !isSignUpNewer
    ? { ground: 'command', turn: { type: 'resume' } }
    : undefined;
}

function ofRequest({ content }: Reading, request: TrainingRequest): Heard {
  const isAlone = content.type === 'action' && BUTTON_ALONE.has(request.type);
  return { ground: isAlone ? 'right' : 'command', turn: { type: 'request', request }, isBeside: isAlone };
}

/**
 * A candidature may be one to a tender: it is one to a session where the company has applied to one, or where it was
 * learnt to be, and there is no company yet that could have: it is referenced first. An appointment is one of a session
 * for who is in one; others meet an expert.
 */
async function isAboutSession(
  db: Queryable,
  personId: string | undefined,
  { request, isSure, isLearnt }: HeardRequest & { readonly isLearnt: boolean },
): Promise<boolean> {
  if (isSure) return true;
  if (personId === undefined) return false;
  const companyId = await companyOf(db, personId);
  if (!companyId) return isLearnt && request.type === 'status';
  const own = await applicationsOf(db, companyId);
  const isMeeting = request.type === 'slots' || request.type === 'mine';
  return isMeeting ? own.some(({ state }) => state === 'admitted') : own.length > 0;
}
