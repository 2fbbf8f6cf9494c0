import type { ComputationInput } from '#src/calculators/computation.ts';
import { dayCount } from '#src/calculators/texts-amounts.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import { claimsSaid } from '#src/reader/numbers/sums-said.ts';
import type { Counted } from './counted.ts';

const PAGE = 'guides/penalites-de-retard';

/** How many days late, where the last day and the day it was done are told: « jusqu'au 10 mars, fini le 2 avril, donc 25 jours de retard ? ». */
export function daysLate({
  quantities: { text, days },
}: ComputationInput): (Counted & { readonly claim: SaidNumber }) | undefined {
  const [due, done, ...others] = days;
  const [claim, ...more] = claimsSaid(text).filter(({ unit }) => unit === 'jours');
  if (!due || !done || others.length > 0 || !claim || more.length > 0 || !/\bretard/.test(text))
    return undefined;
  const late = daysBetween(due.date, done.date);
  if (late <= 0) return undefined;
  return {
    claim,
    said: `${dayCount(late)} de retard`,
    found: [{ value: late, unit: 'other' }],
    steps: [`Du ${dayOf(due.date)} au ${dayOf(done.date)} : ${dayCount(late)}.`],
    caveats: ['Je ne compte pas le dernier jour prévu. Un délai prolongé par écrit change ce compte.'],
    page: PAGE,
  };
}

/** A day without its year: which one it was changes nothing here. */
const dayOf = (date: IsoDate): string => frenchDate(date).replace(/ \d{4}$/, '');
