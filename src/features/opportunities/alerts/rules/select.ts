import { type Match, matchLot } from '#src/features/opportunities/matching/match.ts';
import {
  type BidderProfile,
  type LotProfile,
  profilesOfNotice,
} from '#src/features/opportunities/matching/profiles.ts';
import type { KeptNotice } from '#src/features/opportunities/store/notices.ts';
import { isLeftOut, type Wanted } from './wanted.ts';

/** Notices that one message shows; the others are counted. */
export const MOST_SHOWN = 5;

/** A notice that a company is told of, with its lot that fits best. */
export interface Pick {
  readonly kept: KeptNotice;
  readonly lot: LotProfile;
  readonly match: Match;
  /** How many other lots fit it too. */
  readonly others: number;
}

/** A company as it is matched. */
export interface Matched {
  readonly profile: BidderProfile;
  readonly wanted: Wanted;
}

/** How a notice fits a company: its best lot among those that do; undefined where none does, or its time is over. */
export function pickOf(kept: KeptNotice, { profile, wanted }: Matched, now: number): Pick | undefined {
  const fitting = profilesOfNotice(kept.notice, kept.vectors)
    .filter((lot) => !isLeftOut(lot, wanted))
    .map((lot) => ({ lot, match: matchLot(profile, lot, now) }))
    .filter(({ match }) => match.verdict === 'useful')
    .sort((a, b) => b.match.score - a.match.score);
  const [best] = fitting;
  return best && { kept, ...best, others: fitting.length - 1 };
}

/** Those of some notices that a company is told of, the best first; of two as good, the one that closes first. */
export const picksOf = (notices: readonly KeptNotice[], matched: Matched, now: number): Pick[] =>
  notices
    .flatMap((kept) => pickOf(kept, matched, now) ?? [])
    .sort(
      (a, b) =>
        b.match.score - a.match.score ||
        closing(a) - closing(b) ||
        (a.kept.id < b.kept.id ? -1 : Number(a.kept.id > b.kept.id)),
    );

const closing = ({ lot }: Pick): number => lot.closesAt ?? Number.POSITIVE_INFINITY;
