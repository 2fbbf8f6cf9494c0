import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { euros, opened } from '#src/calculators/texts-amounts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { SpaserDuty } from './spaser.ts';

export const SPASER_TITLE = 'Comparaison au seuil du SPASER';

const limit = ({ threshold }: SpaserDuty): string =>
  formatValue(threshold.figure.unit, threshold.number).replace("d'", 'd’');

/** Sentences on the duty to have a SPASER. */
export const spaserTexts = {
  due: (verdict: Verdict, duty: SpaserDuty): string =>
    opened(verdict, `un SPASER est obligatoire : les achats annuels dépassent ${limit(duty)}.`),
  notDue: (verdict: Verdict, duty: SpaserDuty, isTheirs: boolean): string =>
    opened(
      verdict,
      `un SPASER n’est pas obligatoire${isTheirs ? ' pour vous' : ''} : il l’est au-delà de ${limit(duty)} d’achats annuels.`,
    ),
  step: (purchases: number, tax: 'HT' | 'TTC' | undefined, duty: SpaserDuty): string =>
    `Achats annuels : ${euros(purchases, tax)}, seuil à dépasser : ${limit(duty)}.`,
  whole: 'Le calcul porte sur le total des achats de l’année, pas sur un marché.',
  optional: 'Un acheteur sous le seuil peut en adopter un, ou se joindre à celui d’un autre.',
  joint: 'Plusieurs acheteurs peuvent avoir un SPASER commun.',
  tax: (amount: string): string => `J’ai compté ${amount} hors taxes.`,
};
