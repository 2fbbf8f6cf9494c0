import type { Lot, NoticeContent } from '../../notice/notice.ts';
import { tradesOfCode } from '../trades/code-trades.ts';
import { type SaidTrade, type Token, type Trade, tokensOf, tradesIn } from '../trades/trades.ts';

/** The trades that a lot asks for. */
export interface LotTrades {
  /** What its words name; where they name something, its codes decide nothing. */
  readonly said: readonly Trade[];
  /** What its codes name, as precisely as trades are told apart. */
  readonly coded: readonly Trade[];
  /** Trades beneath codes that are too wide. */
  readonly wide: readonly Trade[];
}

/** Where a title says it, what is bought is goods, whatever the notice as a whole is about. */
const SUPPLY = /^\W*(?:fournitures?|achats?|acquisitions?|ventes?|livraisons?)\b/i;

/**
 * What is asked, of the trades that a title names: a study of something is not that thing, and a place where work is done
 * (« les peintures de la crèche ») asks nothing of whoever runs one.
 */
function asked(found: readonly SaidTrade[]): readonly SaidTrade[] {
  const studies = found.filter(({ trade }) => trade.isStudy);
  if (studies.length > 0) return studies;
  const done = found.filter(({ isPlace }) => !isPlace);
  return done.length > 0 ? done : found;
}

const namesAct = (found: readonly SaidTrade[]): boolean => found.some(({ trade }) => !trade.isGoods);

/**
 * What a lot asks for. Its own title says it best; what it names only as goods is read with the title of the notice:
 * « mobilier scolaire », in « enlèvement et valorisation du mobilier », is to be taken away, not sold. Descriptions are
 * not read: they tell of all that goes with it (« le nettoyage du chantier est compris »).
 */
export function tradesOfLot(lot: Lot, notice: Pick<NoticeContent, 'title'>): LotTrades {
  const said = saidOf(tokensOf(lot.title), lot, notice);
  const codes = lot.cpv.map(tradesOfCode);
  const coded = distinct(codes.flatMap(({ exact }) => exact));
  return { said, coded, wide: distinct(codes.flatMap(({ wide }) => wide)) };
}

function saidOf(own: readonly Token[], lot: Lot, notice: Pick<NoticeContent, 'title'>): Trade[] {
  const alone = asked(tradesIn(own));
  if (namesAct(alone) || (alone.length > 0 && SUPPLY.test(lot.title))) return tradesSaid(alone);
  const whole = tokensOf(notice.title);
  if (alone.length === 0) return tradesSaid(asked(tradesIn([...own, ...whole])));
  const acts = asked(tradesIn(whole)).filter(({ trade }) => !trade.isGoods);
  return tradesSaid(acts.length > 0 ? acts : alone);
}

const tradesSaid = (found: readonly SaidTrade[]): Trade[] => distinct(found.map(({ trade }) => trade));
const distinct = (trades: readonly Trade[]): Trade[] => [...new Set(trades)];
