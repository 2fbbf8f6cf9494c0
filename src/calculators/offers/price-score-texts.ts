import { euros } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { PriceScore } from './price-score.ts';

export const PRICE_SCORE_TITLE = 'Calcul de la note du prix';

const NBSP = '\u00A0';
const points = (value: number): string => `${frenchNumber(value)}${NBSP}point${value < 2 ? '' : 's'}`;

/** Sentences on the points of a price. */
export const priceScoreTexts = {
  score: ({ points: own, lost }: PriceScore, most: number): string =>
    `${points(own)} sur ${frenchNumber(most)} pour votre prix, avec la formule proportionnelle, la plus courante : ${points(lost)} de moins que l’offre la moins chère.`,
  step: ({ points: own }: PriceScore, lowest: number, price: number, most: number): string =>
    `Prix le plus bas ÷ votre prix × points du prix : ${euros(lowest)} ÷ ${euros(price)} × ${frenchNumber(most)} = ${points(own)}.`,
  lost: ({ points: own, lost }: PriceScore, most: number): string =>
    `${frenchNumber(most)} − ${frenchNumber(own)} = ${points(lost)}.`,
  formula:
    'L’acheteur choisit sa formule : cherchez-la dans le règlement de la consultation. Avec une autre, la note change.',
  missing: 'Il me manque un chiffre pour finir le calcul.',
  rule: 'Prix le plus bas ÷ votre prix × points du prix, avec la formule proportionnelle, la plus courante.',
  whichPoints: 'Sur combien de points le prix est-il noté ? Écrivez par exemple « 40 points ».',
  whichLowest: 'Quel est le prix de l’offre la moins chère ? Écrivez « le moins cher à » suivi de la somme.',
  whichOwn: 'Quel est votre prix ? Écrivez « moi à » suivi de la somme.',
  same: 'Les deux prix doivent être comptés pareil : tous deux hors taxes, ou tous deux toutes taxes comprises.',
};
