import { DEPARTMENTS } from '#src/reference/french-places.ts';
import { neighboursOf } from '#src/reference/neighbours.ts';
import type { Lot, Notice, ReservedFor } from '../notice/notice.ts';
import { safeInstant } from '../notice/notice.ts';
import { departmentsOfPlace, isWholeCountry } from '../notice/place.ts';
import type { Bidder, Family } from './bidder.ts';
import { tradesOfBidder } from './reading/bidder-trades.ts';
import { isHeavyFile } from './reading/heavy-file.ts';
import { type LotTrades, tradesOfLot } from './reading/lot-trades.ts';
import { monthsSaid } from './reading/months-said.ts';
import { openToSaid } from './reading/open-to.ts';
import { rareStems } from './reading/rare-stems.ts';
import type { Trade } from './trades/trades.ts';
import type { ByteVector } from './vectors.ts';

/** A company, read once for all the lots that it is held against. */
export interface BidderProfile {
  readonly bidder: Bidder;
  readonly own: readonly Trade[];
  readonly partners: readonly Trade[];
  /** How it reaches each department, in the order of the table: not, as a neighbour, as its own. */
  readonly reach: Uint8Array;
  /** Words that few say, of what it does that no known trade names. */
  readonly rare: readonly string[];
  /** In euros a year, told or guessed from its people. */
  readonly turnover: number | undefined;
  readonly isTurnoverGuess: boolean;
  readonly vector?: ByteVector | undefined;
}

/** A lot, read once for all the companies that it is held against. */
export interface LotProfile {
  readonly notice: Notice;
  readonly lot: Lot;
  readonly trades: LotTrades;
  /** Whether a trade is asked for at all: a business convention is for all trades. */
  readonly needsTrade: boolean;
  /** Places in the table of departments. */
  readonly departments: readonly number[];
  readonly isWholeCountry: boolean;
  /** In euros, of a year where the length is told. */
  readonly amount: number | undefined;
  readonly isYearly: boolean;
  readonly reservedFor: readonly ReservedFor[];
  /** Families to which a meeting or a call is open, where it says so. */
  readonly openTo: readonly Family[];
  readonly isHeavy: boolean;
  readonly closesAt: number | undefined;
  readonly rare: ReadonlySet<string>;
  readonly vector?: ByteVector | undefined;
}

const AT: ReadonlyMap<string, number> = new Map(DEPARTMENTS.map(({ code }, index) => [code, index]));
export const NOT_REACHED = 0;
export const REACHED_BESIDE = 1;
export const REACHED = 2;
/** Codes of departments overseas have three digits. */
export const isOverseas = (code: string): boolean => code.length === 3;
/** The code of a department by its place in the table. */
export const departmentAt = (index: number): string => DEPARTMENTS[index]?.code ?? '';

/** What each person employed brings in a year, in euros, where the turnover is not told. */
const TURNOVER_A_HEAD = 35_000;
const LEAST_TURNOVER = 20_000;

/** Reads a company. @param vector of what it does, by the reader, where one runs */
export function profileOfBidder(bidder: Bidder, vector?: ByteVector): BidderProfile {
  const { own, partners, rare } = tradesOfBidder(bidder);
  const guess = bidder.employees === undefined ? undefined : Math.max(1, bidder.employees) * TURNOVER_A_HEAD;
  const turnover = bidder.turnover ?? guess;
  return {
    bidder,
    own,
    partners,
    reach: reachOf(bidder),
    rare,
    turnover: turnover === undefined ? undefined : Math.max(LEAST_TURNOVER, turnover),
    isTurnoverGuess: bidder.turnover === undefined,
    vector,
  };
}

function reachOf({ departments, everywhere }: Bidder): Uint8Array {
  const reach = new Uint8Array(DEPARTMENTS.length);
  const raise = (code: string, to: number) => {
    const at = AT.get(code);
    if (at !== undefined && (reach[at] as number) < to) reach[at] = to;
  };
  if (everywhere)
    for (const { code } of DEPARTMENTS) raise(code, isOverseas(code) ? REACHED_BESIDE : REACHED);
  for (const code of departments) {
    raise(code, REACHED);
    for (const beside of neighboursOf(code)) raise(beside, REACHED_BESIDE);
  }
  return reach;
}

/** Reads each lot of a notice. @param vectors of its lots in their order, where a reader runs */
export const profilesOfNotice = (
  notice: Notice,
  vectors?: readonly (ByteVector | undefined)[],
): LotProfile[] => notice.lots.map((lot, index) => profileOfLot(notice, lot, vectors?.[index]));

function profileOfLot(notice: Notice, lot: Lot, vector: ByteVector | undefined): LotProfile {
  const trades = tradesOfLot(lot, notice);
  const text = `${notice.title}. ${lot.title}. ${notice.description ?? ''} ${lot.description ?? ''}`;
  const { amount, isYearly } = amountOfLot(notice, lot, text);
  const isMeeting = notice.written !== undefined && MEETINGS.includes(notice.written.kind);
  const titles = `${lot.title}. ${notice.title}`;
  return {
    notice,
    lot,
    trades,
    needsTrade: !isMeeting || lot.cpv.length > 0,
    ...placesOf(notice, lot),
    amount,
    isYearly,
    reservedFor: lot.reserved?.for ?? [],
    openTo: isMeeting ? openToSaid(text) : [],
    isHeavy: isHeavyFile(notice, text),
    closesAt: safeInstant(lot.closing ?? notice.closing),
    rare: rareStems(titles),
    vector,
  };
}

const MEETINGS: readonly string[] = ['business-convention', 'call-for-interest', 'call-for-projects'];

function placesOf(notice: Notice, lot: Lot): Pick<LotProfile, 'departments' | 'isWholeCountry'> {
  const codes = lot.places.flatMap(departmentsOfPlace);
  const told = codes.length > 0 || !notice.buyer?.department ? codes : [notice.buyer.department];
  const isWhole = lot.places.some(isWholeCountry) && codes.length === 0;
  return {
    departments: isWhole ? [] : [...new Set(told)].flatMap((code) => AT.get(code) ?? []),
    isWholeCountry: isWhole,
  };
}

/** What one lot weighs: the notice's own amount is shared out where none of its lots tells one. */
function amountOfLot(
  notice: Notice,
  lot: Lot,
  text: string,
): { amount: number | undefined; isYearly: boolean } {
  const own = eurosOf(lot.amount);
  const isTold = notice.lots.some((one) => eurosOf(one.amount) !== undefined);
  const whole = isTold ? undefined : eurosOf(notice.amount);
  const amount = own ?? (whole === undefined ? undefined : whole / notice.lots.length);
  const months = lot.months ?? monthsSaid(text);
  if (amount === undefined || months === undefined || months <= 12) return { amount, isYearly: false };
  return { amount: (amount * 12) / months, isYearly: true };
}

function eurosOf(amount: Lot['amount']): number | undefined {
  if (amount?.currency !== 'EUR') return undefined;
  const { low, high } = amount;
  return low !== undefined && high !== undefined ? (low + high) / 2 : (high ?? low);
}
