import type { Buyer } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { type TimeLimit, timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { datesByClause } from '#src/calculators/reading/dates-in-clauses.ts';
import { articlesOf, sentences } from '#src/calculators/reading/roles.ts';
import { asksInTheNegative, asksWhen } from '#src/calculators/reading/verdicts.ts';
import { opened } from '#src/calculators/texts-amounts.ts';
import { JUDGE, prudentDay } from '#src/calculators/texts-calendar-days.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { APPEALS_TITLE, appealTexts as texts } from './appeals-texts.ts';
import { isRefused, rejectionDates } from './rejection-said.ts';

const APPEAL = /recours|refere|contest|attaqu|annul|tarn|tribunal|juge/;
/** Before the signature, against a decision that is no contract, or amicable ways. */
const OTHER =
  /precontractuel|avant (?:la |qu'ils? )?sign|(?:menac\w{1,20} de|va|vont|veu(?:t|lent)|compte\w{0,20}|doi(?:t|vent)) sign|cada|penalite|resilia|factur|\bpay|mediat|gracieux|sous-?traitan|exclu\b|concession|delegation/;
/** Private law: another judge, whose time limits are not these. */
const OTHER_JUDGE: readonly Buyer[] = ['private', 'defence', 'private-body', 'public-company'];
const FRAMEWORK = /accord-?cadre/;
/** « encore ouvert ? », « trop tard ? »: whether the time is over today. */
const STILL = /\bencore\b|toujours (?:ouvert|possible|temps)|dans les (?:temps|delais)|\bouvert\b|a temps/;
const OVER = /trop tard|hors delai|\bforclos|\bferme\b|\bpasse\b|\bdepasse|\bperime/;
/** A publication that says what starts the two months: the contract is concluded, and where to read it. */
const COMPLETE =
  /(?:consult\w{1,20}|lire|voir).{0,40}(?:contrat|marche)|(?:contrat|marche).{0,60}(?:\bou (?:le |l'|on (?:peut |pouvait )?(?:le )?)?)(?:consult|lire|voir)|\bcomplete?\b/;

/** What a buyer is told of the loser's appeal: these last days are not its own. */
const CONTESTED = new Set([
  'guides/acheteur-suivre-son-marche#le-marche-est-signe-et-une-entreprise-perdante-conteste-que-risque-l-acheteur',
]);

/** The last days to challenge a signed contract: référé contractuel and the « Tarn-et-Garonne » action. */
export const appealsComputation: Computation = {
  id: 'appeals',
  title: APPEALS_TITLE,
  neverOnPages: CONTESTED,
  compute(input) {
    const { quantities, understanding, figures, today } = input;
    const { text } = quantities;
    const { regime, buyer } = understanding.case;
    // « jusqu'à quand peut-on attaquer mon marché ? », asked by who buys: the days are the loser's.
    if (understanding.side === 'buyer') return undefined;
    if ((regime !== 'ordinary' && regime !== 'utilities') || (buyer && OTHER_JUDGE.includes(buyer)))
      return undefined;
    if (!APPEAL.test(text) || OTHER.test(text)) return undefined;
    const dates = datesByClause(
      input,
      {
        joue: /joue\b|journal officiel de l'union|europeen|\bted\b/,
        notice:
          /avis d'attribution|publi(?!cs?\b|ques?\b)|boamp|avis de conclusion|(?<!(?:\b|')(?:a|ont|ete) )annonce|\bparus?\b|parution/,
        signed: /\bsign|conclu/,
        notified: /notifi/,
        known: /appris|connu|decouvert|\bsu\b|vu que/,
      },
      ['joue', 'notice', 'signed', 'notified', 'known'],
    );
    // « il menace de signer demain »: there is no contract yet.
    if (Object.values(dates).some((date) => date > today)) return undefined;
    if (isOfRefusal(input, dates)) return undefined;
    const contractual = !/tarn/.test(text);
    const ruling = !/refere contractuel/.test(text) || /tarn/.test(text);
    const limits = {
      contractual: contractual ? contractualLimit(dates, FRAMEWORK.test(text), figures) : undefined,
      ruling: ruling ? rulingLimit(dates, COMPLETE.test(text), figures) : undefined,
    };
    if (!limits.contractual && !limits.ruling) return undefined;
    return answer(limits, input);
  },
};

/** A refusal, before the contract is published or signed, has other time limits: its day is none of these. */
function isOfRefusal(input: ComputationInput, { joue, notice, signed }: Dates): boolean {
  if (!isRefused(input.quantities.text)) return false;
  const days = [joue, notice, signed].filter((day) => day !== undefined);
  const said = rejectionDates(input);
  if (days.length === 0) return !CONCLUDED.test(input.quantities.text);
  return said !== 'unclear' && days.every((day) => day === said.sent || day === said.received);
}
const CONCLUDED = /\bsign(?!al|if)|\bconclu|avis d'attribution|\bpubli(?!cs?\b|ques?\b)|boamp|\bjoue\b/;

type Dates = Partial<Record<'joue' | 'notice' | 'signed' | 'notified' | 'known', IsoDate>>;
interface Limit {
  readonly limit: TimeLimit;
  readonly step: string;
  /** An order of magnitude, from what the person knows. */
  readonly rough?: boolean;
  readonly noticeUnknown?: boolean;
  /** The time may be longer than this one. */
  readonly shortest?: boolean;
}

/** A notice whose journal is not said counts as the European one: its delay is the shortest. */
function contractualLimit(dates: Dates, framework: boolean, figures: FiguresAt): Limit | undefined {
  const notice = dates.joue ?? dates.notice;
  const from = notice ?? (framework ? dates.notified : undefined);
  if (from) {
    const limit = timeLimit(figures, 'refere-contractuel-avis-joue', from);
    if (!limit) return undefined;
    if (!notice) return { limit, step: texts.afterNotification(limit) };
    return dates.joue
      ? { limit, step: texts.afterNotice(limit) }
      : { limit, step: texts.afterOtherNotice(limit), shortest: true };
  }
  const limit = dates.signed ? timeLimit(figures, 'refere-contractuel-sans-avis', dates.signed) : undefined;
  return limit && { limit, step: texts.afterSignature(limit), noticeUnknown: true };
}

function rulingLimit(dates: Dates, complete: boolean, figures: FiguresAt): Limit | undefined {
  const notice = dates.notice ?? dates.joue;
  if (notice) {
    const limit = timeLimit(figures, 'tarn-et-garonne-delai', notice);
    return limit && { limit, step: texts.afterPublicity(limit), shortest: !complete };
  }
  // The signature comes before anyone knows of it: counting from it is the prudent way.
  const from = dates.known ?? dates.signed;
  const limit = from ? timeLimit(figures, 'tarn-et-garonne-delai-raisonnable', from) : undefined;
  return limit && { limit, step: texts.afterKnowledge(limit), rough: true, noticeUnknown: true };
}

function answer(
  { contractual, ruling }: { contractual?: Limit | undefined; ruling?: Limit | undefined },
  input: ComputationInput,
): ComputedAnswer {
  const { figures, today, understanding } = input;
  const { buyer } = understanding.case;
  const both = [contractual, ruling].filter((one) => one !== undefined);
  const one = both.length === 1 ? both[0] : undefined;
  const verdict = verdictOn(input, one);
  const short = {
    notice: contractual?.noticeUnknown ? figures.get('refere-contractuel-avis-joue') : undefined,
    publicity: ruling?.rough ? figures.get('tarn-et-garonne-delai') : undefined,
  };
  const noticeTime = words(short.notice);
  const publicityTime = words(short.publicity);
  return {
    headline: opened(
      verdict,
      sentences(
        verdict && one && texts.state(one.limit.last < today),
        contractual && contractualLine(contractual, today),
        ruling && rulingLine(ruling, today),
      ).join(' '),
    ),
    steps: both.flatMap(({ step, limit, rough }) => sentences(step, !rough && prudentDay(limit))),
    caveats: sentences(
      both.some(({ limit }) => limit.last < today) && texts.passed,
      both.some(({ noticeUnknown }) => noticeUnknown) && texts.notice,
      noticeTime && texts.noticeDate(noticeTime),
      publicityTime && texts.publicity(publicityTime),
      ruling?.shortest && texts.complete,
      contractual && texts.closed,
      buyer === 'social-housing' && JUDGE,
      texts.counted,
    ),
    articles: articlesOf(
      both.map(({ limit }) => limit.figure),
      contractual ? ['CJA L551-13'] : [],
    ),
    figures: [...both.map(({ limit }) => limit.figure), short.notice, short.publicity].filter(
      (known) => known !== undefined,
    ),
    verdict,
  };
}

const words = (known: KnownFigure | undefined): string | undefined =>
  known && formatValue(known.figure.unit, known.number);

const contractualLine = ({ limit, noticeUnknown }: Limit, today: IsoDate): string =>
  noticeUnknown ? texts.contractualNoNotice(limit) : texts.contractual(limit, limit.last < today);

const rulingLine = ({ limit, rough }: Limit, today: IsoDate): string =>
  rough ? texts.rulingLong(limit) : texts.ruling(limit, limit.last < today);

/**
 * Whether the appeal is still open today: « non » only when its whole time is over, « oui » only before its prudent day.
 * None for two appeals at once, nor on a time that is no more than an order of magnitude.
 */
function verdictOn(
  { quantities, understanding: { polarity }, today }: ComputationInput,
  one: Limit | undefined,
): 'oui' | 'non' | undefined {
  const { text } = quantities;
  if (!one || one.rough || one.noticeUnknown || !polarity || asksWhen(quantities)) return undefined;
  const over = OVER.test(text);
  const still = STILL.test(text) || polarity.modality === 'permis';
  if (over === still || asksInTheNegative(quantities) || polarity.modality === 'interdit') return undefined;
  const open =
    today <= one.limit.prudent ? true : one.limit.last < today && !one.shortest ? false : undefined;
  return open === undefined ? undefined : open === still ? 'oui' : 'non';
}
