import { BUYER_RULES, type Category } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import { categoryOf, type PublicBuyer } from '#src/calculators/procedure/possible-cases.ts';
import { opened } from '#src/calculators/procedure/procurement-procedure-texts.ts';
import { buyerName, slots } from '#src/calculators/procedure/texts-lines.ts';
import { askedPart } from '#src/calculators/reading/asked-part.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { categoryOfKind } from '#src/reader/purchases/objects.ts';
import { type ChangeSaid, changeSaid } from './change-said.ts';
import { type LowValueChange, lowValueChange } from './low-value-change.ts';
import {
  CHANGE_TITLE,
  changeBranch,
  changeCaveats,
  changeHeadline,
  changeKinds,
  changeSteps,
  thresholdBranch,
} from './low-value-change-texts.ts';

/** Buyers tried when none is said: the strictest European threshold and the ordinary one. */
const BUYERS = ['local', 'state'] as const satisfies readonly PublicBuyer[];

/** The pages on the other cases of change, which have ceilings of their own. */
const OTHER_CASES = new Set([
  'guides/modifications-et-creances#le-plafond-des-modifications-pour-imprevu-se-compte-t-il-sur-leur-total',
  'guides/acheteur-petite-commune#le-couvreur-decouvre-des-poutres-pourries-et-le-total-depasse-le-seuil-que-fait-',
]);

/** « des travaux en plus » are asked of who cleans, too: they say nothing of what the contract is. */
const ADDED_WORK = /\btravaux (?:en plus|supplementaires?|complementaires?|additionnels?)\b/g;

/** Whether changes of a contract stay of low value: 10 % or 15 % together, under the European threshold (R2194-8). */
export const LOW_VALUE_CHANGE: Computation = {
  id: 'low-value-change',
  title: CHANGE_TITLE,
  isOfContract: true,
  neverOnPages: OTHER_CASES,
  compute(input) {
    const { regime, buyer } = input.understanding.case;
    // Defence contracts and concessions have rules of their own for their changes.
    if (['defence', 'concession', 'private'].includes(regime) || buyer === 'private') return undefined;
    const said = changeSaid(input);
    if (!said) return undefined;
    const category = categoryOf(input.quantities.text.replace(ADDED_WORK, ' ')) ?? toldCategory(input);
    if (category) return oneCategory(input, said, category);
    const works = resultsOf(input, said, 'works');
    const services = resultsOf(input, said, 'supplies-services');
    const inWorks = works?.[0];
    const inServices = services?.[0];
    if (!inWorks || !inServices) return undefined;
    return inWorks.share === inServices.share
      ? oneCategory(input, said, inWorks.share === 'over' ? 'works' : 'supplies-services')
      : bothCategories(said, inServices, inWorks);
  },
};

/** What the contract was told to be of before; « des travaux en plus » said now tells nothing of it. */
function toldCategory({ quantities, understanding: { told } }: ComputationInput): Category | undefined {
  const kind = told?.object?.kind;
  if (kind) return categoryOfKind(kind);
  return quantities.text.search(ADDED_WORK) < 0 ? told?.category : undefined;
}

/** The result for each buyer that the question may mean; undefined when a figure is unknown. */
function resultsOf(
  { understanding, figures }: ComputationInput,
  { contract, change }: ChangeSaid,
  category: Category,
): LowValueChange[] | undefined {
  const { buyer, regime } = understanding.case;
  const said: PublicBuyer | undefined = buyer && buyer !== 'private' ? buyer : undefined;
  const buyers: readonly PublicBuyer[] = said
    ? [said]
    : regime === 'utilities'
      ? (['network'] as const)
      : BUYERS;
  const results = buyers.map((one) =>
    lowValueChange({ amount: contract, category, buyer: BUYER_RULES[one] }, change, figures),
  );
  return results.every((result) => result !== undefined) ? results : undefined;
}

function oneCategory(
  input: ComputationInput,
  said: ChangeSaid,
  category: Category,
): ComputedAnswer | undefined {
  const results = resultsOf(input, said, category);
  const [result] = results ?? [];
  if (!results || !result) return undefined;
  // The strictest threshold of the buyers that the question may mean is the one shown.
  const strictest = results.reduce((one, other) => (thresholdOf(other) < thresholdOf(one) ? other : one));
  const within = result.share === 'within';
  const under = new Set(results.map(({ underThreshold }) => underThreshold));
  if (within && under.size > 1) return eitherBuyer(said, results, category);
  const reached = strictest.underThreshold === false;
  // The threshold is unknown on that date: « sans nouvelle mise en concurrence » would be a guess.
  if (within && said.change.amount !== undefined && strictest.underThreshold === undefined) return undefined;
  const words = wordsOf(said, strictest, category);
  const sure = within && strictest.underThreshold === true && !said.partial;
  const over = result.share === 'over' || (within && reached);
  const overVerdict = over ? overVerdictFor(input) : undefined;
  const verdict = sure ? verdictFor(input) : overVerdict;
  const other = otherCeiling(input, sure);
  return {
    headline: opened(verdict, changeHeadline[lineFor(result.share, { reached, sure, said })](words)),
    verdict,
    steps: stepsOf(said, strictest, category, within),
    caveats: caveatsOf(said, sure, other),
    articles: ['R2194-8', ...(within ? ['R2194-9'] : ['R2194-2', 'R2194-5', 'R2194-3'])],
    figures: [result.limit, within ? strictest.threshold : undefined, other].filter(
      (one) => one !== undefined,
    ),
  };
}

/** What each change may add in the other cases, where this one does not surely do. */
const otherCeiling = ({ figures }: ComputationInput, sure: boolean): KnownFigure | undefined =>
  sure ? undefined : figures.get('modification-plafond-imprevu');

const thresholdOf = ({ threshold }: LowValueChange): number => threshold?.number ?? 0;

function caveatsOf(said: ChangeSaid, sure: boolean, other: KnownFigure | undefined): string[] {
  const cumulated = said.parts.length > 1 || said.shares !== undefined;
  return [
    ...(cumulated ? [] : [changeCaveats.cumulated]),
    ...(sure
      ? []
      : [other ? changeCaveats.otherCasesTo(formatValue('%', other.number)) : changeCaveats.otherCases]),
    changeCaveats.initial,
  ];
}

/** Which line tells where the change stands: against its share first, then against the European threshold. */
function lineFor(
  share: LowValueChange['share'],
  { reached, sure, said }: { reached: boolean; sure: boolean; said: ChangeSaid },
) {
  if (share !== 'within') return share === 'over' ? 'over' : 'atLimit';
  if (reached) return 'overThreshold';
  if (sure) return 'within';
  return said.partial ? 'withinPartial' : 'withinShare';
}

const euros = (value: number, tax?: string): string => formatValue(tax ? `€ ${tax}` : '€', value);

function changeText({ change, tax }: ChangeSaid): string {
  return change.amount === undefined ? formatValue('%', change.percent) : euros(change.amount, tax);
}

function wordsOf(said: ChangeSaid, result: LowValueChange, category: Category) {
  const { threshold } = result;
  return {
    change: changeText(said),
    percent: formatValue('%', result.percent),
    limit: formatValue('%', result.limit.number),
    room: result.room === undefined ? undefined : euros(result.room, said.tax),
    kind: changeKinds[category],
    threshold: threshold && formatValue(threshold.figure.unit, threshold.number),
  };
}

function stepsOf(
  said: ChangeSaid,
  result: LowValueChange,
  category: Category,
  withThreshold: boolean,
): string[] {
  const { contract, after, tax } = said;
  const parts =
    said.shares?.map((share) => formatValue('%', share)) ?? said.parts.map((part) => euros(part, tax));
  const words = wordsOf(said, result, category);
  const whole = contract === undefined ? undefined : euros(contract, tax);
  return [
    ...(parts.length > 1 ? [changeSteps.sum(parts, words.change)] : []),
    ...(after !== undefined && whole ? [changeSteps.increase(euros(after, tax), whole, words.change)] : []),
    ...(whole && words.percent !== words.change
      ? [changeSteps.percent(words.change, whole, words.percent)]
      : []),
    ...(whole && words.room ? [changeSteps.limit(words.limit, words.kind, whole, words.room)] : []),
    ...(withThreshold && words.threshold && result.underThreshold !== undefined
      ? [changeSteps.threshold(words.change, words.threshold, result.underThreshold)]
      : []),
  ];
}

/** The European threshold of one buyer is reached, that of another is not. */
function eitherBuyer(
  said: ChangeSaid,
  results: readonly LowValueChange[],
  category: Category,
): ComputedAnswer | undefined {
  const [result] = results;
  if (!result) return undefined;
  const { question, choices } = slots.buyer;
  const branches = results.flatMap(({ threshold, underThreshold }, index) => {
    const buyer = BUYERS[index];
    if (!buyer || !threshold || underThreshold === undefined) return [];
    const value = formatValue(threshold.figure.unit, threshold.number);
    return [thresholdBranch(buyerName(buyer), value, underThreshold)];
  });
  if (branches.length !== BUYERS.length) return undefined;
  return {
    headline: changeHeadline.dependsOnBuyer(wordsOf(said, result, category), branches),
    steps: stepsOf(said, result, category, false),
    caveats: [changeCaveats.cumulated, changeCaveats.otherCases],
    articles: ['R2194-8', 'R2194-9', 'annexe 2'],
    figures: [result.limit, ...results.flatMap(({ threshold }) => threshold ?? [])],
    clarify: {
      question,
      choices: BUYERS.map((id) => ({ id: `buyer-${id}`, kind: 'ask', ...choices[id] })),
    },
  };
}

function bothCategories(said: ChangeSaid, services: LowValueChange, works: LowValueChange): ComputedAnswer {
  const branchOf = (category: Category, { share, limit }: LowValueChange) =>
    changeBranch[share](changeKinds[category], formatValue('%', limit.number));
  const branches = [branchOf('supplies-services', services), branchOf('works', works)];
  const { question, choices } = slots.category;
  const percent = formatValue('%', services.percent);
  return {
    headline: changeHeadline.depends(changeText(said), percent, branches),
    steps: stepsOf(said, services, 'supplies-services', false).concat(
      stepsOf(said, works, 'works', false).slice(-1),
    ),
    caveats: [changeCaveats.cumulated, changeCaveats.otherCases],
    articles: ['R2194-8', 'R2194-9'],
    figures: [services.limit, works.limit],
    clarify: {
      question,
      choices: (['supplies-services', 'works'] as const).map((id) => ({
        id: `category-${id}`,
        kind: 'ask',
        ...choices[id],
      })),
    },
  };
}

/** « ça rentre dans le faible montant ? »: over its limits it does not, whatever other case may apply. */
function lowValueVerdict({ quantities }: ComputationInput): 'non' | undefined {
  const asking = askedPart(quantities)?.asking ?? '';
  const asks =
    /\b(?:reste\w*|rentre\w*|entre|passe|bon|ok|dans|en)\b/.test(asking) && quantities.text.includes('?');
  return asks && /\bfaible montant\b/.test(quantities.text) && !DUE.test(asking) ? 'non' : undefined;
}

const RELAUNCH =
  /\b(?:relanc\w+|remettre|remise|nouvel\w* (?:appel|mise|consultation|marche)|refaire|repasser)\b/;
const DUE = /\b(?:faut|doit|doivent|oblig\w+|devra\w*)\b/;

/** « ça dépasse les 15 % ? »: under the limit, it does not. */
const OVER = /(?<!\b(?:sans|ne|ni) (?:en )?)\b(?:depass\w*|exced\w*|explos\w*|(?:au[ -]?|en[ -])dessus)\b/;
/** « au-dessus ou en dessous », « ça passe les 15 % ? » ask either way. */
const EITHER = /\bdessous\b|\bmoins (?:de|que) \d|\bpass\w* (?:les|la|le) (?:\d|limite|plafond|seuil|barre)/;
const asksIfOver = ({ quantities, understanding }: ComputationInput): boolean => {
  const asking = askedPart(quantities)?.asking ?? '';
  return understanding.polarity !== undefined && OVER.test(asking) && !EITHER.test(asking);
};

const overVerdictFor = (input: ComputationInput): 'oui' | 'non' | undefined =>
  asksIfOver(input) ? 'oui' : lowValueVerdict(input);

/** Under both limits: it may be done without relaunching, which is the contrary of « doit-elle relancer ? ». */
function verdictFor({ understanding, quantities }: ComputationInput): 'oui' | 'non' | undefined {
  if (!understanding.polarity) return undefined;
  const asking = askedPart(quantities)?.asking ?? '';
  if (EITHER.test(asking)) return undefined;
  if (OVER.test(asking)) return 'non';
  const negated = /\bsans\b/.test(asking);
  if (DUE.test(asking)) return RELAUNCH.test(asking) && !negated ? 'non' : undefined;
  if (understanding.polarity.modality === 'interdit') return 'non';
  return RELAUNCH.test(asking) && !negated ? undefined : 'oui';
}
