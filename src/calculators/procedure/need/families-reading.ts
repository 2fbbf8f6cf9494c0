import { BUYER_RULES } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import type { PublicBuyer } from '#src/calculators/procedure/possible-cases.ts';
import { categoryOf, mayBeSocial, ownBody } from '#src/calculators/procedure/possible-cases.ts';
import { type ProcedureResult, procedureFor } from '#src/calculators/procedure/procurement-procedure.ts';
import { procedureQuestion } from '#src/calculators/procedure/question.ts';
import { formalKindName, caveats as procedureCaveats } from '#src/calculators/procedure/texts-lines.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { sentences } from '#src/calculators/reading/roles.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { objectsIn } from '#src/reader/purchases/objects.ts';
import type { Amount } from '#src/reader/quantities.ts';
import {
  familiesCaveats as caveats,
  FAMILIES_TITLE,
  familiesHeadline as headlines,
  familiesSteps as steps,
} from './families-texts.ts';

/** « je sépare ou j'additionne ? », « chacun à part ? » */
const ASKS =
  /\b(?:separ\w*|additionn\w*|cumul\w*|regroup\w*|ensemble|chacune?|a part|familles?|globalis\w*|je compte|on compte|total\w*)\b/;
/** Another subject that has several sums of its own. */
const OTHER =
  /\blots?\b|\bavances?\b|\bfactur\w*|\bpenalites?\b|\bavenants?\b|\begalim\b|\bbio\b|\boffres?\b|\bdevis\b|\bretenue\b|\bconcession\w*|\bprix\b/;
const YEARLY = /\bpar an\b|\bannuel\w*|\bchaque annee\b|\/ ?an\b|\bl'annee\b|\ba l'an\b/;
const TOTAL_BEFORE = /(?:\b(?:soit|total\w*|donc|en tout)|=)(?: (?:de|a|est de))?[ :]*$/;

/** Families of purchases that a buyer lists with their sums: added, and counted apart (R2121-6 to R2121-8). */
export const PURCHASE_FAMILIES: Computation = {
  id: 'purchase-families',
  title: FAMILIES_TITLE,
  compute(input) {
    const { quantities, understanding } = input;
    const { text } = quantities;
    const { regime, category } = understanding.case;
    const buyer = buyerOf(input);
    if (!buyer || buyer === 'defence' || regime === 'concession' || OTHER.test(text)) return undefined;
    if ((categoryOf(text) ?? category) === 'works') return undefined;
    const parts = partsIn(input);
    if (parts.length < 2) return undefined;
    const isListed = parts.length === objectsBefore(text, parts);
    const isAsked =
      ASKS.test(text) ||
      (isListed && procedureQuestion(quantities, understanding, input.today) !== undefined);
    return isAsked && text.includes('?') ? answer(input, buyer, parts) : undefined;
  },
};

/** Who buys; a buyer who does not say what they are is most often a local one. */
function buyerOf({ understanding }: ComputationInput): PublicBuyer | undefined {
  const { buyer } = understanding.case;
  if (buyer === 'private') return undefined;
  return buyer ?? (understanding.side === 'buyer' ? 'local' : undefined);
}

/** The sums of the families, without the total that is said with them. */
function partsIn(input: ComputationInput): readonly Amount[] {
  const { each } = amountsSaid(input, input.today);
  const { text } = input.quantities;
  if (each.some(({ tax, per }) => tax === 'TTC' || (per !== undefined && per !== 'an'))) return [];
  const parts = each.filter(({ at }) => !TOTAL_BEFORE.test(text.slice(0, at)));
  const last = parts.at(-1);
  const others = sumOf(parts.slice(0, -1));
  return last && parts.length > 2 && last.value === others ? parts.slice(0, -1) : parts;
}

/** How many of some sums stand right after what they buy: « viande 120 000, pain 20 000 ». */
function objectsBefore(text: string, parts: readonly Amount[]): number {
  const named = objectsIn(text);
  return parts.filter(({ at }, index) => {
    const from = parts[index - 1]?.end ?? 0;
    return named.some((one) => one.at >= from && one.end <= at);
  }).length;
}

function answer(
  input: ComputationInput,
  buyer: PublicBuyer,
  parts: readonly Amount[],
): ComputedAnswer | undefined {
  const isYearly = YEARLY.test(input.quantities.text) || parts.some(({ per }) => per === 'an');
  const years = isYearly ? yearsOf(input) : 1;
  if (!Number.isInteger(years) || years < 1) return undefined;
  const resultOf = (amount: number): ProcedureResult | undefined =>
    procedureFor(
      {
        amount,
        category: 'supplies-services',
        nature: 'ordinary',
        buyer: BUYER_RULES[buyer],
        defence: false,
      },
      input.figures,
    );
  const sum = sumOf(parts);
  const total = roundToCents(sum * years);
  const whole = resultOf(total);
  const apart = parts.flatMap(({ value }) => {
    const result = resultOf(value * years);
    return result ? [{ value: value * years, result }] : [];
  });
  if (!whole?.formal || apart.length !== parts.length) return undefined;
  const { text } = input.quantities;
  const body = ownBody(text, input.understanding.case);
  const kind = formalKindName({ category: 'supplies-services', buyer, body, defence: false });
  return {
    headline: headlineOf(`${ht(total)}${isYearly && years === 1 ? ' par an' : ''}`, whole, apart),
    steps: [
      steps.sum(
        parts.map(({ value }) => ht(value)),
        `${ht(sum)}${isYearly ? ' par an' : ''}`,
      ),
      ...(years > 1 ? [steps.years(ht(sum), formatValue('ans', years), ht(total))] : []),
      ...apart.map(({ value, result }) => steps.one(ht(value), result.procedure)),
      ...(isYearly ? [steps.duration] : []),
      steps.exemption(said(whole.exemption)),
      steps.threshold(said(whole.formal), kind),
    ],
    caveats: sentences(
      caveats.rule,
      caveats.lots,
      caveats.split,
      mayBeSocial(text) && procedureCaveats.perhapsSocial,
    ),
    articles: ['R2121-6', 'R2121-7', 'R2121-8', 'R2121-4'],
    figures: [whole.exemption, whole.formal],
    isOfAll: true,
  };
}

/** Over how many years the sums come back; one where it is not said. */
function yearsOf({ quantities: { durations } }: ComputationInput): number {
  const [time, ...more] = durations.filter(({ unit }) => unit === 'ans' || unit === 'mois');
  if (!time || more.length > 0) return 1;
  return time.unit === 'ans' ? time.value : time.value / 12;
}

function headlineOf(
  total: string,
  { procedure }: ProcedureResult,
  apart: readonly { readonly value: number; readonly result: ProcedureResult }[],
): string {
  if (apart.every(({ result }) => result.procedure === procedure)) return headlines.same(total, procedure);
  const highest = apart.reduce((one, other) => (other.value > one.value ? other : one));
  return headlines.differ(total, procedure, headlines.apart(ht(highest.value), highest.result.procedure));
}

const sumOf = (parts: readonly Pick<Amount, 'value'>[]): number =>
  roundToCents(parts.reduce((sum, { value }) => sum + value, 0));
const ht = (value: number): string => formatValue('€ HT', value);
const said = ({ figure, value }: NonNullable<ProcedureResult['formal']>): string =>
  formatValue(figure.unit, value.value);
