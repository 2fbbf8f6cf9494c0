import { dayCount, opened } from '#src/calculators/texts-amounts.ts';
import { COUNTED, calendarDay } from '#src/calculators/texts-calendar-days.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { FormalProcedure, TenderPeriod } from './tender-period.ts';

const PROCEDURES: Readonly<Record<FormalProcedure, string>> = {
  open: 'un appel d’offres ouvert',
  restricted: 'un appel d’offres restreint',
  negotiated: 'une procédure avec négociation',
};
const SHORTENED_BY = { 'prior-notice': 'après une préinformation', urgency: 'en urgence justifiée' } as const;

/** What the sentences need to name the case. */
export interface TenderPeriodWords {
  readonly procedure: FormalProcedure;
  readonly stage: 'candidacies' | 'offers';
  readonly electronic: boolean;
  readonly shortened?: 'prior-notice' | 'urgency' | undefined;
}

export const TENDER_PERIOD_TITLE = 'Calcul du délai minimum de réponse';

const stageOf = ({ procedure, stage }: TenderPeriodWords): string =>
  stage === 'candidacies' ? 'les candidatures' : procedure === 'open' ? 'répondre' : 'les offres';

const caseOf = (words: TenderPeriodWords): string => {
  const deposit =
    words.stage === 'candidacies' || words.shortened
      ? ''
      : words.electronic
        ? ' avec dépôt électronique'
        : ' sans dépôt électronique';
  return `dans ${PROCEDURES[words.procedure]}${words.shortened ? `, ${SHORTENED_BY[words.shortened]}` : deposit}`;
};

/** The earliest closing day that the notice allows. */
export const earliestClosing = (
  words: TenderPeriodWords,
  { minimum, agreement }: TenderPeriod,
  closing: IsoDate,
): string =>
  `Au plus tôt le ${calendarDay(closing)} : ${caseOf(words)}, l’acheteur laisse au moins ${dayCount(minimum.number)} pour ${stageOf(words)}${agreement ? ', sauf date convenue avec les candidats' : ''}.`;

/** Whether a given time is enough. */
export const timeJudged = (
  verdict: 'oui' | 'non' | undefined,
  words: TenderPeriodWords,
  judged: { readonly given: number; readonly minimum: number; readonly enough: boolean },
  shortest: string | undefined,
): string =>
  opened(
    verdict,
    judged.enough
      ? `${dayCount(judged.given)} suffisent : ${caseOf(words)}, le minimum est de ${dayCount(judged.minimum)} pour ${stageOf(words)}.`
      : `${dayCount(judged.given)}, c’est trop court : ${caseOf(words)}, il faut au moins ${dayCount(judged.minimum)} pour ${stageOf(words)}${shortest ? `, sauf ${shortest}` : ''}.`,
  );

/** The time that a central authority must leave is longer, and the buyer is not said. */
export const dependsOnBuyer = (
  words: TenderPeriodWords,
  given: number,
  central: number,
  others: number,
  shortened: string | undefined,
): string =>
  `${dayCount(given)}, cela dépend de l’acheteur : ${caseOf(words)}, il faut au moins ${dayCount(others)} chez une collectivité, sauf accord, et ${dayCount(central)} chez l’État${shortened ? `, sauf ${shortened}` : ''}.`;

/** « préinformation ou urgence justifiée (au moins 15 jours) » */
export const shortestWords = ({ shortest, shortenedBy }: TenderPeriod): string | undefined =>
  shortest &&
  `${shortenedBy.includes('prior-notice') ? 'préinformation ou ' : ''}urgence justifiée (${dayCount(shortest.number)} au moins)`;

export const tenderPeriodSteps = {
  counted: (from: IsoDate, minimum: number, closing: IsoDate): string =>
    `${frenchDate(from)} + ${dayCount(minimum)} = ${calendarDay(closing)}.`,
  shortest: (from: IsoDate, days: number, closing: IsoDate): string =>
    `Délai réduit : ${frenchDate(from)} + ${dayCount(days)} = ${calendarDay(closing)}.`,
  weeks: (weeks: number, days: number): string =>
    `${weeks}\u00A0semaine${weeks < 2 ? '' : 's'} = ${dayCount(days)}.`,
  between: (from: IsoDate, to: IsoDate, given: number): string =>
    `Du ${frenchDate(from)} au ${frenchDate(to)} : ${dayCount(given)}.`,
};

export const tenderPeriodCaveats = {
  sent: 'Le délai part de l’envoi de l’avis par l’acheteur, pas du jour où vous le lisez. C’est un minimum : la date qui compte est celle du règlement de la consultation.',
  /** The offers of whoever was chosen to make one (R2161-7 to -10, R2161-14 to -16, R2161-22). */
  invited:
    'Le délai part de l’envoi de l’invitation à soumissionner, pas de celui de l’avis. C’est un minimum : la date qui compte est celle que l’acheteur vous écrit.',
  counted: COUNTED,
  shortest: (words: string, closing: IsoDate | undefined): string =>
    `L’acheteur peut descendre plus bas en cas ${/^u/.test(words) ? 'd’' : 'de '}${words}${closing ? ` : alors au plus tôt le ${calendarDay(closing)}` : ''}.`,
  agreement:
    'L’acheteur peut aussi fixer une autre date d’accord avec les candidats retenus : ce minimum joue sans leur accord.',
  central:
    'Un ministère ou un établissement public de l’État suit des délais plus longs : dites-moi qui achète.',
  electronic: 'Je suppose un dépôt électronique, le cas courant.',
  adapted:
    'Si l’annonce parle de procédure adaptée (MAPA), ces minimums ne jouent pas : le délai doit seulement être adapté.',
};

export const tenderPeriodClarify = {
  question: 'Y a-t-il un motif de délai réduit dans l’avis ?',
  urgency: { label: 'Urgence justifiée', value: 'en urgence justifiée' },
  priorNotice: { label: 'Préinformation', value: 'après un avis de préinformation' },
  neither: { label: 'Ni l’un ni l’autre', value: 'sans urgence ni préinformation' },
};
