import type { InboundContent } from '#src/channel/port.ts';
import type { Draft } from '#src/company/form/draft.ts';
import type { Form } from '#src/company/form/form.ts';
import { formWishOf, looksLikeQuestion } from '#src/company/form/form-words.ts';
import { readField } from '#src/company/form/read-field.ts';
import { readYesNo } from '#src/company/form/readers/yes-no.ts';
import { dialogTexts } from '#src/company/form/texts-dialog.ts';
import type { SaidToQuestion } from '#src/reader/said-to-question.ts';
import { buttonOf, wishButton } from './buttons.ts';
import { forFreeField, isFree, isOneName, toldClauses } from './for-form.ts';
import { hears } from './hears.ts';
import type { Input, ToldClause, Words } from './position.ts';
import { saidInPassing } from './said-in-passing.ts';
import { toldInPieces } from './told-in-pieces.ts';

/** What a message is to a form: a step of it, or a « oui » to something else, after which it is shown again. */
interface HeardAnswer {
  readonly ground: 'command' | 'asked' | 'presumed';
  readonly turn:
    | { readonly type: 'resume' }
    | { readonly type: 'step'; readonly draft: Draft; readonly input: Input };
}

/** What a message says, as the form reads it. */
interface SaidToForm {
  readonly content: InboundContent;
  /** The words, where a button was typed. */
  readonly typed: string | undefined;
  readonly shown: { readonly choices: readonly { readonly value: string }[] };
  /** What it wants of the form, in whatever words, as learnt from examples: « form.skip ». */
  readonly act?: string | undefined;
  /** How it reads to the question, clause by clause; absent, where nothing was learnt. */
  readonly toQuestion?: Pick<SaidToQuestion, 'scores' | 'clauses' | 'pieces' | 'asks'> | undefined;
  /** What it says at once: what is said beside the answer is for others. */
  readonly parts?: readonly { readonly isBeside?: boolean | undefined }[] | undefined;
}

/** The form's own word for what is said to it in other words. */
const WORD_OF: ReadonlyMap<string, string> = new Map([
  ['form.skip', dialogTexts.skipWord],
  ['form.later', dialogTexts.laterWord],
  ['form.back', dialogTexts.backWord],
  ['form.why', dialogTexts.helpWord],
  ['form.show', dialogTexts.summaryWord],
]);

const ANYWHERE: ReadonlySet<string> = new Set([dialogTexts.laterWord, dialogTexts.summaryWord]);

/** A button of a form, or an answer to its question; nothing where a message is for somebody else. */
export function heardAnswer(
  said: SaidToForm,
  draft: Draft,
  form: Form,
  at: {
    readonly today: string;
    /** A button of this form was pressed. */
    readonly isButton: boolean;
    /** Its question is the last that was asked. */
    readonly isAsked: boolean;
    /** The message says by itself that it is about the form. */
    readonly isAbout?: boolean;
    /** The value of the form's button as the conversation has it. */
    readonly toButton?: (value: string) => string;
  },
): HeardAnswer | undefined {
  const { content, typed, shown, toQuestion } = said;
  const { today, isButton, isAsked, isAbout = false, toButton } = at;
  const word = isAsked ? wordIn(said, { draft, form, today }) : undefined;
  if (word !== undefined)
    return {
      ground: 'asked',
      turn: { type: 'step', draft, input: { type: 'text', text: word, ...besideIn(said) } },
    };
  const learnt = toQuestion?.scores;
  const tells = tellsMore(said) || tellsInPieces(said, form, today);
  const hearsIt = (isOther: boolean) =>
    isAsked && hears(draft, content, form, { today, isOther, learnt, tells });
  if (!isButton && !hearsIt(false)) return undefined;
  const isSure = isAbout || hearsIt(true);
  const ground = isButton ? 'command' : isSure ? 'asked' : 'presumed';
  if (content.type === 'text' && isYesToOther(shown, draft, content.text, toButton))
    return { ground, turn: { type: 'resume' } };
  const input = inputOf(content, typed, draft);
  const learntInput = withLearnt(input, said, { draft, form, today });
  const whole = learntInput.type === 'text' ? { ...learntInput, ...besideIn(said) } : learntInput;
  return { ground, turn: { type: 'step', draft, input: whole } };
}

/** What is asked or wanted beside an answer: that one is then said back. */
const besideIn = ({ toQuestion, parts = [] }: SaidToForm): Pick<Words, 'asks' | 'isNoted'> => ({
  ...(toQuestion?.asks !== undefined && { asks: toQuestion.asks }),
  ...((toQuestion?.asks !== undefined || parts.some(({ isBeside }) => isBeside)) && { isNoted: true }),
});

/** Whether one of the clauses surely tells something that the form asks. */
const tellsMore = ({ toQuestion }: SaidToForm): boolean =>
  toldClauses(toQuestion?.clauses ?? []).some(({ tells }) => tells !== 'skip');

/** Whether it tells the form something beside passing a question over; a number alone is for who calls back. */
const tellsBeside = (said: SaidToForm, form: Form, today: string): boolean =>
  said.content.type === 'text' &&
  (tellsMore(said) ||
    tellsInPieces(said, form, today) ||
    [...saidInPassing(form, said.content.text, today).keys()].some(
      (id) => form.fields.find((field) => field.id === id)?.type !== 'phone',
    ));

/** Whether its pieces tell several things that the form asks, or one by its name; a question tells nothing. */
function tellsInPieces({ content, toQuestion }: SaidToForm, form: Form, today: string): boolean {
  if (content.type !== 'text' || !toQuestion?.pieces || looksLikeQuestion(content.text)) return false;
  const { values, named } = toldInPieces(form, toQuestion.pieces, today);
  return values.size > 1 || named.size > 0;
}

/** What was said, with what its clauses tell, and whether it may be said to somebody else. */
function withLearnt(
  input: Input,
  said: SaidToForm,
  { draft: { phase }, form, today }: { draft: Draft; form: Form; today: string },
): Input {
  const { toQuestion } = said;
  const field = phase.at === 'question' ? form.fields.find(({ id }) => id === phase.field) : undefined;
  if (input.type !== 'text' || !field || !toQuestion) return input;
  const told = toldClauses(toQuestion.clauses);
  const isPassed = skippedIn(said, field, form, today) !== undefined;
  const clauses = isPassed ? withSkips(told, toQuestion.clauses, form) : told;
  const tells = clauses.some((clause) => clause.tells !== 'skip');
  const isUnsure = isFree(field) && !tells && forFreeField(field, input.text, toQuestion.scores) === 'unsure';
  const { pieces } = toQuestion;
  return {
    ...input,
    ...(clauses.length > 0 && { clauses }),
    ...(pieces && { pieces: isOneName(field, toQuestion.scores) ? [] : pieces }),
    ...(isUnsure && { isUnsure }),
  };
}

/** The clauses that tell something, and those that pass the question over by the form's own word. */
function withSkips(
  told: readonly ToldClause[],
  clauses: readonly { readonly text: string }[],
  form: Form,
): readonly ToldClause[] {
  if (told.some(({ tells }) => tells === 'skip')) return told;
  const skips = clauses.filter(({ text }) => formWishOf(text, form.fields)?.type === 'skip');
  return [...told, ...skips.map(({ text }) => ({ text, tells: 'skip' as const }))];
}

/**
 * « passer. … 06 39 98 14 27 »: the question is passed by that very word, and the number is for who calls back; unless it
 * answers the question.
 */
function skippedIn(
  { toQuestion }: SaidToForm,
  field: Form['fields'][number],
  form: Form,
  today: string,
): string | undefined {
  const clauses = toQuestion?.clauses ?? [];
  const skips = (text: string) => formWishOf(text, form.fields)?.type === 'skip';
  if (!clauses.some(({ text }) => skips(text))) return undefined;
  const answers = clauses.some(({ text }) => !skips(text) && readField(field, text, today).ok);
  return answers ? undefined : dialogTexts.skipWord;
}

/** The form's word for what a message says to its question, unless it is an answer to that or one of its own words. */
function wordIn(
  said: SaidToForm,
  { draft: { phase }, form, today }: { draft: Draft; form: Form; today: string },
): string | undefined {
  const { content, act } = said;
  if (content.type !== 'text') return undefined;
  const { text } = content;
  const field = phase.at === 'question' ? form.fields.find(({ id }) => id === phase.field) : undefined;
  const skipped = field && skippedIn(said, field, form, today);
  if (skipped !== undefined && !tellsBeside(said, form, today)) return skipped;
  const word = WORD_OF.get(act ?? '');
  if (word === undefined || formWishOf(text, form.fields) !== undefined) return undefined;
  // Before a summary, what is said may be of any answer.
  if (!field) return ANYWHERE.has(word) ? word : undefined;
  const isAnswer = !isFree(field) && readField(field, text, today).ok;
  const tells = tellsMore(said) || tellsInPieces(said, form, today);
  return isAnswer || tells || saidInPassing(form, text, today).size > 0 ? undefined : word;
}

/**
 * What a message does to a form. An answer that is typed as its button is labelled is read as words, where its question
 * is asked: of several choices, words say all of them, and a button one after the other.
 * @param typed the words, where a button was typed
 */
function inputOf(content: InboundContent, typed: string | undefined, { phase }: Draft): Input {
  if (content.type !== 'action') return { type: 'text', text: content.type === 'text' ? content.text : '' };
  const press = buttonOf(content.value);
  const isAsked = press?.type === 'answer' && phase.at === 'question' && phase.field === press.field;
  return typed !== undefined && isAsked
    ? { type: 'text', text: typed }
    : { type: 'button', value: content.value };
}

/** Whether a bare « oui » in front of a summary answers something that was said since: what is confirmed is shown again. */
function isYesToOther(
  { choices }: SaidToForm['shown'],
  { phase }: Draft,
  text: string,
  toButton: (value: string) => string = (value) => value,
): boolean {
  if (phase.at !== 'summary' || formWishOf(text, []) !== undefined) return false;
  const yes = readYesNo(text);
  const confirm = toButton(wishButton('confirm'));
  return yes.ok && yes.value && !choices.some(({ value }) => value === confirm);
}

/** « on reprend », where a form waits. */
export const isResumeWish = (content: InboundContent): boolean =>
  content.type === 'text' && formWishOf(content.text, [])?.type === 'resume';
