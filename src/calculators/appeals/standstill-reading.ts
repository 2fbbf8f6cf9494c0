import type { Buyer } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import { ordinaryOrNetworkContract } from '#src/calculators/reading/contract-rules.ts';
import { articlesOf, asked, sentences, verdictOf } from '#src/calculators/reading/roles.ts';
import { asksWhen } from '#src/calculators/reading/verdicts.ts';
import { JUDGE } from '#src/calculators/texts-calendar-days.ts';
import { daysBetween } from '#src/platform/calendar/days.ts';
import { addDays, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { procedureSaid } from '#src/reader/procedure-said.ts';
import { isRefused, notDue, rejectionDates, wayOf } from './rejection-said.ts';
import { type Standstill, standstill } from './standstill.ts';
import { STANDSTILL_TITLE, standstillTexts as texts } from './standstill-texts.ts';

const REJECTION =
  /rejet|rejete|refus|pas (?:ete )?retenu|non retenu|ecarte|evince|\bperdu|elimine|pas (?:ete )?(?:choisi|pris)\b/;
/** The letter itself, where it is known to be one of rejection: « la lettre est arrivée », « je l'ai reçue ». */
const LETTER = new RegExp(
  `${REJECTION.source}|\\b(?:la|ma|leur|cette|sa|votre|le|mon|ce) (?:lettre|courrier|mail|courriel|message)\\b(?! (?:de|d'|du|des)\\b)|\\bl'(?:ai|a|avons) (?:bien )?(?:recue?|eue?)\\b|\\belle est arrivee\\b`,
);
/** A letter that says something else than a rejection. */
const OTHER_LETTER =
  /\bnotif|\battribu|\bmise en demeure|\bresili|\bpenalit|\bordre de service|\bbons? de commande|\binvit|\bfactur|\breclam|\bconvoc|\brelance|\bavenant|\bretenu(?:e|s|es)?\b/;
const isOtherLetter = (text: string): boolean => OTHER_LETTER.test(text) && !isRefused(text);
/** « il me reste cinq jours ? », « donc encore 5 jours pour agir » */
const LEFT = /\b(?:reste\w{0,2}|encore)(?: (?:donc|bien|encore|que|plus que|moins de)){0,3} $/;
/** What those days are for: to act, which is safe until the last working day before the signature. */
const TO_ACT =
  /^ ?(?:ouvres? |calendaires? )?pour (?:agir|reagir|saisir|contester|attaquer|aller (?:au|devant)|(?:faire |deposer |former |introduire |lancer )?(?:une? |le |la |mon |ce )?(?:recours|refere|contestation))\b/;
/** They are those of the wait, and not of a site or of an offer: « il reste 20 jours de chantier ». */
const OF_WAIT =
  /^ ?(?:$|[?.,;:!)]|donc\b|alors\b|ouvres?\b|calendaires?\b|encore\b|avant (?:la |leur )?signature\b|avant qu|avant de signer\b|d'attente\b|de (?:delai|standstill|suspension)\b|a attendre\b|c'est\b|non\b|ou (?:pas|non|plus|moins)\b|maximum\b|maxi?\b|au (?:plus|maximum)\b|seulement\b)/;
const DAYS_LEFT = /\breste\w{0,2}\b.{0,20}\bjours?\b/;
/** The wait is asked for, not only told in a story. */
const WHEN =
  /quand\b(?! meme)|jusqu'a|combien de (?:temps|jours)|quel jour|quelle date|dernier jour|delai|date limite|temps (?:de|pour)|au plus tot|(?:peut|peuvent|pouvaient|vont|va|droit|legal).{0,25}\bsign|\bsign\w{0,20}.{0,60}(?:peut|peuvent|droit|legal|demain|deja)|interdit.{0,15}\bsign|trop (?:tot|vite)|\btrop? tard?\b|si vite|avant l'heure|(?:delai|attente|suspension).{0,30}respect|respect\w{0,20}.{0,30}(?:delai|attente|suspension)|\bsign\w{0,20}.{0,80}(?:regulier|valable|normal)|\battend/;
const ASKED = /\bsign|attente|suspension|standstill|recours|refere|contest|attaqu|conclu|juge|tribunal/;
/** Already signed, or another deadline that a rejection starts. */
const OTHER =
  /\bmotifs?\b|raisons?|explications?|cada|documents?|rapport d'analyse|\bpay|factur|sous-?traitan|dc4|attestation|\bnot(?:e|es|er)\b|\blire\b|refere contractuel|tarn|avis d'attribution/;
/** Already signed: only whether it was too early is left to ask. */
export const SIGNED =
  /(?:marche|contrat) (?:a (?:bien )?ete |est |etait )?(?:deja )?(?:signe|conclu)(?!r)|(?:ont|a|avait|avaient) (?:deja )?signe\b|signe le|signature le/;
const TOO_EARLY = /trop (?:tot|vite)|avant l'heure|\bprecipit/;
/** A letter that was received may have left a little before: that is no reason to call a signature early. */
const DELIVERY = 2;
const LAWFUL = /\bdroit\b|legal|regulier|normal|valable|respect\w*|assez (?:attendu|tard)|correct|\bok\b/;
const MAYBE_PRIVATE: readonly Buyer[] = ['social-housing', 'public-company', 'private-body'];
/** The pages that ask until when a rejection may be contested, or what holds the signature back. */
const PAGES = new Set([
  'guides/recours-refere#combien-de-temps-ai-je-pour-contester-un-rejet-ou-l-attribution-d-un-marche',
  'guides/recours-refere#si-j-ecris-a-l-acheteur-pour-contester-mon-rejet-la-signature-est-elle-bloquee',
  'guides/apres-le-rejet#combien-de-jours-l-acheteur-doit-il-attendre-entre-la-lettre-de-rejet-et-la-sign',
]);

/** The pages on contracts that may be signed at once (R2182-2). */
const AT_ONCE = new Set([
  'guides/apres-le-rejet#dans-un-systeme-d-acquisition-dynamique-l-acheteur-doit-il-attendre-avant-de-sig',
  'guides/apres-le-rejet#y-a-t-il-des-marches-formalises-que-l-acheteur-peut-signer-sans-delai-d-attente',
]);

/** The first day on which the contract may be signed after a letter of rejection, and the last day to go to court. */
export const standstillComputation: Computation = {
  id: 'standstill',
  title: STANDSTILL_TITLE,
  neverOnPages: AT_ONCE,
  onPages: {
    keys: PAGES,
    compute: (input) =>
      [ASKED, WHEN, DAYS_LEFT].some((asks) => asks.test(input.quantities.text))
        ? afterRejection(input, true)
        : undefined,
    isSaidBy: (text) => DAYS_LEFT.test(text),
  },
  compute(input) {
    const { text } = input.quantities;
    return ASKED.test(text) && WHEN.test(text) ? afterRejection(input) : undefined;
  },
};

/**
 * What the day of a rejection gives; undefined where the message says none.
 * @param isKnown the page that is asked says that it is about one: « la lettre est arrivée il y a six jours »
 */
function afterRejection(input: ComputationInput, isKnown = false): ComputedAnswer | undefined {
  const { quantities, understanding, figures } = input;
  const { text } = quantities;
  if (!ordinaryOrNetworkContract(understanding)) return undefined;
  if (isAskedElsewhere(text) || isOtherLetter(text)) return undefined;
  if (!isRefused(text) && !(isKnown && !REJECTION.test(text) && LETTER.test(text))) return undefined;
  const said = rejectionDates(input);
  if (said === 'unclear') return undefined;
  const { sent, received, signing } = said;
  const start = sent ?? received;
  if (!start) return undefined;
  const none = whyFree(text);
  if (none) return free(input, none);
  if (SIGNED.test(text) && !signing) return undefined;
  const electronic = wayOf(text) !== 'paper';
  const wait = standstill(start, electronic, figures);
  return wait && answer(input, { wait, electronic, sent, received, signing });
}

/** What is asked is another deadline that a rejection starts: the reasons that came are told, and not asked for. */
const isAskedElsewhere = (text: string): boolean => OTHER.test(text.replace(CAME, ' '));
const CAME =
  /\b(?:recue?s?|eue?s?|obtenue?s?|envoyee?s?) (?:les |leurs |mes |des |la |ses )?(?:motifs?|raisons?|explications?)\b/g;

interface Read {
  readonly wait: Standstill;
  readonly electronic: boolean;
  readonly sent?: IsoDate | undefined;
  readonly received?: IsoDate | undefined;
  readonly signing?: IsoDate | undefined;
}

function answer(
  input: ComputationInput,
  { wait, electronic, sent, received, signing }: Read,
): ComputedAnswer {
  const { quantities, understanding, figures, today } = input;
  const { regime, buyer } = understanding.case;
  const formal = regime === 'utilities' || procedureSaid(quantities.text).procedure === 'formal';
  // A paper letter has no other wait to tell of.
  const other = electronic ? figures.get('suspension-autre') : undefined;
  // A paper letter took days to come: its reception says nothing exact of the day it left.
  const paper = electronic || sent ? undefined : received;
  const sameDay = sent !== undefined || wayOf(quantities.text) === 'electronic';
  const early = formal && !paper ? isEarly(signing, wait, sameDay) : undefined;
  const verdict = verdictOn(input, early);
  const left = daysLeft(input, wait);
  const isLate = TOO_LATE.test(quantities.text);
  const line = signatureLine(verdict, wait, { signing, formal, today, isLate });
  return {
    headline: headlineOf(wait, { paper, left: left?.line, line }),
    steps: [
      ...(paper ? [texts.paperStep(wait, paper)] : [texts.step(wait, electronic), texts.safeDay(wait)]),
      ...(paper ? [] : stepsLeft(left)),
      ...(signing ? [texts.signing(signing)] : []),
    ],
    caveats: sentences(
      wait.lastSafeDay < today && texts.passed,
      texts.before,
      !formal && texts.adaptedCaveat,
      ...(electronic ? electronicCaveats(quantities.text, sent !== undefined, other) : []),
      texts.notDue,
      isMaybePrivate(buyer) && JUDGE,
      texts.counted,
    ),
    articles: articlesOf([wait.figure], ['R2182-2', 'CJA L551-1', 'CJA L551-4']),
    figures: [wait.figure, other].filter((one) => one !== undefined),
    verdict,
    clarify: formal ? undefined : asked(texts.clarify, [texts.formal, texts.mapa]),
  };
}

const headlineOf = (
  wait: Standstill,
  { paper, left, line }: { paper: IsoDate | undefined; left: string | undefined; line: string },
): string => (paper ? texts.paperReceived(wait, paper) : (left ?? line));

const stepsLeft = (left: ReturnType<typeof daysLeft>): readonly string[] => left?.steps ?? [];

/** How many days are left, where the question says how many it counts. */
function daysLeft(
  { quantities: { text, durations }, today }: ComputationInput,
  wait: Standstill,
): { readonly line: string; readonly steps: readonly string[] } | undefined {
  const counted = durations.find(
    ({ at, end, unit }) =>
      unit === 'jours' &&
      LEFT.test(text.slice(0, at)) &&
      (TO_ACT.test(text.slice(end)) || OF_WAIT.test(text.slice(end))),
  );
  const said = counted?.value;
  const left = daysBetween(today, wait.earliestSignature);
  if (said === undefined || left < 0) return undefined;
  const passed = daysBetween(wait.sentOn, today);
  const step = texts.leftStep(wait, { left, passed });
  if (TO_ACT.test(text.slice(counted?.end))) {
    const toAct = daysBetween(today, wait.lastSafeDay);
    if (toAct < 0) return undefined;
    const line = texts.leftToAct(wait, { said, left, toAct });
    return { line, steps: [step, texts.leftToActStep({ left, toAct })] };
  }
  return {
    line: texts.left(wait, { said, left, passed }),
    steps: [step],
  };
}

/** The first day to sign, whether there is time left, or what the signature that the question says is worth. */
function signatureLine(
  verdict: ComputedAnswer['verdict'],
  wait: Standstill,
  {
    signing,
    formal,
    today,
    isLate,
  }: { signing: IsoDate | undefined; formal: boolean; today: IsoDate; isLate: boolean },
): string {
  if (signing)
    return formal
      ? texts.signJudged(verdict, wait, signing, signing < today)
      : texts.signSupposed(wait, signing, signing < today);
  return isLate && wait.lastSafeDay >= today ? texts.stillTime(wait) : texts.earliest(wait, formal);
}

/** « c'est trop tard ? » */
const TOO_LATE = /\btrop? tard?\b|\btemps\b|\breste\b/;

const isMaybePrivate = (buyer: Buyer | undefined): boolean =>
  buyer !== undefined && MAYBE_PRIVATE.includes(buyer);

/** Undefined within the days that a letter takes to come, when nothing says that the refusal left the same day. */
function isEarly(
  signing: IsoDate | undefined,
  { earliestSignature }: Standstill,
  sameDay: boolean,
): boolean | undefined {
  if (!signing) return undefined;
  if (signing >= earliestSignature) return false;
  return sameDay || signing < addDays(earliestSignature, -DELIVERY) ? true : undefined;
}

/** What is taken for granted of an electronic sending that the question does not tell. */
const electronicCaveats = (text: string, sentSaid: boolean, other: KnownFigure | undefined): string[] =>
  sentences(
    !sentSaid && texts.sentEarlier,
    other && wayOf(text) !== 'electronic' && texts.electronicAssumed(other.number),
  );

/** « trop tôt ? », « il avait le droit ? », « le délai est respecté ? »: on a signature that is or was early. */
function verdictOn(
  { quantities, understanding: { polarity } }: ComputationInput,
  early: boolean | undefined,
): 'oui' | 'non' | undefined {
  const { text } = quantities;
  if (early === undefined || !polarity || asksWhen(quantities)) return undefined;
  if (TOO_EARLY.test(text) && polarity.modality === 'vrai') return early ? 'oui' : 'non';
  if (polarity.modality === 'obligatoire' || (polarity.modality === 'vrai' && !LAWFUL.test(text)))
    return undefined;
  return verdictOf({ ...polarity, without: false }, !early);
}

/** What says that no wait is due; undefined where nothing does. */
function whyFree(text: string): FreeWords | undefined {
  if (procedureSaid(text).procedure === 'adapted') return texts.inAdapted;
  const none = notDue(text);
  return none && (none === 'subsequent' ? texts.ofSubsequent : texts.ofAlone);
}

/** Where no wait is due, in an adapted procedure or by exception, a signature is never too early. */
function free(input: ComputationInput, words: FreeWords): ComputedAnswer | undefined {
  const figure = input.figures.get('suspension-electronique');
  const { text } = input.quantities;
  const signed = SIGNED.test(text);
  const verdict = signed ? verdictOn(input, false) : undefined;
  return (
    figure && {
      headline: words(verdict, signed),
      steps: [],
      caveats: [texts.before],
      articles: articlesOf([figure], ['R2182-2', 'CJA L551-1', 'CJA L551-4']),
      figures: [],
      verdict,
    }
  );
}

type FreeWords = typeof texts.inAdapted;
