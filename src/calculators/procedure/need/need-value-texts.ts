import type { Verdict } from '#src/calculators/reading/verdicts.ts';

/** French sentences on the value of a need. Amounts come with their unit. */

export const NEED_VALUE_TITLE = 'Calcul de la valeur du besoin';

export const needValueHeadline = {
  renewals: (total: string, years: string): string =>
    `c’est le total qui se compare au seuil : ${total} sur ${years}, reconductions comprises, et non le montant d’une seule année.`,
  operation: (total: string): string =>
    `tous les travaux d’une même opération s’additionnent : ${total}, quel que soit le nombre d’artisans ou de contrats.`,
  alike: (total: string): string =>
    `les achats homogènes s’additionnent : ${total}, quel que soit le nombre de fournisseurs ou de contrats.`,
  split: (verdict: Verdict, total: string, limit: string): string =>
    verdict === 'oui'
      ? `c’est interdit : un même besoin s’additionne, soit ${total}. Le découper pour rester sous ${limit} n’est pas permis.`
      : `un même besoin s’additionne : ${total}. Le découper pour rester sous ${limit} est interdit.`,
} as const;

export const needValueCaveats = {
  estimate: 'C’est l’estimation de l’acheteur avant la consultation, hors taxes, options et lots compris.',
  tax: (amount: string): string => `J’ai compté ${amount} hors taxes : les seuils se comptent HT.`,
  compared: (total: string, limit: string, kind: string, under: boolean): string =>
    under
      ? `${total}, c’est moins que ${limit} : pour ${kind}, ni publicité ni mise en concurrence ne sont imposées. Il reste à choisir une offre pertinente, au bon prix, sans prendre toujours la même entreprise.`
      : `${total}, c’est au moins ${limit} : pour ${kind}, une mise en concurrence est due.`,
  parts: 'Sont additionnés les travaux d’une même opération, ou les achats homogènes.',
} as const;
