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

const capitalisedKind = (kind: keyof typeof KIND): string =>
  KIND[kind].charAt(0).toUpperCase() + KIND[kind].slice(1);

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
  missing: (lacking: readonly { kind: keyof typeof KIND; share: FoodShare }[], tax: Tax): string =>
    `${lacking
      .map(({ kind, share }, index) => {
        const missing = share.missing ?? 0;
        const what = `${euros(missing, tax)} de ${KIND[kind]}`;
        if (missing === 0) return `${index === 0 ? 'Rien ne manque' : 'rien ne manque'} en ${KIND[kind]}`;
        return index === 0 ? `Il vous manque ${what}` : `il manque ${what}`;
      })
      .join(' ; ')}.`,
  missingStep: ({ minimum, bought, missing }: FoodShare, kind: keyof typeof KIND, tax: Tax): string =>
    minimum === undefined || bought === undefined || missing === undefined
      ? ''
      : missing === 0
        ? `${capitalisedKind(kind)} : ${euros(bought, tax)} achetés, pour ${euros(minimum, tax)} au moins.`
        : `${capitalisedKind(kind)} : ${euros(minimum, tax)} − ${euros(bought, tax)} = ${euros(missing, tax)} à trouver.`,
  boughtStep: (said: string, total: number, { bought }: FoodShare, tax: Tax): string =>
    bought === undefined ? '' : `${said} × ${euros(total, tax)} = ${euros(bought, tax)} déjà achetés.`,
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
  organicCounts: 'Le bio que vous ajoutez compte aussi dans le durable : achetez d’abord le bio qui manque.',
  contract: 'Le marché peut demander plus : lisez le cahier des charges.',
};
