import { euros, percent } from '#src/calculators/texts-amounts.ts';
import type { OethDeduction } from './oeth-deduction.ts';

export const OETH_TITLE = 'Calcul de la déduction OETH';

/** Sentences on the deduction of a purchase from the disability contribution. */
export const oethTexts = {
  deduction: ({ deduction, share }: OethDeduction): string =>
    `${euros(deduction)} déductibles avant plafond : ${percent(share.number)} du prix hors taxes, net des matières et achats.`,
  capped: ({ deduction, ceilings }: OethDeduction): string =>
    `${euros(deduction)} déductibles avant plafond. La déduction s’arrête à ${ceilings.map(({ figure, amount }) => `${euros(amount ?? 0)} (${percent(figure.number)} de la contribution)`).join(' ou ')}, selon le cas.`,
  basis: (price: number, materials: number, { basis }: OethDeduction): string =>
    materials > 0
      ? `Base : ${euros(price, 'HT')} − ${euros(materials)} de matières et achats = ${euros(basis, 'HT')}.`
      : `Base : ${euros(price, 'HT')}, sans matières ni achats.`,
  product: ({ share, basis, deduction }: OethDeduction): string =>
    `${percent(share.number)} × ${euros(basis, 'HT')} = ${euros(deduction)}.`,
  ceiling: (contribution: number, { ceilings }: OethDeduction): string =>
    ceilings
      .map(
        ({ figure, amount }) => `${percent(figure.number)} × ${euros(contribution)} = ${euros(amount ?? 0)}`,
      )
      .join(' ; ')
      .concat('.'),
  limits: ({ ceilings }: OethDeduction): string =>
    `La déduction est plafonnée à ${ceilings.map(({ figure }) => percent(figure.number)).join(' ou ')} de la contribution, selon le cas du client.`,
  materials: 'Si la facture comprend des matières ou des achats, retirez-les du prix avant de calculer.',
  tax: (amount: string): string => `J’ai compté ${amount} hors taxes.`,
  who: 'Cela vaut pour un client privé soumis à la contribution, et pour un achat à une entreprise adaptée, un ESAT ou un travailleur indépendant handicapé.',
};
