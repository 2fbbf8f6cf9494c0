import type { Bidder } from '../bidder.ts';
import { type Trade, tokensOf, tradesIn } from '../trades/trades.ts';
import { rareStems } from './rare-stems.ts';

/** The trades that a company's own words point to. */
export interface BidderTrades {
  /** What it does. */
  readonly own: readonly Trade[];
  /** What it says that its partners do. */
  readonly partners: readonly Trade[];
  /** Words that few say, of what it does that no known trade names. */
  readonly rare: readonly string[];
}

const WITH_PARTNERS = /\b(?:nos |des |avec |un )?(?:partenaires?|sous-?trait\w{0,6}|co-?trait\w{0,6})\b/i;
/** Whom it works for, and with what, are not its trade: « nous lavons le linge des hôtels », « un camion benne ». */
const clausesOf = (text: string): string[] => text.split(/[.;:!?()\n,]| - /).filter(Boolean);
const sentencesOf = (text: string): string[] => text.split(/[.;!?\n]/).filter(Boolean);

/**
 * The trades of a company. What its description adds to its activities counts where it is something done: « petit
 * mobilier » there is what it delivers.
 */
export function tradesOfBidder({ activities, description = '' }: Bidder): BidderTrades {
  const own = new Set<Trade>();
  const partners = new Set<Trade>();
  const rare = new Set<string>();
  for (const sentence of activities.flatMap(sentencesOf)) {
    addTrades(sentence, true);
    for (const clause of clausesOf(sentence))
      if (!namesTrade(clause)) for (const stem of rareStems(clause)) rare.add(stem);
  }
  for (const sentence of sentencesOf(description)) addTrades(sentence, own.size === 0);
  for (const trade of own) partners.delete(trade);
  return { own: [...own], partners: [...partners], rare: [...rare] };

  function addTrades(sentence: string, withGoods: boolean) {
    const found = WITH_PARTNERS.test(sentence) ? partners : own;
    for (const clause of clausesOf(sentence)) {
      for (const { trade } of tradesIn(tokensOf(clause), true)) {
        if (withGoods || !trade.isGoods) found.add(trade);
      }
    }
  }
}

const namesTrade = (clause: string): boolean => tradesIn(tokensOf(clause), true).length > 0;
