import { applies, display, fieldsFor } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { type Form, voiceOf } from '#src/company/form/form.ts';
import { fieldNamedIn, formWishOf, labelledIn } from '#src/company/form/form-words.ts';
import { readChoice } from '#src/company/form/readers/choice.ts';
import { readYesNo } from '#src/company/form/readers/yes-no.ts';
import { dialogTexts as texts } from '#src/company/form/texts-dialog.ts';
import { buttonOf, type Press } from './buttons.ts';
import {
  fieldOf,
  goOn,
  type Input,
  type Step,
  type StepContext,
  settled,
  stand,
  toNext,
} from './position.ts';
import { saidInPassing } from './said-in-passing.ts';
import { addChoice, answered, record, take } from './take-answer.ts';
import { edit, leave, wished } from './wishes.ts';

/** A new form, at its first question. */
export function begin(form: Form): Step {
  const draft = toNext({ phase: { at: 'paused' }, answers: {}, skipped: [], trail: [] }, form);
  return stand(draft, form, form.intro);
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
  const wish = formWishOf(input.text, form.fields);
  const { phase } = now;
  if (phase.at === 'leaving') return leave(now, readYesNo(input.text), wish, form);
  if (wish && !(wish.type === 'skip' && isAnswer(now, input.text, form)))
    return wished(now, wish, form, context);
  switch (phase.at) {
    case 'question':
      return answered(now, fieldOf(form, phase.field), input.text, form, context);
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
    case 'done':
      return draft.phase.at === 'question' && draft.answers[draft.phase.field]
        ? goOn(draft, form, [])
        : stand(draft, form);
    case 'answer': {
      const field = form.fields.find(({ id }) => id === press.field);
      const isChoice = field?.choices.some(({ id }) => id === press.value);
      const isYesNo = field?.type === 'yes-no' || field?.type === 'consent';
      if (!field || !applies(field, draft.answers) || !(isChoice || isYesNo)) return stand(draft, form);
      if (field.type !== 'choices')
        return take(draft, field, isYesNo ? press.value === 'yes' : press.value, form, context, []);
      return addChoice(draft, field, press.value, form, context);
    }
    default:
      return press satisfies never;
  }
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
