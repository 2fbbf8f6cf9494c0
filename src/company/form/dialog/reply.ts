import { type Block, type Choice, paragraph } from '#src/channel/blocks.ts';
import { button, listOf } from '#src/channel/make-blocks.ts';
import { type Answer, display, fieldsFor } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { type Field, type Form, voiceOf } from '#src/company/form/form.ts';
import { answerWords, formButtons as labels, dialogTexts as texts } from '#src/company/form/texts-dialog.ts';
import { answerButton, DONE_BUTTON, editButton, leaveButton, sureButton, wishButton } from './buttons.ts';

/** What the dialog says: sentences, the lines of a summary with what follows them, and buttons. */
export interface DialogReply {
  readonly said: readonly string[];
  /** How many of these sentences are said before the question; all of them, when absent. */
  readonly before?: number | undefined;
  readonly list: readonly string[];
  readonly after?: readonly string[] | undefined;
  readonly choices: readonly Choice[];
}

/** Fields that « modifier » offers as buttons; the others are named in words. */
const MOST_FIELDS = 18;

/** What is said where a draft stands, after some sentences. */
export const replyFor = (draft: Draft, form: Form, said: readonly string[]): DialogReply => ({
  ...replyAt(draft, form, said),
  before: said.length,
});

function replyAt(draft: Draft, form: Form, said: readonly string[]): DialogReply {
  const { phase } = draft;
  const voice = voiceOf(form);
  switch (phase.at) {
    case 'question': {
      const field = form.fields.find(({ id }) => id === phase.field) as Field;
      return draft.unsure === undefined ? askFor(draft, field, said) : askSure(draft.unsure, field, said);
    }
    case 'summary':
      return {
        said: [...said, voice.summaryTitle],
        list: summaryLines(draft, form),
        after: [voice.summaryAsk],
        choices: [
          button(wishButton('confirm'), labels.confirm),
          button(wishButton('edit'), labels.edit),
          button(wishButton('later'), labels.later),
        ],
      };
    case 'choosing':
      return {
        said: [...said, texts.choosing],
        list: [],
        choices: fieldsFor(form, draft.answers)
          .filter(({ id }) => draft.answers[id])
          .slice(0, MOST_FIELDS)
          .map(({ id, label }) => button(editButton(id), label)),
      };
    case 'leaving':
      return {
        said: [...said, texts.leaving],
        list: [],
        choices: [button(leaveButton(true), labels.erase), button(leaveButton(false), labels.keep)],
      };
    case 'paused':
      return {
        said: [...said, voice.pausedHint],
        list: [],
        choices: [button(wishButton('resume'), labels.resume)],
      };
    default:
      return phase satisfies never;
  }
}

function askFor(draft: Draft, field: Field, said: readonly string[]): DialogReply {
  const known = draft.answers[field.id];
  const isMulti = field.type === 'choices';
  const chosen = isMulti && Array.isArray(known?.value) ? (known.value as readonly string[]) : [];
  const question = isMulti ? `${field.question} ${texts.several}` : field.question;
  const current = known && !(isMulti && said.length > 0) ? [texts.now(shown(field, known))] : [];
  const options = field.choices
    .filter(({ id }) => !chosen.includes(id))
    .map(({ id, label }) => button(answerButton(field.id, id), label));
  const ways = [
    ...(draft.trail.length > 0 ? [button(wishButton('back'), labels.back)] : []),
    button(wishButton('later'), labels.later),
  ];
  return {
    // « Autre chose ? » asks the same again.
    said: said.at(-1) === texts.more ? said : [...said, question, ...current],
    list: [],
    choices: [
      ...yesNoOf(field),
      ...options,
      ...(chosen.length > 0 ? [button(DONE_BUTTON, labels.done)] : skipOf(field, known !== undefined)),
      ...(draft.companyId ? [button(wishButton('cancel'), labels.cancel)] : ways),
    ],
  };
}

/** Whether words that may be said to somebody else are the answer. */
const askSure = (words: string, field: Field, said: readonly string[]): DialogReply => ({
  said: [...said, field.id === 'name' ? texts.sureName(words) : texts.sureAnswer(words, field.label)],
  list: [],
  choices: [
    button(sureButton(true), labels.sure),
    button(sureButton(false), labels.notSure),
    button(wishButton('later'), labels.later),
  ],
});

const yesNoOf = ({ id, type }: Field): Choice[] =>
  type === 'yes-no' || type === 'consent'
    ? [button(answerButton(id, 'yes'), answerWords.yes), button(answerButton(id, 'no'), answerWords.no)]
    : [];

const skipOf = ({ required }: Field, isKnown: boolean): Choice[] =>
  required && !isKnown ? [] : [button(wishButton('skip'), labels.skip)];

/** An answer with where it comes from. */
function shown(field: Field, { value, origin, contested }: Answer): string {
  const text = display(field, value);
  if (contested !== undefined) return texts.contested(text, display(field, contested));
  switch (origin) {
    case 'fetched':
      return texts.fetched(text);
    case 'team':
      return texts.team(text);
    case 'proven':
      return texts.proven(text);
    case 'declared':
      return text;
    default:
      return origin satisfies never;
  }
}

/** The lines of a file, in the order of the form. */
export function summaryLines({ answers }: Pick<Draft, 'answers'>, form: Form): string[] {
  return fieldsFor(form, answers).flatMap((field) => {
    const answer = answers[field.id];
    return answer ? [texts.fact(field.label, shown(field, answer))] : [];
  });
}

/** A reply as neutral blocks. */
export function blocksOf({ said, list, after = [], choices }: DialogReply): Block[] {
  const blocks: Block[] = said.map(paragraph);
  if (list.length > 0) blocks.push(listOf(list));
  blocks.push(...after.map(paragraph));
  if (choices.length > 0) blocks.push({ type: 'choices', choices: [...choices] });
  return blocks;
}
