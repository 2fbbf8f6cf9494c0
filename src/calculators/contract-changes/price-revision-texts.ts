import { euros } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { PriceRevision } from './price-revision.ts';

export const PRICE_REVISION_TITLE = 'Calcul de la révision du prix';

/** Sentences on a price that is revised. */
export const priceRevisionTexts = {
  result: ({ coefficient, price }: PriceRevision): string =>
    price === undefined
      ? `Votre prix est multiplié par ${frenchNumber(coefficient)}.`
      : `Votre nouveau prix est de ${euros(price)}.`,
  coefficient: (
    { coefficient }: PriceRevision,
    { fixed, moving }: { fixed: number; moving: number },
    { first, now }: { first: number; now: number },
  ): string =>
    `Coefficient : ${frenchNumber(fixed)} + ${frenchNumber(moving)} × ${frenchNumber(now)} ÷ ${frenchNumber(first)} = ${frenchNumber(coefficient)}.`,
  price: ({ coefficient, price }: PriceRevision, first: number): string =>
    price === undefined
      ? ''
      : `Prix révisé : ${euros(first)} × ${frenchNumber(coefficient)} = ${euros(price)}.`,
  index:
    'Prenez l’indice que le marché nomme, au début et à la date qu’il nomme : un autre mois change le résultat.',
  rounding: 'Le marché dit comment arrondir le coefficient ; je l’ai arrondi à quatre décimales.',
};
