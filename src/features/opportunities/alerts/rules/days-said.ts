import type { Span } from '#src/platform/french/negation.ts';

const WEEK: readonly string[] = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const NAME = `(${WEEK.join('|')})`;
const WORKED = 5;
/** « du lundi au vendredi », « de mardi à jeudi » */
const FROM_TO = new RegExp(String.raw`\b(?:du|de|entre le) ${NAME}s? (?:au|a|et le) ${NAME}s?\b`, 'g');
const ONE = new RegExp(String.raw`\b${NAME}s?\b`, 'g');
/** « à partir de mardi », « ce jeudi »: once, and not each week. */
const DATE_BEFORE = /\b(?:a partir d[eu]|a compter d[eu]|des|jusqu'au?|avant|d'ici|depuis|ce)(?: le)? $/;
/** « mardi 12 décembre », « mardi prochain »; « mardi 12 h » is an hour. */
const DATE_AFTER = /^ (?:1er\b|\d{1,2}(?!\d| ?(?:h|:|heure))|prochain|dernier|en huit)/;

/** Days of the week that are named, where they stand: 1 for Monday … 7 for Sunday. */
export interface DaysSaid extends Span {
  readonly days: readonly number[];
  /** « le marché du vendredi » */
  readonly isOfThing: boolean;
}

/** The days of the week of a folded clause, those that are dates left out. Pure. */
export function daysIn(clause: string): DaysSaid[] {
  const ranges = [...clause.matchAll(FROM_TO)].map(({ 0: { length }, 1: one = '', 2: two = '', index }) => {
    const [first, last] = [WEEK.indexOf(one) + 1, WEEK.indexOf(two) + 1];
    const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, more) => first + more);
    return { start: index, end: index + length, days, isOfThing: false };
  });
  const ones = [...clause.matchAll(ONE)].flatMap(({ 0: { length }, 1: name = '', index }) => {
    const [start, end] = [index, index + length];
    const before = clause.slice(0, start);
    if (ranges.some((range) => range.start <= start && end <= range.end)) return [];
    if (DATE_BEFORE.test(before) || DATE_AFTER.test(clause.slice(end))) return [];
    return [{ start, end, days: [WEEK.indexOf(name) + 1], isOfThing: before.endsWith(' du ') }];
  });
  return [...ranges, ...ones].sort((a, b) => a.start - b.start);
}

/** Those of them that are worked, 1 for Monday … 5 for Friday. */
export const workedOf = ({ days }: DaysSaid): readonly number[] => days.filter((day) => day <= WORKED);

/** « lundi, mardi et jeudi » are named together. */
const AND_DAY = new RegExp(
  `(${WEEK.join('|')})(s?) ?, ?(?=(?:(?:et|ni|ou) )?(?:les? )?(?:${WEEK.join('|')})s?(?: ?[,.;!?]| et | ni | ou |$))`,
  'g',
);
export const daysTogether = (folded: string): string => folded.replace(AND_DAY, '$1$2 et ');
