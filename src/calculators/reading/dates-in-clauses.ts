import type { ComputationInput } from '#src/calculators/computation.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Clause, clausesOf } from '#src/platform/french/clauses.ts';
import type { Day } from '#src/reader/quantities.ts';
import { lastOne, nearest } from './roles.ts';

/** What a date of a question is. */
export interface DateInClause<R extends string> {
  readonly role: R;
  readonly date: IsoDate;
  /** The folded words of its own clause that stand beside it. */
  readonly words: string;
}

/** Words that make no clause by themselves: « le 20 novembre, j’ai reçu le rejet ». */
const BARE =
  /^(?:\s|#|\b(?:il y a|y a|ya|ca fait|voila|le|la|au|du|depuis|bonjour|bonsoir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|dernier|que|est-ce|ce|en|et|alors|donc|deja)\b|['-])*$/;

/**
 * The dates of a question by what their own clause says that they are: the words before a date, else those after it. A
 * date that no word of its clause tells the role of has none.
 * @param roleOf the role that some folded words give to the date they stand beside; undefined for none
 * @param events roles of things that have happened: a day without its year is not put months ahead of today
 */
export function datesInClauses<R extends string>(
  { quantities: { text, days }, today }: Pick<ComputationInput, 'quantities' | 'today'>,
  roleOf: (words: string, side: 'before' | 'after') => R | undefined,
  events: readonly NoInfer<R>[],
): DateInClause<R>[] {
  const plain = blanked(text, days);
  const clauses = clausesOf(plain);
  return days.flatMap((day) => {
    const index = clauses.findIndex(({ start, end }) => start <= day.at && day.at < end);
    const own = clauses[index];
    if (!own) return [];
    const clause = isBare(plain, own) ? joined(plain, clauses, index) : own;
    const others = days.filter((one) => one !== day && clause.start <= one.at && one.at < clause.end);
    const from = Math.max(clause.start, ...others.filter(({ at }) => at < day.at).map(({ end }) => end));
    const to = Math.min(clause.end, ...others.filter(({ at }) => at > day.at).map(({ at }) => at));
    const [before, after] = [plain.slice(from, day.at), plain.slice(day.end, to)];
    const role = roleOf(before, 'before') ?? roleOf(after, 'after');
    if (role === undefined) return [];
    const date = events.includes(role) ? lastOne(day.date, text.slice(day.at, day.end), today) : day.date;
    return [{ role, date, words: `${before} ${after}` }];
  });
}

/**
 * The first date of each role, told by the nearest words of its own clause.
 * @param roles patterns on folded text, one for each role
 */
export function datesByClause<R extends string>(
  input: Pick<ComputationInput, 'quantities' | 'today'>,
  roles: Readonly<Record<R, RegExp>>,
  events: readonly NoInfer<R>[],
): Partial<Record<R, IsoDate>> {
  const names = Object.keys(roles) as R[];
  const roleOf = (words: string, side: 'before' | 'after') =>
    nearest(words, names, roles, side === 'before' ? 'last' : 'first');
  const found: Partial<Record<R, IsoDate>> = {};
  for (const { role, date } of datesInClauses(input, roleOf, events)) found[role] ??= date;
  return found;
}

const blanked = (text: string, days: readonly Day[]): string =>
  days.reduce((kept, { at, end }) => kept.slice(0, at) + '#'.repeat(end - at) + kept.slice(end), text);

const isBare = (plain: string, { start, end }: Clause): boolean => BARE.test(plain.slice(start, end));

/**
 * A bare date goes with the verb that follows it at once, « le 24 novembre ils ont signé », or opens a sentence; else with
 * what is said before it: « lettre de rejet, le 20 novembre, … ».
 */
function joined(plain: string, clauses: readonly Clause[], index: number): Clause {
  const [before, own, after] = [clauses[index - 1], clauses[index], clauses[index + 1]];
  if (!own) return { start: 0, end: 0 };
  const withAfter = after && { start: own.start, end: after.end };
  const isAtOnce = after?.start === own.end;
  const opens = !before || OPENS.test(plain.slice(before.end, own.start));
  if (withAfter && (isAtOnce || opens)) return withAfter;
  if (before && !plain.slice(before.start, before.end).includes('#'))
    return { start: before.start, end: own.end };
  return withAfter ?? own;
}

const OPENS = /[.;?!\n]/;
