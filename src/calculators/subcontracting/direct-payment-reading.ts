import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { categoryOf } from '#src/calculators/procedure/possible-cases.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { speaksOfAnotherTime } from '#src/calculators/reading/other-time.ts';
import { articlesOf, byRole, sentences } from '#src/calculators/reading/roles.ts';
import { asksWhen } from '#src/calculators/reading/verdicts.ts';
import { listed } from '#src/calculators/texts-amounts.ts';
import type { Amount } from '#src/reader/quantities.ts';
import {
  type DirectPaymentThreshold,
  defenceDirectPayment,
  directPaymentThreshold,
} from './direct-payment.ts';
import { DIRECT_PAYMENT_TITLE, directPaymentTexts as texts } from './direct-payment-texts.ts';

const SUBCONTRACT = /sous-? ?trait/;
const DIRECT =
  /paiement (?:est |sera )?(?:en )?direct|pay\w{0,20} (?:en )?direct\w*|regle\w{0,20} (?:en )?direct\w*|\bdirectement (?:paye|regle)\w*|pay\w{0,20} par (?:la|l'|le)|(?:ville|mairie|commune|acheteur|departement|region|etat|armee|hopital|ministere) (?:me |nous )?(?:pai|pay|regl)\w*/;
/** How it is asked for, its deadline, a waiver, an advance: other rules. */
const OTHER =
  /demande de paiement|delai|combien de (?:temps|jours)|\bquand\b|renonc|avance|retenue|liquidation|redressement|caution|\ba partir de (?:combien|quel)|c'est quoi|chorus|factur|combien (?:de )?(?:pour ?cent|%)|retard/;
const SECOND_RANK =
  /rang (?:2|3|deux)|(?:second|deuxieme|2e|2eme) rang|sous-? ?traitant (?:du|de mon|d'un|d'une?) sous-? ?trait/;
const SUPPLIES_ONLY =
  /simples? fournitures?|fournitures? simples?|(?:juste|seulement|uniquement|que|sans pose)[^,;?]{0,40}(?:livr\w+|fourni\w+|materiel|materiaux)|(?:livr\w{1,20}|fourni\w{1,20})[^,;?]{0,40}(?:juste|seulement|uniquement|sans (?:la )?(?:pose|poser|installer))/;
const ACCEPTED = /\baccepte\w*|\bagree\w*|dc ?4 (?:est )?(?:signe|valide|accepte)/;
/** The contract is its author's, who has somebody else do a part of it. */
const OF_HOLDER = /\b(?:mon|mes|notre|nos) sous-? ?trait/;
/** What the holder tells of their own work is no part of it that is subcontracted. */
const OWN_WORK = /\b(?:chantiers?|marches?|contrats?|travaux)\b[^,;.?!€]{0,40}$/;
const UNDECLARED =
  /\bpas (?:fait|signe|rempli|envoye|depose) (?:de |le |mon |son )?dc ?4|(?:pas|jamais|non|ni) (?:ete |encore )*(?:declare|accepte|agree)\w*|\bsans (?:dc ?4|declaration|agrement)|au noir/;
const OWNER = /maitre d'ouvrage/;
const NOT_OWNER = /(?:pas|n'est pas|non) (?:le |un )?maitre d'ouvrage/;
/** Since when works follow these rules only for a buyer who is their owner (loi 2026-403). */
const OWNER_RULE_FROM = '2026-05-28';

/** Whether a subcontractor is paid by the buyer itself, by the amount of its part (L2193-10, R2193-10). */
export const DIRECT_PAYMENT: Computation = {
  id: 'direct-payment',
  title: DIRECT_PAYMENT_TITLE,
  compute(input) {
    if (speaksOfAnotherTime(input)) return undefined;
    const { quantities, understanding, figures } = input;
    const { text } = quantities;
    const { regime, buyer } = understanding.case;
    if (regime === 'private' || regime === 'concession' || buyer === 'private') return undefined;
    if (!SUBCONTRACT.test(text) || !DIRECT.test(text) || OTHER.test(text)) return undefined;
    const defence = regime === 'defence' || buyer === 'defence';
    const { all } = amountsSaid(input, input.today);
    const amounts = partAmounts(text, all);
    if (!amounts) return undefined;
    const { part, contract } = amounts;
    const result = defence
      ? contract && defenceDirectPayment(part.value, contract.value, figures)
      : directPaymentThreshold({ amount: part.value, tax: part.tax }, figures);
    if (result?.reached === undefined) return undefined;
    return answer(input, result, part, defence ? contract : undefined);
  },
};

/** The subcontractor's part and, if said, the whole contract: of two amounts the smaller is the part. */
function partAmounts(
  text: string,
  all: readonly Amount[],
): { part: Amount; contract?: Amount | undefined } | undefined {
  const [smaller, larger, ...more] = [...all].sort((a, b) => a.value - b.value);
  if (!smaller || more.length > 0) return undefined;
  if (larger) return { part: smaller, contract: larger };
  if (OF_HOLDER.test(text) && isOwnWork(text, smaller)) return undefined;
  const { contract, part } = byRole(text, all, {
    part: /\bma part|mon (?:contrat|lot|bout|devis|montant)|sous-? ?trait|\bpart\b|je (?:fais|facture)|pour \b/,
    contract: /\ble marche\b|marche (?:total|global|de)|titulaire/,
  });
  return contract && !part ? undefined : { part: smaller };
}

const protectedBy = (text: string): string =>
  OF_HOLDER.test(text) ? texts.theyAreProtected : texts.protected;

/** What is not told, and must hold. */
const conditionsOf = (text: string, ownerRule: boolean): string[] =>
  sentences(
    !ACCEPTED.test(text) && (OF_HOLDER.test(text) ? texts.ifTheyAreAccepted : texts.ifAccepted),
    ownerRule && !OWNER.test(text) && texts.ifOwner,
  );

/** « j'ai un chantier (mur d'école) 84 000 €, mon sous-traitant veut… »: the whole of it. */
function isOwnWork(text: string, { at }: Amount): boolean {
  const clause =
    text
      .slice(0, at)
      .split(/[,;.?!]/)
      .at(-1) ?? '';
  return OWN_WORK.test(clause) && !SUBCONTRACT.test(clause);
}

function answer(
  input: ComputationInput,
  result: DirectPaymentThreshold,
  part: Amount,
  contract: Amount | undefined,
): ComputedAnswer {
  const { figures } = input;
  const { text } = input.quantities;
  const works = categoryOf(text) === 'works' && contract === undefined;
  const ownerRule = works && figures.date >= OWNER_RULE_FROM;
  const conditions = conditionsOf(text, ownerRule);
  const refusal = refusalOf(text, result, ownerRule);
  const due = !refusal && conditions.length === 0;
  const verdict = refusal || due ? verdictOn(input, due) : undefined;
  const open = due ? texts.due(verdict, result) : texts.conditions(result, listed(conditions));
  return {
    headline: refusal ? refusalLine(refusal, verdict, result) : open,
    steps: sentences(
      contract && result.percent !== undefined && texts.ratio(part.value, contract.value, result.percent),
      texts.step(part.value, part.tax, result),
      works && refusal !== 'under' && (ownerRule ? texts.ownerStep : texts.earlierStep),
    ),
    caveats: sentences(refusal === 'under' && protectedBy(text), !refusal && texts.waiver),
    articles: articlesOf(
      [result.threshold],
      ['L2193-10', refusal === 'rank' ? 'L2193-14' : 'L2193-11', 'L2193-1'],
    ),
    figures: [result.threshold],
    verdict,
  };
}

function verdictOn(
  { quantities, understanding: { polarity } }: ComputationInput,
  due: boolean,
): ComputedAnswer['verdict'] {
  if (!polarity || polarity.without || polarity.negated || asksWhen(quantities)) return undefined;
  return due === (polarity.modality !== 'interdit') ? 'oui' : 'non';
}

const refusalLine = (
  refusal: NonNullable<ReturnType<typeof refusalOf>>,
  verdict: ComputedAnswer['verdict'],
  result: DirectPaymentThreshold,
): string => (refusal === 'under' ? texts.under(verdict, result) : texts[refusal](verdict));

type Refusal = 'rank' | 'supplies' | 'undeclared' | 'notOwner' | 'under';

/** What excludes the direct payment for certain, the plainest reason first. */
function refusalOf(
  text: string,
  { reached }: DirectPaymentThreshold,
  ownerRule: boolean,
): Refusal | undefined {
  if (SECOND_RANK.test(text)) return 'rank';
  if (suppliesOnly(text)) return 'supplies';
  if (UNDECLARED.test(text)) return 'undeclared';
  if (reached === false) return 'under';
  return ownerRule && NOT_OWNER.test(text) ? 'notOwner' : undefined;
}

/** « juste des fournitures, sans pose », unless a service or its laying comes after. */
function suppliesOnly(text: string): boolean {
  const found = SUPPLIES_ONLY.exec(text);
  if (!found) return false;
  return !/(?<!sans (?:la )?)\bpose\b|\bservices?\b|\binstallation\b/.test(
    text.slice(found.index + found[0].length),
  );
}
