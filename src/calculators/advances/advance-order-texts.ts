import type { KnownFigure } from '#src/calculators/known.ts';
import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { euros, listed, monthCount, opened } from '#src/calculators/texts-amounts.ts';
import type { AdvanceRight } from './advance.ts';

export const ADVANCE_ORDER_TITLE = 'Calcul de l’avance sur un bon de commande';

const limits = (right: AdvanceRight): string =>
  `${euros(right.amountThreshold.number, 'HT')} et ${monthCount(right.durationThreshold.number)}`;

/** Sentences on the advance of a purchase order. */
export const advanceOrderTexts = {
  due: (verdict: Verdict, right: AdvanceRight): string =>
    opened(
      verdict,
      `ce bon de commande vous donne droit à une avance : l’accord-cadre est sans minimum, et le bon dépasse ${limits(right)}.`,
    ),
  conditions: (right: AdvanceRight, conditions: readonly string[]): string =>
    `Un bon de commande qui dépasse ${limits(right)} donne droit à une avance ${listed(conditions)}.`,
  under: (verdict: Verdict, right: AdvanceRight): string =>
    opened(
      verdict,
      `ce bon de commande ne donne pas de droit à une avance : il doit dépasser à la fois ${limits(right)}.`,
    ),
  buyerFree: (verdict: Verdict): string =>
    opened(verdict, 'chez cet acheteur, une avance sur un bon de commande est une simple faculté.'),
  once: (verdict: Verdict, minimum: number): string =>
    opened(
      verdict,
      `pas bon par bon : avec un minimum de ${euros(minimum, 'HT')}, l’avance est versée en une seule fois, calculée sur ce minimum.`,
    ),
  ifNoMinimum: 'si l’accord-cadre est sans minimum',
  ifAmount: 'si son montant hors taxes passe ce seuil',
  ifDuration: 'si son exécution dure assez longtemps',
  ifBuyer:
    'si l’acheteur est l’État, une collectivité ou l’un de leurs établissements publics tenus à l’avance',
  minimumStep: (minimum: number, threshold: KnownFigure): string =>
    `Minimum de l’accord-cadre : ${euros(minimum, 'HT')}, plus que ${euros(threshold.number, 'HT')}.`,
  noMinimumStep: 'Accord-cadre sans minimum : chaque bon se regarde séparément.',
  withMinimum: (threshold: KnownFigure): string =>
    `Si l’accord-cadre a un minimum de plus de ${euros(threshold.number, 'HT')}, l’avance est versée en une fois sur ce minimum.`,
  optional: 'L’acheteur peut tout de même prévoir une avance : lisez l’accord-cadre.',
  clarify: 'L’accord-cadre fixe-t-il un montant minimum ?',
  none: { label: 'Non, aucun minimum', value: 'accord-cadre sans minimum' },
};
