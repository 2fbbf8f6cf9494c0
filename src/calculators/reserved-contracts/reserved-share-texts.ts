import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { opened, percent } from '#src/calculators/texts-amounts.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { ReservedPublic, ReservedShare } from './reserved-share.ts';

export const RESERVED_SHARE_TITLE = 'Calcul de la part de travailleurs concernés';

const PEOPLE: Readonly<Record<ReservedPublic, string>> = {
  disability: 'travailleurs handicapés',
  insertion: 'travailleurs défavorisés',
  prison: 'personnes détenues',
};
const LOT: Readonly<Record<ReservedPublic, string>> = {
  disability: 'au handicap',
  insertion: 'à l’insertion',
  prison: 'au travail en prison',
};
const STRUCTURES: Readonly<Record<ReservedPublic, string>> = {
  disability: 'une entreprise adaptée, un ESAT ou une structure équivalente',
  insertion: 'une structure d’insertion par l’activité économique (EI, ETTI, AI, ACI) ou équivalente',
  prison: 'un opérateur qui fait travailler des personnes détenues dans l’établissement',
};

/** Sentences on the share of a reserved contract. */
export const reservedShareTexts = {
  enough: (verdict: Verdict, share: ReservedShare, whom: ReservedPublic): string =>
    opened(
      verdict,
      `avec ${percent(share.percent)} de ${PEOPLE[whom]}, vous atteignez les ${percent(share.least.number)} demandés pour un marché ou un lot réservé ${LOT[whom]}.`,
    ),
  short: (verdict: Verdict, share: ReservedShare, whom: ReservedPublic): string =>
    opened(
      verdict,
      `${percent(share.percent)} de ${PEOPLE[whom]} ne suffisent pas : un marché ou un lot réservé ${LOT[whom]} en demande au moins ${percent(share.least.number)}.`,
    ),
  under: (share: ReservedShare, whom: ReservedPublic): string =>
    `Sous ${percent(share.least.number)} de ${PEOPLE[whom]}, la part demandée pour un marché ou un lot réservé ${LOT[whom]} n’est plus atteinte.`,
  bothWays:
    'Comptez en personnes, puis en équivalents temps plein : si un seul des deux comptes suffit, demandez à l’acheteur, par écrit, lequel il retient.',
  count: (part: number, whole: number, share: ReservedShare): string =>
    `${frenchNumber(part)} ÷ ${frenchNumber(whole)} = ${percent(share.percent)}.`,
  compared: (share: ReservedShare): string =>
    `${percent(share.percent)}, ${share.enough ? 'au moins' : 'moins que'} ${percent(share.least.number)}.`,
  structure: (whom: ReservedPublic): string => `Il faut aussi être ${STRUCTURES[whom]}.`,
  equivalent: 'Pour une « structure équivalente », l’acheteur apprécie au cas par cas, preuves à l’appui.',
  ea: (least: number): string =>
    `Une entreprise adaptée a aussi sa propre part minimale : ${percent(least)} de travailleurs handicapés.`,
  proof: 'Préparez la preuve de cette part : la réservation est annoncée dans l’avis ou le dossier.',
};
