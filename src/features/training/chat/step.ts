import type { Block, Choice } from '#src/channel/blocks.ts';
import { choices, listOf, words } from '#src/channel/make-blocks.ts';
import { companyOf } from '#src/company/chat/step.ts';
import { wishButton } from '#src/company/form/dialog/buttons.ts';
import { draftOf } from '#src/company/form/draft.ts';
import { formButtons } from '#src/company/form/texts-dialog.ts';
import { lastDiagnosis } from '#src/company/store/diagnoses.ts';
import { findDraft } from '#src/company/store/drafts.ts';
import { companyTexts } from '#src/company/texts.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import { apply } from '#src/features/training/admissions.ts';
import { applicationNews } from '#src/features/training/application-news.ts';
import { button } from '#src/features/training/blocks.ts';
import { mayApply } from '#src/features/training/rules/session.ts';
import { applicationsOf } from '#src/features/training/store/applications.ts';
import { listSessions, type TrainingSession } from '#src/features/training/store/sessions.ts';
import { diagnosisTexts } from '#src/features/training/texts-diagnosis.ts';
import { findPerson } from '#src/person/store/persons.ts';
import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { applyOffer, askToLeave, leave, statusBlocks, statusLines } from './apply.ts';
import { bookingWords } from './book.ts';
import { beginDiagnosis, type DiagnosisWords, diagnosisBlocks, stepDiagnosis } from './diagnosis.ts';
import type { TrainingRequest } from './request.ts';
import { bookingChat, sessionTexts as texts } from './texts.ts';
import type { DiagnosingState, TrainingParts, TrainingTurn } from './turn.ts';

/** What is said, and what the conversation then remembers. */
interface TrainingWords {
  readonly blocks: readonly Block[];
  /** From which block on the diagnosis asks its question. */
  readonly asksFrom?: number | undefined;
  readonly state: DiagnosingState;
}

interface Around {
  readonly conversation: Conversation;
  readonly personId: string;
  readonly companyId: string;
  readonly form: TrainingTurn['form'];
  readonly training: TrainingParts;
  readonly now: number;
}

/** Does what a person asks about sessions, in the transaction that says so. */
export async function answerTraining(
  tx: Transaction,
  conversation: Conversation,
  turn: TrainingTurn,
  { training, now }: { readonly training: TrainingParts; readonly now: number },
): Promise<TrainingWords> {
  const { personId } = conversation;
  if (!personId || turn.type === 'anonymous') return said(words(companyTexts.anonymous));
  const companyId = await companyOf(tx, personId);
  if (!companyId) return said(await notReferenced(tx, personId, turn));
  const around: Around = { conversation, personId, companyId, form: turn.form, training, now };
  if (turn.type !== 'request')
    return diagnosed(
      tx,
      around,
      await stepDiagnosis(tx, around, turn.type === 'resume' ? 'resume' : turn.taken),
    );
  const { request } = turn;
  switch (request.type) {
    case 'apply':
      return wishToApply(tx, around, request.id);
    case 'send':
      return send(tx, around, request.id ?? '');
    case 'redo':
      return diagnosed(tx, around, await beginDiagnosis(tx, around, request.id));
    case 'diagnosis':
      return showDiagnosis(tx, around);
    case 'status':
      return said(await statusBlocks(tx, around));
    case 'leave':
      return said(await askToLeave(tx, around, request.id));
    case 'quit':
      return said(await leave(tx, around, request.id ?? ''));
    case 'events':
    case 'slots':
    case 'mine':
    case 'book':
    case 'cancel':
    case 'drop':
    case 'ics':
      return said(await bookingWords(tx, around, request));
    default:
      return request satisfies never;
  }
}

/** The diagnosis is neither begun nor ended by this. */
const said = (blocks: readonly Block[]): TrainingWords => ({ blocks, state: {} });

/** Only referenced companies apply and book: why, and the way to the form, or back to the one that was begun. */
async function notReferenced(tx: Transaction, personId: string, turn: TrainingTurn): Promise<Block[]> {
  const request = turn.type === 'request' ? turn.request.type : 'diagnosis';
  const sentences = notReferencedWords(request);
  if (!sentences.includes(texts.notReferenced) && !sentences.includes(diagnosisTexts.noCompany))
    return words(...sentences);
  const draft = draftOf((await findDraft(tx, personId))?.draft);
  const value = draft ? wishButton('resume') : 'inscription';
  const label = draft ? formButtons.resume : texts.signUpButton;
  const form: Choice = { id: value, label, kind: 'action', value };
  // Who wants to meet somebody may have a question that does not wait for a session.
  return [...words(...sentences), choices(form, ...(request === 'slots' ? [EXPERT_BUTTON] : []))];
}

function notReferencedWords(request: TrainingRequest['type']): string[] {
  switch (request) {
    case 'apply':
    case 'send':
      return [texts.notReferenced];
    case 'diagnosis':
    case 'redo':
      return [diagnosisTexts.noCompany];
    case 'events':
      return [bookingChat.onlyAdmitted.workshop, texts.notReferenced];
    case 'slots':
    case 'book':
      return [bookingChat.onlyAdmitted.meeting, texts.notReferenced];
    case 'status':
      return [texts.noApplication, texts.notReferenced];
    case 'leave':
    case 'quit':
      return [texts.nothingToLeave];
    case 'mine':
    case 'cancel':
    case 'drop':
    case 'ics':
      return [bookingChat.nothingHeld];
    default:
      return request satisfies never;
  }
}

/** From the wish to apply to what is missing for it: a session to choose, the diagnosis, a last yes. */
async function wishToApply(tx: Transaction, around: Around, id: string | undefined): Promise<TrainingWords> {
  const { companyId, now } = around;
  const open = (await listSessions(tx)).filter((session) => mayApply(session, parisDay(now)));
  const own = (await applicationsOf(tx, companyId)).filter(({ state }) => state !== 'withdrawn');
  const free = open.filter((session) => !own.some(({ sessionId }) => sessionId === session.id));
  const wanted = id === undefined ? free : free.filter((session) => session.id === id);
  const [session, ...others] = wanted;
  if (!session)
    return said([
      ...words(own.length > 0 ? texts.already : texts.noSession),
      ...(await statusLines(tx, around)),
    ]);
  if (others.length > 0)
    return said([
      ...words(texts.choose),
      listOf(wanted.map(lineOf)),
      choices(...wanted.map((one) => button(`apply:${one.id}`, one.name))),
    ]);
  const diagnosis = await lastDiagnosis(tx, companyId);
  if (!diagnosis) {
    const begun = await beginDiagnosis(tx, around, session.id);
    return diagnosed(tx, around, {
      ...begun,
      blocks: [...words(lineOf(session), texts.diagnosisFirst), ...begun.blocks],
    });
  }
  return said([
    ...words(lineOf(session), texts.sendWhat(diagnosis.told.profile, frenchDate(parisDay(diagnosis.madeAt)))),
    choices(
      button(`send:${session.id}`, texts.sendButton),
      button(`redo:${session.id}`, diagnosisTexts.redo),
    ),
  ]);
}

async function send(tx: Transaction, around: Around, sessionId: string): Promise<TrainingWords> {
  const { companyId } = around;
  if (!(await lastDiagnosis(tx, companyId))) return wishToApply(tx, around, sessionId);
  return said(await applyNow(tx, around, sessionId));
}

async function applyNow(tx: Transaction, around: Around, sessionId: string): Promise<Block[]> {
  const { companyId, personId, conversation, now } = around;
  const by = (await findPerson(tx, personId))?.name ?? texts.theCompany;
  const diagnosisId = (await lastDiagnosis(tx, companyId))?.id;
  const applied = await apply(
    tx,
    { sessionId, companyId, personId, diagnosisId },
    { by, now, conversationId: conversation.id },
  );
  if (applied.ok) return [...applicationNews({ ...applied, dropped: 0 }).blocks];
  if (applied.why === 'again') return [...words(texts.already), ...(await statusLines(tx, around))];
  return words(texts.tooLate);
}

/** What follows a step of the diagnosis: its result once it is confirmed, and the application that it was made for. */
async function diagnosed(tx: Transaction, around: Around, step: DiagnosisWords): Promise<TrainingWords> {
  const state = { diagnosing: step.diagnosing, filling: false };
  if (!step.done) return { blocks: step.blocks, asksFrom: step.asksFrom, state };
  const { told, sessionId } = step.done;
  const applied = sessionId ? await applyNow(tx, around, sessionId) : [];
  const next = sessionId ? [] : await applyOffer(tx, around);
  return {
    blocks: [...step.blocks, ...diagnosisBlocks(told, around.training.cite), ...applied, ...next],
    state,
  };
}

async function showDiagnosis(tx: Transaction, around: Around): Promise<TrainingWords> {
  const diagnosis = await lastDiagnosis(tx, around.companyId);
  if (!diagnosis) return diagnosed(tx, around, await beginDiagnosis(tx, around, undefined));
  return said([
    ...diagnosisBlocks(diagnosis.told, around.training.cite),
    choices(button('redo', diagnosisTexts.redo)),
    ...(await applyOffer(tx, around)),
  ]);
}

/** A session in a line, with its last day to apply. */
const lineOf = ({ name, place, startsOn, endsOn, applyUntil }: TrainingSession): string =>
  texts.session(name, frenchDate(startsOn), frenchDate(endsOn), place, frenchDate(applyUntil));
