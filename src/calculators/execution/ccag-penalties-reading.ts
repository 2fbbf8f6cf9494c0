import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { categoryOf } from '#src/calculators/procedure/possible-cases.ts';
import { amountsSaid, askedFrom } from '#src/calculators/reading/amounts-said.ts';
import { asked, inDays, sentences } from '#src/calculators/reading/roles.ts';
import { categoryChoices } from '#src/calculators/texts-clarify.ts';
import { type Amount, type Duration, quantitiesIn } from '#src/reader/quantities.ts';
import { type Ccag, type CcagPenalty, ccagPenalty } from './ccag-penalties.ts';
import { CCAG_PENALTIES_TITLE, ccagPenaltiesTexts as texts } from './ccag-penalties-texts.ts';

const PAGE = 'guides/penalites-de-retard';
/** The sections that ask what a delay costs. */
const PAGES = new Set([
  `${PAGE}#comment-se-calculent-les-penalites-de-retard-d-un-marche`,
  `${PAGE}#les-penalites-de-retard-ont-elles-un-maximum`,
]);
const PENALTY = /\bpenalit/;
const LATE = /\bretar(?:ds?)?\b|\btard\b|\bapres la (?:date|fin)\b/;
const HOW_MUCH =
  /\bcombien\b(?! de (?:temps|jours))|\bcb\b|\bcalcul\w*|\bmontant\b|\bquel|\bca (?:fait|donne|ferait)\b|\bchiffr/;
/** What else is asked of a penalty: whether it may be, and what to do. */
const ASKS_ELSE =
  /\b(?:comment|contest\w*|puis-je|peut-on|peux|droit|faut|faire|pourquoi|quand|refus\w*|annul\w*|obligatoires?|fixer|ecri\w*|appliquer|legal\w*|abusi\w*)\b/;
/** What is paid late is counted by other rules, and other duties have penalties of their own. */
const OTHER =
  /\binterets?\b|\bmoratoire|\bimpay|\bpaiement|\b(?:me|nous) doi(?:t|vent)\b|\binsertion\b|\benvironn\w*|\bsocial\w*|\bconfidential\w*|\bsecurite\b/;
const OF_INVOICE = /\bfactur|\bpay(?:e|er|ee|es|ent)\b|\bregle/;
const OF_WORK = /\blivr|\bchantier|\btravaux|\bccag\b|\bccap\b|\bexecution|\bprestation/;
/** The contract has a penalty of its own, which is counted by it. */
const OWN_RATE =
  /\d ?\/ ?\d{1,2} ?\d{3}\b|\bmilliemes?\b|\bpour ?mille\b|(?:€|\beuros?) ?(?:ht )?(?:par|\/|le|la) ?(?:jour|heure|semaine|retard|livraison|quart)/;
const NAMED: readonly (readonly [Ccag, RegExp])[] = [
  ['architect', /\bccag[- ](?:de )?(?:moe|maitrise d'? ?oeuvre)\b/],
  ['works', /\bccag[- ](?:de )?(?:travaux|tx)\b/],
  ['studies-industry', /\bccag[- ](?:de )?(?:pi|mi|prestations intellectuelles|marches industriels)\b/],
  [
    'supplies-services',
    /\bccag[- ](?:de )?(?:fcs|tic|fournitures?|services?|fournitures courantes|informatique)\b/,
  ],
];

/** What a delay costs by the CCAG that a contract cites, where it writes no penalty of its own. */
export const CCAG_PENALTIES: Computation = {
  id: 'ccag-penalties',
  title: CCAG_PENALTIES_TITLE,
  isOfContract: true,
  isUnmistakable: true,
  onPages: { keys: PAGES, isFirstOnly: true, compute: (input) => counted(input, true) },
  compute: (input) => counted(input, false),
};

/** @param isOnPage the page that is asked says that a penalty is: the word need not be there */
function counted(input: ComputationInput, isOnPage: boolean): ComputedAnswer | undefined {
  const { understanding, quantities, today } = input;
  if (['private', 'concession', 'defence'].includes(understanding.case.regime)) return undefined;
  if (understanding.case.buyer === 'private') return undefined;
  // A message that goes on may say all by itself: « 24 jours, 243 000 HT, CCAG travaux ».
  const own = understanding.followsUp
    ? answerOn(
        {
          ...input,
          understanding: { ...understanding, followsUp: false },
          quantities: quantitiesIn(understanding.asked, today),
        },
        isOnPage,
      )
    : undefined;
  const whole = own && !own.clarify ? own : answerOn({ ...input, quantities }, isOnPage);
  return whole ?? own;
}

function answerOn(input: ComputationInput, isOnPage: boolean): ComputedAnswer | undefined {
  const { text } = input.quantities;
  if (!isAsked(text, isOnPage) || isOther(text)) return undefined;
  const delay = delayIn(input);
  const sums = sumsIn(input);
  if (delay === null || !sums) return undefined;
  const { amount, charged } = sums;
  const kinds = kindsOf(input);
  const days = delay && Math.round(inDays(delay) ?? delay.value * DAYS_A_MONTH);
  if (!amount) return days === undefined ? undefined : amountWanted(input, kinds, days);
  if (amount.tax === 'TTC') return exclWanted(input, kinds, amount);
  const found = kinds.flatMap(
    (ccag) => ccagPenalty({ ccag, amount: amount.value, days }, input.figures) ?? [],
  );
  const [first, ...others] = found;
  if (!first || found.length !== kinds.length) return undefined;
  return said({ first, others, amount, charged, days, delay });
}

/** Its sum is wanted: it is said so, or all that counts it is told and nothing else is asked. */
function isAsked(text: string, isOnPage: boolean): boolean {
  if (!LATE.test(text) || !(isOnPage || PENALTY.test(text))) return false;
  return HOW_MUCH.test(text) || !ASKS_ELSE.test(text);
}

const isOther = (text: string): boolean =>
  OTHER.test(text) || OWN_RATE.test(text) || (OF_INVOICE.test(text) && !OF_WORK.test(text));

interface Found {
  readonly first: CcagPenalty;
  readonly others: readonly CcagPenalty[];
  readonly amount: Amount;
  /** What is said to be taken already. */
  readonly charged: number | undefined;
  readonly days: number | undefined;
  readonly delay: Duration | undefined;
}

function said({ first, others, amount, charged, days, delay }: Found): ComputedAnswer {
  const all = [first, ...others];
  const isSure = others.length === 0;
  const stepsOf = (one: CcagPenalty) =>
    days === undefined ? texts.eachStep(amount.value, one) : texts.step(amount.value, one, days);
  const line = isSure ? texts[first.outcome ?? 'each'](first) : texts.either(all.map(texts.branch));
  const isCompared = charged !== undefined && isSure && first.outcome !== undefined;
  return {
    headline: isCompared ? texts.charged(charged, charged === resultOf(first), line) : line,
    steps: sentences(
      delay?.unit === 'mois' && days !== undefined && texts.monthsStep(delay.value, DAYS_A_MONTH, days),
      ...all.map(stepsOf),
      isSure && (days === undefined ? texts.freeDaysStep(first) : texts.freeStep(first)),
      texts.capStep(amount.value, first),
    ),
    caveats: sentences(
      amount.tax === undefined && texts.taxAssumed(amount.value),
      isSure && texts.base(first),
      texts.explain(first),
      texts.ccap,
    ),
    articles: all.flatMap(({ figures: { rate } }) => rate.value.article ?? []),
    figures: [...all.map(({ figures: { rate } }) => rate), ...limitsOf(first)],
    page: PAGE,
    isOfAll: true,
    ...(isSure && first.outcome && { found: [{ value: resultOf(first), unit: '€' as const }] }),
    ...(!isSure && { clarify: asked(texts.whichCcag, CCAG_CHOICES) }),
  };
}

const CCAG_CHOICES = [categoryChoices.works, categoryChoices['supplies-services']];

const resultOf = ({ outcome, due = 0, cap }: CcagPenalty): number =>
  outcome === 'free' ? 0 : outcome === 'capped' ? cap : due;

const limitsOf = ({ figures: { cap, free, answer } }: CcagPenalty) => [cap, free, answer];

/** The days are told, and not of how much. */
function amountWanted(
  { figures }: ComputationInput,
  kinds: readonly Ccag[],
  days: number,
): ComputedAnswer | undefined {
  const [ccag, ...others] = kinds;
  const one = ccag && others.length === 0 ? ccagPenalty({ ccag, amount: 1, days }, figures) : undefined;
  return one && wanting(one, texts.amountWanted(one), [texts.amountStep(one, days)]);
}

/** The amount is told with its tax: a penalty is counted without. */
function exclWanted(
  { figures }: ComputationInput,
  [ccag = 'works']: readonly Ccag[],
  amount: Amount,
): ComputedAnswer | undefined {
  const one = ccagPenalty({ ccag, amount: amount.value }, figures);
  return one && wanting(one, texts.exclWanted, []);
}

const wanting = (one: CcagPenalty, headline: string, steps: readonly string[]): ComputedAnswer => ({
  headline,
  steps,
  caveats: [texts.explain(one), texts.ccap],
  articles: [one.figures.rate.value.article].filter((article) => article !== undefined),
  figures: [one.figures.rate, one.figures.answer],
  page: PAGE,
  isOfAll: true,
  clarify: asked(texts.whichAmount, []),
});

/** The CCAG that is named, else those of what is bought. */
function kindsOf({ quantities: { text }, understanding }: ComputationInput): readonly Ccag[] {
  const named = NAMED.find(([, words]) => words.test(text))?.[0];
  const category = named ?? categoryOf(text) ?? understanding.case.category;
  return category ? [category] : ['works', 'supplies-services'];
}

const DAYS_A_MONTH = 30;
const DELAY_AFTER =
  /^ ?(?:calendaires? |ouvres? |ouvrables? )?(?:de |en |d'|trop )?(?:retar(?:ds?)?\b|tard\b)|^ ?apres la (?:date|fin)/;
const DELAY_BEFORE =
  /\bretar(?:ds?)? ?(?:(?:c'est|c|est|de|d'|:|=|depuis|environ|maintenant|a|il y a|y a|ya) ?){0,3}$/;
/** A time that is none of a delay: one to do something, or how long the contract lasts. */
const OTHER_TIME =
  /\b(?:delai|delais|sous|dans|preavis|garantie|sur|dure\w{0,2}|duree|pendant|repondre|reponse|contrat de|marche de) (?:de |d'|a |les |est )?$/;

/** How late it is; null where several times may be, undefined where none is said. */
function delayIn({
  quantities: { text, durations },
  understanding,
  today,
}: ComputationInput): Duration | undefined | null {
  const able = durations.filter(({ unit }) => unit === 'jours' || unit === 'semaines' || unit === 'mois');
  const isDelay = ({ at, end }: Duration) =>
    DELAY_AFTER.test(text.slice(end)) || DELAY_BEFORE.test(text.slice(0, at));
  const mayBe = ({ at, unit }: Duration) => unit !== 'mois' && !OTHER_TIME.test(text.slice(0, at));
  // « et si c'est 10 jours ? » says anew how late it is.
  const start = understanding.followsUp ? askedFrom(text, understanding.asked, today) : text.length;
  const anew = able.filter((one) => one.at >= start && (isDelay(one) || mayBe(one)));
  const own = anew.length > 0 ? anew : able.filter(isDelay);
  const [one, ...more] = own.length > 0 ? own : able.filter(mayBe);
  return more.some(({ value, unit }) => value !== one?.value || unit !== one.unit) ? null : one;
}

const PENALTY_BESIDE = /\bpenalites? (?:de |d'|: ?|a )?$/;
const CHARGED_BEFORE =
  /\b(?:reten\w*|retir\w*|enlev\w*|deduit\w*|pren\w*|reclam\w*|compt\w*|applique\w*|demand\w*) (?:deja )?$/;
const PENALTY_AFTER = /^ ?(?:€ )?(?:ht |ttc )?(?:de |d'|en )penalit/;
const CONTRACT_BEFORE =
  /\b(?:marches?|contrats?|lots?|commandes?|chantiers?|montants?|livraisons?|travaux|bons?|tranches?|prestations?)\b[^.;?!]{0,30}$/;

interface Sums {
  readonly amount?: Amount | undefined;
  readonly charged?: number | undefined;
}

/** What the penalty is counted on, and what is taken already; undefined where several sums may be it, or one comes back. */
function sumsIn(input: ComputationInput): Sums | undefined {
  const { text } = input.quantities;
  const { all, latest } = amountsSaid(input, input.today);
  const isCharged = ({ at, end }: Amount) =>
    PENALTY_BESIDE.test(text.slice(0, at)) ||
    CHARGED_BEFORE.test(text.slice(0, at)) ||
    PENALTY_AFTER.test(text.slice(end));
  const [charged, ...otherCharges] = all.filter(isCharged);
  const said = all.filter((one) => !isCharged(one));
  const anew = latest.filter((one) => !isCharged(one));
  const from = anew.length > 0 ? anew : said;
  const named = from.filter(({ at }) => CONTRACT_BEFORE.test(text.slice(Math.max(0, at - 60), at)));
  const able = from.length > 1 ? named : from;
  const [amount] = able;
  if ((from.length > 0 && able.length !== 1) || amount?.per !== undefined) return undefined;
  return { amount, charged: otherCharges.length === 0 ? charged?.value : undefined };
}
