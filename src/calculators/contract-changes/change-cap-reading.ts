import { BUYER_RULES, type Category } from '#src/calculators/buyers.ts';
import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { categoryOf } from '#src/calculators/procedure/possible-cases.ts';
import { slots } from '#src/calculators/procedure/texts-lines.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { CHANGE_CAP_TITLE, changeCapCaveats, changeCapHeadline, changeCapSteps } from './change-cap-texts.ts';
import { OTHER_SUBJECT, roleOf } from './change-said.ts';
import { type LowValueChange, lowValueChange } from './low-value-change.ts';
import { changeCaveats, changeKinds } from './low-value-change-texts.ts';

/** The sum itself is asked: « plafond en euros », « jusqu'à combien », « combien il reste ». */
const ASKS_SUM =
  /\bplafond\b|\bmaxi?(?:mum|males?|mal)?\b|\bjusqu'a (?:combien|quel)|\bcombien\b|\bquel(?:le)? (?:montant|somme|rallonge|limite|plafond)|\blimite en euros\b|\bde combien\b|\bau (?:plus|max)\b/;
/** The change itself is named: « ajouter », or « augmenter » of anything else, speak of many other things. */
const CHANGE =
  /\bavenants?\b|\bmodif\w*|\brallonges?\b|\b(?:travaux|prestations?|services?) (?:supplementaires?|en plus)|\bfaible montant\b|\bl'augmenter\b|\baugmenter (?:le|la|un|ce|mon|notre|son|leur|du) (?:marche|contrat|montant)\b/;
const MONEY = /\binterets?\b|\bretard\b|factur|\bpoints?\b|formule/;
const IN_PERCENT = /\bcombien de (?:%|pour ?cents?)|\bpourcentage\b/;
const DONE = /\bdeja\b|\breste\w*\b|\bencore\b|\bprecedents?\b|\bpremier\b|\bpuis\b/;

/** The room that low-value changes leave in a contract, in euros: 10 % or 15 % of it, all changes together (R2194-8). */
export const CHANGE_CAP: Computation = {
  id: 'change-cap',
  title: CHANGE_CAP_TITLE,
  isOfContract: true,
  compute(input) {
    const { quantities, understanding } = input;
    const { text, shares } = quantities;
    const { regime, buyer } = understanding.case;
    if (['defence', 'concession', 'private'].includes(regime) || buyer === 'private') return undefined;
    if (
      !CHANGE.test(text) ||
      MONEY.test(text) ||
      OTHER_SUBJECT.test(text) ||
      !ASKS_SUM.test(text) ||
      IN_PERCENT.test(text)
    )
      return undefined;
    const { all } = amountsSaid(input, input.today);
    if (shares.length > 0 || all.length === 0 || new Set(all.flatMap(({ tax }) => tax ?? [])).size > 1)
      return undefined;
    const roles = all.map((amount, index) => roleOf(text, all, amount, index));
    // A single amount that nothing tells is the contract's, in a question that asks for the change.
    const contract =
      all[roles.indexOf('contract')] ?? (roles.length === 1 && roles[0] === undefined ? all[0] : undefined);
    const done = all.filter((one, index) => one !== contract && roles[index] === 'change');
    if (!contract || done.length !== all.length - 1 || (done.length > 0 && !DONE.test(text)))
      return undefined;
    return answer(
      input,
      contract,
      done.map(({ value }) => value),
    );
  },
};

interface Contract {
  readonly value: number;
  readonly tax?: 'HT' | 'TTC' | undefined;
}

const euros = (value: number, tax: Contract['tax']): string => formatValue(tax ? `€ ${tax}` : '€', value);

function answer(
  input: ComputationInput,
  contract: Contract,
  done: readonly number[],
): ComputedAnswer | undefined {
  const category = categoryOf(input.quantities.text);
  const kinds: readonly Category[] = category ? [category] : ['supplies-services', 'works'];
  const total = roundToCents(done.reduce((sum, one) => sum + one, 0));
  const rules = rulesOf(input.understanding.case);
  const results = kinds.map((kind) =>
    lowValueChange(
      { amount: contract.value, category: kind, buyer: rules },
      { amount: total },
      input.figures,
    ),
  );
  const words = results.map((result, index) => wordsOf(contract, kinds[index], result));
  const [one, works] = words;
  if (!one || words.includes(undefined)) return undefined;
  // What is left differs by category: without it there would be two sums to give.
  if (total > 0 && works) return undefined;
  const left = roundToCents(one.cap - total);
  const taken = euros(total, contract.tax);
  const rest = euros(Math.max(0, left), contract.tax);
  const leftLine = left > 0 ? changeCapHeadline.left(one, taken, rest) : changeCapHeadline.none(one, taken);
  const ownLine = total === 0 ? changeCapHeadline.cap(one) : leftLine;
  return {
    headline: works ? changeCapHeadline.both(one, works) : ownLine,
    steps: [
      changeCapSteps.room(one),
      ...(works ? [changeCapSteps.room(works)] : []),
      ...(total > 0 ? [changeCapSteps.left(one.room, taken, euros(left, contract.tax))] : []),
    ],
    caveats: [
      ...(total > 0 ? [] : [changeCaveats.cumulated]),
      changeCapCaveats.threshold,
      changeCaveats.otherCases,
    ],
    articles: ['R2194-8', 'R2194-9'],
    figures: results.flatMap((result) => (result ? [result.limit] : [])),
    clarify: works && clarifyCategory(),
  };
}

/** The lowest European threshold, when the buyer is unsaid: under it, every other one is respected too. */
function rulesOf({ buyer, regime }: ComputationInput['understanding']['case']) {
  if (buyer && buyer !== 'private') return BUYER_RULES[buyer];
  return BUYER_RULES[regime === 'utilities' ? 'network' : 'state'];
}

function wordsOf(contract: Contract, category: Category | undefined, result: LowValueChange | undefined) {
  // From the European threshold on, the share alone no longer says the sum.
  if (!result?.room || !category || !result.threshold || result.room >= result.threshold.number)
    return undefined;
  return {
    cap: result.room,
    room: euros(result.room, contract.tax),
    limit: formatValue('%', result.limit.number),
    kind: changeKinds[category],
    contract: euros(contract.value, contract.tax),
  };
}

function clarifyCategory(): ComputedAnswer['clarify'] {
  const { question, choices } = slots.category;
  return {
    question,
    choices: (['supplies-services', 'works'] as const).map((id) => ({
      id: `category-${id}`,
      kind: 'ask',
      ...choices[id],
    })),
  };
}
