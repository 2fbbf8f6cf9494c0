import { type Explanation, explain } from './matching/explain.ts';
import type { Match } from './matching/match.ts';
import { profilesOfNotice } from './matching/profiles.ts';
import type { Lot, Notice } from './notice/notice.ts';
import type { ReferencedNow } from './referenced.ts';
import type { KeptNotice } from './store/notices.ts';

/** A company that a notice fits, or nearly: by the lot that suits it best. */
export interface Fit {
  readonly companyId: string;
  readonly lot: Lot | undefined;
  readonly match: Match;
}

/** Whom a notice fits. */
export interface Fits {
  /** All fits, the best first. */
  readonly useful: readonly Fit[];
  /** One single thing fails, and something would change it. */
  readonly near: readonly Fit[];
  /** How many companies it was held against, and how many whose files do not tell enough for that. */
  readonly compared: number;
  readonly unread: number;
}

/** Holds a notice against the referenced companies, each once. @param now epoch milliseconds */
export function whoFits(
  { index, unread }: ReferencedNow,
  { notice, vectors }: Pick<KeptNotice, 'notice' | 'vectors'>,
  now: number,
): Fits {
  const lots = new Map(notice.lots.map((lot) => [lot.id, lot]));
  const best = new Map<string, Fit>();
  // They come the best first, useful ones before near ones.
  for (const match of index.matchNotice(profilesOfNotice(notice, vectors), now))
    if (!best.has(match.bidderId))
      best.set(match.bidderId, { companyId: match.bidderId, lot: lots.get(match.lotId), match });
  const fits = [...best.values()];
  return {
    useful: fits.filter(({ match }) => match.verdict === 'useful'),
    near: fits.filter(({ match }) => match.verdict === 'near'),
    compared: index.size,
    unread,
  };
}

/** Why a company fits, or nearly, in the words that it would read. */
export const explainFit = (notice: Notice, { match }: Fit): Explanation =>
  explain(match, (lotId) => notice.lots.find(({ id }) => id === lotId)?.number ?? lotId);

/** Above so many companies, how many they are is said twice. */
export const SAID_ONCE_UP_TO = 50;
