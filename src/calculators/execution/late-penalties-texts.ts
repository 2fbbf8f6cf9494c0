import { dayCount } from '#src/calculators/texts-amounts.ts';

/** French sentences on penalties for lateness, against what the CCAG exempts. Amounts come with their unit. */

export const LATE_PENALTIES_TITLE = 'Calcul des pénalités de retard';

export const latePenaltiesTexts = {
  exempt: (total: string, limit: string): string =>
    `${total} de pénalités : avec un CCAG, rien n’est dû, car le total ne dépasse pas ${limit}. Cela change si le CCAP écarte cette règle, en le disant.`,
  due: (total: string, limit: string): string =>
    `${total} de pénalités : le total dépasse ${limit}, la somme sous laquelle un CCAG n’en fait rien payer. Elle peut donc être demandée en entier, jusqu’au plafond.`,
  count: (count: number, each: string, total: string): string => `${count} × ${each} = ${total}.`,
  without: (days: number, left: number, each: string, total: string): string =>
    `Sans ces ${dayCount(days)} : ${left} × ${each} = ${total}. Il faut que l’acheteur les reconnaisse par écrit.`,
  limit: (limit: string): string => `CCAG : rien n’est dû jusqu’à ${limit} en tout.`,
  cap: (share: string, price: string, cap: string): string =>
    `Plafond du CCAG : ${share} × ${price} = ${cap}.`,
  explain: (days: string): string =>
    `L’entreprise est d’abord invitée par écrit à s’expliquer : ${days} pour répondre.`,
  notice:
    'La pénalité ne demande pas de mise en demeure dans le CCAG ; la résiliation pour faute, elle, en demande une.',
  own: 'Sans CCAG cité, seule la clause du marché compte. Lisez la dernière page du CCAP : elle dit à quoi il déroge.',
} as const;
