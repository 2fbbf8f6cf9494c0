import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, asksWhen, onDuty } from '#src/calculators/reading/verdicts.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { spaserDuty } from './spaser.ts';
import { SPASER_TITLE, spaserTexts as texts } from './spaser-texts.ts';

const SPASER = /\bspaser\b|\bschema (?:de promotion )?(?:des |d')?achats?\b|\bschema de promotion\b/;
const PURCHASES = /\bach(?:at|ats|et\w{1,8})\b|commande publique|depense\w*|\bmarches\b/;
/** « le SPASER fixe… », « ils sont à 12 % »: another question on the plan. */
const OTHER =
  /indicateurs?|publi(?:e|er|es)\b|contenu|conten\w+|contien\w*|objectif|cible|reserv|c'est quoi|\btous les\b/;
/** The law bound every buyer subject to the code only from then on. */
const EVERY_BUYER_FROM = '2023-10-25';

/** Whether yearly purchases make a SPASER compulsory (L2111-3, D2111-3). */
export const SPASER_DUTY: Computation = {
  id: 'spaser',
  title: SPASER_TITLE,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    const { regime, buyer } = understanding.case;
    if (regime === 'private' || buyer === 'private') return undefined;
    if (!SPASER.test(text) || !PURCHASES.test(text) || OTHER.test(text)) return undefined;
    if (buyer !== 'local' && figures.date < EVERY_BUYER_FROM) return undefined;
    const amount = purchasesOf(input);
    if (!amount) return undefined;
    const duty = spaserDuty(amount.value, amount.tax === 'TTC', figures);
    if (duty?.due === undefined) return undefined;
    const negated = asksInTheNegative(quantities) && duty.due;
    const verdict = asksWhen(quantities) || negated ? undefined : onDuty(understanding.polarity, duty.due);
    return {
      headline: duty.due
        ? texts.due(verdict, duty)
        : texts.notDue(verdict, duty, understanding.side === 'buyer'),
      steps: [texts.step(amount.value, amount.tax, duty)],
      caveats: sentences(
        texts.whole,
        duty.due ? texts.joint : texts.optional,
        amount.tax === undefined && texts.tax(euros(amount.value)),
      ),
      articles: ['D2111-3', 'L2111-3'],
      figures: [duty.threshold],
      verdict,
    };
  },
};

/** From so much on, a sum that is not said to be of a year is all that a buyer buys, and no contract. */
const WHOLE = 1_000_000;

/** The only amount said, where it is of a year, or of a size that all purchases of a buyer reach. */
function purchasesOf(input: ComputationInput): Amount | undefined {
  const [amount, ...more] = amountsSaid(input, input.today).all;
  const isWhole = amount && (amount.per === 'an' || amount.value >= WHOLE);
  return isWhole && more.length === 0 ? amount : undefined;
}
