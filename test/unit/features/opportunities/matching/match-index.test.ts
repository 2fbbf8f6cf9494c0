import { describe, expect, it } from 'vitest';
import { matchLot } from '#src/features/opportunities/matching/match.ts';
import { MatchIndex, matchesOf } from '#src/features/opportunities/matching/match-index.ts';
import { profileOfBidder, profilesOfNotice } from '#src/features/opportunities/matching/profiles.ts';
import { TRADES, tradeOf } from '#src/features/opportunities/matching/trades/trades.ts';
import { cosineOf, toBytes } from '#src/features/opportunities/matching/vectors.ts';
import { callOf, cleaners, eurosOf, lotOf, MORNING } from '#support/matching/calls.ts';

const bidders = [
  cleaners({ id: 'here' }),
  cleaners({ id: 'beside', departments: ['95'] }),
  cleaners({ id: 'far', departments: ['13'] }),
  cleaners({ id: 'everywhere', departments: [], everywhere: true }),
  cleaners({ id: 'windows', activities: ['vitrerie'] }),
  cleaners({ id: 'sewers', activities: ['couture'] }),
  cleaners({ id: 'bells', activities: ['campanaire, cloches'], codes: [] }),
  cleaners({ id: 'small', turnover: 60_000 }),
].map((bidder) => profileOfBidder(bidder));

const calls = [
  callOf([lotOf()]),
  callOf([lotOf({ id: '1', title: 'Vitrerie', amount: eurosOf(20_000) }), lotOf({ id: '2' })]),
  callOf([lotOf({ title: 'Lot unique', cpv: ['90919200'] })], { title: 'Consultation' }),
  callOf([lotOf({ title: 'Cloches et entretien campanaire', cpv: [] })], { title: 'Église' }),
].map((call) => profilesOfNotice(call));

describe('the index of companies', () => {
  it('finds all that holding each lot against each company finds, and no more', () => {
    const index = new MatchIndex(bidders);
    for (const lots of calls) {
      const found = index
        .matchNotice(lots, MORNING)
        .map((match) => `${match.bidderId} ${match.lotId} ${match.verdict}`);
      const all = bidders.flatMap((bidder) => lots.map((lot) => matchLot(bidder, lot, MORNING)));
      const expected = all
        .filter(({ verdict }) => verdict !== 'no')
        .map((match) => `${match.bidderId} ${match.lotId} ${match.verdict}`);
      expect(found.sort()).toEqual(expected.sort());
    }
  });

  it('puts useful ones first, the best before', () => {
    const found = new MatchIndex(bidders).matchNotice(calls[0] ?? [], MORNING);
    expect(found.map(({ bidderId, verdict }) => `${bidderId} ${verdict}`)).toEqual([
      'here useful',
      'everywhere useful',
      'small near',
      'beside near',
      'windows near',
    ]);
  });

  it('gives one company its own matches, with the lot that it could take instead', () => {
    const [here] = bidders;
    const found = here ? matchesOf(here, calls, MORNING) : [];
    expect(found.map(({ match }) => match.verdict)).toEqual(['useful', 'useful', 'useful', 'near']);
    expect(found.at(-1)?.match.otherLot).toBe('2');
  });
});

describe('vectors', () => {
  it('rank what means the same before what only has the same trade', () => {
    const unit = (...values: number[]) => toBytes(Float32Array.from(values));
    const bidder = profileOfBidder(cleaners(), unit(1, 0));
    const [same] = profilesOfNotice(callOf([lotOf()]), [unit(1, 0)]);
    const [other] = profilesOfNotice(callOf([lotOf()]), [unit(0, 1)]);
    const scores = [same, other].map((lot) => lot && matchLot(bidder, lot, MORNING).score);
    expect(scores[0]).toBeGreaterThan(scores[1] ?? Number.NaN);
  });

  it('lose less than a hundredth as bytes, and compare with none of another model', () => {
    const one = Float32Array.from([0.6, 0.8]);
    const other = Float32Array.from([0.8, 0.6]);
    expect(cosineOf(toBytes(one), toBytes(other))).toBeCloseTo(0.96, 2);
    expect(cosineOf(toBytes(one), Int8Array.from([127]))).toBe(0);
  });
});

describe('the table of trades', () => {
  it('names only trades that it has, once each', () => {
    expect(new Set(TRADES.map(({ id }) => id)).size).toBe(TRADES.length);
    for (const { beside } of TRADES) expect(beside.filter((id) => !tradeOf(id))).toEqual([]);
  });
});
