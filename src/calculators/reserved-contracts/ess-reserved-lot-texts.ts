/** French sentences on contracts reserved to the social economy. Durations and dates are already in French. */

export const ESS_TITLE = 'Calcul pour un marché réservé à l’ESS';

export const essHeadline = {
  fits: (said: string, limit: string): string =>
    `${said} : c’est dans la limite d’un marché réservé à l’ESS, qui dure ${limit} au plus.`,
  tooLong: (said: string, limit: string): string =>
    `${said} : c’est trop long pour un marché réservé à l’ESS, qui dure ${limit} au plus.`,
  renewed: (total: string, limit: string): string =>
    `avec les reconductions, la durée atteindrait ${total} : plus que les ${limit} d’un marché réservé à l’ESS. Faites confirmer le compte par l’acheteur.`,
  free: (wait: string, end: string, free: string): string =>
    `la carence de ${wait} est passée depuis le ${free}, même comptée depuis la fin du marché (${end}) : vous pouvez de nouveau obtenir un marché réservé à l’ESS au même titre.`,
  waits: (wait: string, end: string, free: string): string =>
    `au plus tard le ${free}, la carence de ${wait} sera passée, même comptée depuis la fin du marché (${end}). Avant, demandez à l’acheteur comment il compte.`,
  notYet: (wait: string, award: string, notBefore: string): string =>
    `pas avant le ${notBefore} au même titre : la carence est de ${wait}, et le marché a été attribué ${award}. Comptée depuis la fin du marché, elle finit plus tard.`,
  perhaps: (wait: string, award: string, notBefore: string): string =>
    `comptée depuis l’attribution (${award}), la carence de ${wait} est passée depuis le ${notBefore}. Comptée depuis la fin du marché, elle finit plus tard : demandez à l’acheteur comment il compte.`,
} as const;

/** « plus de 3 ans » */
export const essBeyond = (said: string): string => `plus de ${said}`;

/** « en juin 2025 », « le 3 juin 2025 » */
export const awardText = (day: string | undefined, month: string): string =>
  day ? `le ${day}` : `en ${month}`;

export const essSteps = {
  award: (award: string, wait: string, notBefore: string): string =>
    `Attribution ${award} + ${wait} : pas avant le ${notBefore}.`,
  sum: (end: string, wait: string, free: string): string => `${end} + ${wait} : libre à partir du ${free}.`,
  renewals: (each: string, periods: number, total: string): string =>
    `${each} × ${periods} périodes = ${total}.`,
  compared: (said: string, limit: string): string => `Durée : ${said}, limite : ${limit}.`,
} as const;

export const essCaveats = {
  start:
    'Le code compte la carence après l’attribution, sans en dire plus : comptée depuis l’attribution, elle finit plus tôt.',
  sameTitle:
    'Elle ne vise que les marchés réservés à l’ESS : vous pouvez répondre aux autres marchés, et aux lots réservés au handicap ou à l’insertion si vous êtes éligible.',
  renewals:
    'Par prudence, comptez les reconductions dans la durée et faites confirmer ce calcul par l’acheteur.',
} as const;
