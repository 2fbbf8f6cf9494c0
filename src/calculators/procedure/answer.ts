import type { ComputedAnswer } from '#src/calculators/computation.ts';
import type { KnownFigure } from '#src/calculators/known.ts';
import type { Estimate } from '#src/calculators/procedure/need/estimate.ts';
import type { PricedQuantity } from '#src/calculators/procedure/need/priced-quantity.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { articleExists } from '#src/reference/article-number.ts';
import { articlesOf } from './articles.ts';
import { headlineOf, wordsOf } from './headline.ts';
import type { Outcome, ProcedureCase } from './possible-cases.ts';
import { publicityLine } from './procurement-procedure-texts.ts';
import type { ProcedureQuestion } from './question.ts';
import { amountForms, branch, buyerName, caveats, formalKindName, kindName, steps } from './texts-lines.ts';

/** « 52 000 € HT » */
export const ht = (value: number): string => formatValue('€ HT', value);
const said = ({ figure, value }: KnownFigure): string => formatValue(figure.unit, value.value);

/** The amount in a sentence: « 52 000 € HT », « moins de 60 000 € HT », « 48 000 € TTC (moins de 48 000 € HT) ». */
export function amountText({ form, low, high, said: value, added }: Estimate): string {
  if (form === 'below') return amountForms.below(ht(high));
  if (form === 'from') return amountForms.from(ht(low));
  if (form === 'between') return amountForms.between(ht(low), ht(high));
  if (added) return amountForms.added(ht(low));
  if (form === 'with-tax') return amountForms.withTax(formatValue('€ TTC', value), ht(high));
  return ht(low);
}

/** The answer when every case that the question may mean leads to the same thing. */
export function plainAnswer({
  question,
  estimate,
  outcome,
  own,
  others,
}: {
  question: ProcedureQuestion;
  estimate: Estimate;
  outcome: Outcome;
  /** The outcomes of the shown case at all amounts that the question may mean. */
  own: readonly Outcome[];
  /** Those of every case. */
  others: readonly Outcome[];
}): ComputedAnswer {
  const { one, result } = outcome;
  // An amount that is not exact may lead to several things that answer the question alike: their steps differ.
  const stable = new Set(own.map(fullKey)).size <= 1;
  const everyYear = estimate.yearly && estimate.yearly.years === undefined;
  const amount = everyYear ? ht(outcome.amount) : amountText(estimate);
  const sameProcedure = new Set(others.map((other) => other.result.procedure)).size === 1;
  const aboutDirect = question.topic === 'direct' || question.topic === 'competition';
  const words = wordsOf(amount, one, result, !stable || (aboutDirect && !sameProcedure));
  return {
    ...headlineOf(question, result, words),
    steps: [
      ...yearlySteps(estimate, outcome.amount),
      ...(stable
        ? stepsOf(outcome, amount, { exact: estimate.form === 'exact', topic: question.topic })
        : []),
    ],
    caveats: caveatsOf(question, estimate, outcome, others).slice(0, 4),
    articles: [
      ...articlesOf(question, one, result).slice(0, estimate.added ? 2 : 4),
      ...addedArticles(estimate),
    ]
      .filter(articleExists)
      .slice(0, 4),
    figures: figuresOf(outcome),
    procedure: sameProcedure && result.procedure !== 'direct' ? result.procedure : undefined,
  };
}

const fullKey = ({ result }: Outcome): string => `${result.procedure} ${result.publicity}`;

/** « 60 000 € HT par an × 4 ans = 240 000 € HT. », after what a year is made of; or the parts that were added. */
export function yearlySteps(
  { yearly, added, priced }: Pick<Estimate, 'yearly' | 'added' | 'priced'>,
  total: number,
): string[] {
  if (priced) return [multiplied(priced, priced.yearly, 'an'), ...yearlySteps({ yearly }, total)];
  if (added) return [steps.added(added.parts.map(ht), ht(added.total), added.kind)];
  if (!yearly) return [];
  const years = yearly.years ?? Math.round(total / yearly.each);
  if (yearly.years === undefined && years === 1) return [];
  return [steps.yearly(ht(yearly.each), formatValue('ans', years), ht(total))];
}

/** « 140 repas × 4 jours × 3,10 € HT = 1 736 € HT par semaine. » */
export function multiplied(
  { price, factors }: Pick<PricedQuantity, 'price' | 'factors'>,
  each: number,
  per: 'an' | 'semaine' | 'jour',
): string {
  const unit = price.tax === 'TTC' ? '€ TTC' : '€ HT';
  const cents = Number.isInteger(price.value) ? 0 : 2;
  const one = `${price.value.toLocaleString('fr-FR', { minimumFractionDigits: cents })} ${unit}`;
  return steps.priced([...factors, one], formatValue(unit, each), per);
}

/** The articles that add the parts of a need. */
export const addedArticles = ({ added }: Estimate): string[] =>
  added ? [added.kind === 'operation' ? 'R2121-5' : 'R2121-6', 'R2121-4'] : [];

function stepsOf(
  { one, result }: Outcome,
  amount: string,
  { exact, topic }: { exact: boolean; topic: ProcedureQuestion['topic'] },
): string[] {
  const { procedure, publicity, exemption, formal, next, formalities } = result;
  return [
    ...(exact ? [steps.exemption(amount, said(exemption), kindName(one), procedure === 'direct')] : []),
    ...(procedure !== 'direct' && formal
      ? [steps.formal(said(formal), formalKindName(one), procedure === 'formal')]
      : []),
    ...(topic === 'procedure' && procedure !== 'direct' ? [] : [publicityLine(publicity)]),
    ...(formalities && exact
      ? [
          steps.formalities(formalities, {
            written: said(formalities.written.from),
            files: said(formalities.filesOnline.from),
            data: said(formalities.data.from),
          }),
        ]
      : []),
    ...(next && exact
      ? [steps.next(said(next.figure), next.brings)].filter((step) => step !== undefined)
      : []),
  ];
}

function caveatsOf(
  { topic, asks }: ProcedureQuestion,
  estimate: Estimate,
  { one, result }: Outcome,
  others: readonly Outcome[],
): string[] {
  const { procedure, publicity, notice } = result;
  const { nature, defence, buyer } = one;
  const aboutDirect = topic === 'direct' || topic === 'competition';
  const lines = [
    others.some((other) => other.one.category !== one.category) && caveats.kindUnsaid,
    otherCases(one, result, others),
    nature === 'innovative' && procedure === 'direct' && caveats.innovative,
    nature === 'books' && procedure === 'direct' && caveats.books,
    nature === 'social' && procedure !== 'direct' && caveats.social,
    nature === 'ordinary' && procedure !== 'direct' && maySocial(others) && caveats.perhapsSocial,
    defence && caveats.defence,
    buyer === 'state-agency' && procedure !== 'direct' && caveats.agency,
    estimate.form === 'with-tax' && caveats.withTax,
    procedure === 'formal' && estimate.yearly && !estimate.yearly.years && caveats.severalYears,
    procedure === 'direct' && caveats.faculty,
    publicity === 'free' && !notice && ['network', 'public-company'].includes(buyer) && caveats.publicBehind,
    publicity === 'national' && others.some((other) => other.one.buyer !== buyer) && caveats.freeNoticeBodies,
    caveats.wholeNeed,
    !estimate.taxSaid && estimate.form === 'exact' && caveats.tax(formatValue('€', estimate.said)),
    aboutDirect && asks && procedure !== 'direct' && caveats.otherExemptions,
  ];
  return lines.filter((line) => typeof line === 'string');
}

/** Whether what is bought may be a service of annex 3. */
const maySocial = (others: readonly Outcome[]): boolean => others.some(({ one }) => one.nature === 'social');

/** The first case that leads elsewhere without changing the answer: « Pour l’État : procédure formalisée … ». */
function otherCases(
  one: ProcedureCase,
  { procedure }: Outcome['result'],
  others: readonly Outcome[],
): string | undefined {
  const other = others.find(
    (candidate) => candidate.one.category === one.category && candidate.result.procedure !== procedure,
  );
  if (!other || other.one.buyer === one.buyer) return undefined;
  return caveats.otherCase(
    branch.procedure(
      `pour ${buyerName(other.one.buyer)}`,
      other.result.procedure,
      wordsOf('', other.one, other.result),
    ),
  );
}

/** The figures that an outcome was read from, those that decide it first. */
export function figuresOf({ result }: Outcome): KnownFigure[] {
  const { procedure, exemption, formal, notice, next, formalities } = result;
  const deciding =
    procedure === 'direct' ? [exemption, next?.figure] : [exemption, formal, notice, next?.figure];
  const others = formalities && [
    formalities.written.from,
    formalities.filesOnline.from,
    formalities.data.from,
  ];
  return [...new Set([...deciding, ...(others ?? [])].filter((known) => known !== undefined))];
}
