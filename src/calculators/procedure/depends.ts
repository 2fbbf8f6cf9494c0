import type { Clarification, ComputedAnswer } from '#src/calculators/computation.ts';
import type { Estimate } from '#src/calculators/procedure/need/estimate.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { articleExists } from '#src/reference/article-number.ts';
import { amountText, figuresOf, ht, yearlySteps } from './answer.ts';
import { articlesOf } from './articles.ts';
import { wordsOf } from './headline.ts';
import type { Outcome, ProcedureCase, Slot } from './possible-cases.ts';
import type { ProcedureQuestion } from './question.ts';
import { branch, buyerName, caveats, dependsHeadline, eitherName, slots } from './texts-lines.ts';

function branchText(question: ProcedureQuestion, name: string, { one, result }: Outcome): string {
  const words = wordsOf('', one, result);
  return question.topic === 'notice' || question.topic === 'files'
    ? branch.publicity(name, result.publicity, words)
    : branch.procedure(name, result.procedure, words);
}

/** The answer when something unsaid decides: what each way leads to, and the question that fills it. */
export function dependsOnSlot({
  question,
  estimate,
  slot,
  branches,
  isKindUnsaid,
}: {
  question: ProcedureQuestion;
  estimate: Estimate;
  slot: Slot;
  branches: readonly Outcome[];
  /** Nothing tells whether works are bought: the branches are those of supplies and services. */
  isKindUnsaid: boolean;
}): ComputedAnswer | undefined {
  const choices = branches.map(({ one }) => choiceOf(slot, one));
  if (choices.some((choice) => choice === undefined)) return undefined;
  const first = branches[0];
  const amount = estimate.yearly?.years === undefined ? amountText(estimate) : ht(first?.amount ?? 0);
  return {
    headline: dependsHeadline(amount, slots[slot].on, groupedBranches(question, slot, branches)),
    steps: yearlySteps(estimate, first?.amount ?? 0),
    caveats: [
      ...(isKindUnsaid ? [caveats.kindUnsaid] : []),
      ...(estimate.taxSaid || estimate.form !== 'exact'
        ? []
        : [caveats.tax(formatValue('€', estimate.said))]),
      caveats.wholeNeed,
    ],
    articles: articlesOfAll(question, branches),
    figures: [...new Set(branches.flatMap(figuresOf))],
    clarify: { question: slots[slot].question, choices: choices.filter((choice) => choice !== undefined) },
  };
}

/** Cases that lead to the same thing are said together. */
function groupedBranches(question: ProcedureQuestion, slot: Slot, branches: readonly Outcome[]): string[] {
  const byResult = Map.groupBy(branches, (outcome) => branchText(question, '', outcome));
  return [...byResult.values()].map((alike) => {
    const names = eitherName(alike.map(({ one }) => branchName(slot, one)));
    return alike[0] ? branchText(question, names, alike[0]) : names;
  });
}

type Choice = Clarification['choices'][number];

function choiceOf(slot: Slot, one: ProcedureCase): Choice | undefined {
  const id = slotValue(slot, one);
  const choices: Readonly<Record<string, { label: string; value: string }>> = slots[slot].choices;
  const choice = choices[id];
  return choice && { id: `${slot}-${id}`, kind: 'ask', ...choice };
}

function slotValue(slot: Slot, one: ProcedureCase): string {
  if (slot === 'defence') return one.defence ? 'yes' : 'no';
  if (slot === 'social') return one.nature;
  return slot === 'category' ? one.category : one.buyer;
}

function branchName(slot: Slot, one: ProcedureCase): string {
  if (slot === 'buyer') return `pour ${buyerName(one.buyer)}`;
  const names: Readonly<Record<string, string>> = slots[slot].branches;
  return names[slotValue(slot, one)] ?? '';
}

const articlesOfAll = (question: ProcedureQuestion, outcomes: readonly Outcome[]): string[] =>
  [...new Set(outcomes.flatMap(({ one, result }) => articlesOf(question, one, result).slice(0, 2)))]
    .filter(articleExists)
    .slice(0, 4);

/** The answer when the amount without tax, or the number of years, decides. */
export function dependsOnAmount({
  question,
  estimate,
  outcomes,
}: {
  question: ProcedureQuestion;
  estimate: Estimate;
  outcomes: readonly Outcome[];
}): ComputedAnswer {
  const { yearly } = estimate;
  const runs = runsOf(question, outcomes);
  const perYear = yearly && yearly.years === undefined;
  const options = perYear ? yearOptions(yearly.each, outcomes) : taxOptions(runs, estimate);
  const branches = perYear
    ? runs.map((outcome) => {
        const years = formatValue('ans', Math.round(outcome.amount / yearly.each));
        return branchText(
          question,
          slots.years.branch(years, ht(outcome.amount), outcome === runs.at(-1)),
          outcome,
        );
      })
    : runs.map((outcome, index) => branchText(question, options[index]?.label ?? '', outcome));
  const slot = perYear ? slots.years : slots.tax;
  return {
    headline: dependsHeadline(
      perYear ? `${ht(yearly.each)} par an` : formatValue('€ TTC', estimate.said),
      slot.on,
      branches,
    ),
    // What a year is made of is the first step of each.
    steps: perYear ? [...new Set(runs.flatMap(({ amount }) => yearlySteps(estimate, amount)))] : [],
    caveats: perYear ? [caveats.wholeNeed] : [caveats.withTax, caveats.wholeNeed],
    articles: articlesOfAll(question, runs),
    figures: [...new Set(runs.flatMap(figuresOf))],
    clarify: {
      question: slot.question,
      choices: options.map((option, index) => ({ id: `montant-${index + 1}`, kind: 'ask', ...option })),
    },
  };
}

/** The first outcome of each stretch of amounts of which the same is said. */
function runsOf(question: ProcedureQuestion, outcomes: readonly Outcome[]): Outcome[] {
  const saidOf = (outcome: Outcome) => branchText(question, '', outcome);
  return outcomes.filter((outcome, index) => {
    const before = outcomes[index - 1];
    return before === undefined || saidOf(before) !== saidOf(outcome);
  });
}

const yearOptions = (each: number, outcomes: readonly Outcome[]) =>
  outcomes.map(({ amount }) => slots.years.choice(Math.round(amount / each)));

function taxOptions(runs: readonly Outcome[], { high, said }: Estimate) {
  const withTax = formatValue('€ TTC', said);
  return runs.map(({ amount }, index) => {
    const end = runs[index + 1]?.amount;
    if (index === 0) return slots.tax.below(ht(end ?? high), withTax);
    return end === undefined
      ? slots.tax.from(ht(amount), withTax)
      : slots.tax.between(ht(amount), ht(end), withTax);
  });
}
