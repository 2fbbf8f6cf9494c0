import type { TimeLimit } from '#src/calculators/deadlines/time-limit.ts';
import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { COUNTED, COUNTED_PRUDENTLY, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { DocumentSteps } from './document-request.ts';

export const REASONS_TITLE = 'Calcul du délai pour recevoir les motifs du rejet';
export const DOCUMENTS_TITLE = 'Calcul des délais pour obtenir un document';

const sum = ({ figure, from, last }: TimeLimit): string =>
  `${frenchDate(from)} + ${formatValue(figure.figure.unit, figure.number)} = ${calendarDay(last)}`;

/** Sentences on the reasons of a rejection. */
export const reasonsTexts = {
  due: (verdict: Verdict, limit: TimeLimit): string =>
    opened(
      verdict,
      `l’acheteur doit vous répondre au plus tard le ${calendarDay(limit.last)}, s’il a reçu votre demande écrite le ${frenchDate(limit.from)}.`,
    ),
  passed: (verdict: Verdict, limit: TimeLimit): string =>
    opened(
      verdict,
      `le délai est dépassé : l’acheteur devait vous répondre au plus tard le ${calendarDay(limit.last)}, s’il a reçu votre demande écrite le ${frenchDate(limit.from)}. Relancez-le par écrit.`,
    ),
  step: (limit: TimeLimit): string => `${sum(limit)}.`,
  same: 'Le délai est le même en procédure adaptée (motifs du rejet) et en procédure formalisée (précisions supplémentaires).',
  appeal:
    'N’attendez pas cette réponse pour penser à un recours : la signature peut venir avant, et en procédure adaptée sans aucune attente.',
  counted: COUNTED,
};

/** Sentences on a request for documents and the CADA. */
export const documentsTexts = {
  waiting: (verdict: Verdict, { silence, referral }: DocumentSteps): string =>
    silence && referral
      ? opened(
          verdict,
          `${verdict ? 'pas encore : sans' : 'sans'} réponse, le refus est acquis le ${calendarDay(silence.last)}. Saisissez alors la CADA au plus tard le ${calendarDay(referral.prudent)}.`,
        )
      : '',
  refusedBySilence: (verdict: Verdict, { silence, referral }: DocumentSteps): string =>
    silence && referral
      ? opened(
          verdict,
          `le silence vaut refus depuis le ${calendarDay(silence.last)}. Saisissez la CADA au plus tard le ${calendarDay(referral.prudent)}.`,
        )
      : '',
  ago: (date: IsoDate): string => `Je compte votre demande au ${frenchDate(date)} : vérifiez cette date.`,
  refused: (referral: TimeLimit): string =>
    `Saisissez la CADA au plus tard le ${calendarDay(referral.prudent)}, après le refus du ${frenchDate(referral.from)}.`,
  tooLate: (referral: TimeLimit): string =>
    `Le délai pour saisir la CADA semble passé : il allait jusqu’au ${calendarDay(referral.last)}. Faites vérifier votre situation, et refaites au besoin une demande écrite.`,
  confirmed: (limit: TimeLimit): string =>
    `Si la CADA a reçu votre saisine le ${frenchDate(limit.from)}, le silence vaut confirmation du refus le ${calendarDay(limit.last)}. Le juge peut ensuite être saisi.`,
  silenceStep: (limit: TimeLimit): string => `Demande du ${sum(limit)} : refus par silence.`,
  referralStep: (limit: TimeLimit): string => `Refus du ${sum(limit)} : fin du délai pour la CADA.`,
  confirmedStep: (limit: TimeLimit): string => `Saisine du ${sum(limit)}.`,
  received: 'Le délai d’un mois part du jour où l’acheteur a reçu votre demande.',
  before: 'La CADA est obligatoire avant le juge.',
  judge: 'Le délai pour saisir le juge est à demander à un avocat.',
  signed:
    'Les pièces qui expliquent le choix de l’acheteur ne sont communicables qu’après la signature du marché.',
  counted: COUNTED_PRUDENTLY,
};
