import type { FiguresAt, KnownFigure } from '#src/calculators/known.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { monthCount, percent } from '#src/calculators/texts-amounts.ts';
import { type AdvanceRates, advanceBasis, advanceRates } from './advance.ts';
import type { AdvanceSaid } from './advance-said.ts';
import { advanceTexts as texts } from './advance-texts.ts';

/** The amount of an advance in French, or its rate alone when no TTC amount is known. */
export interface AdvanceSum {
  readonly headline: string;
  readonly steps: readonly string[];
  readonly caveats: readonly string[];
  readonly figures: readonly KnownFigure[];
  /** Running costs that decide the rate, when the buyer's size is unsaid. */
  readonly size?: KnownFigure | undefined;
}

/**
 * How much the advance is. A buyer that is not said counts as a local one, the common case; a company as a SME.
 * @param asksMinimum the question wants the least sum: the highest one of a company that is no SME is left out
 * @returns undefined when a rate is unknown at the date
 */
export function advanceSum(
  said: AdvanceSaid,
  figures: FiguresAt,
  asksMinimum = false,
): AdvanceSum | undefined {
  const sme = said.sme ?? true;
  const rates = advanceRates({ buyer: said.buyer ?? 'local', sme, large: said.large }, figures);
  const over = figures.get('avance-annualisation-seuil');
  if (!rates || !over) return undefined;
  const refund = ['avance-remboursement-debut', 'avance-remboursement-taux-pivot'].map((id) =>
    figures.get(id),
  );
  const used = [
    rates.minimum,
    rates.maximum,
    ...(rates.ifLarge ? [rates.ifLarge.rate, rates.ifLarge.size] : []),
    ...refund.filter((known) => known !== undefined),
  ];
  const amount = said.inclTax ?? said.unsaidTax;
  const notes = notesOf(said, rates, figures);
  if (amount === undefined) {
    return {
      headline: texts.rateOnly(texts.rateWords(rates)),
      steps: [],
      caveats: sentences(said.exclTax !== undefined && texts.needsTtc, ...notes),
      figures: used,
      size: rates.ifLarge?.size,
    };
  }
  const months = said.months ?? over.number;
  const basis = advanceBasis({ amount, subcontracted: said.subcontracted, months }, figures);
  if (!basis) return undefined;
  const at = (rate: number) => roundToCents((rate * basis.basis) / 100);
  const range = !sme && !asksMinimum;
  return {
    headline: headlineOf(said, rates, at, range),
    steps: [
      ...basisSteps(said, amount, basis),
      ...ratesShown(said, rates, range).map((rate) => texts.product(rate, basis.basis, at(rate))),
    ],
    caveats: sentences(
      said.unsaidTax !== undefined && texts.taxUnsaid(said.unsaidTax),
      said.months === undefined && texts.durationAssumed(monthCount(over.number)),
      ...notes,
    ),
    figures: used,
    size: said.rate === undefined ? rates.ifLarge?.size : undefined,
  };
}

/** How the sum that the advance is a part of is found. */
const basisSteps = (
  said: AdvanceSaid,
  amount: number,
  basis: NonNullable<ReturnType<typeof advanceBasis>>,
): string[] =>
  sentences(
    said.recurring && texts.recurring(said.recurring),
    said.vat !== undefined && said.exclTax !== undefined && texts.withTax(said.exclTax, said.vat, amount),
    said.subcontracted > 0 && texts.net(amount, said.subcontracted, basis.net),
    texts.basis(basis),
  );

/** The rate that is said; else the least one, that of a large buyer, and the highest when a range is wanted. */
function ratesShown({ rate }: AdvanceSaid, rates: AdvanceRates, range: boolean): number[] {
  if (rate !== undefined) return [rate];
  const large = rates.ifLarge ? [rates.ifLarge.rate.number] : [];
  return [rates.minimum.number, ...large, ...(range ? [rates.maximum.number] : [])];
}

function headlineOf(
  said: AdvanceSaid,
  rates: AdvanceRates,
  at: (rate: number) => number,
  range: boolean,
): string {
  const least = at(rates.minimum.number);
  if (said.rate !== undefined) return texts.saidRate(at(said.rate), said.rate);
  if (range) return texts.range(least, at(rates.maximum.number), rates);
  if (rates.ifLarge) return texts.twoSizes(least, at(rates.ifLarge.rate.number), rates);
  return texts.amount(least, rates.minimum.number, said.buyer === 'hospital' ? true : said.sme);
}

function notesOf(said: AdvanceSaid, rates: AdvanceRates, figures: FiguresAt): string[] {
  const start = figures.get('avance-remboursement-debut');
  const pivot = figures.get('avance-remboursement-taux-pivot');
  const below = said.rate !== undefined && said.buyer !== undefined && said.rate < rates.minimum.number;
  const strong = said.rate !== undefined && pivot !== undefined && said.rate > pivot.number;
  return sentences(
    below &&
      said.rate !== undefined &&
      texts.belowMinimum(said.rate, rates.minimum.number, said.sme !== false),
    said.rate === undefined && texts.minimum,
    said.subcontracted === 0 && texts.subcontractors,
    said.sme !== false && rates.minimum.figure.id !== 'avance-taux-minimal' && texts.sme,
    strong && pivot
      ? texts.refundAtOnce(percent(pivot.number))
      : start && texts.refund(percent(start.number)),
  );
}
