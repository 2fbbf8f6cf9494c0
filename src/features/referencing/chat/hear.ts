import { type CompanyRequest, companyRequestOf } from '#src/company/chat/request.ts';
import { companyOf } from '#src/company/chat/step.ts';
import { BUTTON_START, buttonOf } from '#src/company/form/dialog/buttons.ts';
import { heardAnswer, isResumeWish } from '#src/company/form/dialog/heard-answer.ts';
import type { Input } from '#src/company/form/dialog/position.ts';
import { type Draft, draftOf } from '#src/company/form/draft.ts';
import type { Form } from '#src/company/form/form.ts';
import { formWishOf, looksLikeQuestion } from '#src/company/form/form-words.ts';
import { dialogTexts } from '#src/company/form/texts-dialog.ts';
import { formUnderWay } from '#src/company/form/under-way.ts';
import { findDraft, type SavedDraft } from '#src/company/store/drafts.ts';
import { AS_ANSWER, type Candidate, type Reading, type Standing } from '#src/conversation/feature.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';

/** What a message asks of the sign-up or of a company's file, before it is worked out. */
export type HeardInForm =
  | { readonly type: 'anonymous' | 'resume' }
  /** The words of the wish, where it is said in words: they may tell more. */
  | { readonly type: 'start'; readonly text?: string | undefined }
  | {
      readonly type: 'step';
      readonly draft: Draft | undefined;
      readonly input: Input;
      /** The form waits, and is taken up again by the same message. */
      readonly resumes?: true;
    }
  | { readonly type: 'edit'; readonly draft: Draft | undefined; readonly input: Input }
  | { readonly type: 'company'; readonly request: Exclude<CompanyRequest, { type: 'edit' }> };

/** What is known of the person who writes, where the message may be about their file. */
export interface FormKnown {
  readonly form: Form;
  readonly saved: SavedDraft | undefined;
  /** They speak for a company that is registered. */
  readonly hasCompany: boolean;
}

/** That the form is to wait, as learnt from examples. */
const LATER = 'form.later';
const isOwnButton = ({ content }: Reading): boolean =>
  content.type === 'action' && content.value.startsWith(BUTTON_START);
const isReferencing = (message: Reading): boolean => wishOf(message) === 'referencing';

/** Reads what hearing needs; nothing where the message is plainly about something else. */
export async function formKnown(
  db: Queryable,
  message: Reading,
  { conversation }: Standing,
  form: () => Promise<Form>,
): Promise<FormKnown | undefined> {
  const { content } = message;
  const mayBe =
    isReferencing(message) ||
    companyRequestOf(content) !== undefined ||
    isOwnButton(message) ||
    formUnderWay(conversation.state) === 'sign-up' ||
    isResumeWish(content) ||
    actOf(message) === LATER ||
    (content.type === 'text' && saidAfterResuming(content.text) !== undefined) ||
    (content.type === 'text' && isOwnEdit(content.text));
  if (!mayBe) return undefined;
  const { personId } = conversation;
  return {
    form: await form(),
    saved: personId ? await findDraft(db, personId) : undefined,
    hasCompany: personId !== undefined && (await companyOf(db, personId)) !== undefined,
  };
}

/** What a message asks of the sign-up, or of a company's file. */
export function formHears(
  message: Reading,
  at: Standing<object, FormKnown | undefined>,
): Candidate<HeardInForm>[] {
  const { known, conversation } = at;
  if (!known) return [];
  const heard = conversation.personId ? ofPerson(message, known, at) : ofNobody(message);
  if (!heard) return [];
  const { ground, turn } = heard;
  const probability = ground === 'asked' ? AS_ANSWER : ground === 'meant' ? sureOf(message) || 1 : 1;
  return [{ turn, ground, probability }];
}

/** What is heard, and on what ground. */
type Heard = Pick<Candidate<HeardInForm>, 'ground' | 'turn'>;

/** Who gave no consent has neither form nor file: they are told so. */
function ofNobody(message: Reading): Heard | undefined {
  const isSure = companyRequestOf(message.content) !== undefined || isOwnButton(message);
  if (!isSure && !isReferencing(message)) return undefined;
  return { ground: isSure ? 'command' : 'meant', turn: { type: 'anonymous' } };
}

/** What a person asks: of their file by its name, else of the form on its way, else by a wish. */
function ofPerson(message: Reading, known: FormKnown, at: Standing): Heard | undefined {
  const { content } = message;
  const draft = draftOf(known.saved?.draft);
  const request = companyRequestOf(content);
  if (request) return { ground: 'command', turn: ofRequest(request, draft, known) };
  const own = draft && ofDraft(message, draft, known, at);
  if (own) return own;
  if (content.type === 'action' && isOwnButton(message))
    return { ground: 'command', turn: ofButton(content.value, draft, known) };
  const wished = wishIn(message, draft, known);
  return wished && { ground: content.type === 'action' ? 'command' : 'meant', turn: wished };
}

/** What a message wants of the form: in the middle of it, to see one's inscription is to see what is filled of it. */
const actToForm = (message: Reading): string | undefined =>
  actOf(message) === 'referencing.show' ? 'form.show' : actOf(message);

/** What is said to a form on its way, or to one that waits. */
function ofDraft(message: Reading, draft: Draft, known: FormKnown, at: Standing): Heard | undefined {
  const { content } = message;
  const answer = heardAnswer({ ...message, act: actToForm(message) }, draft, known.form, {
    today: parisDay(at.now),
    isButton: isOwnButton(message),
    isAsked: formUnderWay(at.conversation.state) === 'sign-up',
    isAbout: isReferencing(message),
  });
  if (answer) return answer;
  const beside = content.type === 'text' ? saidAfterResuming(content.text) : undefined;
  if (beside !== undefined && draft.phase.at === 'paused')
    return {
      ground: 'command',
      turn: { type: 'step', draft, input: { type: 'text', text: beside }, resumes: true },
    };
  if (isResumeWish(content)) return { ground: 'command', turn: { type: 'resume' } };
  // Said once more of a form that waits already.
  if (actOf(message) === LATER && draft.companyId === undefined)
    return {
      ground: 'meant',
      turn: { type: 'step', draft, input: { type: 'text', text: dialogTexts.laterWord } },
    };
  return undefined;
}

/** « reprendre. mon SIRET c’est … »: the answer to the question at which the form is taken up again. */
function saidAfterResuming(text: string): string | undefined {
  const at = text.search(/[.,;:!\n]/);
  if (at < 0 || !isResumeWish({ type: 'text', text: text.slice(0, at) })) return undefined;
  return text.slice(at + 1).trim() || undefined;
}

/** A button of a file without a form on its way: it names what to change. */
function ofButton(value: string, draft: Draft | undefined, { hasCompany }: FormKnown): HeardInForm {
  const press = buttonOf(value);
  const edits = press?.type === 'wish' && press.wish.type === 'edit';
  return edits && hasCompany ? { type: 'edit', draft, input: { type: 'button', value } } : { type: 'start' };
}

/** What is asked of a file that is registered. */
function ofRequest(
  request: CompanyRequest,
  draft: Draft | undefined,
  { hasCompany }: FormKnown,
): HeardInForm {
  // « ma fiche », in the middle of the form, is what is filled of it.
  if (request.type === 'file' && draft && draft.companyId === undefined && !hasCompany)
    return { type: 'step', draft, input: { type: 'text', text: dialogTexts.summaryWord } };
  if (request.type === 'edit')
    return { type: 'edit', draft, input: { type: 'text', text: dialogTexts.editWord } };
  return { type: 'company', request };
}

/** A wish to be referenced, or to change something of one's own file. */
function wishIn(message: Reading, draft: Draft | undefined, known: FormKnown): HeardInForm | undefined {
  const { form, hasCompany } = known;
  const { content } = message;
  const isEdit = content.type === 'text' && isOwnEdit(content.text);
  if (!isReferencing(message) && !isEdit) return undefined;
  const learnt = learntIn(message, draft, known);
  if (learnt) return learnt;
  const text = content.type === 'text' ? content.text : '';
  const wish = formWishOf(text, form.fields);
  if (!isReferencing(message) && (wish?.type !== 'edit' || wish.field === undefined)) return undefined;
  if (wish?.type === 'edit' && (draft || hasCompany))
    return { type: 'edit', draft, input: { type: 'text', text } };
  return isReferencing(message) ? { type: 'start', text } : undefined;
}

/** What exactly is asked of a file that is there, or of a form on its way, where that was learnt from examples. */
function learntIn(message: Reading, draft: Draft | undefined, known: FormKnown): HeardInForm | undefined {
  switch (actOf(message)) {
    case 'referencing.show':
      return draft || known.hasCompany ? ofRequest({ type: 'file' }, draft, known) : undefined;
    case 'referencing.resume':
      return draft ? { type: 'resume' } : undefined;
    case 'referencing.update': {
      if (!draft && !known.hasCompany) return undefined;
      // A field that is named is the one to change.
      const isNamed = formWishOf(message.text, known.form.fields)?.type === 'edit';
      return isNamed
        ? { type: 'edit', draft, input: { type: 'text', text: message.text } }
        : ofRequest({ type: 'edit' }, draft, known);
    }
    default:
      return undefined;
  }
}

/** « changez notre effectif », « modifier le téléphone »: of one's own file, not of a contract. */
const isOwnEdit = (text: string): boolean =>
  text.length < 120 &&
  !looksLikeQuestion(text) &&
  (/\b(?:chang|modifi|corrig|actualis|mett)\w*\b.{0,25}\b(?:mon|ma|mes|notre|nos)\b/i.test(text) ||
    // As our own messages say it: « modifier téléphone ».
    /^\W*(?:modifi|chang|corrig)(?:er|ez)\b/i.test(text)) &&
  !/march[ée]|avenant|contrat|offre|titulaire|chantier|acheteur|mairie|candidature/i.test(text);
