import type { Activities } from '#src/company/form/readers/activities.ts';
import { spacedPhone } from '#src/company/form/readers/phone.ts';
import type { Places } from '#src/company/form/readers/places.ts';
import { spacedSiret } from '#src/company/form/readers/siret.ts';
import { departmentOf, REGION_SUD } from '#src/reference/french-places.ts';
import { sectorOf } from '#src/reference/sectors.ts';
import type { Field, Form } from './form.ts';
import { answerWords as words } from './texts-dialog.ts';

/** What an answer holds, as JSON. */
export type Value = string | boolean | readonly string[] | Activities | Places;

/**
 * Where a value comes from: a public directory, the company's own word, the team, or a proof that was checked (by the
 * team, or by a code sent to an address).
 */
type Origin = 'fetched' | 'declared' | 'team' | 'proven';

/** A value, its origin, and what a directory said where the company denies it. */
export interface Answer {
  readonly value: Value;
  readonly origin: Origin;
  readonly contested?: Value | undefined;
}
export type Answers = Readonly<Record<string, Answer>>;

/** Whether a question is asked of who gave these answers. */
export function applies(field: Field, answers: Answers): boolean {
  if (!field.when) return true;
  const value = answers[field.when.field]?.value;
  const given = typeof value === 'boolean' ? [value ? 'yes' : 'no'] : Array.isArray(value) ? value : [value];
  return field.when.any.some((one) => given.includes(one));
}

/** The questions that apply, in order. */
export const fieldsFor = (form: Form, answers: Answers): Field[] =>
  form.fields.filter((field) => applies(field, answers));

/** Answers that no longer apply are left out: who has no engagement has no proof of one. */
export function pruned(form: Form, answers: Answers): Answers {
  const kept = fieldsFor(form, answers).map(({ id }) => id);
  return Object.fromEntries(Object.entries(answers).filter(([id]) => kept.includes(id)));
}

const labelOf = (field: Field, id: string): string =>
  field.choices.find((choice) => choice.id === id)?.label ?? id;

/** A value as people read it. */
export function display(field: Field, value: Value): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'string') return displayText(field, value);
  if ('said' in value) return displayActivities(value);
  if ('regions' in value) return displayPlaces(value);
  return value.map((id) => labelOf(field, id)).join(', ');
}

function displayText(field: Field, value: string): string {
  if (field.type === 'siret') return spacedSiret(value);
  if (field.type === 'phone') return spacedPhone(value);
  if (field.type === 'date') return value.split('-').reverse().join('/');
  return field.choices.length > 0 ? labelOf(field, value) : value;
}

function displayActivities({ said, sectors }: Activities): string {
  const named = sectors.flatMap((id) => sectorOf(id) ?? []);
  if (named.length === 0) return `« ${said} »`;
  return named.map(({ label, cpv }) => words.sector(label, cpv)).join(', ');
}

function displayPlaces({ departments, regions, radius, everywhere }: Places): string {
  if (everywhere) return words.everywhere;
  if (radius) return words.radius(radius.km, radius.around);
  const named = departments.map((code) => `${departmentOf(code)?.name ?? code} (${code})`);
  return [...regions.map((region) => (region === REGION_SUD ? 'Région Sud' : region)), ...named].join(', ');
}

/** How much of a file is filled, of the questions that apply, and what to add next. */
export function completeness(form: Form, answers: Answers): { percent: number; missing: readonly Field[] } {
  const asked = fieldsFor(form, answers).filter(({ counts }) => counts);
  const missing = asked.filter(({ id }) => answers[id] === undefined);
  const percent = Math.floor((100 * (asked.length - missing.length)) / asked.length);
  // What the hotline needs comes first, then the order of the form.
  return { percent, missing: [...missing].sort((a, b) => Number(b.required) - Number(a.required)) };
}
