import type { FiguresAt } from '#src/calculators/known.ts';
import type { Amount } from '#src/reader/quantities.ts';

/** What a question says of its buyer's yearly spending, in €: it is no amount of its contract. */
interface BuyerSpending {
  readonly value: number;
  /** Running costs, or a whole budget, which is at least as large. */
  readonly kind: 'running' | 'budget';
  /** « plus de 60 M€ », « moins de 60 M€ ». */
  readonly bound?: 'over' | 'under' | undefined;
}

const MILLION = 1_000_000;
const QUOTED_LIMIT = 60 * MILLION;
const RUNNING_AFTER =
  /^ ?(?:€|d'euros|euros?)? ?(?:par an |l'an |annuels? )?(?:pour fonctionner\b|(?:de |en |pour (?:le |son )?|d')?(?:(?:depenses?|frais|budget|charges|couts?)(?: reelles?)? (?:de |en )?)?fonctionnement\b)/;
const RUNNING_BEFORE = /\bfonctionnement\b[^,;?.\d]{0,30}$/;
const BUDGET_BEFORE =
  /\bbudget (?:annuel |total |communal |municipal |general |principal |global )*(?:de |d'environ |: ?|est (?:de |a )?|= ?|a |autour de |d')?(?:plus de |moins de |environ )?$/;
/** The budget of the purchase, not of the buyer. */
const PURCHASE_AFTER =
  /^.{0,15}\b(?:pour (?:l[ae]s?|une?|des|ce|son)|travaux|du marche|alloue|de l'operation|prevu)/;
const BUYER_BEFORE =
  /\b(?:commune|mairie|ville|village|collectivite|departement|region|agglo\w*|metropole|interco|epci|acheteur|hopital)\b[^;?.]{0,40}$/;

function spendingOf(text: string, amount: Amount, all: readonly Amount[]): BuyerSpending | undefined {
  const before = text.slice(Math.max(0, amount.at - 60), amount.at);
  const after = text.slice(amount.end, amount.end + 60);
  const bound = /\b(?:plus de|superieure?s? a|au[- ]dessus de|depasse\w*)\W*$/.test(before)
    ? 'over'
    : /\b(?:moins de|inferieure?s? a|en[- ]dessous de|sous|pas plus de)\W*$/.test(before)
      ? 'under'
      : undefined;
  const { value } = amount;
  // « une région de plus de 60 M€ »: the limit that people quote, its words left out.
  const quoted = bound !== undefined && value === QUOTED_LIMIT;
  if (quoted || RUNNING_AFTER.test(after) || RUNNING_BEFORE.test(before))
    return { value, kind: 'running', bound };
  if (value < MILLION || !BUDGET_BEFORE.test(before) || PURCHASE_AFTER.test(after)) return undefined;
  const ofBuyer = BUYER_BEFORE.test(text.slice(0, text.lastIndexOf('budget', amount.at)));
  return ofBuyer || all.some((other) => other.value < value) ? { value, kind: 'budget', bound } : undefined;
}

/** Whether an amount tells the size of the buyer: « 3 M€ de fonctionnement », « petite commune, budget 2 millions ». */
export const isBuyerSpending = (text: string, amount: Amount, all: readonly Amount[]): boolean =>
  spendingOf(text, amount, all) !== undefined;

/**
 * Whether the buyer's running costs pass the register's limit (R2191-7, R2191-33), from the amount that the question says.
 * @returns undefined when it says none, when it does not settle the comparison, or when the limit is unknown that day
 */
export function largeBySpending(
  text: string,
  amounts: readonly Amount[],
  figures: FiguresAt,
): boolean | undefined {
  const limit = figures.get('fonctionnement-grand-acheteur');
  if (!limit) return undefined;
  for (const amount of amounts) {
    const spending = spendingOf(text, amount, amounts);
    if (spending) return isOver(spending, limit.number * MILLION);
  }
  return undefined;
}

function isOver({ value, kind, bound }: BuyerSpending, limit: number): boolean | undefined {
  // A whole budget over the limit says nothing of the running costs alone.
  if (value > limit) return kind === 'running' && bound !== 'under' ? true : undefined;
  if (bound === 'over') return value === limit && kind === 'running' ? true : undefined;
  return false;
}
