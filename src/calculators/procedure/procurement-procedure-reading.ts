import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { type Estimate, estimateOf, samplesOf } from '#src/calculators/procedure/need/estimate.ts';
import { unsaidTimes } from '#src/calculators/procedure/need/priced-quantity.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { asked } from '#src/calculators/reading/roles.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { detectCase, nameOfCategory } from '#src/reader/detect-case.ts';
import { categoryOfKind } from '#src/reader/purchases/objects.ts';
import type { Told } from '#src/reader/told.ts';
import { multiplied, plainAnswer } from './answer.ts';
import { dependsOnAmount, dependsOnSlot } from './depends.ts';
import { buyersToTry, keyOf } from './headline.ts';
import {
  type Outcome,
  type PossibleCases,
  type ProcedureCase,
  possibleCases,
  SLOTS,
} from './possible-cases.ts';
import { procedureFor } from './procurement-procedure.ts';
import { type ProcedureQuestion, procedureQuestion, WHICH_ONE } from './question.ts';
import { PROCEDURE_TITLE, times } from './texts-lines.ts';

/** Numbers of years tried for a need that comes back each year when its duration is unsaid. */
const YEARS = [1, 2, 3, 4];

const FRANCE_TRAVAIL = /\b(?:france travail|pole emploi)\b/;

/** The page on what follows a call that brought no proper offer: the amount alone decides nothing then. */
const NO_PROPER_OFFER = new Set([
  'guides/acheteur-juger-prevenir-payer#toutes-les-offres-recues-sont-incompletes-l-acheteur-peut-il-traiter-directement',
]);

/** The sections that say which procedure a sum leads to: they count it where they are asked by their meaning. */
const PAGES = new Set([
  'guides/acheteur-petite-commune#cantine-traiteur-social-formation-juridique-quelle-procedure-et-quelle-publicite',
  'guides/seuils-procedure#a-partir-de-combien-une-mairie-doit-elle-faire-un-appel-d-offres',
]);

/** Which procedure and which publicity an amount leads to (R2122-8, R2123-1, R2131-12 to -16, annex 2). */
export const PROCUREMENT_PROCEDURE: Computation = {
  id: 'procurement-procedure',
  title: PROCEDURE_TITLE,
  isOfContract: true,
  neverOnPages: NO_PROPER_OFFER,
  onPages: { keys: PAGES, isFirstOnly: true, compute: procedureOfYears },
  compute(input) {
    const { quantities, understanding, today } = input;
    const question = procedureQuestion(quantities, understanding, today);
    // A lot has rules of its own.
    if (!question || /\blots?\b/.test(quantities.text.replace(/\btous les lots\b/g, ' '))) return undefined;
    const estimate = estimateOf(quantities, amountsSaid(input, today));
    const bought = withToldObject(quantities.text, understanding.told);
    const cases = possibleCases(bought, understanding.case, buyersToTry(question));
    if (!cases) return undefined;
    if (!estimate) return timesAsked(input);
    return answer(input, question, estimate, cases);
  },
};

/** Asks how often a need by the day or by the week comes back in a year: nothing is made of what nobody told. */
function timesAsked({ quantities }: ComputationInput): ComputedAnswer | undefined {
  const unsaid = unsaidTimes(quantities);
  if (!unsaid) return undefined;
  const { per, each } = unsaid;
  return {
    headline: times.headline(per),
    steps: [multiplied(unsaid, each, per)],
    caveats: [times.whole],
    articles: [],
    figures: [],
    clarify: asked(times.question[per], times.choices[per]),
  };
}

/**
 * The procedure of a need that a public buyer tells by the year and over several: « 75 000 € par an sur trois ans, cela
 * change quelque chose ? ». Undefined for any other sum.
 */
export function procedureOfYears(input: ComputationInput): ComputedAnswer | undefined {
  const { quantities, understanding, today } = input;
  const { buyer } = understanding.case;
  if (buyer === undefined || buyer === 'private' || /\blots?\b/.test(quantities.text)) return undefined;
  const estimate = estimateOf(quantities, amountsSaid(input, today));
  if (estimate?.form !== 'exact' || (estimate.yearly?.years ?? 0) <= 1) return undefined;
  const bought = withToldObject(quantities.text, understanding.told);
  const cases = possibleCases(bought, understanding.case, [buyer]);
  return cases && answer(input, WHICH_ONE, estimate, cases);
}

/** A question with what is bought, where only an earlier message named it: meals may be of annex 3, whatever they cost. */
export function withToldObject(text: string, told: Told | undefined): string {
  if (!told?.object) return text;
  const { said, kind } = told.object;
  const category = kind && categoryOfKind(kind);
  // « et pour les services ? », after a roof: another thing is asked of.
  const asked = detectCase(text).category;
  if (category && asked && asked !== category) return text;
  return [text, fold(said), ...(category ? [fold(nameOfCategory(category))] : [])].join(' ');
}

function answer(
  input: ComputationInput,
  question: ProcedureQuestion,
  estimate: Estimate,
  cases: PossibleCases,
): ComputedAnswer | undefined {
  const outcomesOf = (one: ProcedureCase) => outcomesIn(input, estimate, one);
  const common = outcomesOf(cases.common);
  const all = cases.all.map(outcomesOf);
  if (!common || all.includes(undefined)) return undefined;
  if (lacksFormalities(question, common)) return undefined;
  const keys = (outcomes: readonly Outcome[]) =>
    new Set(outcomes.map(({ result }) => keyOf(question, result)));
  // « plus de 50 000 € » speaks of no need of its own: the page on thresholds answers.
  if (keys(common).size > 1)
    return isOfOwnNeed(estimate) ? dependsOnAmount({ question, estimate, outcomes: common }) : undefined;
  const everything = all.flatMap((outcomes) => outcomes ?? []);
  if (hasUnsureThreshold(input, cases) && everything.some(({ result }) => result.procedure !== 'direct'))
    return undefined;
  if (keys(everything).size === 1) {
    const shown = isShownByFirst(estimate, common) ? common[0] : common.at(-1);
    return shown && plainAnswer({ question, estimate, outcome: shown, own: common, others: everything });
  }
  return dependsOnUnsaid(question, estimate, { cases, outcomesOf, keys });
}

/** The answer where something unsaid decides; nothing where unsaid things matter only together: no line would hold it. */
function dependsOnUnsaid(
  question: ProcedureQuestion,
  estimate: Estimate,
  {
    cases,
    outcomesOf,
    keys,
  }: {
    readonly cases: PossibleCases;
    readonly outcomesOf: (one: ProcedureCase) => Outcome[] | undefined;
    readonly keys: (outcomes: readonly Outcome[]) => ReadonlySet<string>;
  },
): ComputedAnswer | undefined {
  for (const slot of SLOTS) {
    const branches = (cases.open[slot] ?? []).flatMap((one) => outcomesOf(one)?.at(-1) ?? []);
    const isKindUnsaid = slot !== 'category' && cases.open.category !== undefined;
    if (keys(branches).size > 1) return dependsOnSlot({ question, estimate, slot, branches, isKindUnsaid });
  }
  return undefined;
}

/**
 * « 60 000 € ou plus » has no last amount: the first is shown. A year alone that needs a formal procedure says enough:
 * nothing is made of years that nobody told.
 */
const isShownByFirst = (estimate: Estimate, [first]: readonly Outcome[]): boolean =>
  estimate.form === 'from' || (isYearlyUnsaid(estimate) && first?.result.procedure === 'formal');

const isOfOwnNeed = (estimate: Estimate): boolean => estimate.form === 'with-tax' || isYearlyUnsaid(estimate);

const FORMALITIES: readonly ProcedureQuestion['topic'][] = ['written', 'files', 'data'];

/** A question on a formality has no answer where the result tells nothing of it. */
const lacksFormalities = ({ topic }: ProcedureQuestion, outcomes: readonly Outcome[]): boolean =>
  FORMALITIES.includes(topic) && outcomes.some(({ result }) => !result.formalities);

/** Nothing tells which European threshold is that of France Travail: none is shown for it. */
const hasUnsureThreshold = (input: ComputationInput, { common }: PossibleCases): boolean =>
  common.buyer === 'state-agency' && FRANCE_TRAVAIL.test(input.quantities.text);

const isYearlyUnsaid = ({ yearly }: Estimate): boolean => yearly !== undefined && yearly.years === undefined;

/** The outcomes of a case at the amounts that the question may mean, from the lowest; undefined when one is unknown. */
function outcomesIn(
  { figures }: ComputationInput,
  estimate: Estimate,
  one: ProcedureCase,
): Outcome[] | undefined {
  const at = (amount: number): Outcome | undefined => {
    const { category, nature, rules, defence } = one;
    const result = procedureFor({ amount, category, nature, buyer: rules, defence }, figures);
    return result && { one, amount, result };
  };
  const first = at(estimate.low);
  if (!first) return undefined;
  const { exemption, notice, formal } = first.result;
  const { written, filesOnline, data } = first.result.formalities ?? {};
  const thresholds = [exemption, notice, formal, written?.from, filesOnline?.from, data?.from].flatMap(
    (known) => (known ? [known.number] : []),
  );
  const { yearly } = estimate;
  const amounts =
    yearly && yearly.years === undefined
      ? YEARS.map((years) => yearly.each * years)
      : samplesOf(estimate, thresholds);
  const outcomes = amounts.map(at);
  return outcomes.every((outcome) => outcome !== undefined) ? outcomes : undefined;
}
