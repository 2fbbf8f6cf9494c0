import type { ClockTime } from '#src/platform/calendar/paris-time.ts';
import { type HourMention, hoursIn, timeWithin } from '#src/platform/calendar/said/hour-words.ts';
import { type DayRange, minutesOf } from '#src/platform/calendar/working-time.ts';
import { type Denial, denialOf, deniesSomething, type Span } from '#src/platform/french/negation.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type DaysSaid, daysIn, daysTogether, workedOf } from './days-said.ts';
import { CHOSEN_HOURS, DAYTIME, USUAL_HOURS } from './times.ts';

/** When words ask to be told. */
export interface TimesSaid {
  /** `usual`: at any hour, or those of before. */
  readonly hours?: DayRange | 'usual' | undefined;
  /** 1 for Monday … 5 for Friday. */
  readonly days?: readonly number[] | undefined;
  /** What nothing is sent at was asked for. */
  readonly closed?: 'weekend' | 'night' | undefined;
}

const MOST_SIGNS = 400;
/** What is said apart: « le matin je livre, plutôt le soir ». */
const CLAUSES = /[,;.!?\n]|(?<!\d): |\bmais\b|\bparce qu|\bcar\b|(?=\bplutot (?!que\b))/;
/** Words before what is wanted. */
const WANTED =
  /\b(?:prefer\w*|plutot|voudrais|veux|souhait\w*|aimerais|envoy\w+|envoie\w*|decal\w+|met\w*|mieux|arrange\w*|pass\w+|possible|regroup\w+|reglez?|changez?|cal(?:er|ez)|gardez|que (?:\w+ ){0,2}arriv\w+|ne (?:me|nous) \w+ez)\b/;
/** Words beside what is not: how it is today, and what one does then. */
const COMPLAINED =
  /\b(?:trop?|arrivent|arrive|recois|recevons|reveill\w*|derang\w*|gen\w+|tomb\w+|sonne\w*|dor[st]\w*|livr\w+|leve\w*|travaill\w*|servi\w*|ouvr\w+|ferm\w+|etein\w+|cuisine|camion|tournee|fouill\w+|epluch\w+|repos|conges?|absente?s?)\b/;
const TIME = String.raw`(midi|\d{1,2})(?: ?(?:heures?|h|:) ?([0-5]\d)?)?`;
/** « entre midi et deux », « de 8 à 10 h », « 9h-11h »: only where hours are said, or « entre ». */
const RANGE = new RegExp(
  String.raw`(?<![\d/.,:-])(entre |de |d'|des )?\b${TIME} ?(?:et|a|-|jusqu'a|jusque) ?${TIME}(?![\d/%€])(?: (?:du|de l'|le |l')? ?(matin|soir|apres[- ]midi))?`,
  'g',
);
const ANY_HOUR =
  /\b(?:n'importe quand|n'importe quelle heure|toute heure|toute la journee|dans la journee|heures? (?:habituelles?|normales?|ouvrees?|ouvrables?|de bureau)|comme avant|aux heures ouvrees)\b/;
const { early: EARLY, morning: MORNING, noon: NOON, afternoon: AFTERNOON, evening: EVENING } = CHOSEN_HOURS;
/** From the longest wordings to the shortest. */
const PARTS: readonly (readonly [RegExp, DayRange])[] = [
  [
    /\b(?:petit matin|tot le matin|matin (?:tres )?tot|de bonne heure|(?:tres|plus) tot dans la matinee|a l'aube|au reveil|au lever)\b/,
    EARLY,
  ],
  [/\b(?:fin de (?:la )?matinee)\b/, { from: '11:00', to: '12:30' }],
  [/\b(?:debut d'apres[- ]midi)\b/, { from: '13:30', to: '15:30' }],
  [/\b(?:pause (?:de )?(?:midi|dejeuner|repas)|heure du (?:dejeuner|repas)|le midi)\b/, NOON],
  [/\b(?:fin d'apres[- ]midi|fin de (?:la )?journee)\b/, { from: '16:00', to: '19:00' }],
  [/\b(?:apres[- ]midi|aprem)s?\b/, AFTERNOON],
  [/\bsoir(?:ee)?s?\b/, EVENING],
  [/\bmatin(?:ee)?s?\b/, MORNING],
];
/** What « pas le matin » leaves. */
const INSTEAD: readonly (readonly [DayRange, DayRange])[] = [
  [MORNING, { from: '12:00', to: '18:00' }],
  [AFTERNOON, MORNING],
  [EVENING, USUAL_HOURS],
];

const AFTER =
  /\b(?:apres|a partir d[e']|a compter de|des|passe|passees?|au plus tot(?: a)?|plus tard qu[e']|au[- ]dela d[e']) ?$/;
const BEFORE = /\b(?:avant|jusqu'a|plus tot qu[e']|au plus tard(?: a)?) ?$/;
const UNTIL = /jusqu'a ?$/;
const LENGTH_BEFORE = /\b(?:dans|en|sous|toutes les|pendant|moins de|plus de) ?$/;
const LENGTH_AFTER =
  /^ (?:de |d')(?:route|trajet|voiture|train|camion|travail|menage|delai|chez|mon|ma|notre|nos|preavis|formation)\b/;
/** « chaque matin » says how often, and the usual hours begin then. */
const EVERY_MORNING = /\b(?:chaque|tous les|toutes les|ce|cette|du) (?:matin(?:ee)?s?)\b/g;

const clockOf = (minutes: number): ClockTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** « Plutôt le soir que le matin », « mieux l’après-midi que le soir » */
const RATHER_THAN =
  /(\b(?:plutot|mieux) (?:le |l'|en )?\S{3,12}(?: midi)?) que (?:le |l'|en )?(?:matin|midi|soir|apres[- ]midi)\b/g;
/** Hours shorter than this are made so long: what waits must have the time to leave. */
const LEAST_MINUTES = 60;
const NOON_MINUTES = 12 * 60;
const LAST_MINUTES = 24 * 60 - 1;

/** Hours as they may be kept: of the day, and long enough; the night where there are none. */
function kept({ from, to }: { readonly from: ClockTime; readonly to: ClockTime }): DayRange | 'night' {
  const first = Math.max(minutesOf(from), minutesOf(DAYTIME.from));
  const last = Math.min(minutesOf(to), minutesOf(DAYTIME.to));
  if (last <= first) return 'night';
  const end = Math.min(Math.max(last, first + LEAST_MINUTES), minutesOf(DAYTIME.to));
  return { from: clockOf(Math.min(first, end - LEAST_MINUTES)), to: clockOf(end) };
}

/** « Après 18 h »: until the end of the working day, or of the evening. */
const after = (time: ClockTime) => ({
  from: time,
  to: time < '16:00' ? USUAL_HOURS.to : time < '20:00' ? EVENING.to : DAYTIME.to,
});
/** « Avant 9 h »: early where that is early, else from the usual hour on. */
const before = (time: ClockTime) => ({
  from: time >= '10:00' ? USUAL_HOURS.from : time > '07:00' ? '07:00' : DAYTIME.from,
  to: time,
});
/** « À 7 h », « vers midi »: from then on, two hours. */
const from = (time: ClockTime) => ({
  from: time,
  to: clockOf(Math.min(minutesOf(time) + 120, LAST_MINUTES)),
});

interface HoursFound {
  readonly hours: DayRange | 'usual' | 'night';
  /** Said by the clock, and not as a part of the day. */
  readonly isExact: boolean;
  /** What is left once something else is denied: « pas le soir ». */
  readonly isLeft?: boolean | undefined;
  /** One end of them alone was said, beside which a part of the day may say the other: « le soir, pas après 20 h ». */
  readonly bound?: Bound | undefined;
}
interface Bound {
  readonly from?: ClockTime | undefined;
  readonly to?: ClockTime | undefined;
}

/** What a clause says of when, where it stands in it. */
export interface Clause {
  readonly text: string;
  readonly ranges: readonly (Span & {
    readonly range: { readonly from: ClockTime; readonly to: ClockTime };
  })[];
  readonly mentions: readonly HourMention[];
  readonly days: readonly DaysSaid[];
  /** All of it. */
  readonly spans: readonly Span[];
}

/** Reads where a folded clause says when. Pure. */
export function readClause(text: string): Clause {
  const [ranges, days] = [rangesIn(text), daysIn(text)];
  const mentions = hoursIn(text).filter((one) => !isLength(text, one));
  return { text, ranges, mentions, days, spans: [...ranges, ...mentions, ...days] };
}
const denied = ({ text, spans }: Clause, at: Span): Denial => denialOf(text, at, spans);

/** The hours that a clause wants; undefined where it names none, or denies what leaves no hours in one piece. */
function hoursOfClause(clause: Clause): HoursFound | undefined {
  const { text, ranges, mentions } = clause;
  const [range, ...others] = ranges;
  if (range) {
    // « Pas entre midi et deux », or two of them, leave two stretches: it is asked which.
    const isOne = others.every((other) => JSON.stringify(other.range) === JSON.stringify(range.range));
    return isOne && denied(clause, range) === 'said'
      ? { hours: kept(range.range), isExact: true }
      : undefined;
  }
  const clocks = mentions.filter(({ kind }) => kind !== 'part');
  if (clocks.length > 0) return hoursByClock(clause, clocks);
  if (/\bla nuit\b/.test(text)) return { hours: 'night', isExact: false };
  const part = partIn(clause, text);
  if (part) return { ...part, isExact: false };
  const any = ANY_HOUR.exec(text);
  const at = any && { start: any.index, end: any.index + any[0].length };
  return at && namesNoPart(text) && denied(clause, at) === 'said'
    ? { hours: 'usual', isExact: false }
    : undefined;
}

/** « À deux heures de route », « toutes les 2 heures » */
const isLength = (clause: string, { start, end, kind }: HourMention): boolean =>
  kind !== 'part' && (LENGTH_BEFORE.test(clause.slice(0, start)) || LENGTH_AFTER.test(clause.slice(end)));

/** The ends, and the hours, that the clocks of a clause say. */
interface Ends {
  readonly from: Set<ClockTime>;
  readonly to: Set<ClockTime>;
  readonly at: Set<ClockTime>;
  /** « Rien avant 10 h » */
  isFromDenied: boolean;
}

function hoursByClock(clause: Clause, clocks: readonly HourMention[]): HoursFound | undefined {
  const { text, mentions } = clause;
  const ends: Ends = { from: new Set(), to: new Set(), at: new Set(), isFromDenied: false };
  const within = mentions.find(({ kind }) => kind === 'part');
  for (const clock of clocks)
    if (!addEnd(ends, clause, clock, within ? timeWithin(within, clock) : clock.time)) return undefined;
  if (ends.from.size > 1 || ends.to.size > 1 || ends.at.size > 1) return undefined;
  const isExact = clocks.some(({ start, end }) => /\d/.test(text.slice(start, end)));
  const rest = clocks.reduce((left, { start, end }) => blanked(left, start, end), text);
  const hours = between(ends, partIn(clause, rest)?.hours);
  return hours && { hours: kept(hours), isExact, bound: boundOf(ends) };
}

/** Adds what one clock says; false where nobody can tell. */
function addEnd(ends: Ends, clause: Clause, clock: HourMention, time: ClockTime): boolean {
  const lead = clause.text.slice(0, clock.start);
  const [early, late] = [BEFORE.exec(lead), AFTER.exec(lead)];
  const start = early?.index ?? late?.index ?? clock.start;
  const denial = denied(clause, { start, end: clock.end });
  if (denial === 'unclear' || denial === 'denied-after') return false;
  const isNo = denial === 'denied';
  // « Pas la peine de les envoyer à 9 h » does not say when.
  if (!early && !late) return isNo || Boolean(ends.at.add(time));
  if (isNo && UNTIL.test(lead)) return false;
  // « Rien avant 10 h » is from then on; « pas après 17 h », until then.
  const isFrom = isNo ? early !== null : late !== null && early === null;
  if (isFrom && isNo) ends.isFromDenied = true;
  (isFrom ? ends.from : ends.to).add(time);
  return true;
}

function between(
  ends: Ends,
  part: DayRange | undefined,
): { readonly from: ClockTime; readonly to: ClockTime } | undefined {
  const [[first], [last], [at]] = [[...ends.from], [...ends.to], [...ends.at]];
  if (first !== undefined && last !== undefined) return first < last ? { from: first, to: last } : undefined;
  if (last !== undefined) {
    const begin = at ?? part?.from;
    return begin !== undefined && begin < last ? { from: begin, to: last } : before(last);
  }
  if (first !== undefined)
    return ends.isFromDenied && part && first < part.to ? { from: first, to: part.to } : after(first);
  return at === undefined ? undefined : from(at);
}

function boundOf({ from: begins, to: ending, at, isFromDenied }: Ends): Bound | undefined {
  const [[first], [last]] = [[...begins], [...ending]];
  if (at.size > 0 || (first !== undefined && (last !== undefined || !isFromDenied))) return undefined;
  return { from: first, to: last };
}

/** Those of its signs made blank, the others where they were. */
export const blanked = (text: string, start: number, end: number): string =>
  text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

function rangesIn(clause: string): Clause['ranges'] {
  return [...clause.matchAll(RANGE)].flatMap((match) => {
    const [said, lead = '', one = '', oneMinutes, two = '', twoMinutes, part] = match;
    // « de 8 à 10 » salariés, « 3 et 4 » lots.
    if (lead !== 'entre ' && !/\d ?h|heure|midi|:/.test(said)) return [];
    const range = rangeOf(minutesSaid(one, oneMinutes), minutesSaid(two, twoMinutes), part);
    return range ? [{ range, start: match.index, end: match.index + said.length }] : [];
  });
}

/** « entre midi et deux », « entre 5 et 7 du soir » */
function rangeOf(first: number | undefined, second: number | undefined, part: string | undefined) {
  if (first === undefined || second === undefined) return undefined;
  const isLate = part !== undefined && part !== 'matin';
  const start = isLate && first < NOON_MINUTES ? first + NOON_MINUTES : first;
  const end = second <= start && second < NOON_MINUTES ? second + NOON_MINUTES : second;
  return end > start ? { from: clockOf(start), to: clockOf(Math.min(end, LAST_MINUTES)) } : undefined;
}

function minutesSaid(hours: string, minutes = '0'): number | undefined {
  const hour = hours === 'midi' ? 12 : Number(hours);
  return hour > 24 ? undefined : Math.min(hour * 60 + Number(minutes), LAST_MINUTES);
}

/** The parts of the day that a text names, where they stand. */
export function partsIn(text: string): (Span & { readonly hours: DayRange })[] {
  const found: (Span & { readonly hours: DayRange })[] = [];
  let rest = text.replace(EVERY_MORNING, (said) => ' '.repeat(said.length));
  for (const [pattern, hours] of PARTS)
    for (let match = pattern.exec(rest); match; match = pattern.exec(rest)) {
      const [start, end] = [match.index, match.index + match[0].length];
      found.push({ hours, start, end });
      rest = blanked(rest, start, end);
    }
  return found;
}
export const namesNoPart = (text: string): boolean => partsIn(text).length === 0;

/** The part of the day that a clause wants, or leaves; undefined for none, or for several: « le matin ou le soir ». */
function partIn(
  clause: Clause,
  text: string,
): { readonly hours: DayRange; readonly isLeft: boolean } | undefined {
  const [wanted, not] = [new Set<DayRange>(), new Set<DayRange>()];
  for (const part of partsIn(text)) {
    const denial = denied(clause, part);
    if (denial === 'unclear' || denial === 'denied-after') return undefined;
    (denial === 'said' ? wanted : not).add(part.hours);
  }
  const [only, another] = wanted.size > 0 ? wanted : not;
  if (only === undefined || another !== undefined) return undefined;
  const isLeft = wanted.size === 0;
  const hours = isLeft ? INSTEAD.find(([one]) => one === only)?.[1] : only;
  return hours && { hours, isLeft };
}

/** Told every day, whatever days are named beside: « chaque matin plutôt que chaque lundi ». */
const EVERY_DAY =
  /(?<!\bplutot que )(?<!\bplutot qu')\b(?:(?:chaque|tous les|toutes les|par) (?:jour|matin|soir|midi|journee)s?|quotidien\w*)\b/;
/** Of calls, and not of being told. */
export const OF_CALL = /\b(?:clotur\w{0,3}|(?:date|heure)s? limites?|echeances?|remise des|depot|deposer)\b/;
/** No noon: « Midi-Pyrénées », « dans le Midi ». */
const OF_SOUTH = /\bmidi[- ]pyr\w{0,6}|\bdans le midi\b/g;
const WEEKEND = /\b(?:samedi|dimanche|week-? ?end)s?\b/;

const DENIED: ReadonlySet<Denial> = new Set(['denied', 'denied-after']);

function daysOf(clauses: readonly Clause[]): readonly number[] | undefined {
  const all = clauses.flatMap((clause) =>
    clause.days.map((said) => ({ days: workedOf(said), denial: denied(clause, said) })),
  );
  const wanted = new Set(all.flatMap(({ days, denial }) => (denial === 'said' ? days : [])));
  const not = new Set(all.flatMap(({ days, denial }) => (DENIED.has(denial) ? days : [])));
  const isDaily = clauses.some(({ text }) => EVERY_DAY.test(text));
  if (isDaily && (wanted.size > 0 || not.size === 0)) return undefined;
  const days = wanted.size > 0 ? wanted : not.size > 0 ? new Set([1, 2, 3, 4, 5]) : undefined;
  const left = [...(days ?? [])].filter((day) => !not.has(day)).sort((a, b) => a - b);
  return left.length > 0 && left.length < 5 ? left : undefined;
}

/** « Pas le lundi matin »: what one negation denies of both leaves several stretches. */
function deniesBoth(clause: Clause): boolean {
  const isDenied = (at: Span) => denied(clause, at) !== 'said';
  return clause.days.some(isDenied) && [...clause.ranges, ...clause.mentions].some(isDenied);
}

/** How much a clause says of what is wanted, and not of how it is. */
function weightOf(clause: string): number {
  if (OF_CALL.test(clause)) return 0;
  if (WANTED.test(clause)) return 2;
  return COMPLAINED.test(clause) ? 0 : 1;
}

const MOST_WORDS_OF_NO = 4;
/** Clauses of a text; « le lundi, rien » is one. */
export function clausesIn(text: string): string[] {
  const folded = digitsForWords(fold(text.slice(0, MOST_SIGNS)).replace(/\s+/g, ' ')).replace(OF_SOUTH, ' ');
  const split = daysTogether(folded)
    .replace(/\bplutot qu(?:e |')[^,;.!?\n:]*/g, ' ')
    .replace(RATHER_THAN, '$1 ')
    .split(CLAUSES);
  const clauses: string[] = [];
  for (const clause of split) {
    const last = clauses.at(-1);
    const isNo =
      clause.trim().split(' ').length <= MOST_WORDS_OF_NO &&
      deniesSomething(clause) &&
      readClause(clause).spans.length === 0 &&
      namesNoPart(clause);
    if (isNo && last !== undefined && readClause(last).days.length > 0)
      clauses[clauses.length - 1] = `${last} ${clause}`;
    else clauses.push(clause);
  }
  return clauses;
}

/** The hours and the days at which words ask to be told; undefined where they name none, or several that differ. Pure. */
export const timesSaid = (text: string): TimesSaid | undefined => timesOf(clausesIn(text));

/** The times that folded clauses say. Pure. */
export function timesOf(texts: readonly string[]): TimesSaid | undefined {
  const clauses = texts
    .map((text) => ({ clause: readClause(text), weight: weightOf(text) }))
    .filter(({ clause, weight }) => weight > 0 && !deniesBoth(clause));
  const hours = hoursAmong(
    clauses.flatMap(({ clause, weight }) => {
      const found = hoursOfClause(clause);
      return found ? [{ ...found, weight }] : [];
    }),
  );
  const spoken = clauses.map(({ clause }) => clause);
  const days = daysOf(spoken);
  if (hours === 'night') return { closed: 'night' };
  if (days === undefined && spoken.some(isOfWeekend)) return { closed: 'weekend' };
  return hours === undefined && days === undefined ? undefined : { hours, days };
}

function isOfWeekend(clause: Clause): boolean {
  const match = WEEKEND.exec(clause.text);
  if (!match) return false;
  return denied(clause, { start: match.index, end: match.index + match[0].length }) === 'said';
}

/** The hours of those that clauses say, the surest first; undefined where these differ. */
function hoursAmong(
  found: readonly (HoursFound & { readonly weight: number })[],
): DayRange | 'usual' | 'night' | undefined {
  const best = found.filter(({ weight }) => weight === Math.max(...found.map((one) => one.weight)));
  // « De bonne heure, dès 7 h »
  const exact = best.filter(({ isExact }) => isExact);
  const wanted = best.filter(({ isLeft }) => !isLeft);
  const named = exact.length > 0 ? exact : wanted.length > 0 ? wanted : best;
  const [only] = named;
  if (!only || new Set(named.map((one) => JSON.stringify(one.hours))).size !== 1) return undefined;
  const parts = found.filter(({ isExact, hours }) => !isExact && typeof hours === 'object');
  const [part, another] = parts.map(({ hours }) => hours);
  if (!only.bound || typeof part !== 'object' || another !== undefined) return only.hours;
  return within(part, only.bound) ?? only.hours;
}

/** « Le soir, pas après 20 h » */
function within(
  part: DayRange,
  { from: begin = part.from, to: end = part.to }: Bound,
): DayRange | 'night' | undefined {
  const both = { from: begin > part.from ? begin : part.from, to: end < part.to ? end : part.to };
  return both.from < both.to ? kept(both) : undefined;
}
