import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { euros, opened, percent } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { DirectPaymentThreshold } from './direct-payment.ts';

export const DIRECT_PAYMENT_TITLE = 'Paiement direct du sous-traitant : comparaison au seuil';

const limit = ({ threshold, percent: share }: DirectPaymentThreshold): string =>
  share === undefined
    ? formatValue(threshold.figure.unit, threshold.number)
    : `${percent(threshold.number)} du montant du marché`;

/** Sentences on the direct payment of a subcontractor. */
export const directPaymentTexts = {
  due: (verdict: Verdict, result: DirectPaymentThreshold): string =>
    opened(
      verdict,
      `l’acheteur doit payer directement ce sous-traitant accepté et agréé : sa part atteint ${limit(result)}.`,
    ),
  conditions: (result: DirectPaymentThreshold, conditions: string): string =>
    `La part atteint ${limit(result)} : le paiement direct est dû ${conditions}.`,
  under: (verdict: Verdict, result: DirectPaymentThreshold): string =>
    opened(verdict, `pas de paiement direct par l’acheteur : la part doit atteindre ${limit(result)}.`),
  rank: (verdict: Verdict): string =>
    opened(
      verdict,
      'pas de paiement direct : il est réservé au sous-traitant direct du titulaire. Au rang suivant, la garantie est une caution ou une délégation de paiement.',
    ),
  supplies: (verdict: Verdict): string =>
    opened(
      verdict,
      'pas de paiement direct pour de simples fournitures, quel que soit le montant : il faut un service, une pose ou des travaux.',
    ),
  undeclared: (verdict: Verdict): string =>
    opened(
      verdict,
      'pas de paiement direct tant que le sous-traitant n’est pas accepté par l’acheteur, avec des conditions de paiement agréées.',
    ),
  notOwner: (verdict: Verdict): string =>
    opened(
      verdict,
      'pas de paiement direct : en travaux, l’acheteur doit être maître d’ouvrage (article L2411-1).',
    ),
  ifAccepted: 'si vous êtes accepté, avec des conditions de paiement agréées',
  ifTheyAreAccepted: 'si votre sous-traitant est accepté, avec des conditions de paiement agréées',
  ifOwner: 'si l’acheteur est maître d’ouvrage (article L2411-1)',
  ifNotSupplies: 's’il s’agit d’un service, d’une pose ou de travaux',
  step: (part: number, tax: 'HT' | 'TTC' | undefined, result: DirectPaymentThreshold): string =>
    `Part sous-traitée : ${euros(part, tax)}, seuil : ${limit(result)}.`,
  ratio: (part: number, contract: number, share: number): string =>
    `${euros(part)} ÷ ${euros(contract)} = ${percent(share)}.`,
  waiver: 'Une renonciation au paiement direct est sans effet.',
  protected:
    'Sous le seuil, c’est la loi sur la sous-traitance qui vous protège, par d’autres moyens (action directe, caution).',
  theyAreProtected:
    'Sous le seuil, c’est la loi sur la sous-traitance qui protège votre sous-traitant, par d’autres moyens (action directe, caution).',
  ownerStep:
    'Travaux, consultation lancée depuis le 28 mai 2026 : l’acheteur doit être maître d’ouvrage (article L2411-1).',
  earlierStep:
    'Consultation de travaux lancée avant le 28 mai 2026 : l’acheteur n’a pas à être maître d’ouvrage.',
};
