import { euros } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { PriceRevision, Revised } from './price-revision.ts';

export const PRICE_REVISION_TITLE = 'Calcul de la révision du prix';

/** Sentences on a price that is revised. */
export const priceRevisionTexts = {
  result: ({ exact, byCcag }: PriceRevision, isUnderCcag: boolean): string => {
    const [one, other] = [said(byCcag), said(exact)];
    if (isUnderCcag || one === other)
      return byCcag.price === undefined
        ? `Votre prix est multiplié par ${one}.`
        : `Votre nouveau prix est de ${one}.`;
    return byCcag.price === undefined
      ? `Votre prix est multiplié par ${one} avec un CCAG récent, et par ${other} à quatre décimales.`
      : `Votre nouveau prix est de ${one} avec un CCAG récent, et de ${other} si le coefficient garde quatre décimales.`;
  },
  coefficient: (
    { exact, byCcag }: PriceRevision,
    { fixed, moving }: { fixed: number; moving: number },
    { first, now }: { first: number; now: number },
  ): string =>
    `Coefficient : ${frenchNumber(fixed)} + ${frenchNumber(moving)} × ${frenchNumber(now)} ÷ ${frenchNumber(first)} = ${frenchNumber(exact.coefficient)}, soit ${frenchNumber(byCcag.coefficient)} au millième supérieur.`,
  price: ({ coefficient, price }: Revised, first: number): string =>
    price === undefined
      ? ''
      : `Prix révisé : ${euros(first)} × ${frenchNumber(coefficient)} = ${euros(price)}.`,
  index:
    'Prenez l’indice que le marché nomme, au début et à la date qu’il nomme : un autre mois change le résultat.',
  byCcag:
    'Les CCAG en vigueur arrondissent le coefficient au millième supérieur : le vôtre est nommé dans les pièces du marché.',
  rounding: 'Sans CCAG, le marché dit comment arrondir le coefficient.',
};

const said = ({ coefficient, price }: Revised): string =>
  price === undefined ? frenchNumber(coefficient) : euros(price);
