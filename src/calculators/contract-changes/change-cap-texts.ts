/** French sentences on the room that low-value changes leave. Amounts and shares come with their unit. */

export const CHANGE_CAP_TITLE = 'Calcul du plafond des modifications de faible montant';

interface CapWords {
  readonly room: string;
  readonly limit: string;
  readonly kind: string;
  readonly contract: string;
}

export const changeCapHeadline = {
  cap: (w: CapWords): string =>
    `Le plafond est de ${w.room} en tout, soit ${w.limit} du marché initial (${w.contract}) en ${w.kind}. Restez en dessous : le code dit « inférieur à ».`,
  left: (w: CapWords, done: string, left: string): string =>
    `Il reste moins de ${left} : le plafond est de ${w.room} en tout (${w.limit} du marché initial en ${w.kind}), et ${done} sont déjà pris.`,
  none: (w: CapWords, done: string): string =>
    `Il ne reste rien : le plafond est de ${w.room} en tout (${w.limit} du marché initial en ${w.kind}), et ${done} sont déjà pris.`,
  both: (services: CapWords, works: CapWords): string =>
    `Le plafond est de ${services.room} en ${services.kind} (${services.limit}), de ${works.room} en ${works.kind} (${works.limit}). Restez en dessous : le code dit « inférieur à ».`,
} as const;

export const changeCapSteps = {
  room: (w: CapWords): string => `En ${w.kind} : ${w.limit} × ${w.contract} = ${w.room}.`,
  left: (room: string, done: string, left: string): string => `${room} − ${done} = ${left}.`,
} as const;

export const changeCapCaveats = {
  threshold:
    'Le total des modifications doit aussi rester sous le seuil européen du marché, qui dépend de l’acheteur.',
} as const;
