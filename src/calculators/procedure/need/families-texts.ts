import type { Procedure } from '#src/calculators/procedure/procurement-procedure.ts';

/** French sentences on a purchase told by families: « viande 120 000, pain 20 000 ». Amounts come with their unit. */

export const FAMILIES_TITLE = 'Calcul de plusieurs familles d’achats';

/** What a procedure is called in a sentence. */
const PROCEDURE: Readonly<Record<Procedure, string>> = {
  direct: 'achat direct possible',
  adapted: 'procédure adaptée (MAPA)',
  formal: 'procédure formalisée',
};

export const familiesHeadline = {
  /** Both ways of counting lead to the same procedure. */
  same: (total: string, procedure: Procedure): string =>
    `Ensemble ou par famille, c’est la même chose ici : ${PROCEDURE[procedure]}. Le tout fait ${total}. Vous additionnez ce qui est homogène, ou ce qui forme un même ensemble.`,
  differ: (total: string, whole: Procedure, apart: string): string =>
    `Deux lectures existent. Ensemble, ces achats font ${total} : ${PROCEDURE[whole]}. Par famille, si chacune est un besoin à part : ${apart}. Le choix prudent est de compter tout ensemble.`,
  apart: (highest: string, procedure: Procedure): string =>
    `${PROCEDURE[procedure]} pour la plus grosse (${highest})`,
} as const;

export const familiesSteps = {
  sum: (parts: readonly string[], total: string): string => `${parts.join(' + ')} = ${total}.`,
  years: (each: string, years: string, total: string): string => `${each} par an × ${years} = ${total}.`,
  one: (amount: string, procedure: Procedure): string => `${amount} seul : ${PROCEDURE[procedure]}.`,
  threshold: (limit: string, kind: string): string => `Seuil européen : ${limit} pour ${kind}.`,
  duration: 'Un marché annuel se compte sur 12 mois ; un accord-cadre, sur toute sa durée, à son maximum.',
  exemption: (limit: string): string => `Achat direct : sous ${limit}.`,
} as const;

export const familiesCaveats = {
  rule: 'Sont homogènes des achats de même nature, ou qui forment une unité fonctionnelle (un même projet). Le code ne donne pas la liste des familles : écrivez la vôtre, et pourquoi.',
  lots: 'Tout ensemble ne veut pas dire un seul fournisseur : un lot par famille laisse chacun répondre sur son métier.',
  split: 'Séparer des achats dans le but de passer sous un seuil est interdit.',
} as const;
