import { applies, display, fieldsFor } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { type Field, type Form, voiceOf } from '#src/company/form/form.ts';
import { type FormWish, fieldNamedIn, formWishOf, labelledIn } from '#src/company/form/form-words.ts';
import { readChoice } from '#src/company/form/readers/choice.ts';
import { bareYesNo, readYesNo } from '#src/company/form/readers/yes-no.ts';
import { dialogTexts as texts } from '#src/company/form/texts-dialog.ts';
import { buttonOf, type Press } from './buttons.ts';
import {
  fieldOf,
  goOn,
  type Input,
  resume,
  type Step,
  type StepContext,
  settled,
  stand,
  type ToldAtStart,
  toNext,
  type Words,
} from './position.ts';
import { summaryLines } from './reply.ts';
import { saidInPassing } from './said-in-passing.ts';
import { addChoice, answered, record, recordPassing, skip, take } from './take-answer.ts';
import { toldAtStart } from './told-at-start.ts';

/** A new form, at the first question that was not answered with the wish. */
export function begin(form: Form, atStart?: ToldAtStart): Step {
  const empty: Draft = { phase: { at: 'paused' }, answers: {}, skipped: [], trail: [] };
  if (!atStart) return stand(toNext(empty, form), form, form.intro);
  const { words, context } = atStart;
  const told = toldAtStart(form, words.text, words.pieces ?? [], context.today);
  const { draft, said } = recordPassing(empty, [...told], form, context);
  return stand(toNext(draft, form), form, [...form.intro, ...said]);
}

/**
 * One step of the sign-up: pure. What is not understood changes nothing but what is said.
 * @param form the form as it is now: a question that is no more is left behind
 */
export function step(draft: Draft, input: Input, form: Form, context: StepContext): Step {
  const now = settled(draft, form);
  if (input.type === 'button') {
    const press = buttonOf(input.value);
    return press ? pressed(now, press, form, context) : stand(now, form);
  }
  const taken = said(now, input, form, context);
  if (input.asks === undefined) return taken;
  const help = helpOn(input.asks, now, taken, form);
  // « je ne sais pas, vous voulez dire quoi ? »: it is explained first, and passed over once it is understood.
  if (help !== undefined && isPassedOver(now, taken)) return stand(now, form, [help]);
  return withHelp(taken, help);
}

/** Whether a step passes its question over, without a word of what that means. */
const isPassedOver = ({ phase, skipped }: Draft, { draft }: Step): boolean =>
  phase.at === 'question' && !skipped.includes(phase.field) && draft.skipped.includes(phase.field);

/**
 * What helps who asks something of the form beside an answer: of the question that they name, else of the one that was
 * asked; nothing where passing it over has just told what that means.
 */
function helpOn(asked: string, { phase }: Draft, { draft, reply }: Step, form: Form): string | undefined {
  const named = fieldNamedIn(asked, fieldsFor(form, draft.answers));
  const field = phase.at === 'question' ? fieldOf(form, phase.field) : undefined;
  const isTold = field?.skipped !== undefined && reply.said.includes(field.skipped);
  if (isTold && (named === undefined || named === field)) return undefined;
  return named?.help ?? field?.help ?? texts.noHelp;
}

/** A step that also says what helps, before its question. */
function withHelp(taken: Step, help: string | undefined): Step {
  const { reply } = taken;
  if (help === undefined || reply.said.includes(help)) return taken;
  const at = reply.before ?? reply.said.length;
  const said = [...reply.said.slice(0, at), help, ...reply.said.slice(at)];
  return { ...taken, reply: { ...reply, said, before: at + 1 } };
}

/** A step in words. */
function said(now: Draft, input: Words, form: Form, context: StepContext): Step {
  const wish = formWishOf(input.text, form.fields);
  const { phase } = now;
  if (phase.at === 'leaving') return leave(now, readYesNo(input.text), wish, form);
  const sure = now.unsure === undefined ? undefined : bareYesNo(input.text);
  if (sure !== undefined) return settle(now, sure === 'yes', form, context);
  if (wish && !(wish.type === 'skip' && isAnswer(now, input.text, form)))
    return wished({ ...now, unsure: undefined }, wish, form, context);
  switch (phase.at) {
    case 'question':
      return answered(now, fieldOf(form, phase.field), input, form, context);
    case 'summary': {
      const yes = readYesNo(input.text);
      if (yes.ok) return wished(now, { type: yes.value ? 'confirm' : 'edit' }, form, context);
      return inSummary(now, input.text, form, context);
    }
    case 'choosing': {
      const field = fieldNamedIn(input.text, fieldsFor(form, now.answers));
      return field ? edit(now, field, form) : stand(now, form, [texts.unknownField]);
    }
    case 'paused':
      return stand(now, form);
    default:
      return phase satisfies never;
  }
}

/** Takes the words that may have been the answer, or asks the question again. */
function settle(draft: Draft, isAnswer: boolean, form: Form, context: StepContext): Step {
  const { phase, unsure: text } = draft;
  const asked = { ...draft, unsure: undefined };
  if (phase.at !== 'question' || text === undefined || !isAnswer) return stand(asked, form);
  return answered(asked, fieldOf(form, phase.field), { type: 'text', text }, form, context);
}

/** Whether words that pass a question over are one of its own answers: « je ne sais pas ». */
function isAnswer({ phase }: Draft, text: string, form: Form): boolean {
  const field = phase.at === 'question' ? fieldOf(form, phase.field) : undefined;
  return field?.type === 'choice' && readChoice(text, field.choices).ok;
}

/** The SIRET that a step would take, of which a directory may know something. */
export function siretToLookUp(
  draft: Draft,
  input: Input,
  form: Form,
  context: StepContext,
): string | undefined {
  const siret = form.fields.find(({ type }) => type === 'siret')?.id ?? '';
  const after = step(draft, input, form, { today: context.today }).draft.answers[siret]?.value;
  return typeof after === 'string' && after !== draft.answers[siret]?.value ? after : undefined;
}

function pressed(draft: Draft, press: Press, form: Form, context: StepContext): Step {
  switch (press.type) {
    case 'wish':
      return draft.phase.at === 'leaving'
        ? leave(draft, undefined, press.wish, form)
        : wished(draft, press.wish, form, context);
    case 'leave':
      return leave(draft, { ok: true, value: press.yes }, undefined, form);
    case 'sure':
      return settle(draft, press.yes, form, context);
    case 'done':
      return draft.phase.at === 'question' && draft.answers[draft.phase.field]
        ? goOn(draft, form, [])
        : stand(draft, form);
    case 'answer':
      return pressedAnswer(draft, press, form, context);
    default:
      return press satisfies never;
  }
}

function pressedAnswer(
  draft: Draft,
  press: Extract<Press, { type: 'answer' }>,
  form: Form,
  context: StepContext,
): Step {
  const field = form.fields.find(({ id }) => id === press.field);
  const isChoice = field?.choices.some(({ id }) => id === press.value);
  const isYesNo = field?.type === 'yes-no' || field?.type === 'consent';
  if (!field || !applies(field, draft.answers) || !(isChoice || isYesNo)) return stand(draft, form);
  if (field.type !== 'choices')
    return take(draft, field, isYesNo ? press.value === 'yes' : press.value, form, context, []);
  return addChoice(draft, field, press.value, form, context);
}

/** In front of the summary, an answer that says by itself what it is changes it. */
function inSummary(draft: Draft, text: string, form: Form, context: StepContext): Step {
  const fields = fieldsFor(form, draft.answers);
  const named = labelledIn(text, fields);
  if (named) return wished(draft, { type: 'edit', field: named.field.id, text: named.text }, form, context);
  const field = fieldNamedIn(text, fields);
  if (field) return edit(draft, field, form);
  const [said] = saidInPassing(form, text, context.today);
  if (!said) return stand(draft, form, [voiceOf(form).summaryUnknown]);
  const changed = fieldOf(form, said[0]);
  const after = record(draft, changed, said[1], form);
  return stand(after, form, [texts.noted([texts.fact(changed.label, display(changed, said[1]))])]);
}

/** Asks a question that was answered again. */
function edit(draft: Draft, field: Field, form: Form): Step {
  const next = draft.companyId ? 'save' : 'summary';
  return stand({ ...draft, phase: { at: 'question', field: field.id, next } }, form);
}

function back(draft: Draft, form: Form): Step {
  const asked = draft.phase.at === 'question' ? draft.phase.field : undefined;
  const trail = draft.trail.filter((id) => id !== asked && form.fields.some((field) => field.id === id));
  const last = trail.at(-1);
  if (!last) return stand(draft, form, [texts.noBack]);
  return stand(
    { ...draft, trail: trail.slice(0, -1), phase: { at: 'question', field: last, next: 'question' } },
    form,
  );
}

/** The necessary question that is still without an answer. */
const missingIn = (draft: Draft, form: Form): Field | undefined =>
  fieldsFor(form, draft.answers).find(({ id, required }) => required && draft.answers[id] === undefined);

/** Confirms, once every necessary answer is there. */
function confirm(draft: Draft, form: Form): Step {
  const missing = missingIn(draft, form);
  if (draft.phase.at !== 'summary')
    return missing
      ? stand(toNext(draft, form), form, [texts.notFinished])
      : stand({ ...draft, phase: { at: 'summary' } }, form);
  if (missing)
    return stand({ ...draft, phase: { at: 'question', field: missing.id, next: 'summary' } }, form, [
      voiceOf(form).notYet(missing.label),
    ]);
  return { draft, reply: { said: [], list: [], choices: [] }, outcome: 'confirmed' };
}

/** What is filled so far, and the question of now again; once nothing necessary is missing, the summary to confirm. */
function soFar(draft: Draft, form: Form): Step {
  if (draft.phase.at !== 'question' || !missingIn(draft, form))
    return stand({ ...draft, phase: { at: 'summary' } }, form);
  const { reply } = stand(draft, form);
  const lines = summaryLines(draft, form);
  if (lines.length === 0) return stand(draft, form, [texts.nothingYet]);
  return { draft, reply: { ...reply, said: [texts.soFar], list: lines, after: reply.said } };
}

function leave(
  draft: Draft,
  yes: ReturnType<typeof readYesNo> | undefined,
  wish: FormWish | undefined,
  form: Form,
): Step {
  const erased = yes?.ok ? yes.value : wish?.type === 'cancel' ? true : undefined;
  if (erased) return { draft, reply: { said: [texts.erased], list: [], choices: [] }, outcome: 'cancelled' };
  if (erased === false || wish) return stand(toNext(draft, form), form, [texts.notErased]);
  return stand(draft, form, [texts.yesNo]);
}

function wished(draft: Draft, wish: FormWish, form: Form, context: StepContext): Step {
  const { phase } = draft;
  const field = phase.at === 'question' ? fieldOf(form, phase.field) : undefined;
  switch (wish.type) {
    case 'back':
      return back(draft, form);
    case 'skip':
      return field ? skip(draft, field, form) : stand(draft, form);
    case 'later':
      return {
        draft: { ...draft, phase: { at: 'paused' } },
        reply: { said: [voiceOf(form).later], list: [], choices: [] },
        outcome: 'paused',
      };
    case 'cancel':
      if (draft.companyId)
        return { draft, reply: { said: [texts.unchanged], list: [], choices: [] }, outcome: 'cancelled' };
      return stand({ ...draft, phase: { at: 'leaving', was: field?.id } }, form);
    case 'help':
      return stand(draft, form, [field?.help ?? texts.noHelp]);
    case 'summary':
      return soFar(draft, form);
    case 'resume':
    case 'restart':
      return resume(draft, form);
    case 'confirm':
      return confirm(draft, form);
    case 'edit': {
      const named =
        wish.field === undefined
          ? undefined
          : fieldsFor(form, draft.answers).find(({ id }) => id === wish.field);
      if (!named) return stand({ ...draft, phase: { at: 'choosing' } }, form);
      const asked = edit(draft, named, form);
      return wish.text === undefined || asked.draft.phase.at !== 'question'
        ? asked
        : answered(asked.draft, named, { type: 'text', text: wish.text }, form, context);
    }
    default:
      return wish satisfies never;
  }
}
