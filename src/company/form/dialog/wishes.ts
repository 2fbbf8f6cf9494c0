import { fieldsFor } from '#src/company/form/answers.ts';
import type { Draft } from '#src/company/form/draft.ts';
import { type Field, type Form, voiceOf } from '#src/company/form/form.ts';
import type { FormWish } from '#src/company/form/form-words.ts';
import type { readYesNo } from '#src/company/form/readers/yes-no.ts';
import { dialogTexts as texts } from '#src/company/form/texts-dialog.ts';
import { fieldOf, goOn, resume, type Step, type StepContext, stand, toNext } from './position.ts';
import { summaryLines } from './reply.ts';
import { answered } from './take-answer.ts';

/** Asks a question that was answered again. */
export function edit(draft: Draft, field: Field, form: Form): Step {
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

function skip(draft: Draft, field: Field, form: Form): Step {
  if (draft.answers[field.id]) return goOn(draft, form, []);
  if (field.required) return stand(draft, form, [voiceOf(form).cannotSkip]);
  const skipped = [...draft.skipped.filter((id) => id !== field.id), field.id];
  return goOn(
    { ...draft, skipped, trail: [...draft.trail, field.id] },
    form,
    field.skipped ? [field.skipped] : [],
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

export function leave(
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

export function wished(draft: Draft, wish: FormWish, form: Form, context: StepContext): Step {
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
        : answered(asked.draft, named, wish.text, form, context);
    }
    default:
      return wish satisfies never;
  }
}
