import type { TimeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { dayCount, euros, opened, percent } from '#src/calculators/texts-amounts.ts';
import { COUNTED, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import type { RetentionCeiling } from './retention.ts';

export const RETENTION_TITLE = 'Calcul de la retenue de garantie';

/** Whether the State, another buyer or nobody was said: it decides which condition is left. */
export type RetentionBuyer = 'state' | 'other' | undefined;

const reducedCase = ({ ifReduced }: RetentionCeiling, buyer: RetentionBuyer): string => {
  if (!ifReduced) return '';
  const { ceiling, size } = ifReduced;
  const large = `plus de ${formatValue(size.figure.unit, size.number).replace("d'", 'd’')} de fonctionnement`;
  const condition = {
    state: 'si vous êtes une PME',
    other: `si vous êtes une PME et si l’acheteur a ${large}`,
    unsaid: `si vous êtes une PME face à l’État, ou à un grand acheteur public (${large})`,
  }[buyer ?? 'unsaid'];
  return `${percent(ceiling.number)} ${condition}`;
};

/** Sentences on the performance retention. */
export const retentionTexts = {
  most: (amount: number, ceiling: RetentionCeiling, buyer: RetentionBuyer): string =>
    `Au plus ${euros(amount)} de retenue de garantie (${percent(ceiling.ceiling.number)})${ceiling.ifReduced ? ` ; ${reducedCase(ceiling, buyer)}` : ''}.`,
  sum: (kept: number, rate: number): string => `${euros(kept)} de retenue de garantie, à ${percent(rate)}.`,
  reduced: (amount: number, tax: 'HT' | 'TTC' | undefined, rate: number, kept: number): string =>
    `Plafond réduit : ${percent(rate)} × ${euros(amount, tax)} = ${euros(kept, tax)}.`,
  product: (amount: number, tax: 'HT' | 'TTC' | undefined, rate: number, kept: number): string =>
    `${percent(rate)} × ${euros(amount, tax)} = ${euros(kept, tax)}.`,
  ratio: (kept: number, amount: number, rate: number): string =>
    `${euros(kept)} ÷ ${euros(amount)} = ${percent(rate)}.`,
  tooMuch: (verdict: 'oui' | 'non' | undefined, said: number, ceiling: RetentionCeiling): string =>
    opened(
      verdict,
      `une retenue de ${percent(said)} dépasse le plafond : ${percent(ceiling.ceiling.number)} au plus.`,
    ),
  allowed: (verdict: 'oui' | 'non' | undefined, said: number, ceiling: RetentionCeiling): string =>
    opened(
      verdict,
      `une retenue de ${percent(said)} reste dans le plafond de ${percent((ceiling.ifReduced?.ceiling ?? ceiling.ceiling).number)}, si le marché la prévoit.`,
    ),
  depends: (said: number, ceiling: RetentionCeiling, buyer: RetentionBuyer): string =>
    `${percent(said)}, cela dépend : le plafond est de ${percent(ceiling.ceiling.number)}, mais de ${reducedCase(ceiling, buyer)}.`,
  release: (verdict: 'oui' | 'non' | undefined, limit: TimeLimit, passed: boolean, clear: boolean): string =>
    opened(
      verdict,
      `la retenue ${passed ? 'devait' : 'doit'} vous être rendue au plus tard le ${calendarDay(limit.last)}${clear ? '' : ', si aucune réserve ne reste ouverte'}.`,
    ),
  releaseStep: (limit: TimeLimit): string =>
    `${frenchDate(limit.from)} + ${dayCount(limit.figure.number)} = ${calendarDay(limit.last)}.`,
  reserves: 'S’il reste des réserves à la fin de la garantie, le délai part de leur levée.',
  optional: 'La retenue n’existe que si le marché la prévoit, et ne couvre que les réserves.',
  basis:
    'Calculé sur le montant que vous donnez : lisez dans le marché sur quelle base (HT ou TTC, avenants) le taux s’applique.',
  guarantee: 'Vous pouvez la remplacer à tout moment par une garantie à première demande.',
  counted: COUNTED,
};
