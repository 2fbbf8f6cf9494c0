import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { amountText } from '#src/calculators/procedure/answer.ts';
import { type Estimate, estimateOf } from '#src/calculators/procedure/need/estimate.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { articlesOf, asked, sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, asksWhen, onDuty } from '#src/calculators/reading/verdicts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { type VigilanceDuty, vigilanceDuty } from './vigilance-threshold.ts';
import { vigilanceTexts as texts, VIGILANCE_TITLE } from './vigilance-threshold-texts.ts';

const CERTIFICATE =
  /\battestations? (?:de )?vigilance\b|\bvigilance\b|\battestations? (?:de l')?urssaf\b|\burssaf\b/;
const DUE =
  /oblig\w*|\bdoi[ts]\b|doivent|\bfaut\b|besoin|necessaire|impose\w*|exig\w*|demand\w*|dispens\w*|fourni\w*|remett\w*|\bdue?\b|passer/;
/** Its age, how it is got, a debt, or what a candidate proves: other rules. */
const OTHER =
  /valab\w*|validite|perime|expire|\bdate\b|tous les|combien de temps|delivr\w*|obtenir|dette|echeancier|retard de|candidatur\w*|\boffres?\b|attributaire|retenu\w*|controle|\bcomment\b|reclam\w*|\bdois pas\b|tribunal|contest\w*|cotisations?|amende|sanction|particulier|plan de vigilance|devoir de vigilance|salaries? etrangers?/;

const OWED =
  /\b(?:on|je|nous|il|elle) (?:lui |leur |y )?doi[ts]?(?:ons)? ?$|\bdevons ?$|\b(?:arrieres?|impayes?|redressement) de ?$/;

/** Other papers are asked for as well: the page tells all of them at once, this one among them. */
const OTHER_PAPERS =
  /\bkbis|\bk-bis|\bdecennale|\bassurances?\b|\bfiscale?s?\b|\bimpots\b|\bresponsabilite civile\b|\brc pro\b/;

/** Whether an operation is large enough for a vigilance certificate (C. trav. R8222-1). */
export const VIGILANCE_THRESHOLD: Computation = {
  id: 'vigilance-threshold',
  title: VIGILANCE_TITLE,
  isOfContract: true,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, figures } = input;
    const { text } = quantities;
    if (
      !CERTIFICATE.test(text) ||
      !DUE.test(text) ||
      OTHER.test(text) ||
      OTHER_PAPERS.test(text) ||
      quantities.days.length > 0
    )
      return undefined;
    // « on doit 9 000 € à l'Urssaf »: a debt, not an operation.
    if (quantities.amounts.some(({ at }) => OWED.test(text.slice(0, at)))) return undefined;
    const estimate = estimateOf(quantities, amountsSaid(input, input.today));
    const bounds = estimate && boundsOf(estimate);
    const duty = bounds && vigilanceDuty(bounds, figures);
    if (!estimate || !duty) return undefined;
    if (duty.due === undefined)
      return estimate.form === 'with-tax' ? openTax(duty, formatValue('€ TTC', estimate.said)) : undefined;
    return answer(input, estimate, duty, duty.due);
  },
};

/** An amount by the year, over a time that is not said, is at least that of a year. */
function boundsOf({ low, high, form, yearly }: Estimate): { low: number; high: number } {
  if (yearly && yearly.years === undefined) return { low, high: Number.POSITIVE_INFINITY };
  // « moins de 5 000 € » leaves 5 000 out; a price with tax is more than the same without.
  if (form === 'with-tax' || form === 'below') return { low, high: high - 0.01 };
  return { low, high };
}

function answer(
  { quantities, understanding, figures }: ComputationInput,
  estimate: Estimate,
  duty: VigilanceDuty,
  due: boolean,
) {
  const amount = amountText(estimate);
  const { polarity } = understanding;
  const negated = asksInTheNegative(quantities) && due;
  const verdict = asksWhen(quantities) || negated ? undefined : onDuty(polarity, due);
  const again = due ? figures.get('vigilance-frequence') : undefined;
  return {
    headline: due ? texts.due(verdict, duty, amount) : texts.notDue(verdict, duty, amount),
    steps: [texts.step(amount, duty)],
    caveats: sentences(
      again && texts.again(formatValue(again.figure.unit, again.number)),
      texts.whole,
      !estimate.taxSaid && estimate.form === 'exact' && texts.tax(formatValue('€', estimate.said)),
    ),
    articles: articlesOf([duty.threshold], due ? articlesOf([again]) : []),
    figures: again ? [duty.threshold, again] : [duty.threshold],
    verdict,
  };
}

const openTax = (duty: VigilanceDuty, amount: string) => ({
  headline: texts.dependsOnTax(duty, amount),
  steps: [texts.step(amount, duty)],
  caveats: [texts.whole],
  articles: articlesOf([duty.threshold]),
  figures: [duty.threshold],
  clarify: asked(texts.clarify, []),
});
