import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { euros, opened, percent } from '#src/calculators/texts-amounts.ts';
import type { FoodShare, FoodShares } from './egalim-share.ts';

export const EGALIM_TITLE = 'Calcul des parts EGalim';

type Tax = 'HT' | 'TTC' | undefined;

const sum = ({ least, minimum }: FoodShare, tax: Tax): string =>
  minimum === undefined ? percent(least.number) : `${euros(minimum, tax)} (${percent(least.number)})`;
const KIND = {
  sustainable: 'produits durables',
  organic: 'bio',
  meat: 'viandes et poissons durables',
} as const;

/** Sentences on the shares of sustainable and organic food. */
export const egalimTexts = {
  both: ({ sustainable, organic }: FoodShares, tax: Tax): string =>
    `Au moins ${sum(sustainable, tax)} de produits durables, dont au moins ${sum(organic, tax)} de bio.`,
  meat: (share: FoodShare, tax: Tax): string =>
    `Au moins ${sum(share, tax)} de viandes et poissons durables.`,
  judged: (
    verdict: Verdict,
    judged: readonly { kind: keyof typeof KIND; share: FoodShare; said: string }[],
    tax: Tax,
  ): string =>
    opened(
      verdict,
      `${judged
        .map(
          ({ kind, share, said }) =>
            `${said} de ${KIND[kind]}, ${share.enough ? 'c’est assez' : 'c’est trop peu'} : il en faut au moins ${sum(share, tax)}`,
        )
        .join(' ; ')}.`,
    ),
  step: (share: FoodShare, total: number, tax: Tax): string =>
    share.minimum === undefined
      ? ''
      : `${percent(share.least.number)} × ${euros(total, tax)} = ${euros(share.minimum, tax)}.`,
  limit: (kind: keyof typeof KIND, share: FoodShare): string =>
    `Part minimale de ${KIND[kind]} : ${percent(share.least.number)}.`,
  yearly: 'Ces parts se comptent en valeur, sur les achats alimentaires de l’année.',
  inside: 'Le bio compte dans les produits durables : les deux parts ne s’ajoutent pas.',
  meatToo: (share: FoodShare): string =>
    `Pour les viandes et poissons, la part durable est de ${percent(share.least.number)}.`,
  contract: 'Le marché peut demander plus : lisez le cahier des charges.',
};
