import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { addDays, type IsoDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { type ClockTime, instantOf } from '#src/platform/calendar/paris-time.ts';
import { daysIn } from '#src/platform/calendar/said/day-words.ts';
import { type HourMention, hoursIn } from '#src/platform/calendar/said/hour-words.ts';
import { nextOpening, type WorkingHours, workingMsBetween } from '#src/platform/calendar/working-time.ts';
import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** A stretch of a day, by the clocks of France. */
interface Stretch {
  readonly from: ClockTime;
  readonly to: ClockTime;
}

const MIDNIGHT: ClockTime = '00:00';
const DAY_END: ClockTime = '23:59';
/** How long a call that is asked for at a given time may begin after it. */
const CALL_MS = 30 * MINUTE_MS;
/** The last hour of each part of the day, by its first one. */
const PART_ENDS: ReadonlyMap<ClockTime, ClockTime> = new Map([
  ['09:00', '12:00'],
  ['14:00', '18:00'],
  ['18:00', DAY_END],
]);
/** Days that are tried for a moment whose day is not said. */
const DAYS_TRIED = 7;

const UNTIL = /(?<!pas |jamais )\b(?:avant|jusqu'a) ?$/;
const FROM = /(?:\b(?:apres|des|a partir de)|\b(?:pas|jamais) avant) ?$/;
/** Words that leave something out, or deny: no time can be counted from them. */
const DENIES =
  /\b(?:sauf|hormis|excepte|hors|a part|(?:pas|jamais)(?! avant)|plus(?! (?:tot|tard|vite|simple|pratique))|ni|ne|evite[rz]?|inutile|impossible|sans(?! (?:faute|probleme|souci)))\b/;
/** « avant mardi soir », « à partir de jeudi »: many times suit. */
const BOUNDED =
  /\b(?:avant|apres|des|a partir d[eu]|jusqu'(?:a|au)|d'ici)(?: (?:le|au))? (?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|demain|apres-?demain|ce (?:soir|midi|matin)|\d{1,2}(?:er)? \p{L}{3,9}\b)/u;
/** Between two moments, each of which suits. */
const OR = /\s?(?:,|;|\bou bien\b|\bou\b|\bsinon\b)\s?/;
/** « entre 9 et 11 h », whose first hour has no word of its own. */
const BARE_START = /\b(entre|de) (\d{1,2}) (et|a) (?=\d{1,2} ?(?:h|:))/g;

/**
 * When the team can call at the earliest, where it calls nobody at the moment that is asked for: « demain vers 8 h 30 »,
 * while it opens at 9. Epoch milliseconds; undefined where the moment suits, where its words say no time at all, and
 * where nobody works in the 400 days to come.
 */
export function firstCallAfter(when: string, hours: WorkingHours, now: number): number | undefined {
  const said = digitsForWords(fold(when).replace(/\s+/g, ' ')).replace(BARE_START, '$1 $2h $3 ');
  if (DENIES.test(said) || BOUNDED.test(said)) return undefined;
  const starts: number[] = [];
  let dayBefore: IsoDate | undefined;
  for (const one of said.split(OR)) {
    const found = calledIn(one, dayBefore, hours, now);
    if (found === 'suits') return undefined;
    dayBefore = found?.day ?? dayBefore;
    if (found?.first !== undefined) starts.push(found.first);
  }
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

/** Whether one moment suits; else its day, and when the team can call at the earliest. Undefined where it says no time. */
function calledIn(
  said: string,
  dayBefore: IsoDate | undefined,
  hours: WorkingHours,
  now: number,
): 'suits' | { readonly day: IsoDate | undefined; readonly first: number | undefined } | undefined {
  const [day] = daysIn(said, { now, past: false });
  const stretch = stretchIn(said);
  const own = day?.named(stretch?.from === MIDNIGHT ? stretch.to : stretch?.from)?.day;
  if (own === undefined && stretch === undefined) return undefined;
  const named = own ?? dayBefore;
  const whole = { from: MIDNIGHT, to: DAY_END };
  const days = named ? [named] : nextDays(hours, now);
  const isOpen = days.some((one) => {
    const { from, to } = spanOf(one, stretch ?? whole);
    return workingMsBetween(Math.max(from, now), to, hours) > 0;
  });
  if (isOpen) return 'suits';
  const [first] = days;
  const from = first === undefined ? undefined : Math.max(spanOf(first, stretch ?? whole).from, now);
  return { day: named, first: from === undefined ? undefined : nextOpening(from, hours) };
}

/** The days on which a moment without a day may be: of those to come, the ones when the team works. */
const nextDays = (hours: WorkingHours, now: number): readonly IsoDate[] =>
  Array.from({ length: DAYS_TRIED }, (_, index) => addDays(parisDay(now), index)).filter((day) => {
    const { from, to } = spanOf(day, { from: MIDNIGHT, to: DAY_END });
    return workingMsBetween(Math.max(from, now), to, hours) > 0;
  });

function spanOf(day: IsoDate, { from, to }: Stretch): { readonly from: number; readonly to: number } {
  const start = instantOf(day, from);
  return { from: start, to: from === to ? start + CALL_MS : instantOf(day, to) };
}

/** The stretch of a day that words say: « avant 9 h », « entre 14 h et 16 h », « le matin », « à 10 h ». */
function stretchIn(said: string): Stretch | undefined {
  const all = hoursIn(said);
  const clocks = all.filter(({ kind }) => kind === 'clock');
  const [first, second] = clocks;
  if (first === undefined) return partOf(all[0]);
  const before = said.slice(0, first.start);
  if (UNTIL.test(before)) return { from: MIDNIGHT, to: first.time };
  if (FROM.test(before)) return { from: first.time, to: DAY_END };
  return { from: first.time, to: second && second.time > first.time ? second.time : first.time };
}

const partOf = (part: HourMention | undefined): Stretch | undefined =>
  part && { from: part.time, to: PART_ENDS.get(part.time) ?? DAY_END };
