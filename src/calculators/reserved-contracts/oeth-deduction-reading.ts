import type { Computation, ComputationInput } from '#src/calculators/computation.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { byRole, sentences } from '#src/calculators/reading/roles.ts';
import { euros } from '#src/calculators/texts-amounts.ts';
import { oethDeduction } from './oeth-deduction.ts';
import { OETH_TITLE, oethTexts as texts } from './oeth-deduction-texts.ts';

const CONTRIBUTION = /\boeth\b|\bagefiph\b|\bcontribution\b|obligation d'emploi|\btaxe handicap\b|\bdoeth\b/;
const DEDUCED = /\bdedu\w+|\bgagn\w+|econom\w+|baiss\w+|reduc\w+|reduire|recuper\w+|avantage|retir\w+/;
const SUPPLIER =
  /\besats?\b|\beas?\b|entreprises? adaptees?|\btih\b|independante? handicape|travailleurs? handicape/;
const PUBLIC_CLIENT = /\b(?:mairie|commune|ville|departement|region|hopital|fiphfp|collectivite|etat)\b/;
const OTHER = /c'est quoi|\blots? reserve|reserve\w{0,20} (?:aux?|a l)|heures d'insertion|appel d'offres/;

/** What a private client takes off its contribution for a purchase from a sheltered workshop (C. trav. D5212-22). */
export const OETH_DEDUCTION: Computation = {
  id: 'oeth-deduction',
  title: OETH_TITLE,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, figures } = input;
    const { text } = quantities;
    if (!CONTRIBUTION.test(text) || !DEDUCED.test(text) || !SUPPLIER.test(text)) return undefined;
    if (OTHER.test(text) || PUBLIC_CLIENT.test(text) || quantities.shares.length > 0) return undefined;
    const said = purchaseSaid(input);
    const result = said && oethDeduction(said, figures);
    if (!said || !result) return undefined;
    const { price, materials, contribution } = said;
    return {
      headline: contribution === undefined ? texts.deduction(result) : texts.capped(result),
      steps: sentences(
        texts.basis(price, materials, result),
        texts.product(result),
        contribution !== undefined && texts.ceiling(contribution, result),
      ),
      caveats: sentences(
        contribution === undefined && texts.limits(result),
        materials === 0 && texts.materials,
        !said.taxSaid && texts.tax(euros(price)),
        texts.who,
      ),
      articles: ['C. trav. D5212-22', 'C. trav. L5212-10-1'],
      figures: [result.share, ...result.ceilings.map(({ figure }) => figure)],
    };
  },
};

interface PurchaseSaid {
  readonly price: number;
  readonly materials: number;
  readonly contribution?: number | undefined;
  readonly taxSaid: boolean;
}

/** Price, materials and contribution by the words beside them; undefined when an amount can't be told. */
function purchaseSaid(input: ComputationInput): PurchaseSaid | undefined {
  const { text } = input.quantities;
  const { all } = amountsSaid(input, input.today);
  const { materials, contribution } = byRole(text, all, {
    materials:
      /\bdont\b|matieres?|materiel|fournitures|\bd'achats?\b|achats? (?:de|compris)|hors (?:matieres|achats)|\bmoins\b/,
    contribution: /contribution|\boeth\b|agefiph/,
    price: /facture|prix|prestation|achete|commande|contrat|marche|\bpour\b/,
  });
  const prices = all.filter((one) => one !== materials && one !== contribution);
  // « 20 000 € dont 5 000 »: the first is the price, whatever word follows it.
  const [price, ...more] = prices.length > 0 ? prices : all.filter((one) => one !== materials);
  if (!price || more.length > 0 || price.tax === 'TTC' || materials?.tax === 'TTC') return undefined;
  return {
    price: price.value,
    materials: materials?.value ?? 0,
    contribution: contribution === price ? undefined : contribution?.value,
    taxSaid: price.tax === 'HT',
  };
}
