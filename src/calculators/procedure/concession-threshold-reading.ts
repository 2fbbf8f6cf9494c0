import type { Computation } from '#src/calculators/computation.ts';
import { estimateOf } from '#src/calculators/procedure/need/estimate.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { asksInTheNegative, asksWhen } from '#src/calculators/reading/verdicts.ts';
import { amountText, yearlySteps } from './answer.ts';
import { concessionThreshold } from './concession-threshold.ts';
import { CONCESSION_TITLE, concessionTexts as texts } from './concession-threshold-texts.ts';

const THRESHOLD = /\bseuils?\b|\beurope\w*|\bdepass\w*|au[- ]dessus|en[- ]dessous|\batteint\w*/;
/** Under the threshold the publicity and the procedure of a concession have rules that are not known here. */
const OTHER =
  /dispens\w*|gre a gre|sans (?:publicite|mise|concurrence)|\bdirect\b|avenant|modif\w*|duree max|redevance|\bpme\b|quelle procedure|part\b/;
const UNDER = /en[- ]dessous|\bsous\b/;

/** Whether a concession reaches the European threshold (annex 2). */
export const CONCESSION_THRESHOLD: Computation = {
  id: 'concession-threshold',
  title: CONCESSION_TITLE,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    if (understanding.case.regime !== 'concession' || !THRESHOLD.test(text) || OTHER.test(text))
      return undefined;
    const estimate = estimateOf(quantities, amountsSaid(input, input.today));
    if (!estimate || (estimate.yearly && estimate.yearly.years === undefined)) return undefined;
    const high =
      estimate.form === 'with-tax' || estimate.form === 'below' ? estimate.high - 0.01 : estimate.high;
    const result = concessionThreshold({ low: estimate.low, high }, figures);
    if (result?.reached === undefined) return undefined;
    const { reached } = result;
    const { polarity } = understanding;
    const asks = polarity?.modality === 'vrai' && !asksInTheNegative(quantities) && !asksWhen(quantities);
    const verdict =
      asks && !/ ou (?!pas\b|non\b)/.test(text) ? (reached !== UNDER.test(text) ? 'oui' : 'non') : undefined;
    const amount = amountText(estimate);
    return {
      headline: reached ? texts.reached(verdict, result, amount) : texts.under(verdict, result, amount),
      steps: [...yearlySteps(estimate, estimate.low), texts.step(amount, result)],
      caveats: [texts.whole, texts.others],
      articles: ['annexe 2'],
      figures: [result.threshold],
      verdict,
    };
  },
};
