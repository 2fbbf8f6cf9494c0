import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { monthCount, opened } from '#src/calculators/texts-amounts.ts';
import { frenchDate, MONTHS } from '#src/platform/calendar/iso-date.ts';
import type { DayRange, PriceUpdate } from './price-update.ts';

export const PRICE_UPDATE_TITLE = 'Calcul de l’actualisation du prix ferme';

const day = ({ from, to }: DayRange): string =>
  from === to ? `le ${frenchDate(from)}` : `en ${MONTHS[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`;
const limit = ({ limit: figure }: PriceUpdate): string => monthCount(figure.number);

/** Sentences on bringing a firm price up to date. */
export const priceUpdateTexts = {
  due: (verdict: Verdict, update: PriceUpdate): string =>
    opened(
      verdict,
      `l’actualisation est due : plus de ${limit(update)} séparent la fixation de votre prix du début d’exécution.`,
    ),
  ifNotCommon: (update: PriceUpdate): string =>
    `Plus de ${limit(update)} séparent la fixation de votre prix du début d’exécution : l’actualisation est due en travaux, et pour des fournitures ou services qui ne sont pas courants.`,
  common: (verdict: Verdict, update: PriceUpdate): string =>
    opened(
      verdict,
      `pour des fournitures ou services courants, l’acheteur n’est pas tenu de prévoir l’actualisation, même après ${limit(update)} : lisez le marché.`,
    ),
  notDue: (verdict: Verdict, update: PriceUpdate): string =>
    opened(
      verdict,
      `l’actualisation n’est pas due : il faut plus de ${limit(update)} entre la fixation de votre prix et le début d’exécution.`,
    ),
  unsure: (update: PriceUpdate): string =>
    `Cela dépend des jours exacts : l’actualisation est due si plus de ${limit(update)} séparent la fixation de votre prix du début d’exécution. Donnez-moi les deux dates.`,
  between: (fixed: DayRange, start: DayRange): string =>
    `Prix fixé ${day(fixed)}, exécution commencée ${day(start)}.`,
  sum: (fixed: DayRange, update: PriceUpdate): string | undefined =>
    update.lastWithout &&
    `${frenchDate(fixed.from)} + ${limit(update)} = ${frenchDate(update.lastWithout)} : l’actualisation joue si l’exécution commence après.`,
  time: (said: string, update: PriceUpdate): string => `Écart : ${said}, à comparer à ${limit(update)}.`,
  conditions: (start: DayRange, update: PriceUpdate): string | undefined =>
    update.conditions &&
    `Conditions économiques à retenir : ${frenchDate(start.from)} − ${monthCount(update.reference.number)} = ${frenchDate(update.conditions)}.`,
  reference: (update: PriceUpdate): string =>
    `Le prix est recalé aux conditions économiques observées ${monthCount(update.reference.number)} avant le début d’exécution.`,
  firm: 'Cela vaut pour un prix ferme ; un prix révisable suit sa propre clause.',
};
