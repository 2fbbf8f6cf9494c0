import type { TimeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { weekdayOf } from '#src/platform/calendar/days.ts';
import { isPublicHoliday } from '#src/platform/calendar/holidays.ts';
import { frenchDate, type IsoDate, WEEKDAYS } from '#src/platform/calendar/iso-date.ts';

/** « jeudi 12 mars 2026 » */
export const weekdayDate = (date: IsoDate): string => `${WEEKDAYS[weekdayOf(date)]} ${frenchDate(date)}`;

/** « jeudi 14 mai 2026 (jour férié) » */
export const calendarDay = (date: IsoDate): string =>
  `${weekdayDate(date)}${isPublicHoliday(date) ? ' (jour férié)' : ''}`;

/** How the dates were counted, and that a person should check: the code's fine rules of counting are not known here. */
export const COUNTED =
  'Compté en jours calendaires, sans le jour de départ. Je ne reporte pas une date de week-end ou fériée : faites vérifier le dernier jour par une personne.';

/** The worked day kept when the last one is not worked. */
export const prudentDay = ({ last, prudent }: TimeLimit): string | undefined =>
  prudent === last
    ? undefined
    : `Date de week-end ou fériée : par prudence, je retiens le jour ouvré d’avant, ${weekdayDate(prudent)}.`;

/** Contracts of private law have their own judge. */
export const JUDGE =
  'Si l’acheteur est de droit privé (SEM, SPL, bailleur privé, association), le juge n’est pas le même : faites confirmer les délais par un avocat.';

/** For whoever must act: the earlier date was chosen. */
export const COUNTED_PRUDENTLY =
  'Compte prudent : quand la façon de compter est incertaine, je retiens la date la plus proche. Faites-la vérifier par un avocat ou un expert.';
