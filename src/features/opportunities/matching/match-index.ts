import { reachOfLot } from './criteria/territory.ts';
import { type Match, matchLot, withOtherLots } from './match.ts';
import { type BidderProfile, type LotProfile, NOT_REACHED, REACHED } from './profiles.ts';
import type { Trade } from './trades/trades.ts';

/**
 * All the companies to be told of calls, by what they do: a notice is held only against those whose trade, a trade beside
 * it, or words it names, and only where they work or next to it. Built anew when companies change; it keeps the profiles
 * that it is given.
 */
export class MatchIndex {
  readonly #bidders: readonly BidderProfile[];
  readonly #byTrade = new Map<string, number[]>();
  readonly #byPartner = new Map<string, number[]>();
  readonly #byStem = new Map<string, number[]>();
  /** The last lot that looked at each company, so that none is held against it twice. */
  readonly #seen: Uint32Array;
  #lots = 0;

  constructor(bidders: readonly BidderProfile[]) {
    this.#bidders = bidders;
    this.#seen = new Uint32Array(bidders.length);
    for (const [at, { own, partners, rare }] of bidders.entries()) {
      for (const { id } of own) add(this.#byTrade, id, at);
      for (const { id } of partners) add(this.#byPartner, id, at);
      for (const stem of rare) add(this.#byStem, stem, at);
    }
  }

  get size(): number {
    return this.#bidders.length;
  }

  /**
   * The companies that the lots of a notice fit, or nearly fit, the best first. Those that none fits are not listed.
   * @param lots all of one notice (`profilesOfNotice`); @param now epoch milliseconds
   */
  matchNotice(lots: readonly LotProfile[], now: number): Match[] {
    const found = new Map<string, Match[]>();
    for (const lot of lots) {
      for (const match of this.#matchLot(lot, now)) {
        const known = found.get(match.bidderId);
        if (known) known.push(match);
        else found.set(match.bidderId, [match]);
      }
    }
    return [...found.values()].flatMap(withOtherLots).sort(bestFirst);
  }

  *#matchLot(lot: LotProfile, now: number): Generator<Match> {
    this.#lots += 1;
    for (const { list, least } of this.#candidates(lot)) {
      for (const at of list) {
        if (this.#seen[at] === this.#lots) continue;
        const bidder = this.#bidders[at] as BidderProfile;
        if (reachOfLot(bidder, lot) < least) continue;
        this.#seen[at] = this.#lots;
        const match = matchLot(bidder, lot, now);
        if (match.verdict !== 'no') yield match;
      }
    }
  }

  /** Lists of companies with how well they must reach the lot: one whose trade is only near must work there. */
  *#candidates({
    trades,
    needsTrade,
    rare,
  }: LotProfile): Generator<{ list: Iterable<number>; least: number }> {
    const somewhere = NOT_REACHED + 1;
    if (!needsTrade && trades.said.length === 0) {
      yield { list: this.#bidders.keys(), least: REACHED };
      return;
    }
    const asked = trades.said.length > 0 ? trades.said : [...trades.coded, ...trades.wide];
    for (const { id } of asked) yield { list: this.#byTrade.get(id) ?? [], least: somewhere };
    for (const stem of rare) yield { list: this.#byStem.get(stem) ?? [], least: somewhere };
    for (const { id } of asked) yield { list: this.#byPartner.get(id) ?? [], least: REACHED };
    for (const id of besides(asked)) yield { list: this.#byTrade.get(id) ?? [], least: REACHED };
  }
}

/** The matches of one company, the best first: useful ones, then near ones. @param notices the lots of each notice */
export function matchesOf(
  bidder: BidderProfile,
  notices: Iterable<readonly LotProfile[]>,
  now: number,
): { readonly lot: LotProfile; readonly match: Match }[] {
  const found = [];
  for (const lots of notices) {
    const near = lots.filter((lot) => reachOfLot(bidder, lot) !== NOT_REACHED);
    const matches = withOtherLots(near.map((lot) => matchLot(bidder, lot, now)));
    for (const [at, match] of matches.entries())
      if (match.verdict !== 'no') found.push({ lot: near[at] as LotProfile, match });
  }
  return found.sort((a, b) => bestFirst(a.match, b.match));
}

const bestFirst = (a: Match, b: Match): number =>
  Number(a.verdict === 'near') - Number(b.verdict === 'near') || b.score - a.score;

function add(index: Map<string, number[]>, key: string, at: number): void {
  const list = index.get(key);
  if (list) list.push(at);
  else index.set(key, [at]);
}

/** Trades whose companies could answer with a partner. */
const besides = (asked: readonly Trade[]): Set<string> => new Set(asked.flatMap(({ beside }) => beside));
