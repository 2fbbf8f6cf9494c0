import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { euros, opened } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { EsusPay } from './esus-pay.ts';

export const ESUS_PAY_TITLE = 'Calcul des plafonds de rémunération ESUS';

const times = (value: number): string => `${frenchNumber(value)}\u00A0fois le SMIC`;
const ofMean = ({ counted }: EsusPay): string => `la moyenne des ${counted.number} plus élevées`;

/** Sentences on the pay ceilings of an ESUS. */
export const esusPayTexts = {
  ceilings: (ceilings: { mean: number; highest: number }, pay: EsusPay): string =>
    `La plus haute rémunération peut aller jusqu’à ${euros(ceilings.highest)} (${times(pay.highest.number)}), et ${ofMean(pay)} jusqu’à ${euros(ceilings.mean)} (${times(pay.mean.number)}).`,
  allowed: (verdict: Verdict, said: string, pay: EsusPay): string =>
    opened(
      verdict,
      `${said} au plus restent dans les plafonds : ${times(pay.highest.number)} pour la plus haute rémunération, ${times(pay.mean.number)} pour ${ofMean(pay)}.`,
    ),
  tooHigh: (verdict: Verdict, said: string, of: 'highest' | 'mean', pay: EsusPay): string =>
    opened(
      verdict,
      `${said} dépassent le plafond de ${times(pay[of].number)} pour ${of === 'highest' ? 'la plus haute rémunération' : ofMean(pay)}.`,
    ),
  highestOnly: (said: string, pay: EsusPay): string =>
    `${said} restent sous le plafond de la plus haute rémunération (${times(pay.highest.number)}). Il faut aussi que ${ofMean(pay)} ne dépasse pas ${times(pay.mean.number)}.`,
  meanOnly: (said: string, pay: EsusPay): string =>
    `${said} restent sous le plafond pour ${ofMean(pay)} (${times(pay.mean.number)}). Il faut aussi que la plus haute ne dépasse pas ${times(pay.highest.number)}.`,
  wageWanted: (said: string, least: number, of: 'highest' | 'mean', pay: EsusPay): string =>
    `Il me manque le SMIC pour comparer. ${said} restent sous le plafond de ${times(pay[of].number)} si le SMIC de la même période est d’au moins ${euros(least)}.`,
  product: (factor: number, wage: number, result: number): string =>
    `${frenchNumber(factor)} × ${euros(wage)} = ${euros(result)}.`,
  ratio: (pay: number, wage: number, result: number): string =>
    `${euros(pay)} ÷ ${euros(wage)} = ${times(result)}.`,
  least: (pay: number, factor: number, result: number): string =>
    `${euros(pay)} ÷ ${frenchNumber(factor)} = ${euros(result)}.`,
  rule: (pay: EsusPay): string => `Plafonds : ${times(pay.highest.number)} et ${times(pay.mean.number)}.`,
  times,
  given: 'J’ai pris le SMIC que vous donnez : vérifiez-le, pour un temps plein et la même période.',
  branch: 'Le salaire minimum de la branche peut remplacer le SMIC.',
  other: 'L’agrément demande d’autres conditions : utilité sociale, statuts, titres non cotés.',
  question: 'Quel est le SMIC à prendre ? Écrivez « SMIC » suivi du montant annuel.',
};
