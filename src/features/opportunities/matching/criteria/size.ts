import type { Finding } from '../finding.ts';
import type { BidderProfile, LotProfile } from '../profiles.ts';

const POINTS = { easy: 15, fits: 10, untold: 8, near: 4 } as const;
/** Part of its turnover that one contract may weigh a year in a company that stands by itself. */
const ALONE = 0.6;
/** A contract of this weight leaves room for others. */
const EASY = 0.3;
/** Beyond so many times its turnover, no partner makes it its own. */
const WITH_PARTNERS = 8;

/** Whether a company is of a size to carry a lot: what it weighs beside its turnover of a year. */
export function sizeOf(
  { turnover, isTurnoverGuess }: BidderProfile,
  { amount, isYearly }: LotProfile,
): Finding {
  if (amount === undefined || turnover === undefined)
    return { criterion: 'size', verdict: 'fits', points: POINTS.untold, because: { is: 'size-untold' } };
  const weight = amount / turnover;
  const told = { amount, isYearly, turnover, isGuess: isTurnoverGuess };
  if (weight <= ALONE) {
    const points = weight <= EASY ? POINTS.easy : POINTS.fits;
    return { criterion: 'size', verdict: 'fits', points, because: { is: 'size-fits', ...told } };
  }
  if (weight > WITH_PARTNERS)
    return { criterion: 'size', verdict: 'fails', points: 0, because: { is: 'size-beyond', ...told } };
  return {
    criterion: 'size',
    verdict: 'near',
    points: POINTS.near,
    because: { is: 'size-large', ...told },
    change: 'partner',
  };
}
