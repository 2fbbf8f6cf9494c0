import type { Buyer } from '#src/calculators/buyers.ts';
import type { ComputationInput } from '#src/calculators/computation.ts';
import type { FiguresAt } from '#src/calculators/known.ts';
import { amountsSaid } from '#src/calculators/reading/amounts-said.ts';
import { type CompanySaid, companyOf } from '#src/calculators/reading/company-said.ts';
import { byRole } from '#src/calculators/reading/roles.ts';
import { roundToCents } from '#src/calculators/rounding.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { isContractSum } from '#src/reader/contract-sum.ts';
import { type Amount, type Duration, isCompared, monthsOf } from '#src/reader/quantities.ts';
import { type AdvanceRight, advanceRight } from './advance.ts';

/** What a question says of a contract and of its advance. */
export interface AdvanceSaid extends CompanySaid {
  readonly buyer?: Exclude<Buyer, 'private'> | undefined;
  /** The Caisse des dépôts: a central authority that owes no advance. */
  readonly buyerOwes?: boolean | undefined;
  readonly exclTax?: number | undefined;
  readonly inclTax?: number | undefined;
  /** Said without « HT » nor « TTC ». */
  readonly unsaidTax?: number | undefined;
  /** In percent, when the question says it: it is never guessed. */
  readonly vat?: number | undefined;
  readonly subcontracted: number;
  readonly months?: number | undefined;
  /** The duration as said: « 6 semaines ». */
  readonly duration?: string | undefined;
  /** Rate of the advance, in percent. */
  readonly rate?: number | undefined;
  /** An amount said by the year or by the month, and that of the whole contract. */
  readonly recurring?: RecurringAmount | undefined;
}

/** « 90 000 € par an » over three years. */
export interface RecurringAmount {
  readonly each: Amount;
  readonly per: 'an' | 'mois';
  readonly times: number;
  readonly total: number;
}

const NO_VAT = /\b(?:sans|pas de|exonere\w* de|non assujetti\w* a la|franchise (?:de|en base de)) tva\b/;
const ADVANCE_BEFORE = /\bavance (?:de |d'|est de |serait de |fait |vaut |demandee? de )$/;
const ADVANCE_AFTER = /^ ?(?:€ )?(?:ht |ttc )?(?:d'|en |comme |de l'|a titre d')avance\b/;
/** Durations that are not the contract's. */
const OTHER_DURATION =
  /\b(?:paye\w*|paie|paiement|delai|garantie|depuis|(?:il )?y a|ya|ca fait|voila|dans|avant|sous|apres|retard) (?:a |de |en |environ )*$/;
/** « 24 jours de retard » is how late it is. */
const LATE_AFTER = /^ ?(?:de |en |d')retard\b/;
/** An advance is due for each renewal (R2191-15): what one period is worth can't be told. */
const RENEWED = /\b(?:reconduct\w+|renouvelables?|reconduit\w*)\b/;

/** Reads amounts by their roles; undefined when two amounts may be the contract's, or none is said. */
export function advanceSaid(input: ComputationInput): AdvanceSaid | undefined {
  const { quantities, understanding } = input;
  const { text } = quantities;
  const duration = contractDuration(input);
  if (duration === null) return undefined;
  const months = duration && monthsOf(duration);
  const whole = wholeAmounts(input, months);
  if (!whole) return undefined;
  const { amounts, recurring } = whole;
  const { advance, subcontracted } = amountRoles(text, amounts);
  const market = amounts.filter((one) => one !== advance && one !== subcontracted);
  const [excl, incl, unsaid] = (['HT', 'TTC', undefined] as const).map((tax) => only(market, tax));
  if (excl === null || incl === null || unsaid === null || market.length > 2) return undefined;
  const company = companyOf(input);
  // Without an amount, only the size of the buyer makes a case of its own: the page on rates answers the rest.
  if (market.length === 0 && company.large === undefined) return undefined;
  return {
    ...company,
    buyer: buyerOf(understanding.case),
    buyerOwes: /caisse des depots|\bcdc\b|\bugap\b|\bepic\b/.test(text) ? false : undefined,
    ...withBothTaxes(excl, incl, vatOf(text)),
    // « 80 000 €… TTC 96 000 € »: a later amount with its tax completes the first.
    unsaidTax: (excl ?? incl) === undefined ? unsaid : undefined,
    subcontracted: subcontracted?.value ?? 0,
    months,
    duration: duration && formatValue(duration.unit, duration.value),
    rate: rateOf(input),
    recurring,
  };
}

function buyerOf({ buyer, regime }: ComputationInput['understanding']['case']): AdvanceSaid['buyer'] {
  if (buyer === 'private') return undefined;
  return buyer ?? (regime === 'utilities' ? 'network' : undefined);
}

/** The amount without and with its tax: the one that is not said is computed where the rate is. */
function withBothTaxes(
  excl: number | undefined,
  incl: number | undefined,
  vat: number | undefined,
): Pick<AdvanceSaid, 'exclTax' | 'inclTax' | 'vat'> {
  if (vat === undefined) return { exclTax: excl, inclTax: incl };
  if (incl !== undefined) return { exclTax: excl ?? roundToCents(incl / (1 + vat / 100)), inclTax: incl };
  if (excl === undefined) return {};
  return { exclTax: excl, inclTax: roundToCents(excl * (1 + vat / 100)), vat };
}

/** Amounts of the whole contract: « 90 000 € par an » over three years counts three times. */
function wholeAmounts(
  input: ComputationInput,
  months: number | undefined,
): { amounts: readonly Amount[]; recurring?: RecurringAmount | undefined } | undefined {
  const { text } = input.quantities;
  const said = amountsSaid(input, input.today).all;
  const all = said.filter(
    (one) => isContractSum(text, one) || isOfAdvance(text, one) || isSubcontracted(text, one),
  );
  // A sum that is somebody's own money, and none of the contract's.
  if (all.length === 0 && said.length > 0) return undefined;
  const read = all.map((amount) => recurringOf(amount, months));
  if (RENEWED.test(text) || read.includes('unknown')) return undefined;
  const known = read.map((one) => (typeof one === 'object' ? one : undefined));
  const amounts = all.map((amount, index) => ({ ...amount, value: known[index]?.total ?? amount.value }));
  return { amounts, recurring: known.find((one) => one !== undefined) };
}

/** `unknown`: an amount by the year, over a time that is not said. */
function recurringOf(each: Amount, months: number | undefined): RecurringAmount | 'once' | 'unknown' {
  const { per } = each;
  if (!per) return 'once';
  if (months === undefined || (per !== 'an' && per !== 'mois')) return 'unknown';
  const times = per === 'an' ? months / 12 : months;
  return { each, per, times, total: roundToCents(each.value * times) };
}

const isSubcontracted = (text: string, { at, end }: Amount): boolean =>
  /sous-? ?trait/.test(text.slice(Math.max(0, at - 60), end + 40));

const isOfAdvance = (text: string, { at, end }: Amount): boolean =>
  ADVANCE_BEFORE.test(text.slice(0, at)) || ADVANCE_AFTER.test(text.slice(end));

function amountRoles(text: string, amounts: readonly Amount[]) {
  const advance = amounts.find((one) => isOfAdvance(text, one));
  const { subcontracted } = byRole(text, amounts, {
    subcontracted: /(?<!(?:pas|sans|aucun|ni) (?:de |d')?)sous-? ?trait|pay\w{0,20} (?:en )?direct/,
    contract: /marche|contrat|\blots?\b|montant|travaux|prestations?|offre|chantier|\bht\b|\bttc\b/,
  });
  return { advance, subcontracted };
}

/** The amount with that tax; undefined without any, null when there are several. */
function only(amounts: readonly Amount[], tax: Amount['tax']): number | undefined | null {
  const found = amounts.filter((one) => one.tax === tax);
  return found.length > 1 ? null : found[0]?.value;
}

function vatOf(text: string): number | undefined {
  if (NO_VAT.test(text)) return 0;
  const said = /\btva (?:(?:c'est|est|sera|a|de|du|=|:) ?){0,2}(\d{1,2}(?:[.,]\d)?)(?![\d/])/.exec(text)?.[1];
  return said === undefined ? undefined : Number(said.replace(',', '.'));
}

/** The contract's duration; null when several may be. A button says « durée 24 mois ». */
function contractDuration({
  quantities: { text, durations },
}: ComputationInput): Duration | undefined | null {
  const all = durations.filter(
    ({ at, end, unit }) =>
      unit !== 'heures' &&
      !OTHER_DURATION.test(text.slice(Math.max(0, at - 30), at)) &&
      !LATE_AFTER.test(text.slice(end)),
  );
  // « 6 semaines, donc moins de 2 mois »: what it is only compared with is no other time.
  const exact = all.filter(({ at }) => !isCompared(text, at));
  const own = exact.length > 0 ? exact : all;
  const after = (words: RegExp) => own.filter(({ at }) => words.test(text.slice(0, at)));
  const named = after(/duree (?:de |du marche )?$/).slice(-1);
  const likely = named.length > 0 ? named : after(/(?:sur|dure|pendant|marche de|contrat de) $/);
  const [chosen, ...more] = likely.length > 0 ? likely : own;
  return more.length > 0 ? null : chosen;
}

function rateOf({ quantities: { text, shares } }: ComputationInput): number | undefined {
  const own = shares.filter(({ at }) => !/\btva (?:a |de )?$/.test(text.slice(0, at)));
  return own.length === 1 ? own[0]?.value : undefined;
}

/** No tax takes half of the price again: what an amount surely is without tax. */
const SURELY = 1.5;

/** The right to an advance on what a question says; a TTC amount decides only when it surely does. */
export function rightOf(
  said: Pick<AdvanceSaid, 'exclTax' | 'inclTax' | 'unsaidTax' | 'months' | 'buyer' | 'buyerOwes'>,
  figures: FiguresAt,
): AdvanceRight | undefined {
  const known = said.inclTax ?? said.unsaidTax;
  return advanceRight(
    {
      amountExclTax: said.exclTax,
      ceiling: known,
      floor: known === undefined ? undefined : known / SURELY,
      months: said.months,
      buyer: said.buyer,
      buyerOwes: said.buyerOwes,
    },
    figures,
  );
}
