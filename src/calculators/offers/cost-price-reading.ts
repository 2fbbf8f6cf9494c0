import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { hourlyCost, withMargin } from './cost-price.ts';
import { HOURLY_COST_TITLE, hourlyCostTexts, MARGIN_TITLE, marginTexts } from './cost-price-texts.ts';

const PAGE = 'guides/cout-de-revient';
const HOURLY_PAGES = new Set([`${PAGE}#comment-calculer-mon-cout-de-revient-horaire`]);
const MARGIN_PAGES = new Set([`${PAGE}#marge-sur-le-cout-ou-sur-le-prix-de-vente-quelle-difference`]);

/** Less is the price of an hour or of a thing, and no year of spending. */
const LEAST_SPENT = 1_000;
/** Less is a week or a month of work; more is no year of a small company. */
const [LEAST_HOURS, MOST_HOURS] = [200, 200_000];

/** Sums of which one is in another, or that are no spending; hours of each of several people. */
const OTHER_SUMS =
  /\b(?:dont|soit|total|au total|ca|chiffre d'affaires|benefices?|resultat|marches?|devis|offres?|factures? de|forfaits?|prix|chacun|chacune|par (?:salarie|personne|tete|mois|semaine)|\d+ (?:salaries|personnes|ouvriers|gars|compagnons))\b/;
/** What is said of a cost, and of a margin; what takes it off a price, or is no margin. */
const OF_COST = /\b(?:couts?|coute|coutent|revient|revienne|deboursee?s?)\b/;
const OF_MARGIN = /\b(?:marges?|benefices?|gagner|gain)\b/;
const NO_MARGIN =
  /\b(?:remises?|rabais|moins|negoci\w{1,6}|tva|vends?|vendre|vendus?|vente|baisses?|penalites?|retenues?|avances?|hausses?)\b/;

const FOUND = { caveats: [], articles: [], figures: [], page: PAGE } as const;

/** What is spent in a year, and the hours sold in it: several sums are added, where each comes once. */
function hourly({ quantities: { amounts, durations, text } }: ComputationInput): ComputedAnswer | undefined {
  if (OTHER_SUMS.test(text)) return undefined;
  const sums = amounts.filter(({ money }) => money);
  const hours = durations.filter(({ unit }) => unit === 'heures');
  const [sold] = hours;
  const isYearly = sums.every(
    ({ value, per }) => value >= LEAST_SPENT && (per === undefined || per === 'an'),
  );
  if (!sold || hours.length > 1 || sums.length === 0 || !isYearly) return undefined;
  if (sold.value < LEAST_HOURS || sold.value > MOST_HOURS) return undefined;
  const values = sums.map(({ value }) => value);
  const spent = values.reduce((sum, value) => sum + value, 0);
  const hour = hourlyCost(spent, sold.value);
  return {
    ...FOUND,
    headline: hourlyCostTexts.headline(hour),
    steps: [
      ...(values.length > 1 ? [hourlyCostTexts.sum(values, spent)] : []),
      hourlyCostTexts.hour(spent, sold.value, hour),
    ],
    caveats: [hourlyCostTexts.hours, hourlyCostTexts.spent],
  };
}

/** A cost and a share, each said once. */
function margin({ quantities: { amounts, shares, text } }: ComputationInput): ComputedAnswer | undefined {
  if (!OF_COST.test(text) || !OF_MARGIN.test(text) || NO_MARGIN.test(text)) return undefined;
  const [cost, ...others] = amounts.filter(({ money }) => money);
  const [share, ...more] = shares;
  if (!cost || !share || others.length > 0 || more.length > 0) return undefined;
  if (share.value <= 0 || share.value >= 100) return undefined;
  const { onPrice, onCost } = withMargin(cost.value, share.value);
  return {
    ...FOUND,
    headline: marginTexts.headline({ onPrice, onCost }, share.value),
    steps: [
      marginTexts.onPrice(cost.value, share.value, onPrice),
      marginTexts.onCost(cost.value, share.value, onCost),
    ],
    caveats: [marginTexts.choose],
  };
}

/** What an hour costs, where that is asked by its meaning, with what is spent and the hours told. */
export const HOURLY_COST: Computation = {
  id: 'hourly-cost',
  title: HOURLY_COST_TITLE,
  onPages: { keys: HOURLY_PAGES, isFirstOnly: true, compute: hourly },
  compute: () => undefined,
};

/** A price with its margin, where that is asked by its meaning. */
export const MARGIN: Computation = {
  id: 'margin',
  title: MARGIN_TITLE,
  onPages: { keys: MARGIN_PAGES, isFirstOnly: true, compute: margin },
  compute: () => undefined,
};
