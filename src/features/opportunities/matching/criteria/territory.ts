import type { Finding } from '../finding.ts';
import {
  type BidderProfile,
  departmentAt,
  isOverseas,
  type LotProfile,
  NOT_REACHED,
  REACHED,
  REACHED_BESIDE,
} from '../profiles.ts';

const POINTS = { own: 20, everywhere: 15, some: 12, near: 6 } as const;
/** Part of the departments of a lot that a company must work in to answer for all of them. */
const ENOUGH = 0.5;

/** How a company reaches a lot, without telling why: what an index asks first. */
export function reachOfLot(
  { reach, bidder }: BidderProfile,
  asked: Pick<LotProfile, 'departments' | 'isWholeCountry'>,
): number {
  if (asked.departments.length === 0) return bidder.everywhere ? REACHED : REACHED_BESIDE;
  let own = 0;
  let best = NOT_REACHED;
  for (const at of asked.departments) {
    const reached = reach[at] as number;
    if (reached === REACHED) own += 1;
    if (reached > best) best = reached;
  }
  if (best === REACHED && own / asked.departments.length < ENOUGH) return REACHED_BESIDE;
  return best;
}

/** Whether a lot is to be carried out where a company works: its departments, those that touch them, the country. */
export function territoryOf(profile: BidderProfile, asked: LotProfile): Finding {
  if (!asked.needsTrade && !isAtHome(profile, asked)) {
    const because = { is: 'department-far', departments: asked.departments.map(departmentAt) } as const;
    return { criterion: 'territory', verdict: 'fails', points: 0, because };
  }
  const reached = reachOfLot(profile, asked);
  const { because, points } = toldOf(profile, asked, reached);
  if (reached === REACHED) return { criterion: 'territory', verdict: 'fits', points, because };
  if (reached === NOT_REACHED) return { criterion: 'territory', verdict: 'fails', points: 0, because };
  const change = because.is === 'department-beside' ? 'territory' : 'partner';
  return { criterion: 'territory', verdict: 'near', points: POINTS.near, because, change };
}

/** Whoever works in the whole of France goes to the meetings of its own territory. */
const isAtHome = ({ bidder }: BidderProfile, { departments }: LotProfile): boolean =>
  departments.length === 0 || departments.some((at) => bidder.departments.includes(departmentAt(at)));

function toldOf(
  { reach, bidder }: BidderProfile,
  { departments, isWholeCountry }: LotProfile,
  reached: number,
): Pick<Finding, 'because' | 'points'> {
  if (departments.length === 0) {
    const is = bidder.everywhere ? 'everywhere' : isWholeCountry ? 'whole-country' : 'place-untold';
    return { because: { is }, points: POINTS.everywhere };
  }
  const own = departments.filter((at) => reach[at] === REACHED);
  const isNamed = own.some((at) => bidder.departments.includes(departmentAt(at)));
  if (reached === REACHED && !isNamed) return { because: { is: 'everywhere' }, points: POINTS.everywhere };
  if (reached === REACHED) {
    const points = own.length === departments.length ? POINTS.own : POINTS.some;
    return { because: { is: 'department-own', departments: own.map(departmentAt) }, points };
  }
  if (own.length > 0) {
    const missing = departments.filter((at) => reach[at] !== REACHED).map(departmentAt);
    return { because: { is: 'departments-some', missing }, points: POINTS.near };
  }
  const codes = departments.map(departmentAt);
  if (reached === NOT_REACHED) return { because: { is: 'department-far', departments: codes }, points: 0 };
  if (bidder.everywhere && codes.every(isOverseas))
    return { because: { is: 'overseas' }, points: POINTS.near };
  const beside = departments.filter((at) => reach[at] === REACHED_BESIDE).map(departmentAt);
  return { because: { is: 'department-beside', departments: beside }, points: POINTS.near };
}
