/** French sentences on small lots. Amounts come with their unit. */

export const SMALL_LOT_TITLE = 'Calcul pour un petit lot';

/** What a lot may do: « sans publicité ni mise en concurrence », « en procédure adaptée (MAPA) ». */
export const lotWays = {
  direct: 'sans publicité ni mise en concurrence',
  adapted: 'en procédure adaptée (MAPA)',
} as const;

interface LotWords {
  readonly way: string;
  readonly lot: string;
  readonly total?: string | undefined;
  /** Under it the whole contract goes that way. */
  readonly wholeLimit: string;
  readonly lotLimit: string;
  readonly share: string;
  /** That share of the total. */
  readonly room?: string | undefined;
}

/** The answer by outcome; « Oui, » or « Non, » is put before it when the result decides. */
export const lotHeadline = {
  whole: (w: LotWords): string =>
    `tous les lots réunis (${w.total}) restent sous ${w.wholeLimit} : le lot peut être passé ${w.way}.`,
  'too-big': (w: LotWords): string =>
    `un lot de ${w.lot} est trop gros pour être passé ${w.way} : un petit lot doit être sous ${w.lotLimit}.`,
  'over-share': (w: LotWords): string =>
    `le lot (${w.lot}) pèse plus de ${w.share} de tous les lots (${w.total}) : les petits lots passés ${w.way} ne peuvent pas dépasser ${w.room} en tout.`,
  together: (w: LotWords, sum: string): string =>
    `ces lots pèsent ${sum} ensemble, plus de ${w.share} de tous les lots (${w.total}) : les petits lots passés ${w.way} ne peuvent pas dépasser ${w.room} en tout.`,
  'if-share': (w: LotWords): string =>
    `c’est possible ${w.way} si tous les petits lots ensemble ne dépassent pas ${w.room}, soit ${w.share} de tous les lots. Le lot (${w.lot}) est bien sous ${w.lotLimit}.`,
  only: (w: LotWords): string =>
    `le lot (${w.lot}) peut être passé ${w.way} s’il est bien le seul petit lot : il est sous ${w.lotLimit} et ne dépasse pas ${w.room}, soit ${w.share} de tous les lots.`,
  room: (way: string, room: string, share: string, total: string): string =>
    `tous les petits lots passés ${way} peuvent atteindre ${room} en tout, soit ${share} de tous les lots (${total}).`,
  unsaid: (w: LotWords): string =>
    `un lot de ${w.lot} peut être passé ${w.way} dans deux cas : tous les lots réunis restent sous ${w.wholeLimit}, ou les petits lots ensemble ne dépassent pas ${w.share} de la valeur de tous les lots.`,
  'only-whole': (w: LotWords): string =>
    `un lot de ${w.lot} n’est pas un petit lot (limite : moins de ${w.lotLimit}). Il ne peut être passé ${w.way} que si tous les lots réunis restent sous ${w.wholeLimit}.`,
} as const;

export const lotSteps = {
  size: (lot: string, limit: string, under: boolean): string =>
    `Taille du lot : ${lot}, ${under ? 'moins que' : 'au moins'} ${limit}.`,
  share: (share: string, total: string, room: string): string =>
    `${share} × ${total} = ${room} pour tous les petits lots.`,
  adapted: (lot: string, limit: string, share: string): string =>
    `Petit lot en procédure adaptée : ${lot}, moins que ${limit} ; ces lots, ${share} du total au plus.`,
  several: (count: number, lot: string, sum: string): string => `${count} lots × ${lot} = ${sum}.`,
  whole: (total: string, limit: string, under: boolean): string =>
    `Tous les lots : ${total}, ${under ? 'moins que' : 'au moins'} ${limit}.`,
} as const;

export const lotCaveats = {
  others: 'Additionnez tous les petits lots que l’acheteur traite ainsi, pas seulement le vôtre.',
  adapted: (limit: string, share: string): string =>
    `Une procédure adaptée (MAPA) reste possible pour ce lot si le marché est formalisé : moins de ${limit}, et ${share} de tous les lots au plus pour les petits lots.`,
  each: (kind: string, limit: string): string => `Chaque lot doit aussi rester sous ${limit} pour ${kind}.`,
  faculty:
    'C’est une faculté de l’acheteur : le règlement de la consultation dit la procédure de chaque lot.',
  tax: 'Les montants se comptent hors taxes, d’après l’estimation de l’acheteur.',
  assumed: (kind: string, sentence: string): string => `Pour ${kind} : ${sentence}`,
  other: (kind: string, limit: string): string => `Pour ${kind}, la limite d’un petit lot est de ${limit}.`,
} as const;
