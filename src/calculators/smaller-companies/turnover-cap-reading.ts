import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { FiguresAt } from '#src/calculators/known.ts';
import { opened } from '#src/calculators/procedure/procurement-procedure-texts.ts';
import { askedPart } from '#src/calculators/reading/asked-part.ts';
import { asksInTheNegative, FAIR, UNFAIR } from '#src/calculators/reading/verdicts.ts';
import { formatValue, frenchNumber } from '#src/knowledge/model/figures.ts';
import type { Amount } from '#src/reader/quantities.ts';
import { type TurnoverCap, turnoverCap } from './turnover-cap.ts';
import {
  TURNOVER_TITLE,
  timesText,
  turnoverCaveats,
  turnoverHeadline,
  turnoverOf,
  turnoverSteps,
} from './turnover-cap-texts.ts';
import { groupAnswer } from './turnover-group-reading.ts';
import { mentionsTurnover } from './turnover-mentioned.ts';
import { turnoverSaid } from './turnover-said.ts';
import { takenWhenMended } from './turnover-taken.ts';
import { type Whole, wholeOf } from './whole-contract.ts';

const OTHER_SUBJECT =
  /\b(?:accords?-? ?cadres?|bons? de commande|commandes|subsequents?|groupements?|cotrait\w+|partenaires?|associe\w*|ensemble|filiale|sous-?trait\w+|micro-?entreprise|auto-?entrepreneur|franchise|impots?|tva|avances?|pme\b.{0,200}\bseuil|moyenne|3 (?:derniers? )?ans|trois)\b/;
const GENERAL =
  /\b(?:c'est quoi|ca veut dire|signifie|combien de fois|quel (?:est le )?plafond en general)\b/;

/** The sections that ask what may be required. */
const PAGES = new Set([
  ...[
    'quel-chiffre-d-affaires-minimal-un-acheteur-peut-il-exiger',
    'l-acheteur-peut-il-depasser-le-plafond-de-chiffre-d-affaires-sans-se-justifier',
  ].map((id) => `guides/capacites-et-chiffre-affaires#${id}`),
  'guides/groupement-cotraitance#chaque-membre-du-groupement-doit-il-avoir-toutes-les-capacites-demandees',
]);

/** The most turnover that may be required for a contract, and what is asked or owned against it (R2142-7, R2142-8). */
export const TURNOVER_CAP: Computation = {
  id: 'turnover-cap',
  title: TURNOVER_TITLE,
  isOfContract: true,
  // « ici le marché est à 85 000 et ils veulent 170 000 », after what may be required.
  onPages: { keys: PAGES, isFirstOnly: true, compute: (input) => counted(input, true) },
  compute: (input) => counted(input, false),
};

/** @param isOnPage the page that is asked says that a turnover is: the words need not */
function counted(input: ComputationInput, isOnPage: boolean): ComputedAnswer | undefined {
  const { quantities, understanding, figures } = input;
  const { text } = quantities;
  if (!isBound(understanding.case)) return undefined;
  if (GENERAL.test(text) || !(isOnPage || mentionsTurnover(text, understanding.question))) return undefined;
  const said = turnoverSaid(input);
  if (!said) return undefined;
  if (said.partners.length > 0 || said.together) return groupAnswer(input, said);
  if (OTHER_SUBJECT.test(text) || (isOnPage && !said.required)) return undefined;
  // « un marché de 400 000 € en lots, mon lot vaut 50 000 € »: the lot counts, and each of several ones.
  const contracts = said.lots.length > 0 ? said.lots : said.contracts;
  const last = contracts.at(-1);
  const contract = last && wholeOf(last, quantities);
  if (!contract) return undefined;
  if (contracts.length > 1) return byLot(contracts, figures);
  const { required, own } = said;
  const result = turnoverCap(contract.value, figures, { required: required?.value, turnover: own?.value });
  return result && compose(input, result, { contract, required, own, taken: takenWhenMended(said) });
}

/** R2142-7 binds neither private buyers, nor concessions, nor defence contracts. */
const isBound = ({ regime, buyer }: ComputationInput['understanding']['case']): boolean =>
  !['private', 'concession', 'defence'].includes(regime) && buyer !== 'private';

interface Roles {
  readonly contract: Whole;
  readonly required?: Amount | undefined;
  readonly own?: Amount | undefined;
  /** What a correction now takes, said. */
  readonly taken: readonly string[];
}

function compose(input: ComputationInput, result: TurnoverCap, roles: Roles): ComputedAnswer | undefined {
  const { cap, times, exceeded } = result;
  const { contract } = roles;
  const lot = /\blots?\b/.test(input.quantities.text);
  const withTax = contract.tax === 'TTC';
  // An amount with tax makes the cap too high: only what exceeds even that is certain.
  if (withTax && exceeded !== true) return undefined;
  const words = {
    cap: euros(cap),
    times: timesText(frenchNumber(times.number)),
    of: turnoverOf(lot),
    amount: formatValue(withTax ? '€ TTC' : '€ HT', contract.value),
  };
  const verdict = verdictFor(input, result);
  // A yes or a no on what is required says nothing of what the company makes.
  const isOnRequired = verdict !== undefined && exceeded !== undefined;
  const required = roles.required && euros(roles.required.value);
  const own = roles.own && euros(roles.own.value);
  const turnover = isOnRequired ? undefined : own;
  return {
    headline: opened(
      verdict,
      sentenceOf(result, words, {
        required,
        turnover,
        isOnOwn: asksOfOwn(askedPart(input.quantities)?.asking ?? ''),
      }),
    ),
    verdict,
    steps: [
      ...roles.taken,
      ...(contract.years
        ? [turnoverSteps.years(euros(contract.years.each), contract.years.count, words.amount)]
        : []),
      turnoverSteps.product(frenchNumber(times.number), words.amount, words.cap),
      ...(required && exceeded !== undefined ? [turnoverSteps.compared(required, exceeded, words.cap)] : []),
      ...(required && exceeded && own && roles.own
        ? [turnoverSteps.own(own, roles.own.value >= cap, words.cap)]
        : []),
    ],
    caveats: caveatsOf(result, lot),
    articles: ['R2142-7', ...(lot ? ['R2142-8', 'R2142-6'] : ['R2142-6', 'R2142-8'])],
    figures: [times],
  };
}

const euros = (value: number): string => formatValue('€', value);

const caveatsOf = ({ exceeded, own }: TurnoverCap, lot: boolean): string[] =>
  [
    ...(exceeded ? [turnoverCaveats.reason] : []),
    ...(own === 'under-cap' || own === 'under-required' ? [turnoverCaveats.help] : []),
    ...(exceeded === false ? [turnoverCaveats.proportion] : []),
    ...(lot ? [] : [turnoverCaveats.lot]),
    turnoverCaveats.estimate,
  ].slice(0, 4);

/** Several lots have each its cap: what suits one may not suit another. */
function byLot(lots: readonly Amount[], figures: FiguresAt): ComputedAnswer | undefined {
  if (lots.some(({ tax }) => tax === 'TTC')) return undefined;
  const read = lots.flatMap(({ value }) => turnoverCap(value, figures) ?? []);
  const [first] = read;
  if (!first || read.length !== lots.length) return undefined;
  const times = frenchNumber(first.times.number);
  const caps = read.map(({ cap }, index) => ({
    cap: formatValue('€', cap),
    amount: formatValue('€ HT', lots[index]?.value ?? 0),
  }));
  return {
    headline: opened(undefined, turnoverHeadline.lots(timesText(times), caps)),
    steps: caps.map(({ cap, amount }) => turnoverSteps.product(times, amount, cap)),
    caveats: [turnoverCaveats.estimate],
    articles: ['R2142-8', 'R2142-7', 'R2142-6'],
    figures: [first.times],
  };
}

type Words = Parameters<typeof turnoverHeadline.cap>[0];

function sentenceOf(
  { exceeded, own }: TurnoverCap,
  words: Words,
  {
    required,
    turnover,
    isOnOwn: ofOwn,
  }: {
    readonly required?: string | undefined;
    readonly turnover?: string | undefined;
    readonly isOnOwn: boolean;
  },
): string {
  if (required && exceeded && turnover && own === 'under-required' && ofOwn)
    return turnoverHeadline.underExceeding(words, required, turnover);
  if (required && exceeded) return turnoverHeadline.exceeded(words, required);
  if (required && turnover)
    return own === 'under-required'
      ? turnoverHeadline.underRequired(required, turnover)
      : turnoverHeadline.coversRequired(required, turnover);
  if (required) return turnoverHeadline.allowed(words, required);
  if (turnover)
    return own === 'covers-cap'
      ? turnoverHeadline.covers(words, turnover)
      : turnoverHeadline.under(words, turnover);
  return turnoverHeadline.cap(words);
}

/** « je passerais avec 140 000 ? », « avec 240 000 je suis bon ? »: what is asked is of what the company makes. */
const PASSES =
  /\b(?:je|on|nous) (?:(?:peux|peut|pouvons) )?(?:pass\w{1,8}|suis bonn?e?|est bons?|sommes bons)\b|\b(?:repondre|postuler|candidater)\b/;
const asksOfOwn = (asking: string): boolean => ENOUGH.test(asking) || PASSES.test(asking);

/** « ça suffit ? », and neither « ça va être refusé ? » nor « c'est assez juste ? ». */
const ENOUGH =
  /\b(?:suf+i\w{0,6}|assez(?! (?!pour\b|ou\b|de\b|grand|gros|eleve|haut)\w)|c'est bon|c bon|ca passe|ca va(?! \w{1,20}(?:er|re|ir|oir)\b))(?!\w)/;
const TURNED_DOWN = /\b(?:refus|rejet|ecart|elimin|exclu|insuffis|trop|coinc|bloqu)/;

/** « ils ont le droit ? » and « c'est abusif ? » on a required turnover; nothing else is a yes or a no here. */
function verdictFor(
  { quantities, understanding }: ComputationInput,
  { exceeded, own }: TurnoverCap,
): 'oui' | 'non' | undefined {
  const asking = askedPart(quantities)?.asking ?? '';
  // « ça suffit ? », of who makes more than what may be asked.
  const isDenied = asksInTheNegative(quantities) || TURNED_DOWN.test(asking);
  if (own === 'covers-cap' && ENOUGH.test(asking) && !isDenied) return 'oui';
  if (
    exceeded === undefined ||
    (own !== undefined && asksOfOwn(asking)) ||
    /\b(?:repondre|postuler|candidat\w*|combien)\b/.test(asking)
  )
    return undefined;
  if (UNFAIR.test(asking)) return exceeded ? 'oui' : 'non';
  const followsUp = understanding.followsUp && FAIR.test(quantities.text);
  return FAIR.test(asking) || followsUp ? (exceeded ? 'non' : 'oui') : undefined;
}
