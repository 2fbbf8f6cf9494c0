import { isWithinCpv, sharedCpvDigits } from '#src/reference/cpv.ts';
import type { Finding } from '../finding.ts';
import type { BidderProfile, LotProfile } from '../profiles.ts';
import type { Trade } from '../trades/trades.ts';
import { cosineOf } from '../vectors.ts';

const POINTS = { said: 40, agreed: 5, coded: 25, wide: 15, words: 15, open: 15, meaning: 20 } as const;
/** The cosine of what a company says and of a lot under a code too wide to tell, measured on the reader's vectors. */
const MEANS_THE_SAME = 0.5;
/** Codes of one class, in the tree of the vocabulary. */
const SAME_CLASS = 4;

/**
 * Whether a lot asks for what a company does. The words of the lot decide; its code only where they name no trade, and a
 * code that is too wide only where what both say means the same. Without vectors, a wide code needs a word in common.
 */
export function activityOf(bidder: BidderProfile, asked: LotProfile): Finding {
  const found = tradeOf(bidder, asked);
  if (found.verdict === 'fails') return found;
  const meaning = meaningOf(bidder, asked);
  return {
    ...found,
    points: found.points + (meaning === undefined ? 0 : Math.max(0, meaning) * POINTS.meaning),
  };
}

const fits = (points: number, because: Finding['because']): Finding => ({
  criterion: 'activity',
  verdict: 'fits',
  points,
  because,
});

function tradeOf(bidder: BidderProfile, asked: LotProfile): Finding {
  const { said, coded } = asked.trades;
  if (!asked.needsTrade && said.length === 0) return fits(POINTS.open, { is: 'no-trade-asked' });
  const shared = common(said, bidder.own);
  if (shared)
    return fits(POINTS.said + (coded.includes(shared) ? POINTS.agreed : 0), {
      is: 'trade-said',
      trade: shared,
    });
  if (said.length === 0) {
    const byCode = fitsByCode(bidder, asked);
    if (byCode) return byCode;
  }
  if (said.length === 0 || bidder.own.length === 0) {
    if (sharesWords(bidder, asked)) return fits(POINTS.words, { is: 'words-shared' });
  }
  return besideOf(bidder, said.length > 0 ? said : coded);
}

function fitsByCode(bidder: BidderProfile, { trades, lot, vector }: LotProfile): Finding | undefined {
  const byCode = common(trades.coded, bidder.own);
  if (byCode) return fits(POINTS.coded, { is: 'trade-coded', trade: byCode, code: lot.cpv[0] });
  const byWide = common(trades.wide, bidder.own);
  const meaning = meaningOf(bidder, { vector });
  if (!byWide || meaning === undefined || meaning < MEANS_THE_SAME) return undefined;
  return fits(POINTS.wide, { is: 'trade-coded', trade: byWide, code: lot.cpv[0] });
}

/**
 * A trade that the table does not have: two words that few say; or one, and a code of the same class or texts that mean
 * the same.
 */
function sharesWords(profile: BidderProfile, asked: LotProfile): boolean {
  const shared = profile.rare.filter((stem) => asked.rare.has(stem)).length;
  if (shared !== 1) return shared > 1;
  const isClose = (code: string) =>
    asked.lot.cpv.some((own) => isWithinCpv(own, code) || sharedCpvDigits(own, code) >= SAME_CLASS);
  return profile.bidder.codes.some(isClose) || (meaningOf(profile, asked) ?? 0) >= MEANS_THE_SAME;
}

function besideOf({ own, partners }: BidderProfile, asked: readonly Trade[]): Finding {
  const near = (because: Finding['because']): Finding => ({
    criterion: 'activity',
    verdict: 'near',
    points: POINTS.words,
    because,
    change: 'partner',
  });
  const theirs = common(asked, partners);
  if (theirs) return near({ is: 'trade-of-partners', trade: theirs });
  for (const trade of asked) {
    const from = own.find(({ id }) => trade.beside.includes(id));
    if (from) return near({ is: 'trade-beside', trade, own: from });
  }
  return { criterion: 'activity', verdict: 'fails', points: 0, because: { is: 'trade-other', asked, own } };
}

const common = (asked: readonly Trade[], own: readonly Trade[]): Trade | undefined =>
  asked.find((trade) => own.includes(trade));

const meaningOf = (bidder: BidderProfile, asked: Pick<LotProfile, 'vector'>): number | undefined =>
  bidder.vector && asked.vector && cosineOf(bidder.vector, asked.vector);
