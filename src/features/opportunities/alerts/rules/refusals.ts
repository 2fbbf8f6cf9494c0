import {
  type BidderProfile,
  departmentAt,
  type LotProfile,
} from '#src/features/opportunities/matching/profiles.ts';
import { type Wanted, withoutThese } from './wanted.ts';

/** Why a company does not want a notice, as its buttons ask. */
export const REFUSALS = ['big', 'far', 'trade', 'time', 'other'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** What a refusal changes of what comes next. */
export type Tuned =
  | { readonly left: 'size'; readonly most: number }
  | { readonly left: 'places'; readonly departments: readonly string[] }
  | { readonly left: 'trades'; readonly trades: readonly string[] }
  /** Nothing changes: nothing is known to leave out, or nothing would be left. */
  | { readonly left: 'nothing'; readonly why: 'unknown' | 'all' | 'no-rule' };

/** What a refusal of a lot leaves out from now on. Pure. */
export function tunedBy(
  refusal: Refusal,
  { own, bidder }: Pick<BidderProfile, 'own' | 'bidder'>,
  { amount, departments, trades }: Pick<LotProfile, 'amount' | 'departments' | 'trades'>,
): Tuned {
  switch (refusal) {
    case 'big':
      return amount === undefined
        ? { left: 'nothing', why: 'unknown' }
        : { left: 'size', most: justBelow(amount) };
    case 'far': {
      const codes = departments.map(departmentAt);
      if (codes.length === 0) return { left: 'nothing', why: 'unknown' };
      const isAll = !bidder.everywhere && bidder.departments.every((code) => codes.includes(code));
      return isAll ? { left: 'nothing', why: 'all' } : { left: 'places', departments: codes };
    }
    case 'trade': {
      const asked = [...trades.said, ...trades.coded].filter((trade) => own.includes(trade));
      if (asked.length === 0) return { left: 'nothing', why: 'unknown' };
      if (own.every((trade) => asked.includes(trade))) return { left: 'nothing', why: 'all' };
      return { left: 'trades', trades: [...new Set(asked.map(({ id }) => id))] };
    }
    case 'time':
    case 'other':
      return { left: 'nothing', why: 'no-rule' };
    default:
      return refusal satisfies never;
  }
}

/** A round amount under which such a lot is no longer sent. */
function justBelow(amount: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(amount)) - 1);
  const floor = Math.floor(amount / unit) * unit;
  return floor < amount ? floor : Math.max(1, amount - unit);
}

/** What is wanted once it is left out. */
export function withTuned(wanted: Wanted, tuned: Tuned): Wanted {
  switch (tuned.left) {
    case 'size':
      return { ...wanted, most: Math.min(tuned.most, wanted.most ?? tuned.most) };
    case 'places':
      return withoutThese(wanted, { trades: [], departments: tuned.departments });
    case 'trades':
      return withoutThese(wanted, { trades: tuned.trades, departments: [] });
    case 'nothing':
      return wanted;
    default:
      return tuned satisfies never;
  }
}
