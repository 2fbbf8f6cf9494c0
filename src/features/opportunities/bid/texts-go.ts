import { euros, listed } from '#src/calculators/texts-amounts.ts';
import type { Because } from '#src/features/opportunities/matching/finding.ts';
import type { Match } from '#src/features/opportunities/matching/match.ts';
import type { Closing, Notice, ReservedFor } from '#src/features/opportunities/notice/notice.ts';
import { safeInstant } from '#src/features/opportunities/notice/notice.ts';
import { frenchNumber } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { frenchDate } from '#src/platform/calendar/iso-date.ts';
import { parisTime } from '#src/platform/calendar/paris-time.ts';
import { frenchTime, momentInFrench, shortWeekdayDate } from '#src/platform/french/moments.ts';

/** What « Puis-je y aller ? » says first. */
export type GoVerdict = 'go' | 'check' | 'no';

/** What a notice does not say is never guessed. */
export const UNTOLD = 'non précisé dans l’avis';

const RESERVED: Readonly<Record<ReservedFor, string>> = {
  adapted: 'aux entreprises adaptées et aux ESAT',
  insertion: 'aux structures d’insertion',
  ess: 'à l’économie sociale et solidaire',
};
const HEADLINES: Readonly<Record<GoVerdict, string>> = {
  go: 'Oui, vous pouvez y aller',
  check: 'À vérifier avant d’y aller',
  no: 'Non, pas celui-ci',
};
/** « Activités » → « activités »; « SIRET » stays. */
const lowered = (label: string): string =>
  /^.[a-zà-ÿ]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
const lotsNamed = (numbers: readonly string[]): string =>
  `${numbers.length > 1 ? 'lots' : 'lot'} ${listed(numbers)}`;

/** When answers must have arrived; an hour that is not told is said not to be. */
export function closingSaid(closing: Closing, now: number): string {
  const at = safeInstant(closing) ?? closing.at;
  const { day } = parisTime(at);
  if (closing.time === undefined) return `${shortWeekdayDate(day, parisTime(now).day)} (heure : ${UNTOLD})`;
  const moment = `${momentInFrench(at, now)}, heure de Paris`;
  return closing.orAt === undefined
    ? moment
    : `${moment} (l’avis laisse deux lectures, je prends la plus tôt)`;
}

/** The card « Puis-je y aller ? », in few words: it is read on a phone. */
export const goTexts = {
  headline: (verdict: GoVerdict): string => HEADLINES[verdict],
  subject: (title: string, buyer: string | undefined): string => (buyer ? `${title}, ${buyer}` : title),
  may: { yes: 'Répondre : oui.', check: 'Répondre : peut-être.', no: 'Répondre : non.' },
  over: ({ kind, closing }: Notice): string => {
    if (kind === 'annulation') return 'L’acheteur a mis fin à la consultation.';
    if (kind === 'attribution') return 'Le marché est déjà attribué.';
    const at = safeInstant(closing);
    return at === undefined
      ? 'La consultation est fermée.'
      : `C’est fermé depuis le ${frenchDate(parisTime(at).day)} à ${frenchTime(parisTime(at).time)}.`;
  },
  toCome: (expectedOn: IsoDate | undefined): string =>
    `La consultation n’est pas encore ouverte (date : ${expectedOn ? frenchDate(expectedOn) : UNTOLD}). Préparez-vous.`,
  /** To who has no file that tells what they do. @param to whom all is reserved to, where it is */
  noFile: (to: readonly ReservedFor[] | undefined, isOpen: boolean): string => {
    const who = to
      ? `C’est réservé ${listed(to.map((one) => RESERVED[one]))}.`
      : isOpen
        ? 'C’est ouvert à toutes les entreprises.'
        : `Marché réservé : ${UNTOLD}.`;
    return `Répondre : je ne connais pas encore votre entreprise. ${who}`;
  },
  lots: (verdict: Match['verdict'], numbers: readonly string[]): string => {
    if (numbers.length === 0) return 'Aucun lot ne ressemble à ce que dit votre fiche.';
    return verdict === 'useful'
      ? `Pour vous : ${lotsNamed(numbers)}.`
      : `Presque pour vous : ${lotsNamed(numbers)}.`;
  },
  lotsReserved: (numbers: readonly string[]): string =>
    `Réservé${numbers.length > 1 ? 's' : ''} à d’autres : ${lotsNamed(numbers)}.`,
  turnoverAsked: (asked: number, own: number | undefined): string => {
    const said = `Chiffre d’affaires demandé : ${euros(asked)}.`;
    if (own === undefined) return `${said} Votre fiche ne dit pas le vôtre.`;
    return own >= asked
      ? `${said} Le vôtre, environ ${euros(own)}, y suffit.`
      : `${said} Le vôtre, environ ${euros(own)}, n’y suffit pas seul : appuyez-vous sur un partenaire.`;
  },
  turnoverUntold: (amount: number | undefined, cap: number | undefined): string => {
    if (amount === undefined) return `Montant et chiffre d’affaires demandé : ${UNTOLD}.`;
    const limit = cap === undefined ? '' : ` (${euros(cap)} au plus, sauf justification écrite)`;
    return `Montant : ${euros(amount)}. Chiffre d’affaires demandé : ${UNTOLD}${limit}.`;
  },
  /** @param untold names of what the file does not tell; undefined without a file */
  file: (untold: readonly string[] | undefined): string => {
    if (untold === undefined) return 'Il manque votre fiche d’entreprise.';
    return untold.length === 0
      ? 'Rien ne manque à votre fiche.'
      : `Il manque à votre fiche : ${listed(untold.map(lowered))}.`;
  },
  papers: (months: number | undefined, isReserved: boolean): string =>
    `Préparez DC1 et DC2 (ou DUME), ${isReserved ? 'la preuve pour le lot réservé, ' : ''}attestations fiscale et Urssaf${
      months === undefined ? '' : ` de moins de ${months} mois`
    }.`,
  papersPrivate: `Pièces à fournir : ${UNTOLD}.`,
  hours: ({
    least,
    most,
    isHeavy,
    lots,
  }: {
    readonly least: number;
    readonly most: number;
    readonly isHeavy: boolean;
    readonly lots: number;
  }): string =>
    `Temps : ${frenchNumber(least)} à ${frenchNumber(most)} heures${lots > 1 ? ' par lot' : ''}, en repère : ${
      isHeavy ? 'un mémoire technique sans doute' : 'un devis ou une lettre sans doute'
    }.`,
  hoursUntold: `Temps : ${UNTOLD}.`,
  partners: (isKnown: boolean, because: Because | undefined): string => {
    if (because === undefined)
      return isKnown ? 'À plusieurs : possible, pas nécessaire.' : 'À plusieurs : possible, en groupement.';
    if (because.is === 'reserved-other')
      return `À plusieurs : une structure visée peut répondre et vous confier une part.`;
    if (because.is === 'trade-of-partners' || because.is === 'trade-beside')
      return `À plusieurs : cherchez un partenaire pour ${because.trade.label}.`;
    return 'À plusieurs : un partenaire vous aiderait à le porter.';
  },
  first: ({
    questionsUntil,
    visit,
    closing,
    today,
    now,
  }: {
    readonly questionsUntil: IsoDate | undefined;
    readonly visit: { readonly on?: IsoDate | undefined; readonly isRequired: boolean } | undefined;
    readonly closing: Closing | undefined;
    readonly today: IsoDate;
    readonly now: number;
  }): string => {
    const day = (one: IsoDate | undefined) =>
      one === undefined ? UNTOLD : `${shortWeekdayDate(one, today)}${one < today ? ' (passé)' : ''}`;
    const deposit = `Dépôt : ${closing ? closingSaid(closing, now) : UNTOLD}.`;
    if (!questionsUntil && !visit) return `Questions et visite : ${UNTOLD}. ${deposit}`;
    const visitSaid = visit
      ? `${visit.isRequired ? 'visite obligatoire' : 'visite'}${visit.on ? ` : ${day(visit.on)}` : ` (date : ${UNTOLD})`}`
      : `visite : ${UNTOLD}`;
    const questions = `questions : ${day(questionsUntil)}`;
    // What closes first is said first.
    const isVisitFirst =
      visit?.on !== undefined && (questionsUntil === undefined || visit.on < questionsUntil);
    const [first, second] = isVisitFirst ? [visitSaid, questions] : [questions, visitSaid];
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ; ${second}. ${deposit}`;
  },
} as const;
