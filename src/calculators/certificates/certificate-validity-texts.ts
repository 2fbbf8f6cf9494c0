import type { TimeLimit } from '#src/calculators/deadlines/time-limit.ts';
import { dayCount, monthCount, opened } from '#src/calculators/texts-amounts.ts';
import { COUNTED, COUNTED_PRUDENTLY, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { addDays, frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { CertificateValidity } from './certificate-validity.ts';

export const CERTIFICATE_TITLE = 'Calcul de la validité de l’attestation Urssaf';
export const SUBCONTRACTOR_TITLE = 'Calcul du délai d’acceptation du sous-traitant';
export const REPLACEMENT_TITLE = 'Calcul du délai de remplacement';

/** Sentences on the age of a vigilance certificate. */
export const certificateTexts = {
  judged: (
    verdict: 'oui' | 'non' | undefined,
    { valid, dated, lastDay, figure }: CertificateValidity,
    on: IsoDate,
  ): string =>
    opened(
      verdict,
      valid
        ? `une attestation du ${frenchDate(dated)} convient pour le ${frenchDate(on)} : elle a moins de ${monthCount(figure.number)} jusqu’au ${frenchDate(lastDay)}.`
        : `une attestation du ${frenchDate(dated)} est trop ancienne pour le ${frenchDate(on)} : elle avait moins de ${monthCount(figure.number)} jusqu’au ${frenchDate(lastDay)}. Demandez-en une nouvelle.`,
    ),
  until: ({ dated, lastDay, figure }: CertificateValidity): string =>
    `Une attestation du ${frenchDate(dated)} convient jusqu’au ${frenchDate(lastDay)}, dernier jour où elle a moins de ${monthCount(figure.number)}.`,
  step: ({ dated, figure, lastDay }: CertificateValidity): string =>
    `${frenchDate(dated)} + ${monthCount(figure.number)} = ${frenchDate(addDays(lastDay, 1))}. Il faut moins : dernier jour le ${frenchDate(lastDay)}.`,
  on: (on: IsoDate, today: boolean): string =>
    `Jour où elle doit servir : ${frenchDate(on)}${today ? ' (aujourd’hui)' : ''}.`,
  supposed: 'Je suppose une attestation de vigilance de l’Urssaf.',
  again: (months: number): string =>
    `Elle est à remettre à la conclusion du marché, puis tous les ${monthCount(months)} jusqu’à la fin.`,
};

/** Sentences on a subcontractor declared during the contract. */
export const subcontractorTexts = {
  accepted: (verdict: 'oui' | 'non' | undefined, limit: TimeLimit): string =>
    opened(
      verdict,
      `${verdict === 'non' ? 'pas encore : sans' : 'sans'} réponse de l’acheteur, le sous-traitant est accepté après le ${calendarDay(limit.last)}. Attendez le ${frenchDate(addDays(limit.last, 1))} avant de le faire intervenir.`,
    ),
  alreadyAccepted: (verdict: 'oui' | 'non' | undefined, limit: TimeLimit): string =>
    opened(
      verdict,
      `si l’acheteur n’a rien répondu, son silence vaut acceptation depuis le ${calendarDay(limit.last)}.`,
    ),
  ago: (date: IsoDate): string => `Je compte la demande au ${frenchDate(date)} : vérifiez cette date.`,
  step: (limit: TimeLimit): string =>
    `Demande reçue le ${frenchDate(limit.from)} + ${dayCount(limit.figure.number)} = ${calendarDay(limit.last)}. Le lendemain : ${frenchDate(addDays(limit.last, 1))}.`,
  received: 'Le délai part de la réception par l’acheteur : gardez une preuve de cette date.',
  counted: COUNTED,
};

/** Sentences on the replacement of an excluded partner. */
export const replacementTexts = {
  due: (limit: TimeLimit): string => `Proposez un remplaçant au plus tard le ${calendarDay(limit.prudent)}.`,
  step: (limit: TimeLimit): string =>
    `Demande de l’acheteur le ${frenchDate(limit.from)} + ${dayCount(limit.figure.number)} = ${calendarDay(limit.last)}.`,
  counted: COUNTED_PRUDENTLY,
};
