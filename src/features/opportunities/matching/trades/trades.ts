import { analyse } from '#src/platform/french/text-analysis.ts';
import table from './trades.json' with { type: 'json' };

/**
 * A trade as finely as tenders are cut: « le nettoyage des vitres » is not « le nettoyage de locaux ». The sectors of the
 * fiche (`reference/sectors.ts`) are wider: they say what a company is, not which lot it can carry.
 */
export interface Trade {
  readonly id: string;
  /** With its article: « le nettoyage de locaux ». */
  readonly label: string;
  /** The beginnings of the codes under which buyers publish it: « 9091 ». */
  readonly cpv: readonly string[];
  /** Whether it is goods that are bought, and not something done. */
  readonly isGoods: boolean;
  /** Trades whose companies could answer for it with a partner. */
  readonly beside: readonly string[];
}

/** A trade that words name. */
export interface SaidTrade {
  readonly trade: Trade;
  /** Stems that named it. */
  readonly stems: readonly string[];
}

interface Way {
  readonly trades: Trade[];
  readonly stems: readonly string[];
  /** Only companies speak of themselves so: « technique », « taille » mean other things in a notice. */
  readonly isOwn: boolean;
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly cpv: readonly string[];
  readonly goods?: boolean;
  readonly words: readonly string[];
  readonly own?: readonly string[];
  readonly beside: readonly string[];
}

/** The stemmer leaves the plural of short words: « vélos ». */
export const plainStems = (text: string): string[] =>
  analyse(text).map(({ stem }) => stem.replace(/(?<=.{3})[sx]$/, ''));

const ROWS: readonly Row[] = table;

/** Every trade of the table. */
export const TRADES: readonly Trade[] = ROWS.map(({ id, label, cpv, goods, beside }) => ({
  id,
  label,
  cpv,
  isGoods: goods === true,
  beside,
}));

const BY_ID: ReadonlyMap<string, Trade> = new Map(TRADES.map((trade) => [trade.id, trade]));
/** A trade by its id. */
export const tradeOf = (id: string): Trade | undefined => BY_ID.get(id);

/** Ways of saying, by each stem that begins one; several trades may share one way. */
const WAYS: ReadonlyMap<string, readonly Way[]> = indexWays();

function indexWays(): Map<string, Way[]> {
  const known = new Map<string, Way>();
  for (const { id, words, own = [] } of ROWS) {
    for (const [text, isOwn] of [
      ...words.map((one) => [one, false] as const),
      ...own.map((one) => [one, true] as const),
    ]) {
      const stems = [...new Set(plainStems(text))];
      const trade = BY_ID.get(id);
      if (stems.length === 0 || !trade) continue;
      const key = `${[...stems].sort().join(' ')}${isOwn}`;
      const way = known.get(key) ?? { trades: [], stems, isOwn };
      if (!way.trades.includes(trade)) way.trades.push(trade);
      known.set(key, way);
    }
  }
  const byStem = new Map<string, Way[]>();
  for (const way of known.values()) {
    const first = way.stems[0] as string;
    byStem.set(first, [...(byStem.get(first) ?? []), way]);
  }
  return byStem;
}

/**
 * Trades that stems name, the longest way of saying first: what it uses names nothing else, so that « nettoyage des
 * vêtements de travail » is laundry. Of ways as long, something done comes before goods.
 * @param isOwn whether a company speaks of itself
 */
export function tradesIn(stems: readonly string[], isOwn = false): SaidTrade[] {
  const said = new Set(stems);
  const ways = [...said]
    .flatMap((stem) => WAYS.get(stem) ?? [])
    .filter((way) => (isOwn || !way.isOwn) && way.stems.every((stem) => said.has(stem)));
  if (ways.length > 1) {
    const at = new Map([...said].map((stem, index) => [stem, index]));
    const first = (way: Way) => Math.min(...way.stems.map((stem) => at.get(stem) as number));
    const goods = (way: Way) => (way.trades.every(({ isGoods }) => isGoods) ? 1 : 0);
    ways.sort((a, b) => b.stems.length - a.stems.length || goods(a) - goods(b) || first(a) - first(b));
  }
  const used = new Set<string>();
  const found: SaidTrade[] = [];
  for (const way of ways) {
    if (way.stems.some((stem) => used.has(stem))) continue;
    for (const stem of way.stems) used.add(stem);
    for (const trade of way.trades) found.push({ trade, stems: way.stems });
  }
  return found;
}
