import type { Lookup } from '#src/company/directory.ts';
import { dialogTexts as texts } from '#src/texts/referencing.ts';
import { type Answer, applies, display, fieldsFor, pruned, type Value } from './answers.ts';
import { applyLookup, contesting, withoutFetched } from './apply-lookup.ts';
import { buttonOf, type Press } from './buttons.ts';
import type { Draft } from './draft.ts';
import type { Field, Form } from './form.ts';
import { type FormWish, fieldNamedIn, formWishOf } from './form-words.ts';
import { readField } from './read-field.ts';
import { readYesNo } from './readers/yes-no.ts';
import { type DialogReply, replyFor } from './reply-for.ts';
import { saidInPassing } from './said-in-passing.ts';

/** What a person did: words, or the value of a button. */
export type Input = { readonly type: 'text'; readonly text: string } | { readonly type: 'button'; readonly value: string };

/** What a step needs to know of the world. */
export interface StepContext {
  /** « YYYY-MM-DD ». */
  readonly today: string;
  /** What a directory says of the SIRET that this step takes; nothing is said when absent. */
  readonly lookup?: Lookup | undefined;
}

/** A step: the draft to save, what is said, and how the dialog ended if it did. */
export interface Step {
  readonly draft: Draft;
  readonly reply: DialogReply;
  readonly outcome?: 'confirmed' | 'cancelled' | 'paused' | undefined;
}

/** A new form, at its first question. */
export function begin(form: Form): Step {
  const draft = toNext({ phase: { at: 'paused' }, answers: {}, skipped: [], trail: [] }, form);
  return stand(draft, form, form.intro);
}

/** The question of a draft, asked again. */
export const stand = (draft: Draft, form: Form, said: readonly string[] = []): Step => ({
  draft,
  reply: replyFor(draft, form, said),
});

/** Takes up a draft where it was left. */
export function resume(draft: Draft, form: Form): Step {
  const on = draft.phase.at === 'paused' ? toNext(draft, form) : draft;
  return stand(on, form, [texts.resumed]);
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
  if (wish) return wished(now, wish, form, context);
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

/** The SIRET that a step would take, of which a directory may know something. */
export function siretToLookUp(draft: Draft, input: Input, form: Form, context: StepContext): string | undefined {
  const siret = form.fields.find(({ type }) => type === 'siret')?.id ?? '';
  const after = step(draft, input, form, { today: context.today }).draft.answers[siret]?.value;
  return typeof after === 'string' && after !== draft.answers[siret]?.value ? after : undefined;
}

const fieldOf = (form: Form, id: string): Field => form.fields.find((field) => field.id === id) as Field;

/** A draft on the form of today: where its question has gone, the next one is asked. */
function settled(draft: Draft, form: Form): Draft {
  const { phase } = draft;
  const known = phase.at !== 'question' || form.fields.some(({ id }) => id === phase.field);
  return known ? draft : toNext(draft, form);
}

/** The first question without an answer, or the summary. */
function toNext(draft: Draft, form: Form): Draft {
  const { answers, skipped } = draft;
  const field = fieldsFor(form, answers).find(({ id }) => answers[id] === undefined && !skipped.includes(id));
  return { ...draft, phase: field ? { at: 'question', field: field.id, then: 'next' } : { at: 'summary' } };
}

/** Goes on after an answer, or after one was passed over. */
function goOn(draft: Draft, form: Form, said: readonly string[]): Step {
  const { phase } = draft;
  if (phase.at === 'question' && phase.then === 'save') return { draft, reply: { said, list: [], choices: [] }, outcome: 'confirmed' };
  return stand(toNext(draft, form), form, said);
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
      if (field.type !== 'choices') return take(draft, field, isYesNo ? press.value === 'yes' : press.value, form, context, []);
      return addChoice(draft, field, press.value, form, context);
    }
    default:
      return press satisfies never;
  }
}

/** One more of several choices, by its button. */
function addChoice(draft: Draft, field: Field, value: string, form: Form, context: StepContext): Step {
  const isAlone = (id: string) => field.choices.find((choice) => choice.id === id)?.alone === true;
  const before = draft.answers[field.id]?.value;
  const chosen = Array.isArray(before) ? before.filter((id: string) => id !== value && !isAlone(id)) : [];
  if (isAlone(value)) return take(draft, field, [value], form, context, []);
  const { phase } = draft;
  const isCurrent = phase.at === 'question' && phase.field === field.id;
  const after = record(draft, field, [...chosen, value], form);
  if (!isCurrent) return stand(after, form);
  return stand(after, form, [texts.noted([[...chosen, value].map((id) => display(field, [id])).join(', ')]), texts.more]);
}

/** An answer in words, and all that it tells in the same breath. */
function answered(draft: Draft, field: Field, text: string, form: Form, context: StepContext): Step {
  const isFree = field.type === 'text' && field.id !== 'name';
  const passing = isFree || field.type === 'activities' ? new Map<string, Value>() : saidInPassing(form, text, context.today);
  passing.delete(field.id);
  for (const id of passing.keys()) {
    const known = draft.answers[id];
    if (known && known.origin !== 'fetched') passing.delete(id);
  }
  if (field.type === 'choices' && /^\W*(?:c['’]est tout|termin[ée]|rien d['’]autre|non merci)\W*$/i.test(text) && draft.answers[field.id])
    return goOn(draft, form, []);
  const words = field.id === 'name' && passing.size > 0 ? (text.split(/[,;]/)[0] ?? text) : text;
  const read = readField(field, words, context.today);
  let after = draft;
  const facts: string[] = [];
  for (const [id, value] of passing) {
    const other = fieldOf(form, id);
    after = record(after, other, value, form);
    facts.push(texts.fact(other.label, display(other, value)));
  }
  const noted = facts.length > 0 ? [texts.noted(facts)] : [];
  const siret = [...passing.keys()].find((id) => fieldOf(form, id).type === 'siret');
  if (siret && context.lookup) {
    const filled = applyLookup(after, form, context.lookup);
    after = filled.draft;
    noted.push(...filled.said);
  }
  if (read.ok) return take(after, field, read.value, form, context, noted);
  return stand(after, form, passing.size > 0 ? noted : [read.error]);
}

/** Writes an answer down; what a directory said stays beside it. */
function record(draft: Draft, field: Field, value: Value, form: Form): Draft {
  const before = draft.answers[field.id];
  const fetched = before?.origin === 'fetched' ? before.value : before?.contested;
  const own: Answer = { value, origin: 'declared' };
  const answer = fetched === undefined ? own : contesting(own, fetched);
  const isOther = field.type === 'siret' && before !== undefined && before.value !== value;
  const answers = { ...(isOther ? withoutFetched(draft.answers) : draft.answers), [field.id]: answer };
  return {
    ...draft,
    answers: pruned(form, answers),
    skipped: draft.skipped.filter((id) => id !== field.id),
    trail: [...draft.trail.filter((id) => id !== field.id), field.id],
    ...(isOther && { facts: undefined }),
  };
}

/** Takes an answer that was read, and goes on. */
function take(draft: Draft, field: Field, value: Value, form: Form, context: StepContext, noted: readonly string[]): Step {
  if (field.type === 'consent' && field.required && value === false) return stand(draft, form, [texts.consentNeeded]);
  const recorded = record(draft, field, value, form);
  const said = [...noted];
  if (INTERPRETED.has(field.type)) said.unshift(texts.noted([texts.fact(field.label, display(field, value))]));
  if (typeof value === 'object' && 'said' in value && value.sectors.length === 0) said.push(texts.noSector);
  const { phase } = draft;
  const isCurrent = phase.at === 'question' && phase.field === field.id;
  // An old button: its answer is kept, and the question of now is asked again.
  if (!isCurrent) return phase.at === 'question' ? stand(recorded, form, said) : stand(toNext(recorded, form), form, said);
  if (field.type === 'siret' && context.lookup) {
    const filled = applyLookup(recorded, form, context.lookup);
    return goOn(filled.draft, form, [...filled.said, ...said]);
  }
  return goOn(recorded, form, said);
}

/** Answers that were made out of words, and may have been misread. */
const INTERPRETED: ReadonlySet<Field['type']> = new Set([
  ...(['activities', 'places', 'headcount', 'turnover', 'town', 'choices', 'choice', 'date'] as const),
]);

function wished(draft: Draft, wish: FormWish, form: Form, context: StepContext): Step {
  const { phase } = draft;
  const field = phase.at === 'question' ? fieldOf(form, phase.field) : undefined;
  switch (wish.type) {
    case 'back':
      return back(draft, form);
    case 'skip':
      return field ? skip(draft, field, form) : stand(draft, form);
    case 'later':
      return { draft: { ...draft, phase: { at: 'paused' } }, reply: { said: [texts.later], list: [], choices: [] }, outcome: 'paused' };
    case 'cancel':
      if (draft.companyId) return { draft, reply: { said: [texts.unchanged], list: [], choices: [] }, outcome: 'cancelled' };
      return stand({ ...draft, phase: { at: 'leaving', was: field?.id } }, form);
    case 'help':
      return stand(draft, form, [field?.help ?? texts.noHelp]);
    case 'summary':
      return stand({ ...draft, phase: { at: 'summary' } }, form);
    case 'resume':
    case 'restart':
      return resume(draft, form);
    case 'confirm':
      return confirm(draft, form, context);
    case 'edit': {
      const named = wish.field === undefined ? undefined : fieldsFor(form, draft.answers).find(({ id }) => id === wish.field);
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

/** Asks a question that was answered again. */
export function edit(draft: Draft, field: Field, form: Form): Step {
  const then = draft.companyId ? 'save' : 'summary';
  return stand({ ...draft, phase: { at: 'question', field: field.id, then } }, form);
}

function back(draft: Draft, form: Form): Step {
  const asked = draft.phase.at === 'question' ? draft.phase.field : undefined;
  const trail = draft.trail.filter((id) => id !== asked && form.fields.some((field) => field.id === id));
  const last = trail.at(-1);
  if (!last) return stand(draft, form, [texts.noBack]);
  return stand({ ...draft, trail: trail.slice(0, -1), phase: { at: 'question', field: last, then: 'next' } }, form);
}

function skip(draft: Draft, field: Field, form: Form): Step {
  if (draft.answers[field.id]) return goOn(draft, form, []);
  if (field.required) return stand(draft, form, [texts.cannotSkip]);
  const skipped = [...draft.skipped.filter((id) => id !== field.id), field.id];
  return goOn({ ...draft, skipped, trail: [...draft.trail, field.id] }, form, field.skipped ? [field.skipped] : []);
}

/** Confirms, once every necessary answer is there. */
function confirm(draft: Draft, form: Form, _context: StepContext): Step {
  if (draft.phase.at !== 'summary') return stand(toNext(draft, form), form);
  const missing = fieldsFor(form, draft.answers).find(({ id, required }) => required && draft.answers[id] === undefined);
  if (missing) return stand({ ...draft, phase: { at: 'question', field: missing.id, then: 'summary' } }, form, [texts.notYet(missing.label)]);
  return { draft, reply: { said: [], list: [], choices: [] }, outcome: 'confirmed' };
}

/** In front of the summary, an answer that says by itself what it is changes it. */
function inSummary(draft: Draft, text: string, form: Form, context: StepContext): Step {
  const field = fieldNamedIn(text, fieldsFor(form, draft.answers));
  if (field) return edit(draft, field, form);
  const [said] = saidInPassing(form, text, context.today);
  if (!said) return stand(draft, form, [texts.summaryUnknown]);
  const changed = fieldOf(form, said[0]);
  const after = record(draft, changed, said[1], form);
  return stand(after, form, [texts.noted([texts.fact(changed.label, display(changed, said[1]))])]);
}

function leave(draft: Draft, yes: ReturnType<typeof readYesNo> | undefined, wish: FormWish | undefined, form: Form): Step {
  const erased = yes?.ok ? yes.value : wish?.type === 'cancel' ? true : undefined;
  if (erased) return { draft, reply: { said: [texts.erased], list: [], choices: [] }, outcome: 'cancelled' };
  if (erased === false || wish) return stand(toNext(draft, form), form, [texts.notErased]);
  return stand(draft, form, [texts.yesNo]);
}

