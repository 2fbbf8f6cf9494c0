import type { Criterion, Finding } from '#src/features/opportunities/matching/finding.ts';
import { type Match, matchLot } from '#src/features/opportunities/matching/match.ts';
import {
  type BidderProfile,
  departmentAt,
  type LotProfile,
  REACHED,
} from '#src/features/opportunities/matching/profiles.ts';
import type { Trade } from '#src/features/opportunities/matching/trades/trades.ts';
import type { ReservedFor } from '#src/features/opportunities/notice/notice.ts';

/** What a company brings to another one for a lot. */
export type Brought =
  | { readonly is: 'trade'; readonly trade: Trade | undefined }
  /** The lot is reserved to such structures. */
  | { readonly is: 'family'; readonly of: readonly ReservedFor[] }
  /** The lot has a social clause. */
  | { readonly is: 'clause' }
  | { readonly is: 'territory'; readonly departments: readonly string[] }
  /** A part of what is too large for one: whether both are enough would tell of the other's turnover. */
  | { readonly is: 'size' }
  /** Nothing is missing: two are stronger. */
  | { readonly is: 'hands' };

/** A company that completes another one. */
export interface Complement {
  readonly brings: readonly Brought[];
  /** To put the best first. */
  readonly score: number;
}

/** What a company lacks for a lot. */
export interface Lacking {
  readonly lot: LotProfile;
  readonly asker: BidderProfile;
  readonly match: Match;
  readonly trade: boolean;
  readonly family: boolean;
  readonly departments: readonly number[];
  readonly size: boolean;
}

const POINTS = { missing: 100, clause: 40, otherFamily: 30 } as const;

const findingOf = ({ findings }: Match, criterion: Criterion): Finding | undefined =>
  findings.find((one) => one.criterion === criterion);
const fits = (match: Match, criterion: Criterion): boolean => findingOf(match, criterion)?.verdict === 'fits';

/**
 * What a company lacks for the lot of a call that is nearest to it; undefined where no partner would change anything: it is
 * over, none of it is its trade, or it is not open to it. Pure.
 * @param isShort whether the turnover that is asked is more than its own
 */
export function lackingOf(
  asker: BidderProfile,
  lots: readonly LotProfile[],
  { isShort, now }: { readonly isShort: boolean; readonly now: number },
): Lacking | undefined {
  const found = lots
    .map((lot) => ({ lot, match: matchLot(asker, lot, now) }))
    .filter(({ match }) => mayBeCompleted(match))
    .sort((a, b) => rank(a.match) - rank(b.match) || b.match.score - a.match.score)[0];
  if (!found) return undefined;
  const { lot, match } = found;
  return {
    lot,
    asker,
    match,
    trade: !fits(match, 'activity'),
    family: findingOf(match, 'families')?.because.is === 'reserved-other',
    departments: lot.departments.filter((at) => asker.reach[at] !== REACHED),
    size: isShort || !fits(match, 'size'),
  };
}

const RANKS = { useful: 0, near: 1, no: 2 } as const;
const rank = ({ verdict }: Match): number => RANKS[verdict];

const mayBeCompleted = (match: Match): boolean =>
  findingOf(match, 'activity')?.verdict !== 'fails' &&
  findingOf(match, 'time')?.verdict !== 'fails' &&
  // So many times larger, no partner makes it its own.
  findingOf(match, 'size')?.verdict !== 'fails' &&
  findingOf(match, 'families')?.because.is !== 'open-other';

/** How a company completes another one for a lot; undefined where it brings nothing that is missing. Pure. */
export function complementOf(
  lacking: Lacking,
  candidate: BidderProfile,
  now: number,
): Complement | undefined {
  const { lot } = lacking;
  const theirs = matchLot(candidate, lot, now);
  const brings = broughtBy(lacking, candidate, theirs);
  if (!brings) return undefined;
  const isNeeded = ({ is }: Brought) => is !== 'clause' && is !== 'hands';
  const points =
    brings.filter(isNeeded).length * POINTS.missing +
    (brings.some(({ is }) => is === 'clause') ? POINTS.clause : 0) +
    (isOtherFamily(lacking.asker, candidate) ? POINTS.otherFamily : 0);
  // Who comes first must not tell of its size either.
  return { brings, score: points + theirs.score - (findingOf(theirs, 'size')?.points ?? 0) };
}

/** What a company brings of what is missing; undefined where it may not join, or brings none of it. */
function broughtBy(
  lacking: Lacking,
  candidate: BidderProfile,
  theirs: Match,
): readonly Brought[] | undefined {
  const departments = lacking.departments.filter((at) => candidate.reach[at] === REACHED);
  const isThere = fits(theirs, 'territory') || departments.length > 0;
  if (!isThere || !mayJoin(lacking, candidate, theirs)) return undefined;
  const brings: Brought[] = [];
  if (lacking.trade) brings.push({ is: 'trade', trade: tradeIn(theirs) });
  if (lacking.family) brings.push({ is: 'family', of: familyBrought(lacking, candidate) });
  if (departments.length > 0) brings.push({ is: 'territory', departments: departments.map(departmentAt) });
  // Who takes one in as a subcontractor carries the whole.
  if (lacking.size && !lacking.family && fits(theirs, 'activity')) brings.push({ is: 'size' });
  if (!lacking.family && bringsClause(lacking, candidate)) brings.push({ is: 'clause' });
  if (brings.length > 0) return brings;
  return lacking.size || lacking.departments.length > 0 ? undefined : [{ is: 'hands' }];
}

/**
 * Whether it does what is asked, or what is beside it where the first does it and the lot is reserved to such as this one;
 * and is one of those to whom it is open.
 */
function mayJoin(lacking: Lacking, candidate: BidderProfile, theirs: Match): boolean {
  if (findingOf(theirs, 'families')?.because.is === 'open-other') return false;
  const isOfFamily = familyBrought(lacking, candidate).length > 0;
  // Of a reserved lot, each member is held to be one of those to whom it is.
  if (lacking.lot.reservedFor.length > 0 && !isOfFamily) return false;
  if (fits(theirs, 'activity')) return true;
  return !lacking.trade && isOfFamily && findingOf(theirs, 'activity')?.verdict === 'near';
}

const tradeIn = (match: Match): Trade | undefined => {
  const because = findingOf(match, 'activity')?.because;
  return because?.is === 'trade-said' || because?.is === 'trade-coded' ? because.trade : undefined;
};

const familyBrought = ({ lot }: Lacking, { bidder }: BidderProfile): readonly ReservedFor[] =>
  lot.reservedFor.filter((one) => bidder.reservedFor.includes(one));

const ofClause = ({ bidder }: BidderProfile): boolean =>
  bidder.reservedFor.includes('insertion') || bidder.reservedFor.includes('adapted');

const bringsClause = ({ lot: { lot, notice }, asker }: Lacking, candidate: BidderProfile): boolean =>
  (lot.clauses ?? notice.clauses ?? []).includes('social') && ofClause(candidate) && !ofClause(asker);

/** Handicap beside insertion, as those who won the laundry of the athletes' village together. */
function isOtherFamily({ bidder: asker }: BidderProfile, { bidder }: BidderProfile): boolean {
  const has = (one: typeof asker, family: ReservedFor) => one.reservedFor.includes(family);
  return (
    (has(asker, 'adapted') && !has(asker, 'insertion') && has(bidder, 'insertion')) ||
    (has(asker, 'insertion') && !has(asker, 'adapted') && has(bidder, 'adapted'))
  );
}

/** Companies that one is proposed at once. */
export const MOST_PROPOSED = 3;

/** The companies that complete another one, the best first. */
export function complementsOf(
  lacking: Lacking,
  candidates: readonly BidderProfile[],
  now: number,
): { readonly candidate: BidderProfile; readonly complement: Complement }[] {
  return candidates
    .flatMap((candidate) => {
      if (candidate.bidder.id === lacking.asker.bidder.id) return [];
      const complement = complementOf(lacking, candidate, now);
      return complement ? [{ candidate, complement }] : [];
    })
    .sort(
      (a, b) =>
        b.complement.score - a.complement.score || (a.candidate.bidder.id < b.candidate.bidder.id ? -1 : 1),
    );
}
