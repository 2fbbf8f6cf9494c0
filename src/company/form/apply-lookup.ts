import type { Establishment, Lookup } from '#src/company/rules/establishment.ts';
import { type Answer, type Answers, display, type Value } from './answers.ts';
import type { Draft } from './draft.ts';
import type { Field, Form } from './form.ts';
import { bracketOf } from './read-field.ts';
import { lookupTexts as texts } from './texts-dialog.ts';

/**
 * Puts what a directory knows into a draft, with its origin; what the company said itself stays, and the directory's
 * word is kept beside it where they differ.
 * @returns the draft, and what is said of the look-up
 */
export function applyLookup(draft: Draft, form: Form, lookup: Lookup): { draft: Draft; said: string[] } {
  switch (lookup.type) {
    case 'off':
      return { draft, said: [] };
    case 'busy':
    case 'down':
    case 'malformed':
      return { draft, said: [texts.trouble] };
    case 'unknown':
      return { draft, said: [texts.unknown] };
    case 'ambiguous':
      return { draft, said: [texts.ambiguous(lookup.name, lookup.establishments)] };
    case 'closed':
      return { draft, said: [texts.closed(lookup.whole)] };
    case 'found':
      return fill(draft, form, lookup.establishment);
    default:
      return lookup satisfies never;
  }
}

/** What a directory knows, as a form that nobody has filled takes it. */
export const answersFrom = (form: Form, found: Establishment): Answers =>
  fill({ phase: { at: 'choosing' }, answers: {}, skipped: [], trail: [] }, form, found).draft.answers;

function fill(draft: Draft, form: Form, found: Establishment): { draft: Draft; said: string[] } {
  const answers: Record<string, Answer> = { ...draft.answers };
  const facts: string[] = [];
  for (const field of form.fields) {
    const value = valueFor(field, found);
    if (value === undefined) continue;
    const own = answers[field.id];
    answers[field.id] =
      own && own.origin !== 'fetched' ? contesting(own, value) : { value, origin: 'fetched' };
    if (field.id !== 'name') facts.push(display(field, value));
  }
  const { isEss, isSiae } = found;
  const said = [
    texts.found(found.name ?? found.siret, facts),
    ...(isEss ? [texts.foundEss] : []),
    ...(isSiae ? [texts.foundSiae] : []),
  ];
  return { draft: { ...draft, answers, facts: { isEss, isSiae } }, said };
}

/** An answer of the company beside which a directory says something else. */
export const contesting = (own: Answer, fetched: Value): Answer =>
  JSON.stringify(own.value) === JSON.stringify(fetched)
    ? { value: fetched, origin: 'fetched' }
    : { ...own, contested: fetched };

/** Answers that a directory gave for another SIRET. */
export const withoutFetched = (answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([, { origin }]) => origin !== 'fetched'));

function valueFor(field: Field, found: Establishment): Value | undefined {
  switch (field.id) {
    case 'name':
      return found.name;
    case 'created':
      return field.type === 'date' ? found.createdOn : undefined;
    case 'seat':
      return found.town && found.department ? `${found.town} (${found.department})` : undefined;
    case 'headcount':
      return found.headcountFrom === undefined || field.type !== 'headcount'
        ? undefined
        : bracketOf(field, found.headcountFrom);
    case 'legal-form': {
      const form = legalFormOf(found.legalCategory);
      return field.choices.some(({ id }) => id === form) ? form : undefined;
    }
    default:
      return undefined;
  }
}

/** The legal form of a category of Insee (« catégories juridiques », level III). */
function legalFormOf(category: string | undefined): string | undefined {
  if (category === undefined) return undefined;
  // Cooperatives have their own numbers within each form of company, and general ones.
  if (/^(?:51|5[45](?:5[1-9]|4[2367]|58|60)|56(?:4[2367]|5[1-9]|60)|6317|6318)/.test(category))
    return 'cooperative';
  if (/^(?:57|5[78]\d\d)$/.test(category) || category.startsWith('57')) return 'sas';
  if (category.startsWith('54')) return 'sarl';
  if (/^5[56]/.test(category)) return 'sa';
  if (category.startsWith('1')) return 'sole-trader';
  if (category.startsWith('92')) return 'association';
  if (category.startsWith('93')) return 'foundation';
  return category.startsWith('82') ? 'mutual' : undefined;
}
