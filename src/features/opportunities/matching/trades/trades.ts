import { analyse } from '#src/platform/french/text-analysis.ts';
import { withoutClosing } from '#src/reference/farm-said.ts';
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
  /** Whether it is to study or to design: « étude », « maîtrise d’œuvre » say that what they are about is not asked. */
  readonly isStudy: boolean;
  /** Trades whose companies could answer for it with a partner. */
  readonly beside: readonly string[];
}

/** A trade that words name. */
export interface SaidTrade {
  readonly trade: Trade;
  /** Whether its words also name a place or an occasion, where somebody else may work: « les locaux de la blanchisserie ». */
  readonly isPlace: boolean;
}

/** A word of a text, without its plural, and its stem. */
export interface Token {
  readonly word: string;
  readonly stem: string;
}

interface Way {
  readonly trades: Trade[];
  readonly tokens: readonly Token[];
  /** Only companies speak of themselves so: « technique », « taille » mean other things in a notice. */
  readonly isOwn: boolean;
  isPlace: boolean;
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly cpv: readonly string[];
  readonly goods?: boolean;
  readonly study?: boolean;
  readonly words: readonly string[];
  readonly own?: readonly string[];
  readonly buildings?: readonly string[];
  readonly beside: readonly string[];
}

const singular = (word: string): string => word.replace(/(?<=.{3})[sx]$/, '');

/** The words of a text. The stemmer leaves the plural of short words: « vélos ». */
export const tokensOf = (text: string): Token[] =>
  analyse(withoutClosing(text)).map(({ word, stem }) => ({ word: singular(word), stem: singular(stem) }));

const ROWS: readonly Row[] = table;

/** Every trade of the table. */
export const TRADES: readonly Trade[] = ROWS.map(({ id, label, cpv, goods, study, beside }) => ({
  id,
  label,
  cpv,
  isGoods: goods === true,
  isStudy: study === true,
  beside,
}));

const BY_ID: ReadonlyMap<string, Trade> = new Map(TRADES.map((trade) => [trade.id, trade]));
/** A trade by its id. */
export const tradeOf = (id: string): Trade | undefined => BY_ID.get(id);

/**
 * Stems that stand for unlike words, of which one alone proves nothing: « commune » and « communication », « réaliser » and
 * « réalisateur », « agence » and « agencement », « paie » and « payant ».
 */
const COLLIDING = new Set(
  tokensOf('commune réaliser programme assurer droite porte restaurant agence voir forme payant').map(
    ({ stem }) => stem,
  ),
);

/** Ways of saying; several trades may share one. */
const WAYS: readonly Way[] = readWays();
/** Those of one word by that word, and by its stem as companies speak: « on nettoie ». */
const BY_WORD = indexed(
  WAYS.filter(({ tokens }) => tokens.length === 1),
  'word',
);
const BY_STEM = indexed(
  WAYS.filter(({ tokens }) => tokens.length === 1),
  'stem',
);
/** Those of several words, by the stem of the first. */
const LONGER = indexed(
  WAYS.filter(({ tokens }) => tokens.length > 1),
  'stem',
);

function readWays(): Way[] {
  const known = new Map<string, Way>();
  for (const row of ROWS) {
    for (const text of row.words) addWay(known, row, text, false);
    for (const text of row.own ?? []) addWay(known, row, text, true);
  }
  return [...known.values()];
}

function addWay(known: Map<string, Way>, { id, buildings }: Row, text: string, isOwn: boolean): void {
  const tokens = distinctTokens(tokensOf(text));
  if (tokens.length === 0) return;
  const keys = tokens.map(({ word, stem }) => (tokens.length === 1 ? word : stem)).sort();
  const key = `${keys.join(' ')}|${isOwn}`;
  const way = known.get(key) ?? { trades: [], tokens, isOwn, isPlace: false };
  const trade = BY_ID.get(id);
  if (trade && !way.trades.includes(trade)) way.trades.push(trade);
  if (buildings?.includes(text)) way.isPlace = true;
  known.set(key, way);
}

function distinctTokens(tokens: readonly Token[]): Token[] {
  return [...new Map(tokens.map((token) => [token.stem, token])).values()];
}

function indexed(ways: readonly Way[], by: 'word' | 'stem'): ReadonlyMap<string, readonly Way[]> {
  const index = new Map<string, Way[]>();
  for (const way of ways) {
    const key = (way.tokens[0] as Token)[by];
    index.set(key, [...(index.get(key) ?? []), way]);
  }
  return index;
}

/**
 * Trades that words name, the longest way of saying first: what it uses names nothing else, so that « nettoyage des
 * vêtements de travail » is laundry. Of ways as long, something done comes before goods.
 * @param isOwn whether a company speaks of itself
 */
export function tradesIn(tokens: readonly Token[], isOwn = false): SaidTrade[] {
  const at = new Map(distinctTokens(tokens).map(({ stem }, index) => [stem, index]));
  const ways = waysIn(tokens, isOwn).filter(
    ({ tokens: asked }) => asked.length === 1 || asked.every(({ stem }) => at.has(stem)),
  );
  if (ways.length > 1) {
    const first = (way: Way) => Math.min(...way.tokens.map(({ stem }) => at.get(stem) as number));
    const goods = (way: Way) => (way.trades.every(({ isGoods }) => isGoods) ? 1 : 0);
    ways.sort((a, b) => b.tokens.length - a.tokens.length || goods(a) - goods(b) || first(a) - first(b));
  }
  const used = new Set<string>();
  const found: SaidTrade[] = [];
  for (const { tokens: said, trades, isPlace } of ways) {
    if (said.some(({ stem }) => used.has(stem))) continue;
    for (const { stem } of said) used.add(stem);
    for (const trade of trades) found.push({ trade, isPlace });
  }
  return found;
}

function waysIn(tokens: readonly Token[], isOwn: boolean): Way[] {
  const found = new Set<Way>();
  for (const { word, stem } of tokens) {
    for (const way of BY_WORD.get(word) ?? []) found.add(way);
    if (isOwn && !COLLIDING.has(stem)) for (const way of BY_STEM.get(stem) ?? []) found.add(way);
    for (const way of LONGER.get(stem) ?? []) found.add(way);
  }
  return [...found].filter((way) => isOwn || !way.isOwn);
}
