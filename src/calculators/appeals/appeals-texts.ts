import type { TimeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { COUNTED_PRUDENTLY, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';

export const APPEALS_TITLE = 'Calcul des délais de recours après la signature';

const span = ({ figure }: TimeLimit): string => formatValue(figure.figure.unit, figure.number);

/** Sentences on the appeals against a signed contract. */
export const appealTexts = {
  state: (passed: boolean): string => (passed ? 'le délai est passé.' : 'le délai court encore.'),
  contractual: (limit: TimeLimit, passed: boolean): string =>
    `Référé contractuel (${span(limit)}) : votre dernier jour prudent ${passed ? 'était' : 'est'} le ${calendarDay(limit.prudent)}.`,
  contractualNoNotice: (limit: TimeLimit): string =>
    `Référé contractuel : si aucun avis d’attribution n’a paru au JOUE, votre dernier jour prudent est le ${calendarDay(limit.prudent)} ; si un avis a paru, le délai est bien plus court.`,
  ruling: (limit: TimeLimit, passed: boolean): string =>
    `Recours « Tarn-et-Garonne » (${span(limit)} après une publicité complète) : votre dernier jour prudent ${passed ? 'était' : 'est'} le ${calendarDay(limit.prudent)}.`,
  rulingLong: (limit: TimeLimit): string =>
    `Recours « Tarn-et-Garonne » : environ ${span(limit)} faute de publicité complète, soit vers le ${frenchDate(limit.last)}, sans garantie. N’attendez pas cette date.`,
  afterNotice: (limit: TimeLimit): string =>
    `Référé contractuel : avis d’attribution au JOUE du ${frenchDate(limit.from)} + ${span(limit)} = ${calendarDay(limit.last)}.`,
  afterOtherNotice: (limit: TimeLimit): string =>
    `Référé contractuel : avis d’attribution du ${frenchDate(limit.from)} + ${span(limit)} = ${calendarDay(limit.last)}, par prudence comme s’il avait paru au JOUE.`,
  afterNotification: (limit: TimeLimit): string =>
    `Référé contractuel : notification de l’accord-cadre le ${frenchDate(limit.from)} + ${span(limit)} = ${calendarDay(limit.last)}.`,
  afterSignature: (limit: TimeLimit): string =>
    `Référé contractuel : signature le ${frenchDate(limit.from)} + ${span(limit)} = ${calendarDay(limit.last)}, seulement si aucun avis d’attribution n’a paru au JOUE.`,
  afterPublicity: (limit: TimeLimit): string =>
    `Recours « Tarn-et-Garonne » : publicité du ${frenchDate(limit.from)} + ${span(limit)} = ${calendarDay(limit.last)}.`,
  afterKnowledge: (limit: TimeLimit): string =>
    `Recours « Tarn-et-Garonne » : conclusion connue le ${frenchDate(limit.from)}, environ ${span(limit)} si aucune publicité complète n’a paru : vers le ${frenchDate(limit.last)}.`,
  notice:
    'Cherchez d’abord un avis d’attribution (BOAMP, JOUE, plateforme de l’acheteur) : s’il existe, les délais sont plus courts et partent de sa parution.',
  noticeDate: (days: string): string =>
    `Avec un avis d’attribution au JOUE, le référé contractuel se ferme ${days} après sa publication.`,
  publicity: (months: string): string =>
    `Avec une publicité qui annonce la conclusion et dit où consulter le contrat, le recours « Tarn-et-Garonne » n’a que ${months}.`,
  complete:
    'Le délai de deux mois suppose que la publicité annonce la conclusion du marché et dise où consulter le contrat ; je le retiens par prudence.',
  closed:
    'Le référé contractuel est fermé, notamment, si un référé précontractuel a été utilisé et respecté.',
  passed: 'Une date au moins est déjà passée : voyez un avocat tout de suite.',
  counted: COUNTED_PRUDENTLY,
};
