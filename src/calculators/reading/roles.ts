import type { Clarification, ComputationInput } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import type { Choice } from '#src/channel/blocks.ts';
import { addMonths, daysBetween } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Polarity } from '#src/reader/polarity.ts';
import type { Day, Duration } from '#src/reader/quantities.ts';

interface Place {
  readonly at: number;
  readonly end: number;
}

/** How far the words that tell what a number is may stand from it. */
const BEFORE = 90;
const AFTER = 55;

/**
 * What each number of a question is, told by the nearest words: those between the number before and it, else those that
 * follow. The first number of a role keeps it.
 * @param roles patterns on folded text, one for each role
 */
export function byRole<T extends Place, R extends string>(
  text: string,
  places: readonly T[],
  roles: Readonly<Record<R, RegExp>>,
): Partial<Record<R, T>> {
  const found: Partial<Record<R, T>> = {};
  const names = Object.keys(roles) as R[];
  const sorted = [...places].sort((a, b) => a.at - b.at);
  sorted.forEach((place, index) => {
    const from = Math.max(sorted[index - 1]?.end ?? 0, place.at - BEFORE);
    const to = Math.min(sorted[index + 1]?.at ?? text.length, place.end + AFTER);
    const role =
      nearest(text.slice(from, place.at), names, roles, 'last') ??
      nearest(text.slice(place.end, to), names, roles, 'first');
    if (role && !found[role]) found[role] = place;
  });
  return found;
}

/** « J'ai écrit le 3 mai », said in November: an event that far ahead without its year was the last one. */
const FAR_AHEAD = 90;

/**
 * The dates of a question by what they are.
 * @param events roles of things that have happened: a day without its year is not put months ahead of today
 */
export function datesByRole<R extends string>(
  { quantities: { text, days }, today }: Pick<ComputationInput, 'quantities' | 'today'>,
  roles: Readonly<Record<R, RegExp>>,
  events: readonly NoInfer<R>[],
): Partial<Record<R, IsoDate>> {
  const found: Partial<Record<R, IsoDate>> = {};
  for (const [role, day] of Object.entries(byRole(text, days, roles)) as [R, Day][]) {
    found[role] = events.includes(role) ? lastOne(day.date, text.slice(day.at, day.end), today) : day.date;
  }
  return found;
}

/** « reçu vendredi » is last Friday: the day of an event, that was read without its year or its week. */
export function lastOne(date: IsoDate, words: string, today: IsoDate): IsoDate {
  const ahead = daysBetween(today, date);
  if (/^[a-z]+di\b|^dimanche/.test(words))
    return ahead > 0 && !/prochain/.test(words) ? addDays(date, -7) : date;
  const yearSaid = /\d{4}|\d[/.-]\d+[/.-]\d{2}/.test(words);
  return !yearSaid && ahead > FAR_AHEAD ? addMonths(date, -12) : date;
}

/** The role whose words come last, or first, among some folded words. */
export function nearest<R extends string>(
  words: string,
  names: readonly R[],
  roles: Readonly<Record<R, RegExp>>,
  which: 'first' | 'last',
): R | undefined {
  let best: { role: R; at: number } | undefined;
  for (const role of names) {
    const places = [...words.matchAll(new RegExp(roles[role].source, 'gu'))].map((match) => match.index);
    const at = which === 'last' ? places.at(-1) : places[0];
    if (at === undefined) continue;
    if (!best || (which === 'last' ? at > best.at : at < best.at)) best = { role, at };
  }
  return best?.role;
}

/** A duration in whole days, when its unit counts days. */
export function inDays({ value, unit }: Duration): number | undefined {
  if (unit === 'jours') return value;
  return unit === 'semaines' ? value * 7 : undefined;
}

/**
 * The verdict on something that holds (is allowed, due, true), in the sense of the question: « ils n'ont pas le droit ? »
 * and « ils ont le droit ? » have the same one, « c'est interdit ? » the contrary. None on an act that is itself denied.
 */
export function verdictOf(
  polarity: Pick<Polarity, 'modality' | 'without'> | undefined,
  holds: boolean,
): 'oui' | 'non' | undefined {
  if (!polarity || polarity.without) return undefined;
  return holds === (polarity.modality !== 'interdit') ? 'oui' : 'non';
}

/** Buttons of one question; each value completes the question asked. */
export const asked = (
  question: string,
  options: readonly { readonly label: string; readonly value: string }[],
): Clarification => ({
  question,
  choices: options.map(
    ({ label, value }, index): Choice => ({ id: `c${index + 1}`, label, kind: 'ask', value }),
  ),
});

/** Articles of the figures read, each once, then others. */
export function articlesOf(
  figures: readonly (KnownFigure | undefined)[],
  others: readonly string[] = [],
): string[] {
  const own = figures
    .map((known) => known?.value.article)
    .filter((article) => article !== undefined && article !== '');
  return [...new Set([...own, ...others])] as string[];
}

/** The sentences that are there. */
export const sentences = (...lines: (string | false | undefined)[]): string[] =>
  lines.filter((line): line is string => typeof line === 'string' && line !== '');
