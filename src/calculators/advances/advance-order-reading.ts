import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { ordinaryContract } from '#src/calculators/reading/contract-rules.ts';
import { articlesOf, asked, sentences } from '#src/calculators/reading/roles.ts';
import { onPermission } from '#src/calculators/reading/verdicts.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { type Amount, monthsOf } from '#src/reader/quantities.ts';
import type { AdvanceRight } from './advance.ts';
import { type OrderAdvanceResult, orderAdvance } from './advance-order.ts';
import { ADVANCE_ORDER_TITLE, advanceOrderTexts as texts } from './advance-order-texts.ts';
import { rightOf } from './advance-said.ts';
import { advanceRightTexts } from './advance-texts.ts';

const ORDER = /\bbons?(?: de commande)?\b|\bbdc\b/;
const FRAMEWORK = /accords?-? ?cadres?|bons? de commande|marches? a bons|\bmbc\b|\bbdc\b/;
const RIGHT =
  /droit|\bdue?s?\b|oblig|\bdoi[ts]\b|preten|\btouch|\bai[- ]je|\baur(?:ai|ons|a)\b|possible|reclam|\bs'appliqu|avances? (?:ou|\?)|\bavance sur (?:ce|le|mon) bon/;
/** Its sum, its guarantee, its refund, a subcontractor's: other rules. */
const OTHER =
  /sous-?traitan|garantie|rembours|\brefus|renonc|combien|montant|calcul|\bquand\b|delai|tresorerie/;
const NO_MINIMUM = /\bsans (?:montant )?mini\w*|\bpas de (?:montant )?mini\w*|\baucun (?:montant )?mini\w*/;
const MINIMUM_BEFORE = /\bmini\w* (?:de |d'|est de |: ?|fixe a |a )?$/;
const MINIMUM_AFTER = /^ ?(?:€ )?(?:ht )?(?:de |en )?mini\w*\b/;

/** Whether an order of a framework contract opens an advance of its own (R2191-16, R2191-17). */
export const advanceOrderComputation: Computation = {
  id: 'advance-order',
  title: ADVANCE_ORDER_TITLE,
  compute(input) {
    const { quantities, understanding, figures } = input;
    const { text, durations } = quantities;
    const contract = ordinaryContract(understanding);
    if (!contract || !asksOfOrderAdvance(text)) return undefined;
    const amounts = orderAmounts(input);
    const times = durations.filter(({ at, unit }) => unit !== 'heures' && isOrderTime(text, at));
    if (!amounts || times.length > 1) return undefined;
    const { order, minimum } = amounts;
    const [time] = times;
    const months = time && monthsOf(time);
    const sum = order.tax === 'TTC' ? { inclTax: order.value } : { exclTax: order.value };
    const right = rightOf({ ...sum, months, buyer: contract.buyer }, figures);
    const result = right && orderAdvance(minimum, right, figures);
    if (!right || !result) return undefined;
    const working = sentences(
      minimum === 'none' && texts.noMinimumStep,
      typeof minimum === 'number' &&
        result.way === 'once' &&
        texts.minimumStep(minimum, result.minimumThreshold),
      ...advanceRightTexts.step(right, euros(order.value, order.tax), {
        months,
        duration: time && formatValue(time.unit, time.value),
      }),
    );
    // A minimum too low for one article, and that excludes the other: nobody could tell.
    if (typeof minimum === 'number' && result.way === 'unsure') return undefined;
    return answer(input, right, result, { minimum, working });
  },
};

const asksOfOrderAdvance = (text: string): boolean =>
  /\bavances?\b/.test(text) &&
  ORDER.test(text) &&
  FRAMEWORK.test(text) &&
  RIGHT.test(text) &&
  !OTHER.test(text);

/** « sur 4 ans » is the framework's: the order is done in weeks or months. */
const isOrderTime = (text: string, at: number): boolean =>
  !/\b(?:accord-? ?cadre|marche)\b[^,;.?]{0,40}$/.test(text.slice(0, at)) &&
  !/\b(?:paye\w*|paiement|garantie|depuis|(?:il )?y a|ya) (?:a |de |en )*$/.test(text.slice(0, at));

function orderAmounts(
  input: ComputationInput,
): { order: Amount; minimum: number | 'none' | undefined } | undefined {
  const { text } = input.quantities;
  const { all } = amountsSaid(input, input.today);
  const isMinimum = ({ at, end }: Amount) =>
    MINIMUM_BEFORE.test(text.slice(0, at)) || MINIMUM_AFTER.test(text.slice(end));
  const [minimum, ...moreMinimums] = all.filter(isMinimum);
  const [order, ...more] = all.filter((one) => !isMinimum(one) && one.tax !== 'TTC');
  const only = order ?? all.find((one) => !isMinimum(one));
  if (!only || more.length > 0 || moreMinimums.length > 0) return undefined;
  return { order: only, minimum: NO_MINIMUM.test(text) ? 'none' : minimum?.value };
}

function answer(
  { understanding: { polarity, case: read } }: ComputationInput,
  right: AdvanceRight,
  { way, minimumThreshold, due }: OrderAdvanceResult,
  { minimum, working }: { minimum: number | 'none' | undefined; working: string[] },
): ComputedAnswer {
  // « l'acheteur est obligé de me verser une avance ? » asks for the same right; « sans minimum » denies no act.
  const modality = polarity?.modality === 'obligatoire' ? 'permis' : polarity?.modality;
  const verdict =
    due === undefined || !polarity || !modality
      ? undefined
      : onPermission({ ...polarity, modality, without: false }, due);
  const once = way === 'once' && typeof minimum === 'number';
  const conditions = sentences(
    way === 'unsure' && texts.ifNoMinimum,
    right.amount === 'unknown' && texts.ifAmount,
    right.duration === 'unknown' && texts.ifDuration,
    read.buyer === undefined && texts.ifBuyer,
  );
  return {
    headline: once ? texts.once(verdict, minimum) : rightLine(verdict, right, due, conditions),
    steps: working,
    caveats: sentences(
      way === 'unsure' && texts.withMinimum(minimumThreshold),
      due === false && !once && texts.optional,
    ),
    articles: articlesOf(
      [once ? minimumThreshold : undefined],
      ['R2191-16', 'R2191-3', 'R2191-17', 'L2191-1'],
    ),
    figures: [right.amountThreshold, right.durationThreshold, minimumThreshold],
    verdict,
    clarify: due === undefined && way === 'unsure' ? asked(texts.clarify, [texts.none]) : undefined,
  };
}

/** Whether the advance is due, or what it depends on when something is not said. */
function rightLine(
  verdict: ComputedAnswer['verdict'],
  right: AdvanceRight,
  due: boolean | undefined,
  conditions: string[],
): string {
  if (due === undefined) return texts.conditions(right, conditions);
  if (due) return texts.due(verdict, right);
  const buyerFree = right.buyerOwes === false && right.amount !== 'under' && right.duration !== 'under';
  return buyerFree ? texts.buyerFree(verdict) : texts.under(verdict, right);
}
