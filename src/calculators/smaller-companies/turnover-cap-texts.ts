import { formatValue } from '#src/knowledge/model/figures.ts';

/** French sentences on the turnover that may be required. Amounts come with their unit, no-break spaces inside. */

export const TURNOVER_TITLE = 'Calcul du chiffre d’affaires exigible';

interface CapWords {
  readonly cap: string;
  /** « 1,5 fois » */
  readonly times: string;
  /** « du marché », « du lot » */
  readonly of: string;
  readonly amount: string;
}

const because = (w: CapWords): string =>
  `le plafond est de ${w.cap} de chiffre d’affaires annuel, soit ${w.times} le montant estimé ${w.of} (${w.amount})`;

/** The answer in a line; « Oui, » or « Non, » is put before it when the result decides. */
export const turnoverHeadline = {
  cap: (w: CapWords): string =>
    `l’acheteur peut exiger au plus ${w.cap} de chiffre d’affaires annuel, soit ${w.times} le montant estimé ${w.of} (${w.amount}), sauf justification écrite.`,
  exceeded: (w: CapWords, required: string): string =>
    `${required} dépassent ce que l’acheteur peut exiger sans justification écrite : ${because(w)}.`,
  allowed: (w: CapWords, required: string): string => `${required} restent dans la limite : ${because(w)}.`,
  covers: (w: CapWords, own: string): string =>
    `avec ${own} de chiffre d’affaires, vous couvrez le maximum exigible sans justification écrite : ${because(w)}.`,
  under: (w: CapWords, own: string): string =>
    `cela dépend du minimum demandé. L’acheteur peut exiger jusqu’à ${w.cap} de chiffre d’affaires annuel (${w.times} le montant estimé ${w.of}, ${w.amount}), mais il n’est pas obligé d’en exiger un. Avec ${own}, lisez le règlement de la consultation.`,
  underRequired: (required: string, own: string): string =>
    `${own} de chiffre d’affaires sont sous les ${required} demandés. Seul, votre dossier serait en dessous : pensez au groupement ou aux capacités d’une autre entreprise.`,
  underExceeding: (w: CapWords, required: string, own: string): string =>
    `avec ${own} de chiffre d’affaires, vous restez sous les ${required} demandés. Mais ${required} dépassent ce que l’acheteur peut exiger sans justification écrite : ${because(w)}. Posez-lui la question avant de renoncer.`,
  lots: (times: string, caps: readonly { readonly cap: string; readonly amount: string }[]): string =>
    `cela se regarde pour chaque lot ou marché : l’acheteur peut exiger au plus ${times} son montant estimé, soit ${caps.map(({ cap, amount }) => `${cap} pour ${amount}`).join(', ')}, sauf justification écrite.`,
  coversRequired: (required: string, own: string): string =>
    `${own} de chiffre d’affaires couvrent les ${required} demandés.`,
} as const;

export const turnoverSteps = {
  years: (each: string, years: number, total: string): string =>
    `Montant estimé, renouvellements compris : ${each} × ${formatValue('ans', years)} = ${total}.`,
  product: (times: string, amount: string, cap: string): string => `${times} × ${amount} = ${cap}.`,
  compared: (required: string, over: boolean, cap: string): string =>
    `${required} demandés : ${over ? 'plus que' : 'pas plus que'} ${cap}.`,
  own: (own: string, covers: boolean, cap: string): string =>
    `Vos ${own} : ${covers ? 'au moins' : 'moins que'} ${cap}.`,
} as const;

export const turnoverCaveats = {
  reason:
    'Au-dessus du plafond, la raison doit figurer dans le dossier ou être gardée par écrit par l’acheteur : posez la question sur la plateforme.',
  lot: 'Si le marché est divisé en lots, le calcul se fait sur le montant estimé du lot visé.',
  help: 'Sous le minimum demandé, vous pouvez répondre en groupement ou vous appuyer sur les capacités d’une autre entreprise.',
  estimate: 'Le montant à prendre est celui que l’acheteur a estimé, hors taxes, pas votre prix.',
  proportion: 'Sous le plafond, l’exigence doit rester liée et proportionnée au marché.',
} as const;

/** « du marché » or « du lot » */
export const turnoverOf = (lot: boolean): string => (lot ? 'du lot' : 'du marché');
/** « 1,5 fois » from « 1,5 ». */
export const timesText = (times: string): string => `${times}\u00A0fois`;
