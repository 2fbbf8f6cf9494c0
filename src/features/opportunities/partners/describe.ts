import { listed } from '#src/calculators/texts-amounts.ts';
import {
  type BidderProfile,
  departmentAt,
  type LotProfile,
  REACHED,
} from '#src/features/opportunities/matching/profiles.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import type { Brought, Lacking } from './rules/complement.ts';
import { describeTexts as texts } from './texts.ts';

const MOST_TRADES = 2;
const MOST_PLACES = 3;

/**
 * A company as another one reads of it before both agreed: its family, its trade, and where it works of what the lot asks.
 * No name, no town, no size: its agreement to be shown tells of no size, and the origin of its founders is nobody's affair.
 */
export function described(profile: BidderProfile, lot: LotProfile): string {
  const { bidder, own, reach } = profile;
  const asked = [...lot.trades.said, ...lot.trades.coded];
  const trades = [...own].sort((a, b) => Number(asked.includes(b)) - Number(asked.includes(a)));
  const places = lot.departments.filter((at) => reach[at] === REACHED).map(departmentAt);
  // What it does elsewhere, where none of it is there.
  const told = places.length > 0 ? places : bidder.departments.slice(0, 1);
  const where =
    bidder.everywhere && places.length === 0 ? texts.everywhere : texts.where(listed(placesNamed(told)));
  const does = listed(trades.slice(0, MOST_TRADES).map(({ label }) => label));
  return `${kindOf(profile)}${told.length > 0 || bidder.everywhere ? where : ''}${does === '' ? '' : texts.does(does)}`;
}

const placesNamed = (codes: readonly string[]): string[] =>
  codes.slice(0, MOST_PLACES).map((code) => `${departmentOf(code)?.name ?? code} (${code})`);

function kindOf({ bidder: { reservedFor, families } }: BidderProfile): string {
  const isAdapted = reservedFor.includes('adapted');
  if (reservedFor.includes('insertion')) return isAdapted ? texts.kinds.both : texts.kinds.insertion;
  if (isAdapted) return texts.kinds.adapted;
  if (families.includes('insertion')) return texts.kinds.insertion;
  if (families.includes('handicap')) return texts.kinds.adapted;
  if (reservedFor.includes('ess') || families.includes('ess')) return texts.kinds.ess;
  if (families.includes('qpv')) return texts.kinds.qpv;
  return families.includes('circular') ? texts.kinds.circular : texts.kinds.any;
}

/** What a company brings, in words to the one that looks. */
export function broughtText(one: Brought): string {
  switch (one.is) {
    case 'trade':
      return texts.brings.trade(one.trade?.label);
    case 'family':
      return texts.brings.family(listed(one.of.map((of) => texts.reserved[of])));
    case 'clause':
      return texts.brings.clause;
    case 'territory':
      return texts.brings.territory(listed(placesNamed(one.departments)));
    case 'size':
      return texts.brings.part;
    case 'hands':
      return texts.brings.hands;
    default:
      return one satisfies never;
  }
}

/** Why who looks cannot go alone, in words to the one that is asked. */
export function lackingText({ lot, family }: Lacking, brings: readonly Brought[]): string {
  // Whatever else is missing: who is not of those may not answer beside them as a matter of course.
  if (family) return texts.lacks.family(listed(lot.reservedFor.map((of) => texts.reserved[of])));
  for (const one of brings)
    switch (one.is) {
      case 'trade':
        return texts.lacks.trade(one.trade?.label);
      case 'territory':
        return texts.lacks.territory(listed(placesNamed(one.departments)));
      case 'size':
        return texts.lacks.size;
      case 'clause':
        return texts.lacks.clause;
      default:
        break;
    }
  return texts.lacks.hands;
}
