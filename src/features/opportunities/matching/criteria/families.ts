import type { Finding } from '../finding.ts';
import type { BidderProfile, LotProfile } from '../profiles.ts';

const POINTS = { reserved: 20, open: 15, social: 8, all: 5 } as const;

/**
 * Whether a company may answer: lots reserved to EA and ESAT, to SIAE, to the social economy (L2113-12, -13, -15), and
 * meetings that are open to some families.
 */
export function familiesOf(
  { bidder }: BidderProfile,
  { reservedFor, openTo, lot, notice }: LotProfile,
): Finding {
  if (reservedFor.length > 0) {
    if (reservedFor.some((one) => bidder.reservedFor.includes(one)))
      return fits(POINTS.reserved, { is: 'reserved-own', to: reservedFor });
    const because = { is: 'reserved-other', to: reservedFor } as const;
    return { criterion: 'families', verdict: 'near', points: 0, because, change: 'partner' };
  }
  if (openTo.length > 0) {
    if (openTo.some((one) => bidder.families.includes(one)))
      return fits(POINTS.open, { is: 'open-own', to: openTo.filter((one) => bidder.families.includes(one)) });
    return { criterion: 'families', verdict: 'fails', points: 0, because: { is: 'open-other', to: openTo } };
  }
  const isSocial = (lot.clauses ?? notice.clauses ?? []).includes('social') && bidder.reservedFor.length > 0;
  return fits(isSocial ? POINTS.social : POINTS.all, { is: 'open-to-all', isSocial });
}

const fits = (points: number, because: Finding['because']): Finding => ({
  criterion: 'families',
  verdict: 'fits',
  points,
  because,
});
