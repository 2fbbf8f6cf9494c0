import { TRADES, type Trade } from './trades.ts';

/** What a code of the vocabulary says of the trade. */
export interface CodeTrades {
  /** Published under this code, or one above it. */
  readonly exact: readonly Trade[];
  /** Trades beneath a code that is too wide to tell which: « 50000000 ». */
  readonly wide: readonly Trade[];
}

const known = new Map<string, CodeTrades>();
const significant = (code: string): string => {
  const cut = code.replace(/(?<!0)0+$/, '');
  return cut.length < 2 ? code.slice(0, 2) : cut;
};

/** Codes of a division or a group say nothing precise. */
const PRECISE_FROM = 3;

/** The trades of a code of eight digits: those whose code above it is the nearest, and those beneath it. */
export function tradesOfCode(code: string): CodeTrades {
  const found = known.get(code);
  if (found) return found;
  const own = significant(code);
  let longest = 0;
  let exact: Trade[] = [];
  for (const trade of TRADES) {
    for (const prefix of trade.cpv) {
      if (!code.startsWith(prefix) || prefix.length < longest) continue;
      if (prefix.length > longest) exact = [];
      longest = prefix.length;
      if (!exact.includes(trade)) exact.push(trade);
    }
  }
  const wide = TRADES.filter(({ cpv }) => cpv.some((prefix) => prefix.startsWith(own)));
  const read =
    own.length < PRECISE_FROM ? { exact: [], wide: [...new Set([...exact, ...wide])] } : { exact, wide };
  known.set(code, read);
  return read;
}
