import { euros, percent } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';

export const HOURLY_COST_TITLE = 'Calcul du coût de revient horaire';
export const MARGIN_TITLE = 'Calcul d’un prix avec sa marge';

/** Sentences on what an hour costs. */
export const hourlyCostTexts = {
  headline: (hour: number): string => `Votre heure vous coûte ${euros(hour)}, avant toute marge.`,
  sum: (amounts: readonly number[], spent: number): string =>
    `Dépenses : ${amounts.map((one) => euros(one)).join(' + ')} = ${euros(spent)}.`,
  hour: (spent: number, hours: number, hour: number): string =>
    `Coût d’une heure : ${euros(spent)} ÷ ${frenchNumber(hours)} heures = ${euros(hour)}.`,
  hours:
    'Divisez par les heures que vos clients paient, pas par celles que vous payez : sinon le coût est trop bas.',
  spent:
    'Comptez tout ce que l’entreprise dépense sur ces mêmes heures : salaires et charges, frais généraux, votre propre rémunération.',
};

/** Sentences on a margin. */
export const marginTexts = {
  headline: ({ onPrice, onCost }: { onPrice: number; onCost: number }, share: number): string =>
    `${euros(onPrice)} si vous gardez ${percent(share)} du prix de vente, ${euros(onCost)} si vous ajoutez ${percent(share)} au coût.`,
  onPrice: (cost: number, share: number, price: number): string =>
    `Marge sur le prix : ${euros(cost)} ÷ (1 − ${percent(share)}) = ${euros(price)}.`,
  onCost: (cost: number, share: number, price: number): string =>
    `Marge sur le coût : ${euros(cost)} × (1 + ${percent(share)}) = ${euros(price)}.`,
  choose:
    'Choisissez une méthode et gardez-la partout : le même pourcentage rapporte plus sur le prix que sur le coût.',
};
