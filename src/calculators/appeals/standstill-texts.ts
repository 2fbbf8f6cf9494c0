import { dayCount, opened } from '#src/calculators/texts-amounts.ts';
import { COUNTED_PRUDENTLY, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Standstill } from './standstill.ts';

export const STANDSTILL_TITLE = 'Calcul du délai avant signature';

/** No wait is due, and what follows from it. */
const noWait = (rule: string, verdict: 'oui' | 'non' | undefined, signed: boolean): string =>
  opened(
    verdict,
    signed
      ? `${rule} avant la signature : l’acheteur peut signer aussitôt.`
      : `${rule} : l’acheteur peut signer dès maintenant. Pour un référé précontractuel, il faut saisir le juge avant la signature : agissez aujourd’hui.`,
  );

/** Sentences on the wait before signature. */
export const standstillTexts = {
  earliest: (wait: Standstill, formal: boolean): string =>
    `${formal ? 'Le' : 'En procédure formalisée, le'} marché peut être signé au plus tôt le ${calendarDay(wait.earliestSignature)}. Pour un référé précontractuel, votre dernier jour prudent est le ${calendarDay(wait.lastSafeDay)}.`,
  left: (wait: Standstill, { said, left, passed }: { said: number; left: number; passed: number }): string =>
    `En procédure formalisée, ${said === left ? 'c’est bien cela' : 'ce n’est pas cela'} : l’attente est de ${dayCount(wait.figure.number)} depuis l’envoi, ${dayCount(passed)} ${passed > 1 ? 'sont passés' : 'est passé'}, il reste ${dayCount(left)}. Le marché peut être signé au plus tôt le ${calendarDay(wait.earliestSignature)} ; votre dernier jour prudent pour un référé précontractuel est le ${calendarDay(wait.lastSafeDay)}.`,
  leftToAct: (
    wait: Standstill,
    { said, left, toAct }: { said: number; left: number; toAct: number },
  ): string =>
    `En procédure formalisée, ${said === toAct ? 'c’est bien cela' : 'ce n’est pas cela'} : pour un référé précontractuel, votre dernier jour prudent est le ${calendarDay(wait.lastSafeDay)}, ${toAct === 0 ? 'c’est-à-dire aujourd’hui' : `dans ${dayCount(toAct)}`}. Le marché peut être signé au plus tôt le ${calendarDay(wait.earliestSignature)} : jusque-là, il reste ${dayCount(left)}.`,
  leftStep: (wait: Standstill, { left, passed }: { left: number; passed: number }): string =>
    `${dayCount(wait.figure.number)} − ${dayCount(passed)} = ${dayCount(left)}.`,
  leftToActStep: ({ left, toAct }: { left: number; toAct: number }): string =>
    `Jusqu’au jour ouvré d’avant la signature : ${dayCount(left)} − ${dayCount(left - toAct)} = ${dayCount(toAct)}.`,
  stillTime: (wait: Standstill): string =>
    `En procédure formalisée, il est encore temps : votre dernier jour prudent pour un référé précontractuel est le ${calendarDay(wait.lastSafeDay)}. Le marché peut être signé au plus tôt le ${calendarDay(wait.earliestSignature)}.`,
  paperReceived: (wait: Standstill, received: IsoDate): string =>
    `L’attente part du jour d’envoi de la lettre, pas du ${frenchDate(received)} où vous l’avez reçue : la signature est possible avant le ${calendarDay(wait.earliestSignature)}. Donnez-moi la date d’envoi, et agissez sans attendre.`,
  signJudged: (verdict: 'oui' | 'non' | undefined, wait: Standstill, on: IsoDate, past: boolean): string =>
    opened(
      verdict,
      on < wait.earliestSignature
        ? `signer le ${frenchDate(on)} ${past ? 'était' : 'serait'} trop tôt : en procédure formalisée, il faut attendre ${dayCount(wait.figure.number)}, et la signature ${past ? 'était' : 'est'} possible au plus tôt le ${calendarDay(wait.earliestSignature)}.`
        : `le ${frenchDate(on)}, l’attente obligatoire est finie : en procédure formalisée, la signature est possible dès le ${calendarDay(wait.earliestSignature)}. Pour agir avant, votre dernier jour prudent est le ${calendarDay(wait.lastSafeDay)}.`,
    ),
  /** The same where the procedure is not known. */
  signSupposed: (wait: Standstill, on: IsoDate, past: boolean): string =>
    `En procédure formalisée, ${
      on < wait.earliestSignature
        ? `signer le ${frenchDate(on)} ${past ? 'était' : 'serait'} trop tôt : il faut attendre ${dayCount(wait.figure.number)}, et la signature ${past ? 'était' : 'est'} possible au plus tôt le ${calendarDay(wait.earliestSignature)}.`
        : `l’attente obligatoire est finie le ${frenchDate(on)} : la signature est possible dès le ${calendarDay(wait.earliestSignature)}. Pour agir avant, votre dernier jour prudent est le ${calendarDay(wait.lastSafeDay)}.`
    } En procédure adaptée (MAPA), aucune attente n’est imposée.`,
  inAdapted: (verdict: 'oui' | 'non' | undefined, signed: boolean): string =>
    noWait('en procédure adaptée (MAPA), aucun délai d’attente n’est imposé', verdict, signed),
  ofSubsequent: (verdict: 'oui' | 'non' | undefined, signed: boolean): string =>
    noWait('pour un marché subséquent, aucun délai d’attente n’est imposé', verdict, signed),
  ofAlone: (verdict: 'oui' | 'non' | undefined, signed: boolean): string =>
    noWait('quand une seule entreprise a participé, aucun délai d’attente n’est imposé', verdict, signed),
  step: (wait: Standstill, electronic: boolean): string =>
    `Lettre ${electronic ? 'électronique' : 'non électronique'} du ${frenchDate(wait.sentOn)} + ${dayCount(wait.figure.number)} = ${calendarDay(wait.earliestSignature)}.`,
  safeDay: (wait: Standstill): string =>
    `Dernier jour prudent pour saisir le juge, le jour ouvré d’avant : ${calendarDay(wait.lastSafeDay)}.`,
  paperStep: (wait: Standstill, received: IsoDate): string =>
    `Même partie le jour de sa réception : ${frenchDate(received)} + ${dayCount(wait.figure.number)} = ${calendarDay(wait.earliestSignature)}. Partie avant, la date avance d’autant.`,
  signing: (on: IsoDate): string => `Signature annoncée : ${calendarDay(on)}.`,
  before: 'Le référé précontractuel n’est possible qu’avant la signature : la saisine du juge la bloque.',
  passed:
    'Cette date est passée : le marché est peut-être déjà signé. Vérifiez tout de suite auprès de l’acheteur.',
  sentEarlier:
    'L’attente part de l’envoi de la lettre : si elle est partie avant le jour que vous dites, la date avance d’autant.',
  electronicAssumed: (days: number): string =>
    `Je suppose un envoi électronique, le cas courant ; par un autre moyen, l’attente est de ${dayCount(days)}.`,
  notDue:
    'L’attente n’est pas due si vous étiez seul à participer, ni pour un marché subséquent, ni pour un marché spécifique d’un système d’acquisition dynamique.',
  adaptedCaveat: 'En procédure adaptée (MAPA), il n’y a aucune attente : la signature peut être immédiate.',
  counted: COUNTED_PRUDENTLY,
  clarify: 'Quelle est la procédure ?',
  formal: { label: 'Appel d’offres ou autre procédure formalisée', value: 'en procédure formalisée' },
  mapa: { label: 'Procédure adaptée (MAPA)', value: 'c’est un MAPA' },
};
