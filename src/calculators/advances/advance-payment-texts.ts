import type { TimeLimit } from '#src/calculators/deadlines/time-limit.ts';
import type { Verdict } from '#src/calculators/reading/verdicts.ts';
import { dayCount, opened } from '#src/calculators/texts-amounts.ts';
import { COUNTED, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';

export const ADVANCE_PAYMENT_TITLE = 'Calcul de la date limite de paiement de l’avance';

/** Sentences on the last day to pay an advance. */
export const advancePaymentTexts = {
  due: (limit: TimeLimit): string => `L’avance doit être payée au plus tard le ${calendarDay(limit.last)}.`,
  late: (verdict: Verdict, limit: TimeLimit, days: number): string =>
    opened(
      verdict,
      `l’avance devait être payée au plus tard le ${calendarDay(limit.last)} : elle a ${dayCount(days)} de retard.`,
    ),
  inTime: (verdict: Verdict, limit: TimeLimit): string =>
    opened(
      verdict,
      `le délai n’est pas dépassé : l’avance doit être payée au plus tard le ${calendarDay(limit.last)}.`,
    ),
  step: (limit: TimeLimit, from: 'notified' | 'guarantee'): string =>
    `${from === 'notified' ? 'Notification du marché' : 'Garantie reçue par l’acheteur'} le ${frenchDate(limit.from)} + ${dayCount(limit.figure.number)} = ${calendarDay(limit.last)}.`,
  lateStep: (limit: TimeLimit, end: IsoDate, days: number): string =>
    `Du ${frenchDate(limit.last)} au ${frenchDate(end)} : ${dayCount(days)}.`,
  guarantee: 'Si une garantie est exigée, le délai ne part pas avant que l’acheteur l’ait reçue.',
  later: 'Le marché peut faire partir le délai plus tard, à l’ordre de commencer : lisez-le.',
  buyer: (days: number): string => `Je suppose un acheteur au délai ordinaire de ${dayCount(days)}.`,
  ifDue: 'Je suppose que votre marché ouvre bien une avance et que vous ne l’avez pas refusée.',
  counted: COUNTED,
};
