import { DAY_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { workingDayOnOrAfter } from '#src/platform/calendar/holidays.ts';
import { addDays, parisDay } from '#src/platform/calendar/iso-date.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';
import { areOverFor, hoursOf, nextTimeFor, type Times, USUAL_TIMES, weeklyDay } from './times.ts';

/** How often a company is told, the most often first. */
export const CADENCES = ['at-once', 'daily', 'weekly'] as const;
export type Cadence = (typeof CADENCES)[number];
export const USUAL: Cadence = 'daily';

/** What comes at once comes together, where a lot is published at the same hour: once in so long at most. */
const TOGETHER_MS = 30 * MINUTE_MS;

/** When a company that was told at an instant is told next: where its hours begin on a working day, of its day of the week where it is told weekly. */
export function nextSlot(cadence: Cadence, after: number, times: Times = USUAL_TIMES): number {
  if (cadence === 'at-once') return after + TOGETHER_MS;
  const tomorrow = addDays(parisDay(after), 1);
  const day = cadence === 'daily' ? workingDayOnOrAfter(tomorrow) : weeklyDay(times, tomorrow);
  return instantOf(day, hoursOf(times).from);
}

/** When a company that has just chosen how often, or when, is told next: today still, where it was not told today and its hours are not over. */
export function slotOnceChosen(
  {
    cadence,
    times,
    sentAt,
  }: { readonly cadence: Cadence; readonly times: Times; readonly sentAt?: number | undefined },
  now: number,
): number {
  if (cadence === 'at-once') return nextTimeFor(times, now);
  const wasTold = sentAt !== undefined && parisDay(sentAt) === parisDay(now);
  const first = nextSlot(cadence, wasTold ? now : now - DAY_MS, times);
  return areOverFor(times, first, now) ? nextSlot(cadence, now, times) : first;
}

/** The next cadence, more or less often; the same where there is none. */
export function stepped(cadence: Cadence, step: 'faster' | 'slower'): Cadence {
  const at = CADENCES.indexOf(cadence) + (step === 'slower' ? 1 : -1);
  return CADENCES[at] ?? cadence;
}

/** Words that name how often, whatever else is said. */
const NAMED: Readonly<Record<Cadence, readonly string[]>> = {
  'at-once': ['immediat', 'immediate', 'immediatement', 'instantane', 'direct'],
  daily: ['quotidien', 'quotidienne', 'quotidiennes', 'jour', 'jours', 'journee', 'matin', 'matins'],
  weekly: [
    'semaine',
    'semaines',
    'hebdo',
    'hebdomadaire',
    'hebdomadaires',
    'lundi',
    'mardi',
    'mercredi',
    'jeudi',
    'vendredi',
  ],
};

/** The cadences that words name, the most often first: none, one, or « pas chaque jour, une fois par semaine ». */
export function cadencesSaid(text: string): Cadence[] {
  // « Du lundi au vendredi » names no day of the week, but all that are worked.
  const said = new Set(
    bareWords(text)
      .replace(/\b(?:du|de) lundi (?:au|a) (?:vendredi|samedi|dimanche)\b/g, 'jour')
      .split(' '),
  );
  // « Dès qu’un marché sort »: without its accent, it is another word.
  const isAsSoon = text
    .toLowerCase()
    .split(/[^\p{L}]/u)
    .includes('dès');
  return CADENCES.filter(
    (cadence) => NAMED[cadence].some((word) => said.has(word)) || (cadence === 'at-once' && isAsSoon),
  );
}

/** What is asked by « moins souvent » or « plus souvent »: the cadence that the words name on that side, or the next one. */
export function cadenceAsked(text: string, now: Cadence, step: 'faster' | 'slower'): Cadence {
  const place = (one: Cadence) => CADENCES.indexOf(one);
  const named = cadencesSaid(text).filter((one) =>
    step === 'slower' ? place(one) > place(now) : place(one) < place(now),
  );
  return (step === 'slower' ? named.at(-1) : named[0]) ?? stepped(now, step);
}
