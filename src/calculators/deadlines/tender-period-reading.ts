import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import {
  articlesOf,
  asked,
  datesByRole,
  inDays,
  sentences,
  verdictOf,
} from '#src/calculators/reading/roles.ts';
import { buyerChoices, clarify as texts } from '#src/calculators/texts-clarify.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import type { Polarity } from '#src/reader/polarity.ts';
import {
  type FormalProcedure,
  type TenderPeriod,
  type TenderPeriodCase,
  tenderPeriod,
} from './tender-period.ts';
import {
  tenderPeriodCaveats as caveats,
  tenderPeriodClarify as choices,
  dependsOnBuyer,
  earliestClosing,
  shortestWords,
  tenderPeriodSteps as steps,
  TENDER_PERIOD_TITLE,
  timeJudged,
} from './tender-period-texts.ts';

const TENDER = /\bappels? d'? ?of+res?\b|\bao\b(?! ?rt)/g;
const NEGOTIATED =
  /\bprocedures? (?:avec )?negociee?s?\b|\bprocedures? avec negociation\b|\bprocedure concurrentielle avec negociation\b/;
/** Another procedure, another deadline, or a rule in general. */
const OTHER =
  /\bmapa\b|procedures? adaptee|dialogue competitif|concession|delegation|\bquestions?\b|\bpay|\bpaie|validite|valable|\bsign|\bmotifs?\b|rejet|refus|recours|refere|attestation|avance|livr|dans combien|sous combien|prolong|report|\bretard\b/;
const REPLY =
  /repon|depos|depot|remett|remise|rendre|candidat|soumission|offre|delai|laiss|donn|clotur|ferm|date limite|limite/;
const JUDGED =
  /legal|regulier|normal|suffi|assez|\bbon\b|trop court|\bcourt\b|droit|autorise|interdit|possible|permis|abus|conforme|\bok\b|correct|respect/;
const WHEN = /quel|quand|combien|minimum|\bmini\b|au plus tot|jusqu'a|date limite|delai|calcul/;
/** « il reste 8 jours », « ça ferme dans 8 jours »: the time left, not the time given. */
const LEFT = /(?:\bdans|reste|restait|plus que|y a|ya|depuis) (?:plus que |environ |moins de )?$/;

/**
 * « parce qu'il y avait un avis avant »: people seldom know the word. What is published before something, or the day before
 * yesterday, is the notice itself.
 */
const PRIOR =
  "(?:pre-?info|(?:avis|annonces?) (?:prealables?\\b(?! (?:du|de|des)\\b)|(?:(?:parue?s?|publiee?s?) )?(?:d')?avant(?= ?(?:$|[,.;:!?)]|et\\b|donc\\b|alors\\b|c'est\\b))))";
const PRIOR_NOTICE = new RegExp(`\\b${PRIOR}`);
const NOT_SAID = `(?:\\b(?:sans|ni|aucune?)|\\b(?:pas|jamais)(?: (?:eu|vu|fait|publie|paru|recu))?) ?(?:d'|de |une? |la |l')?(?:urgence|${PRIOR})`;
const NEITHER = new RegExp(NOT_SAID);
const ALL_DENIED = new RegExp(NOT_SAID, 'g');
/** What is left once the denied is taken away: « sans urgence, mais avec un avis préalable ». */
const STILL_SAID = new RegExp(`\\b(?:mais|avec|et|par contre|juste)\\b.{0,30}\\b(?:urgen|${PRIOR})`);

/** Regimes whose reply times are of the code's book on ordinary contracts. */
const HAS_TIMES: ReadonlySet<string | undefined> = new Set(['ordinary', 'utilities']);

/** The least time to answer a formal procedure: the earliest closing day from the notice, or whether a time is enough. */
export const tenderPeriodComputation: Computation = {
  id: 'tender-period',
  title: TENDER_PERIOD_TITLE,
  isOfContract: true,
  compute(input) {
    const { text } = input.quantities;
    const { regime } = input.understanding.case;
    if (!HAS_TIMES.has(regime) || isOther(text)) return undefined;
    const asking = caseOf(input);
    if (!asking) return undefined;
    const period = tenderPeriod(asking, input.figures);
    if (!period) return undefined;
    const { notice, closing } = datesByRole(
      input,
      {
        notice: /avis|annonce|publi|paru|boamp|joue|envo(?:y|i)|invit|lance/,
        closing:
          /limite|remise|clotur|ferm|jusqu'au|avant le|depot|depos|remett|rendre|\bpour le $|\bau $|repondre/,
      },
      ['notice'],
    );
    if (notice && isAfterInvitation(asking, text)) return undefined;
    if (notice && closing && closing > notice) {
      const given = daysBetween(notice, closing);
      return judged(input, asking, period, given, [steps.between(notice, closing, given)]);
    }
    if (notice && WHEN.test(text)) return earliest(text, asking, period, notice);
    return notice ? undefined : givenTime(input, asking, period);
  },
};

/** Whether a time that is told, « 20 jours pour répondre », is enough. */
function givenTime(
  input: ComputationInput,
  asking: TenderPeriodCase,
  period: TenderPeriod,
): ComputedAnswer | undefined {
  const { text, durations } = input.quantities;
  const given = durations.filter(({ at }) => !LEFT.test(text.slice(Math.max(0, at - 30), at)));
  const [duration] = given;
  const days = duration && inDays(duration);
  const judges = JUDGED.test(text) || input.understanding.polarity?.modality === 'permis';
  if (given.length !== 1 || days === undefined || !judges) return undefined;
  const working = duration?.unit === 'semaines' ? [steps.weeks(duration.value, days)] : [];
  return REPLY.test(text.replace(TENDER, ' ')) ? judged(input, asking, period, days, working) : undefined;
}

/** Something else is asked; or one of the two reasons is denied and the other one said: a person reads which of them holds. */
const isOther = (text: string): boolean =>
  OTHER.test(text) || (NEITHER.test(text) && STILL_SAID.test(text.replace(ALL_DENIED, ' ')));

function caseOf({ quantities: { text }, understanding }: ComputationInput): TenderPeriodCase | undefined {
  const restricted = /\brestreint/.test(text);
  const negotiated = NEGOTIATED.test(text);
  const tender = new RegExp(TENDER.source).test(text);
  if (!tender && !restricted && !negotiated) return undefined;
  const procedure: FormalProcedure = negotiated ? 'negotiated' : restricted ? 'restricted' : 'open';
  const rest = text.replace(TENDER, ' ');
  const offers =
    procedure === 'open' || (/\boffres?\b|\binvit/.test(rest) && !/candidat\w{0,20}(?: avant|$)/.test(rest));
  const shortened = NEITHER.test(text)
    ? undefined
    : /\burgen/.test(text)
      ? 'urgency'
      : PRIOR_NOTICE.test(text)
        ? 'prior-notice'
        : undefined;
  return {
    procedure,
    stage: offers ? 'offers' : 'candidacies',
    buyer: understanding.case.regime === 'utilities' ? 'network' : understanding.case.buyer,
    electronic: !isPaper(text),
    shortened,
  };
}

const isPaper = (text: string): boolean =>
  /\bpapier\b|(?:sans|pas (?:de |d')?) ?(?:depot |voie )?(?:electronique|dematerialis)|par (?:courrier|la poste)/.test(
    text,
  );

function earliest(
  text: string,
  asking: TenderPeriodCase,
  period: TenderPeriod,
  notice: string,
): ComputedAnswer {
  const { shortest } = period;
  const { number } = period.minimum;
  const closing = addDays(notice, number);
  return {
    ...sources(period),
    headline: earliestClosing(asking, period, closing),
    steps: sentences(
      steps.counted(notice, number, closing),
      shortest && steps.shortest(notice, shortest.number, addDays(notice, shortest.number)),
    ),
    caveats: caveatsOf(asking, period, notice),
    clarify: reasonsOf(text, period),
  };
}

function judged(
  input: ComputationInput,
  asking: TenderPeriodCase,
  period: TenderPeriod,
  given: number,
  working: string[],
): ComputedAnswer {
  const { number } = period.minimum;
  const enough = given >= number;
  const central =
    period.agreement && enough && !asking.buyer
      ? tenderPeriod({ ...asking, buyer: 'state' }, input.figures)
      : undefined;
  if (central && given < central.minimum.number) {
    const { state, local } = buyerChoices;
    return {
      figures: [period.minimum, central.minimum, central.shortest].filter((one) => one !== undefined),
      articles: articlesOf([period.minimum, central.minimum]),
      headline: dependsOnBuyer(asking, given, central.minimum.number, number, shortestWords(central)),
      steps: working,
      caveats: caveatsOf(asking, period, undefined),
      clarify: asked(texts.buyer, [local, state]),
    };
  }
  const { polarity } = input.understanding;
  // A collectivity may have agreed on a shorter date, and « obligatoire » asks for something else.
  const decides = polarity && polarity.modality !== 'obligatoire' && (enough || !period.agreement);
  const verdict = decides ? verdictOn(polarity, enough, input.quantities.text) : undefined;
  return {
    ...sources(period),
    headline: timeJudged(
      verdict,
      asking,
      { given, minimum: number, enough },
      enough ? undefined : shortestWords(period),
    ),
    steps: working,
    caveats: caveatsOf(asking, period, undefined),
    verdict,
    clarify:
      enough || (period.shortest?.number ?? Infinity) > given
        ? undefined
        : reasonsOf(input.quantities.text, period),
  };
}

/** « c'est trop court ? » asks for the contrary of « c'est légal ? »; « sans urgence » denies no act. */
function verdictOn(polarity: Polarity, enough: boolean, text: string): 'oui' | 'non' | undefined {
  if (polarity.modality !== 'vrai') return verdictOf({ ...polarity, without: false }, enough);
  if (/\bcourt\b/.test(text)) return enough ? 'non' : 'oui';
  return /suffi|assez/.test(text) ? (enough ? 'oui' : 'non') : undefined;
}

/** Whether what is asked is counted from an invitation that is not told: the day of the notice says nothing of it. */
const isAfterInvitation = (asking: TenderPeriodCase, text: string): boolean =>
  isInvited(asking) && !/\binvit/.test(text);

/** Whether the time is that of candidates who were chosen, and then invited to make an offer. */
const isInvited = ({ procedure, stage }: TenderPeriodCase): boolean =>
  procedure !== 'open' && stage === 'offers';

function caveatsOf(asking: TenderPeriodCase, period: TenderPeriod, notice: string | undefined): string[] {
  const shortest = shortestWords(period);
  return sentences(
    isInvited(asking) ? caveats.invited : caveats.sent,
    asking.procedure === 'open' && caveats.adapted,
    asking.stage === 'offers' &&
      asking.electronic &&
      !asking.shortened &&
      !period.agreement &&
      caveats.electronic,
    shortest && period.shortest && notice
      ? caveats.shortest(shortest, addDays(notice, period.shortest.number))
      : undefined,
    period.agreement && caveats.agreement,
    period.agreement && !asking.buyer && caveats.central,
    notice && caveats.counted,
  );
}

function reasonsOf(text: string, { shortenedBy }: TenderPeriod): ComputedAnswer['clarify'] {
  if (shortenedBy.length === 0 || NEITHER.test(text)) return undefined;
  const prior = shortenedBy.includes('prior-notice') ? [choices.priorNotice] : [];
  return asked(choices.question, [choices.urgency, ...prior, choices.neither]);
}

const sources = ({ minimum, shortest }: TenderPeriod): Pick<ComputedAnswer, 'articles' | 'figures'> => ({
  figures: shortest ? [minimum, shortest] : [minimum],
  articles: articlesOf([minimum, shortest]),
});
