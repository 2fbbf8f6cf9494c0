import { fieldsFor } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { type Field, type Form, voiceOf } from '#src/company/form/form.ts';
import type { Lookup } from '#src/company/rules/establishment.ts';
import type { ClauseSaid } from '#src/reader/answer/clause-said.ts';
import { type DialogReply, replyFor } from './reply.ts';

/** What a person did: words, or the value of a button. */
export type Input =
  | {
      readonly type: 'text';
      readonly text: string;
      /** Its clauses, where it tells several things: what each wants or tells, as learnt from examples. */
      readonly clauses?: readonly ToldClause[] | undefined;
      /** The same, cut finer: at commas, around numbers and addresses, before a remark. */
      readonly pieces?: readonly ClauseSaid[] | undefined;
      /** It may be said to somebody else: whether it is the answer is asked. */
      readonly isUnsure?: true | undefined;
      /** What is asked beside it, of a question of the form. */
      readonly asks?: string | undefined;
      /** Something else is said in the same breath: what was understood as the answer is said back. */
      readonly isNoted?: true | undefined;
    }
  | { readonly type: 'button'; readonly value: string };

/** What a person wrote to a form. */
export type Words = Extract<Input, { type: 'text' }>;

/** A clause of a message, and what it is to a form. */
export interface ToldClause {
  readonly text: string;
  /** It tells the name, or the trade; or it says that an answer is not to be had. */
  readonly tells: 'name' | 'activity' | 'skip';
}

/** What a step needs to know of the world. */
export interface StepContext {
  /** « YYYY-MM-DD ». */
  readonly today: string;
  /** What a directory says of the SIRET that this step takes; nothing is said when absent. */
  readonly lookup?: Lookup | undefined;
}

/** What a message tells with the wish to be referenced, and what a directory says of its SIRET. */
export interface ToldAtStart {
  readonly words: Words;
  readonly context: StepContext;
}

/** A step: the draft to save, what is said, and how the dialog ended if it did. */
export interface Step {
  readonly draft: Draft;
  readonly reply: DialogReply;
  readonly outcome?: 'confirmed' | 'cancelled' | 'paused' | undefined;
}

/** The question of a draft, asked again. */
export const stand = (draft: Draft, form: Form, said: readonly string[] = []): Step => ({
  draft,
  reply: replyFor(draft, form, said),
});

/** Takes up a draft where it was left. */
export function resume(draft: Draft, form: Form): Step {
  const on = draft.phase.at === 'paused' ? toNext(draft, form) : draft;
  return stand(on, form, [voiceOf(form).resumed]);
}

export const fieldOf = (form: Form, id: string): Field =>
  form.fields.find((field) => field.id === id) as Field;

/** A draft on the form of today: where its question has gone, the next one is asked. */
export function settled(draft: Draft, form: Form): Draft {
  const { phase } = draft;
  const known = phase.at !== 'question' || form.fields.some(({ id }) => id === phase.field);
  return known ? draft : toNext(draft, form);
}

/** The first question without an answer, or the summary. */
export function toNext(draft: Draft, form: Form): Draft {
  const { answers, skipped } = draft;
  const field = fieldsFor(form, answers).find(
    ({ id, asked }) => asked && answers[id] === undefined && !skipped.includes(id),
  );
  return {
    ...draft,
    phase: field ? { at: 'question', field: field.id, next: 'question' } : { at: 'summary' },
  };
}

/** Goes on after an answer, or after one was passed over. */
export function goOn(draft: Draft, form: Form, said: readonly string[]): Step {
  const { phase } = draft;
  if (phase.at === 'question' && phase.next === 'save')
    return { draft, reply: { said, list: [], choices: [] }, outcome: 'confirmed' };
  return stand(toNext(draft, form), form, said);
}

/** A step of a form, taken on a draft as it was read: it holds as long as that draft is what is saved. */
export interface TakenStep {
  /** What was saved of the form; nothing, where a registered file is changed. */
  readonly saved: Draft | undefined;
  /** What the step starts from: what was saved, or the answers of the registered file. */
  readonly before: Draft;
  readonly step: Step;
}
