import type { ClockTime } from '#src/platform/calendar/paris-time.ts';
import { type HourMention, hoursIn, timeWithin } from '#src/platform/calendar/said/hour-words.ts';
import { type DayRange, minutesOf } from '#src/platform/calendar/working-time.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
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
  /\b(?:prefer\w*|plutot|voudrais|veux|souhait\w*|aimerais|envoy\w+|envoie\w*|decal\w+|met\w*|mieux|arrange\w*|pass\w+|possible|regroup\w+|reglez?|changez?|cal(?:er|ez)|gardez|que (?:\w+ ){0,2}arriv\w+)\b/;
/** Words beside what is not: how it is today, and what one does then. */
const COMPLAINED =
  /\b(?:trop?|arrivent|arrive|recois|recevons|reveill\w*|derang\w*|gen\w+|tomb\w+|sonne\w*|dor[st]\w*|livr\w+|leve\w*|travaill\w*|servi\w*|ouvr\w+|ferm\w+|etein\w+|cuisine|camion|tournee|fouill\w+|epluch\w+)\b/;
const NOT = /\b(?:pas|sans|jamais|sauf|ni|evitez|eviter|evite|hors)\b/;

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

const AFTER = /\b(?:apres|a partir d[e']|a compter de|des|passe|passees?|au plus tot(?: a)?) ?$/;
const BEFORE = /\b(?:avant|jusqu'a|plus tard qu[e']|au plus tard(?: a)?|au dela de) ?$/;
const LENGTH_BEFORE = /\b(?:dans|en|sous|toutes les|pendant|moins de|plus de) ?$/;
const LENGTH_AFTER =
  /^ (?:de |d')(?:route|trajet|voiture|train|camion|travail|menage|delai|chez|mon|ma|notre|nos|preavis|formation)\b/;
const NOTHING = /\b(?:pas|rien|jamais|aucun\w*)\b/;
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
}

/** The hours that a clause wants; undefined where it names none. */
function hoursOfClause(clause: string): HoursFound | undefined {
  const range = rangeIn(clause);
  // « Pas entre midi et deux » leaves two stretches: it is asked which.
  if (range) return NOT.test(clause) ? undefined : { hours: kept(range), isExact: true };
  const mentions = hoursIn(clause);
  const clock = mentions.find((one) => one.kind !== 'part' && !isLength(clause, one));
  if (clock) {
    const isExact = /\d/.test(clause.slice(clock.start, clock.end));
    const hours = around(clause, clock, mentions);
    return hours && { hours: kept(hours), isExact };
  }
  if (/\bla nuit\b/.test(clause)) return { hours: 'night', isExact: false };
  const part = partIn(clause.replace(EVERY_MORNING, ' '));
  if (!part) return ANY_HOUR.test(clause) ? { hours: 'usual', isExact: false } : undefined;
  const hours = NOT.test(clause) ? INSTEAD.find(([one]) => one === part)?.[1] : part;
  return hours && { hours, isExact: false };
}

/** « À deux heures de route », « toutes les 2 heures » */
const isLength = (clause: string, { start, end }: HourMention): boolean =>
  LENGTH_BEFORE.test(clause.slice(0, start)) || LENGTH_AFTER.test(clause.slice(end));

function around(clause: string, clock: HourMention, mentions: readonly HourMention[]) {
  const part = mentions.find(({ kind }) => kind === 'part');
  const time = part ? timeWithin(part, clock) : clock.time;
  const lead = clause.slice(0, clock.start);
  const isNo = NOTHING.test(lead);
  // « Rien avant 10 h » is from then on; « pas après 17 h », until then.
  if (BEFORE.test(lead)) return isNo ? after(time) : before(time);
  if (AFTER.test(lead)) return isNo ? before(time) : after(time);
  // « Pas la peine de les envoyer à 9 h » does not say when.
  return NOT.test(clause) ? undefined : from(time);
}

function rangeIn(clause: string): { readonly from: ClockTime; readonly to: ClockTime } | undefined {
  for (const match of clause.matchAll(RANGE)) {
    const [said, lead = '', one = '', oneMinutes, two = '', twoMinutes, part] = match;
    // « de 8 à 10 » salariés, « 3 et 4 » lots.
    if (lead !== 'entre ' && !/\d ?h|heure|midi|:/.test(said)) continue;
    const range = rangeOf(minutesSaid(one, oneMinutes), minutesSaid(two, twoMinutes), part);
    if (range) return range;
  }
  return undefined;
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

/** The part of the day that a clause names; undefined for none, or for several: « le matin ou le soir ». */
function partIn(clause: string): DayRange | undefined {
  const named = new Set<DayRange>();
  let rest = clause;
  for (const [pattern, hours] of PARTS) {
    if (!pattern.test(rest)) continue;
    named.add(hours);
    rest = rest.replace(pattern, ' ');
  }
  const [only, another] = named;
  return another === undefined ? only : undefined;
}

const WEEK: readonly string[] = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'];
const DAY = /\b(pas (?:le )?|sauf (?:le )?|jamais (?:le )?)?(lundi|mardi|mercredi|jeudi|vendredi)s?\b/g;
/** Told every day, whatever days are named beside: « chaque matin plutôt que chaque lundi ». */
const EVERY_DAY =
  /(?<!\bplutot que )(?<!\bplutot qu')\b(?:(?:chaque|tous les|toutes les|par) (?:jour|matin|soir|midi|journee)s?|quotidien\w*)\b/;
const WEEKEND = /\b(?:samedi|dimanche|week-? ?end)s?\b/;

function daysOf(clauses: readonly string[]): readonly number[] | undefined {
  const [wanted, not] = [new Set<number>(), new Set<number>()];
  for (const clause of clauses)
    for (const [, no, name = ''] of clause.matchAll(DAY)) (no ? not : wanted).add(WEEK.indexOf(name) + 1);
  const isDaily = clauses.some((clause) => EVERY_DAY.test(clause));
  if (isDaily && (wanted.size > 0 || not.size === 0)) return undefined;
  const days = wanted.size > 0 ? wanted : not.size > 0 ? new Set([1, 2, 3, 4, 5]) : undefined;
  const left = [...(days ?? [])].filter((day) => !not.has(day)).sort((a, b) => a - b);
  return left.length > 0 && left.length < 5 ? left : undefined;
}

/** How much a clause says of what is wanted, and not of how it is. */
function weightOf(clause: string): number {
  if (WANTED.test(clause)) return 2;
  return COMPLAINED.test(clause) ? 0 : 1;
}

/** The hours and the days at which words ask to be told; undefined where they name none, or several that differ. Pure. */
export function timesSaid(text: string): TimesSaid | undefined {
  const folded = digitsForWords(fold(text.slice(0, MOST_SIGNS)).replace(/\s+/g, ' '));
  const clauses = folded
    .replace(/\bplutot qu(?:e |')[^,;.!?\n:]*/g, ' ')
    .replace(RATHER_THAN, '$1 ')
    .split(CLAUSES)
    .map((clause) => ({ clause, weight: weightOf(clause) }));
  const found = clauses.flatMap(({ clause, weight }) => {
    const hours = hoursOfClause(clause);
    return hours && weight > 0 ? [{ ...hours, weight }] : [];
  });
  const best = found.filter(({ weight }) => weight === Math.max(...found.map((one) => one.weight)));
  // « De bonne heure, dès 7 h »
  const exact = best.filter(({ isExact }) => isExact);
  const named = exact.length > 0 ? exact : best;
  const kinds = new Set(named.map((one) => JSON.stringify(one.hours)));
  const hours = kinds.size === 1 ? named[0]?.hours : undefined;
  const spoken = clauses.filter(({ weight }) => weight > 0).map(({ clause }) => clause);
  const days = daysOf(spoken);
  const isWeekend = days === undefined && spoken.some((one) => WEEKEND.test(one) && !NOT.test(one));
  if (hours === 'night') return { closed: 'night' };
  if (isWeekend) return { closed: 'weekend' };
  return hours === undefined && days === undefined ? undefined : { hours, days };
}

/** Longer, what is said is a story, in which an hour is seldom when one wants to be told. */
const LONGEST_BESIDE = 140;

/** The times that are named beside something else that is asked: « des alertes le mardi soir ». Pure. */
export function timesBeside(text: string): TimesSaid | undefined {
  const said = text.length > LONGEST_BESIDE ? undefined : timesSaid(text);
  return said === undefined || said.closed || said.hours === 'usual' ? undefined : said;
}
