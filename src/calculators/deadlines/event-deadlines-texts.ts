import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { COUNTED, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import type { TimeLimit } from './time-limit.ts';

/** The sentences of one deadline. */
export interface EventDeadlineTexts {
  readonly title: string;
  /** The event that starts it, as it opens the working: « Notification du 3 novembre ». */
  readonly event: string;
  readonly ahead: (verdict: Verdict, limit: TimeLimit) => string;
  readonly passed: (verdict: Verdict, limit: TimeLimit) => string;
  readonly caveats: readonly string[];
}

/** « Notification le 3 novembre 2026 + 2 mois = dimanche 3 janvier 2027. » */
export const eventStep = (event: string, { figure, from, last }: TimeLimit): string =>
  `${event} le ${frenchDate(from)} + ${formatValue(figure.figure.unit, figure.number)} = ${calendarDay(last)}.`;

export const dataTexts: EventDeadlineTexts = {
  title: 'Calcul de la date de publication des données essentielles',
  event: 'Notification ou modification',
  ahead: (verdict, limit) =>
    opened(
      verdict,
      `l’acheteur doit publier les données essentielles au plus tard le ${calendarDay(limit.last)}.`,
    ),
  passed: (verdict, limit) =>
    opened(
      verdict,
      `le délai est passé : l’acheteur devait publier les données essentielles au plus tard le ${calendarDay(limit.last)}.`,
    ),
  caveats: ['Un achat direct peut figurer dans la liste annuelle du premier trimestre à la place.', COUNTED],
};

export const esusSilenceTexts: EventDeadlineTexts = {
  title: 'Calcul du délai de l’agrément ESUS',
  event: 'Dossier complet',
  ahead: (verdict, limit) =>
    opened(
      verdict,
      `${verdict === 'non' ? 'pas encore : sans' : 'sans'} réponse du préfet, l’agrément ESUS est acquis après le ${calendarDay(limit.last)}.`,
    ),
  passed: (verdict, limit) =>
    opened(
      verdict,
      `sans réponse du préfet, l’agrément ESUS est acquis depuis le ${calendarDay(limit.last)}.`,
    ),
  caveats: ['Le délai part d’un dossier complet : gardez la preuve de sa réception.', COUNTED],
};

export const holderConsentTexts: EventDeadlineTexts = {
  title: 'Calcul du délai du titulaire (paiement direct)',
  event: 'Demande reçue par le titulaire',
  ahead: (verdict, limit) =>
    opened(
      verdict,
      `le titulaire a jusqu’au ${calendarDay(limit.last)} pour accepter ou refuser votre demande de paiement.`,
    ),
  passed: (verdict, limit) =>
    opened(
      verdict,
      `le délai du titulaire est passé depuis le ${calendarDay(limit.last)} : l’acheteur n’attend plus son accord pour faire courir le délai de paiement.`,
    ),
  caveats: ['Je suppose un sous-traitant direct, accepté et agréé.', COUNTED],
};

export const interestPaymentTexts: EventDeadlineTexts = {
  title: 'Calcul de la date de versement des intérêts de retard',
  event: 'Mise en paiement de la facture',
  ahead: (verdict, limit) =>
    opened(
      verdict,
      `l’acheteur public doit verser les intérêts et l’indemnité au plus tard le ${calendarDay(limit.last)}.`,
    ),
  passed: (verdict, limit) =>
    opened(
      verdict,
      `le délai est passé : les intérêts et l’indemnité étaient à verser au plus tard le ${calendarDay(limit.last)}.`,
    ),
  caveats: ['Ils sont dus sans avoir à les réclamer.', COUNTED],
};
