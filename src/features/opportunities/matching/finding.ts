import type { ReservedFor } from '../notice/notice.ts';
import type { Family } from './bidder.ts';
import type { Trade } from './trades/trades.ts';

/** What each criterion looks at. */
export const CRITERIA = ['activity', 'territory', 'size', 'families', 'time'] as const;
export type Criterion = (typeof CRITERIA)[number];

/** What would make a lot that nearly fits fit: a partner, another lot, another territory, more time. */
export type Change = 'partner' | 'lot' | 'territory' | 'time';

/** Why a criterion is met or not, as facts; `texts.ts` tells them. */
export type Because =
  | { readonly is: 'trade-said'; readonly trade: Trade }
  | { readonly is: 'trade-coded'; readonly trade: Trade; readonly code: string | undefined }
  | { readonly is: 'words-shared' }
  | { readonly is: 'no-trade-asked' }
  | { readonly is: 'trade-of-partners'; readonly trade: Trade }
  | { readonly is: 'trade-beside'; readonly trade: Trade; readonly own: Trade }
  | { readonly is: 'trade-other'; readonly asked: readonly Trade[]; readonly own: readonly Trade[] }
  | {
      readonly is: 'department-own' | 'department-beside' | 'department-far';
      readonly departments: readonly string[];
    }
  | { readonly is: 'departments-some'; readonly missing: readonly string[] }
  | { readonly is: 'everywhere' | 'whole-country' | 'overseas' | 'place-untold' }
  | {
      readonly is: 'size-fits' | 'size-large' | 'size-beyond';
      readonly amount: number;
      readonly isYearly: boolean;
      readonly turnover: number;
      readonly isGuess: boolean;
    }
  | { readonly is: 'size-untold' }
  | { readonly is: 'reserved-own' | 'reserved-other'; readonly to: readonly ReservedFor[] }
  | { readonly is: 'open-own' | 'open-other'; readonly to: readonly Family[] }
  | { readonly is: 'open-to-all'; readonly isSocial: boolean }
  | { readonly is: 'time-left' | 'time-short'; readonly days: number; readonly at: number }
  | { readonly is: 'time-over'; readonly at: number }
  | { readonly is: 'call-over' | 'time-untold' | 'to-come' };

/** What a criterion finds of a company and a lot. */
export interface Finding {
  readonly criterion: Criterion;
  /** `near`: it fails, and something would change it. */
  readonly verdict: 'fits' | 'near' | 'fails';
  /** What it adds to the score, out of 100 for all. */
  readonly points: number;
  readonly because: Because;
  /** Of what is near. */
  readonly change?: Change | undefined;
}
