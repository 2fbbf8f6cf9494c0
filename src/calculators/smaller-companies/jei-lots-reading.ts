import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { ordinaryContract } from '#src/calculators/reading/contract-rules.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { asksWhen, onPermission } from '#src/calculators/reading/verdicts.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { jeiLots } from './jei-lots.ts';
import { JEI_LOTS_TITLE, jeiLotsTexts as texts } from './jei-lots-texts.ts';

const JEI = /\bjei\b|\bjeunes? entreprises? innovantes?\b/;
const RESERVED = /\blots?\b|\balloti\w*|\breserv\w*|\bpart\b/;
const ASKS = /combien|\bpart\b|calcul|montant|reserv\w*|\bca fait\b|euros/;
/** Buying from one without competition, its status, its tax. */
const OTHER =
  /sans (?:appel|mise|publicite|concurrence|procedure)|gre a gre|\bdirect\b|impot|statut\b.{0,15}(?:obtenir|comment)|presum/;

/** The part of an innovative contract that may be kept for young innovative companies (L2113-17). */
export const JEI_LOTS: Computation = {
  id: 'jei-lots',
  title: JEI_LOTS_TITLE,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    // Defence contracts have an article of their own, whose figures are not known for certain.
    if (!ordinaryContract(understanding)) return undefined;
    if (!JEI.test(text) || !RESERVED.test(text) || !ASKS.test(text) || OTHER.test(text)) return undefined;
    const whole = wholeOf(input);
    if (!whole) return undefined;
    const lots = jeiLots(whole.value, figures);
    if (!lots) return undefined;
    const { polarity } = understanding;
    const told = /\bin+ovant\w*(?! \bjei\b)/.test(text.replace(/jeunes? entreprises? innovantes?/g, ' '));
    const inLots = /\balloti\w*|\blots?\b/.test(text);
    const sure = !lots.allowed || (told && inLots);
    // « la part en euros ? » wants a sum.
    const asks = polarity?.modality !== 'vrai' && !polarity?.negated && !asksWhen(quantities);
    const verdict = sure && asks ? onPermission(polarity, lots.allowed) : undefined;
    return {
      headline: lots.allowed
        ? texts.share(verdict, lots, whole.value)
        : texts.tooLarge(verdict, lots, whole.value),
      steps: sentences(texts.compared(lots, whole.value), lots.allowed && texts.product(lots, whole.value)),
      caveats: sentences(
        ...(lots.allowed ? [texts.conditions, texts.faculty, texts.proof] : []),
        whole.tax === undefined && texts.tax(euros(whole.value)),
      ),
      articles: ['L2113-17', 'L2172-3'],
      figures: [lots.share, lots.threshold],
      verdict,
    };
  },
};

/** The amount of the whole contract: « un lot de 20 000 € » says nothing of it. */
function wholeOf(input: ComputationInput): Amount | undefined {
  const [whole, ...more] = amountsSaid(input, input.today).all;
  if (!whole || more.length > 0 || whole.tax === 'TTC') return undefined;
  const ofLot = /\blots? (?:de |a |fait |vaut |est de )$/.test(input.quantities.text.slice(0, whole.at));
  return ofLot ? undefined : whole;
}
