import type { Bidder } from '#src/features/opportunities/matching/bidder.ts';
import { type Explanation, explain } from '#src/features/opportunities/matching/explain.ts';
import { type Match, matchLot, withOtherLots } from '#src/features/opportunities/matching/match.ts';
import { profileOfBidder, profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import type { Lot, Notice } from '#src/features/opportunities/notice/notice.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

/** The morning on which calls are matched in tests. */
export const MORNING = instantOf('2026-11-30', '08:00');

/** A cleaning company of Bobigny, of insertion; told otherwise by what is given. */
export const cleaners = (told: Partial<Bidder> = {}): Bidder => ({
  id: 'cleaners',
  activities: ['nettoyage de bureaux', 'nettoyage de parties communes'],
  codes: ['90910000'],
  families: ['insertion', 'ess'],
  reservedFor: ['insertion', 'ess'],
  departments: ['93'],
  everywhere: false,
  turnover: 600_000,
  ...told,
});

/** A lot in Seine-Saint-Denis. */
export const lotOf = (told: Partial<Lot> = {}): Lot => ({
  id: '1',
  title: 'Nettoyage des bureaux de la mairie',
  natures: ['services'],
  cpv: ['90919200'],
  places: [{ department: '93' }],
  amount: eurosOf(60_000),
  ...told,
});

/** A call that closes in three weeks. */
export const callOf = (lots: readonly Lot[], told: Partial<Notice> = {}): Notice => ({
  kind: 'initial',
  seen: [],
  title: 'Nettoyage des locaux communaux',
  buyer: { name: 'Ville de Pantin', department: '93' },
  lots,
  procedure: 'adapted',
  closing: closingOn('2026-12-21', '12:00'),
  ...told,
});

export const eurosOf = (amount: number) =>
  ({ low: amount, high: amount, currency: 'EUR', of: 'estimate' }) as const;

export const closingOn = (day: string, time: string) =>
  ({ day, time, at: instantOf(day, time), stage: 'offers' }) as const;

/** What is said of the lots of a call to a company. */
export function told(bidder: Bidder, call: Notice): readonly (Match & Explanation)[] {
  const profile = profileOfBidder(bidder);
  const matches = withOtherLots(profilesOfNotice(call).map((lot) => matchLot(profile, lot, MORNING)));
  return matches.map((match) => ({ ...match, ...explain(match) }));
}

/** What is said of a call with one lot. */
export const toldOne = (
  bidder: Bidder,
  lot: Partial<Lot> = {},
  call: Partial<Notice> = {},
): Match & Explanation => told(bidder, callOf([lotOf(lot)], call))[0] as Match & Explanation;
