import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { asked } from '#src/calculators/reading/roles.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import { jobCost, timesAMonth, unitCost } from './job-cost.ts';
import {
  HOURS_OF_A_DAY,
  JOB_COST_TITLE,
  jobCostTexts as jobTexts,
  smallEuros,
  UNIT_COST_TITLE,
  unitCostTexts as unitTexts,
} from './job-cost-texts.ts';
import { frequencyIn, hourlyRateIn, type JobSaid, jobIn, outputIn, surfaceIn } from './job-said.ts';

const PAGE = 'guides/cout-de-revient';
const FOUND = { articles: [], figures: [], page: PAGE } as const;

/** A sum is wanted: « ça fait combien ? », « quel prix je dois demander ? », « calcule le total ». */
const ASKS =
  /\bcombien\b|\bcb\b|\bcalcul\w{0,4}\b|\btotal\b|\b(?:quel|mon) (?:prix|cout|tarif|montant)\b|\bcoute\w{0,3}\b|\bc'?est? ca\b|\bca fait\b/;
/** Hours that are counted by another rule, or sums that are. */
const OTHER_SUBJECT =
  /\bheures? d'insertion\b|\bpenalites?\b|\bretards?\b|\bavances?\b|\bsmic\b|\besat\b|\bheures? sup\w{0,12}|\bfacturables?\b|\bpar an\b|\ban(?:nee|s)\b/;

/** What a job costs, by its people, their time and what is hired: every number is the question's. */
export const JOB_COST: Computation = {
  id: 'job-cost',
  title: JOB_COST_TITLE,
  isUnmistakable: true,
  compute(input) {
    const { text } = input.quantities;
    if (!ASKS.test(text) || OTHER_SUBJECT.test(text) || outputIn(text)) return undefined;
    const said = jobIn(input);
    return said && (counted(said) ?? hoursWanted(said));
  },
};

function counted({
  labour: { people, rate, hours },
  days,
  daily,
  hired,
  bought,
  pieces,
}: JobSaid): ComputedAnswer | undefined {
  if (hours === undefined) return undefined;
  const labour = { people, rate, hours };
  const cost = jobCost(labour, hired, bought, pieces);
  const parts = [cost.labour, ...cost.hired, ...(pieces ? [cost.pieces] : []), ...bought];
  const hasMore = parts.length > 1;
  return {
    ...FOUND,
    headline: jobTexts.headline(cost, hasMore),
    steps: [
      ...(days !== undefined && daily !== undefined ? [jobTexts.time(hours, daily, days)] : []),
      jobTexts.labour(labour, cost.labour),
      ...hired.map((one, index) => jobTexts.hired(one, cost.hired[index] ?? 0)),
      ...(pieces ? [jobTexts.pieces(pieces, cost.pieces)] : []),
      ...(bought.length > 0 ? [jobTexts.bought(bought)] : []),
      ...(hasMore ? [jobTexts.total(parts, cost.total)] : []),
      ...(pieces ? [jobTexts.each(pieces, cost.total)] : []),
    ],
    caveats: [jobTexts.more, jobTexts.charged(rate)],
  };
}

/** Days are told, and not how many hours they have: what can be counted is, and the rest is asked. */
function hoursWanted({ labour, days, hired }: JobSaid): ComputedAnswer | undefined {
  if (labour.hours !== undefined || days === undefined) return undefined;
  const { hired: costs } = jobCost({ ...labour, hours: 0 }, hired, []);
  return {
    ...FOUND,
    headline: jobTexts.open,
    steps: [
      jobTexts.openLabour(labour, days),
      ...hired.map((one, index) => jobTexts.hired(one, costs[index] ?? 0)),
    ],
    caveats: [],
    clarify: asked(jobTexts.whichHours, HOURS_OF_A_DAY),
  };
}

/** What one square metre, or one meal, costs: an hour's cost over what is done in it. */
export const UNIT_COST: Computation = {
  id: 'unit-cost',
  title: UNIT_COST_TITLE,
  isUnmistakable: true,
  compute({ quantities: { text } }: ComputationInput) {
    const rate = hourlyRateIn(text);
    const output = outputIn(text);
    if (rate === undefined || !output || !ASKS.test(text) || OTHER_SUBJECT.test(text)) return undefined;
    const { perHour, unit } = output;
    const once = unitCost(rate, perHour);
    const frequency = frequencyIn(text);
    const step = unitTexts.once(rate, output, once);
    if (!frequency)
      return {
        ...FOUND,
        headline: unitTexts.headline(once, unit),
        steps: [step],
        caveats: [unitTexts.more],
      };
    const { times, per } = frequency;
    const passages = per === 'mois' ? times : timesAMonth(times);
    const shown = frenchNumber(roundToCents(passages));
    const monthly = once * passages;
    const surface = unit === 'm²' ? surfaceIn(text) : undefined;
    const all = surface === undefined ? undefined : roundToCents(monthly * surface);
    return {
      ...FOUND,
      headline: unitTexts.monthly(monthly, unit, all),
      steps: [
        step,
        ...(per === 'semaine' ? [unitTexts.perMonth(times, shown)] : []),
        unitTexts.month(rate, perHour, shown, monthly),
        ...(surface !== undefined && all !== undefined
          ? [unitTexts.whole(smallEuros(monthly), surface, all)]
          : []),
      ],
      caveats: [unitTexts.passages, unitTexts.more],
    };
  },
};
