import type { Computation, ComputationInput, ComputedAnswer } from '#src/calculators/computation.ts';
import { amountsSaid, askedFrom } from '#src/calculators/reading/amounts-said.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import type { Quantities } from '#src/reader/quantities.ts';
import { type InsertionInputs, insertionHours } from './insertion-hours.ts';
import {
  exampleStep,
  hoursByYear,
  hoursCaveats,
  hoursHeadline,
  hoursSteps,
  INSERTION_TITLE,
  knownParts,
  knownStep,
  missingHeadline,
  missingNames,
  missingQuestion,
  openStep,
} from './insertion-hours-texts.ts';

/** Invented values, that an answer shows as such. */
const EXAMPLE: InsertionInputs = { amount: 600_000, labourShare: 40, rate: 5, hourlyCost: 40 };

const INSERTION_HOURS_WORDS =
  /\bheures?\b.{0,40}\b(?:d'|en )?insertion\b|\binsertion\b.{0,40}\bheures?\b|\bheures? (?:sociales?|de clause)\b|\bclauses? sociales?\b.{0,40}\bheures?\b/;
/** The sum itself is asked: not who counts, nor whether some may be refused. */
const CALCULATE =
  /\b(?:calcul\w*|combien|cb|estim\w+|nombre d'heures|ca fait|donne quoi|equivaut|represente\w*|convert\w+)\b/;
const OTHER_SUBJECT =
  /\b(?:penalites?|attestations?|facilitateur|qui (?:peut|paie)|refus\w+|justifi\w+|bilan|retard|sous-?trait\w+|payee?s?|salaires?|sur quelle base|pourquoi|obligatoires?|legal|taux legal)\b/;
const HOURLY =
  /(?<!\d)(\d+(?:[.,]\d+)?) ?(?:€|euros?)? ?(?:ht )?(?:charges? ?)?(?:\/ ?h\b|\/ ?heure|de l'heure|l'heure|par heure|\/heure|euros? l'heure)|(?:cout horaire|taux horaire|l'heure|\bcouts?) ?[^\d?.;]{0,25}(\d{1,3}(?:[.,]\d+)?)(?![\d ]*\d)/g;

/** The hours of an insertion clause: amount × labour share × rate ÷ hourly cost; what is missing is asked. */
export const INSERTION_HOURS: Computation = {
  id: 'insertion-hours',
  title: INSERTION_TITLE,
  isOfContract: true,
  compute(input) {
    const { text } = input.quantities;
    if (!INSERTION_HOURS_WORDS.test(text) || OTHER_SUBJECT.test(text)) return undefined;
    const said = inputsSaid(input);
    if (!said) return undefined;
    const { amount, labourShare, rate, hourlyCost } = said;
    const known = [amount, labourShare, rate, hourlyCost].filter((value) => value !== undefined).length;
    // All four values say by themselves that the sum is wanted; some of them, only with its words.
    if (known < 4 && (known === 0 || !CALCULATE.test(text))) return undefined;
    if (amount && labourShare && rate && hourlyCost)
      return computed({ amount, labourShare, rate, hourlyCost }, yearsSaid(input));
    return asking(said);
  },
};

/** The hours of a clause, as far as a message tells what they are computed from. */
export interface ClauseHours {
  /** One line a step; what is not known is left open, to be filled. */
  readonly steps: readonly string[];
  /** Whole hours; undefined while a value is missing. */
  readonly hours?: number | undefined;
  /** What to ask for, in French; undefined when nothing is missing. */
  readonly question?: string | undefined;
}

/**
 * The hours of an insertion clause from whatever a message tells of them, each assumption in a step of its own.
 * @returns undefined when its amounts or shares can't be told from one another
 */
export function clauseHours(input: ComputationInput): ClauseHours | undefined {
  const said = inputsSaid(input);
  if (!said) return undefined;
  const { amount, labourShare, rate, hourlyCost, withTax, untaxed } = said;
  const assumed = untaxed && amount ? [hoursCaveats.assumedBeforeTax(formatValue('€ HT', amount))] : [];
  const rules = [hoursCaveats.noLegalRate, hoursCaveats.dossier];
  if (amount && labourShare && rate && hourlyCost) {
    const inputs = { amount, labourShare, rate, hourlyCost };
    const words = wordsOf(inputs);
    const result = insertionHours(inputs);
    if (!words || !result) return undefined;
    return { steps: [...hoursSteps(words), ...assumed, ...rules], hours: Math.round(result.hours) };
  }
  const missing = (['amount', 'labourShare', 'rate', 'hourlyCost'] as const).filter(
    (name) => said[name] === undefined,
  );
  const open = openStep({
    amount: amount && formatValue('€ HT', amount),
    labourShare: labourShare && percent(labourShare),
    rate: rate && percent(rate),
    hourlyCost: hourlyCost && euros(hourlyCost),
  });
  return {
    steps: [open, ...assumed, ...(withTax ? [hoursCaveats.needsBeforeTax] : []), ...rules],
    question: missingQuestion(missing.map((name) => missingNames[name])),
  };
}

type Said = { readonly [K in keyof InsertionInputs]?: InsertionInputs[K] | undefined } & {
  readonly withTax?: boolean;
  /** The amount is said without a word on tax. */
  readonly untaxed?: boolean;
};

/** The four values as the question says them; undefined when a share or an amount can't be told from another. */
function inputsSaid(input: ComputationInput): Said | undefined {
  const { quantities, understanding, today } = input;
  // What is said last corrects what was said before.
  const hourly = [...quantities.text.matchAll(HOURLY)].at(-1);
  const hourlyCost = hourly ? Number((hourly[1] ?? hourly[2] ?? '').replace(',', '.')) : undefined;
  const inHourly = (at: number) =>
    hourly !== undefined && at >= hourly.index && at < hourly.index + hourly[0].length;
  const amounts = amountsSaid(input, today).all.filter(({ at, value }) => !inHourly(at) && value >= 500);
  const shares = sharesSaid(latestShares(input));
  if (amounts.length > 1 || !shares) return undefined;
  const withTax = amounts[0]?.tax === 'TTC';
  const untaxed = amounts[0] !== undefined && amounts[0].tax === undefined;
  const { worth } = understanding.told ?? {};
  // What the contract is worth was told before: it is not asked again.
  const told = amounts.length === 0 && worth?.tax !== 'TTC' ? worth?.value : undefined;
  const amount = withTax ? undefined : (amounts[0]?.value ?? told);
  return { amount, hourlyCost, withTax, untaxed, ...shares };
}

/** « et avec 10 % ? » says the rate anew: the share of the follow-up takes the place of the earlier one of its kind. */
function latestShares({ quantities, understanding, today }: ComputationInput): Quantities {
  const { text, shares } = quantities;
  if (!understanding.followsUp || shares.length < 3) return quantities;
  const start = askedFrom(text, understanding.asked, today);
  const own = shares.filter(({ at }) => at >= start);
  // Both are said anew: « non, 80 % c'est la main-d'œuvre, mettons 7 % d'insertion ».
  if (own.length === 2) return { ...quantities, shares: own };
  if (shares.length !== 3) return quantities;
  const [first, second, later] = shares;
  if (!first || !second || !later || second.at >= start || later.at < start) return quantities;
  const labour = LABOUR.test(text.slice(later.end, later.end + 25));
  const earlier = sharesSaid({ ...quantities, shares: [first, second] });
  if (!earlier) return quantities;
  const replaced = labour ? earlier.labourShare : earlier.rate;
  const kept = first.value === replaced ? second : first;
  return { ...quantities, shares: [kept, later] };
}

const LABOUR = /\bmain[- ]d'? ?oeuvre\b|\bm\.?o\.?\b|\bmasse salariale\b/;

/** « 40 % de main-d'œuvre, 5 % d'insertion »: each share by the words beside it, the other one by elimination. */
function sharesSaid({ text, shares }: Quantities): Said | undefined {
  if (shares.length > 2) return undefined;
  const roles = shares.map(({ at, end }, index) => {
    const after = text.slice(end, Math.min(shares[index + 1]?.at ?? text.length, end + AFTER));
    const before = text.slice(Math.max(shares[index - 1]?.end ?? 0, at - 30), at);
    const near = /^[^,;.?!]{0,40}/.exec(after)?.[0] ?? '';
    // « 50 % de main-d'œuvre, 5 % »: the words of the first share are not those of the second.
    for (const words of [near, /(?<![^,;])[^,;]*$/.exec(before)?.[0] ?? '']) {
      if (LABOUR.test(words)) return 'labourShare';
      if (/\binsertion\b|\bdes heures\b|\btaux\b|\bclause\b/.test(words)) return 'rate';
    }
    return undefined;
  });
  const [first, second] = shares.map(({ value }) => value);
  if (first === undefined) return {};
  if (second === undefined) return { [roles[0] ?? roleInSentence(text, shares[0]?.at ?? 0)]: first };
  if (roles[0] === roles[1]) return undefined;
  const labourFirst = roles[0] === 'labourShare' || roles[1] === 'rate';
  return labourFirst ? { labourShare: first, rate: second } : { labourShare: second, rate: first };
}

/** Characters after a share that tell what it is of: « 80 % c'est la part de main-d'œuvre ». */
const AFTER = 45;

/** What the only share of a message is, by the sentence that it stands in: « c'est surtout de la main-d'œuvre, disons 80 % ». */
function roleInSentence(text: string, at: number): 'labourShare' | 'rate' {
  const sentence = `${text
    .slice(0, at)
    .split(/[.;!?\n]/)
    .at(-1)}${text.slice(at).split(/[.;!?\n]/)[0]}`;
  return LABOUR.test(sentence) && !/\binsertion\b|\bclause\b/.test(sentence) ? 'labourShare' : 'rate';
}

const euros = (value: number): string => formatValue('€', value);
const percent = (value: number): string => formatValue('%', value);

function wordsOf(inputs: InsertionInputs): Parameters<typeof hoursHeadline>[0] | undefined {
  const result = insertionHours(inputs);
  if (!result) return undefined;
  return {
    hours: formatValue('heures', Math.round(result.hours)),
    exactHours: Number.isInteger(result.hours) ? undefined : formatValue('heures', result.hours),
    amount: formatValue('€ HT', inputs.amount),
    labourShare: percent(inputs.labourShare),
    rate: percent(inputs.rate),
    hourlyCost: euros(inputs.hourlyCost),
    labour: euros(result.labour),
    insertion: euros(result.insertion),
  };
}

/** How many years the contract lasts, where one length of a year or more is said. */
function yearsSaid({ quantities: { durations } }: ComputationInput): number | undefined {
  const [years, ...more] = durations.flatMap(({ value, unit }) =>
    unit === 'ans' ? [value] : unit === 'mois' ? [value / 12] : [],
  );
  return years !== undefined && more.length === 0 && years > 1 ? years : undefined;
}

function computed(inputs: InsertionInputs, years: number | undefined): ComputedAnswer | undefined {
  const words = wordsOf(inputs);
  return (
    words && {
      headline: hoursHeadline(words),
      steps: [...hoursSteps(words), ...yearlyStep(inputs, years)],
      caveats: [hoursCaveats.noLegalRate, hoursCaveats.dossier],
      articles: ['L2112-2'],
      figures: [],
    }
  );
}

function yearlyStep(inputs: InsertionInputs, years: number | undefined): string[] {
  const result = years === undefined ? undefined : insertionHours(inputs);
  if (!result || years === undefined) return [];
  const whole = Math.round(result.hours);
  return [
    hoursByYear(
      formatValue('heures', whole),
      formatValue('ans', years),
      formatValue('heures', Math.round(whole / years)),
    ),
  ];
}

function asking({ withTax, untaxed: _, ...said }: Said): ComputedAnswer | undefined {
  const names = ['amount', 'labourShare', 'rate', 'hourlyCost'] as const;
  const missing = names.filter((name) => said[name] === undefined);
  const example = wordsOf({
    amount: said.amount ?? EXAMPLE.amount,
    labourShare: said.labourShare ?? EXAMPLE.labourShare,
    rate: said.rate ?? EXAMPLE.rate,
    hourlyCost: said.hourlyCost ?? EXAMPLE.hourlyCost,
  });
  if (!example) return undefined;
  const known = [
    said.amount && formatValue('€ HT', said.amount),
    said.labourShare && knownParts.labourShare(percent(said.labourShare)),
    said.rate && knownParts.rate(percent(said.rate)),
    said.hourlyCost && knownParts.hourlyCost(euros(said.hourlyCost)),
  ].filter((part) => typeof part === 'string');
  return {
    headline: missingHeadline(missing.map((name) => missingNames[name])),
    steps: [...(known.length > 0 ? [knownStep(known)] : []), exampleStep(example)],
    caveats: [
      ...(withTax ? [hoursCaveats.needsBeforeTax] : []),
      hoursCaveats.noLegalRate,
      hoursCaveats.dossier,
    ],
    articles: ['L2112-2'],
    figures: [],
    // No button: every value would suggest a rate.
    clarify: { question: missingQuestion(missing.map((name) => missingNames[name])), choices: [] },
  };
}
