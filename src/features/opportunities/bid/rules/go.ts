import type { FiguresAt } from '#src/calculators/known.ts';
import { turnoverCap } from '#src/calculators/smaller-companies/turnover-cap.ts';
import type { Bidder } from '#src/features/opportunities/matching/bidder.ts';
import { explain } from '#src/features/opportunities/matching/explain.ts';
import { type Match, matchLot, withOtherLots } from '#src/features/opportunities/matching/match.ts';
import {
  type LotProfile,
  profileOfBidder,
  profilesOfNotice,
} from '#src/features/opportunities/matching/profiles.ts';
import { reasonText } from '#src/features/opportunities/matching/texts.ts';
import type { ByteVector } from '#src/features/opportunities/matching/vectors.ts';
import {
  type Closing,
  isOpen,
  type Lot,
  type Notice,
  safeInstant,
} from '#src/features/opportunities/notice/notice.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { type GoVerdict, goTexts as texts } from '../texts-go.ts';
import { PAGES, type PageKey } from './pages.ts';
import { saidInNotice } from './said-in-notice.ts';

/** A line of the card: what it is about, what it says, and the page that it stands on. */
export interface GoLine {
  readonly about: 'may' | 'size' | 'missing' | 'hours' | 'partners' | 'first';
  readonly text: string;
  readonly page?: PageKey | undefined;
}

/** « Puis-je y aller ? », of one notice and one company. */
export interface GoCard {
  readonly verdict: GoVerdict;
  readonly lines: readonly GoLine[];
  /** Places of the lots that suit, the best first; those that nearly do, where none does. */
  readonly suited: readonly number[];
  /** A partner would change something. */
  readonly wantsPartner: boolean;
}

/** What the card is made of. */
export interface GoAsked {
  readonly notice: Notice;
  /** What each of its lots means, where the reader has read them. */
  readonly vectors?: readonly (ByteVector | undefined)[] | undefined;
  /** The company, as far as its file tells what it does and where. */
  readonly bidder: Bidder | undefined;
  /** What it means by what it does, where the reader has read it. */
  readonly vector?: ByteVector | undefined;
  /** Names of what its file does not tell; undefined where there is no file. */
  readonly untold: readonly string[] | undefined;
  readonly figures: FiguresAt;
  readonly now: number;
}

/** Kinds of opportunity to which the law of public contracts does not apply. */
const isPublic = ({ written }: Notice): boolean =>
  written === undefined || written.kind === 'public-contract';

/** Whether a company may go for a call, what it lacks, how long it takes, who could join, and what closes first. Pure. */
export function goCard(asked: GoAsked): GoCard {
  const { notice, bidder, now } = asked;
  const lots = profilesOfNotice(notice, asked.vectors);
  const profile = bidder && profileOfBidder(bidder, asked.vector);
  const matches = profile ? withOtherLots(lots.map((lot) => matchLot(profile, lot, now))) : [];
  const suited = suitedLots(matches);
  const at = suited[0] ?? 0;
  const lot = lots[at] as LotProfile;
  const best = matches[at];
  const size = sizeLine(asked, lot, profile?.turnover);
  const verdict = verdictOf(asked, { lots, matches, isBeyond: size.isShort });
  const lines = [
    mayLine(asked, { lots, matches, best, suited }),
    ...size.lines,
    missingLine(asked, lot),
    hoursLine(asked, lot),
    partnersLine(asked, best),
    firstLine(asked, suited),
  ];
  return {
    verdict,
    lines: isPublic(notice) ? lines : lines.map(({ page: _, ...line }) => line),
    suited,
    wantsPartner: size.isShort || best?.findings.some(({ change }) => change === 'partner') === true,
  };
}

/** What a partner would do, where a trade is what is missing. */
export function tradeWanted({ findings }: Match): string | undefined {
  const because = findings.find(({ change }) => change === 'partner')?.because;
  const isTrade = because?.is === 'trade-of-partners' || because?.is === 'trade-beside';
  return isTrade ? because.trade.label : undefined;
}

/** The lots that suit, or nearly do where none does. */
function suitedLots(matches: readonly Match[]): number[] {
  const placed = matches.map((match, at) => ({ match, at }));
  const of = (verdict: Match['verdict']) => placed.filter(({ match }) => match.verdict === verdict);
  const useful = of('useful');
  return (useful.length > 0 ? useful : of('near'))
    .toSorted((a, b) => b.match.score - a.match.score)
    .map(({ at }) => at);
}

interface Held {
  readonly lots: readonly LotProfile[];
  readonly matches: readonly Match[];
}

/** No: it is over, or every lot is for others, or too heavy for anybody of this size. Go: a lot suits in all. */
function verdictOf(
  { notice, bidder, untold = [], now }: GoAsked,
  { lots, matches, isBeyond }: Held & { readonly isBeyond: boolean },
): GoVerdict {
  if (isOver(notice, now)) return 'no';
  if (!bidder) return 'check';
  if (lots.length > 0 && matches.every(isShut)) return 'no';
  const isReady =
    notice.kind !== 'intention' && notice.kind !== 'renewal' && !isBeyond && untold.length === 0;
  return isReady && matches.some(({ verdict }) => verdict === 'useful') ? 'go' : 'check';
}

const isOver = (notice: Notice, now: number): boolean =>
  notice.kind === 'annulation' ||
  notice.kind === 'attribution' ||
  (!isToCome(notice) && !isOpen(notice, now));

const SHUT: readonly string[] = ['reserved-other', 'open-other', 'size-beyond', 'time-over'];
const isShut = ({ findings }: Match): boolean =>
  findings.some(({ verdict, because }) => verdict !== 'fits' && SHUT.includes(because.is));

/** Whether one may answer, and why. */
function mayLine(
  { notice, bidder, now }: GoAsked,
  { lots, matches, best, suited }: Held & { best: Match | undefined; suited: readonly number[] },
): GoLine {
  const line = (text: string, page?: PageKey): GoLine => ({ about: 'may', text, page });
  if (isOver(notice, now)) return line(texts.over(notice));
  if (isToCome(notice)) return line(texts.toCome(notice.expectedOn));
  const reserved = lots.find(({ reservedFor }) => reservedFor.length > 0)?.reservedFor;
  const page = reserved?.[0] ? PAGES.reserved[reserved[0]] : PAGES.may;
  if (!bidder || !best) {
    const isAllReserved = reserved !== undefined && lots.every(({ reservedFor }) => reservedFor.length > 0);
    return line(texts.noFile(isAllReserved ? reserved : undefined, isToldOpen(notice)), page);
  }
  const { fitted, failed, changes } = explain(best, (id) => numberOf(notice, id));
  const own = best.findings.find(({ because }) => because.is === 'reserved-own');
  // That a lot is reserved to them is what opens it.
  const first = own ? [reasonText(own.because), ...fitted] : fitted;
  const reasons =
    failed.length > 0 ? [...failed.slice(0, 2), ...changes.slice(0, 1)] : [...new Set(first)].slice(0, 2);
  const may = best.verdict === 'useful' ? 'yes' : isShut(best) ? 'no' : 'check';
  return line([texts.may[may], ...lotsSaid(notice, matches, { best, suited }), ...reasons].join(' '), page);
}

/** Of several lots, those that suit, and those that are for others. */
function lotsSaid(
  notice: Notice,
  matches: readonly Match[],
  { best, suited }: { readonly best: Match; readonly suited: readonly number[] },
): string[] {
  if (notice.lots.length < 2) return [];
  const forOthers = matches.filter(({ findings }) =>
    findings.some(({ because }) => because.is === 'reserved-other'),
  );
  const own = suited.map((place) => labelOf(notice.lots[place] as Lot, place));
  const isSome = forOthers.length > 0 && forOthers.length < matches.length;
  return [
    texts.lots(best.verdict, own),
    ...(isSome ? [texts.lotsReserved(forOthers.map(({ lotId }) => numberOf(notice, lotId)))] : []),
  ];
}

const isToCome = ({ kind }: Notice): boolean => kind === 'intention' || kind === 'renewal';
const isToldOpen = ({ lots }: Notice): boolean => lots.every(({ reserved }) => reserved?.for.length === 0);
const labelOf = ({ number }: Lot, at: number): string => number ?? String(at + 1);
const numberOf = ({ lots }: Notice, id: string): string => {
  const at = lots.findIndex((lot) => lot.id === id);
  return at === -1 ? id : labelOf(lots[at] as Lot, at);
};

/** Size, against the turnover that is asked where one is. */
function sizeLine(
  { notice, figures, now }: GoAsked,
  { lot }: LotProfile,
  turnover: number | undefined,
): { readonly lines: readonly GoLine[]; readonly isShort: boolean } {
  const { turnoverAsked } = saidInNotice(notice, now);
  const amount = amountOf(lot) ?? (notice.lots.length === 1 ? amountOf(notice) : undefined);
  if (turnoverAsked !== undefined) {
    const isShort = turnover !== undefined && turnover < turnoverAsked;
    const page = isShort ? PAGES.lean : PAGES.turnover;
    return { lines: [{ about: 'size', text: texts.turnoverAsked(turnoverAsked, turnover), page }], isShort };
  }
  const cap = isPublic(notice) && amount !== undefined ? turnoverCap(amount, figures) : undefined;
  const text = texts.turnoverUntold(amount, cap?.cap);
  return { lines: [{ about: 'size', text, page: PAGES.turnover }], isShort: false };
}

/** In euros, the most that is told. */
function amountOf({ amount }: Pick<Lot, 'amount'>): number | undefined {
  return amount?.currency === 'EUR' ? (amount.high ?? amount.low) : undefined;
}

/** What is missing: of the file, of the papers. */
function missingLine({ notice, untold, figures }: GoAsked, { reservedFor }: LotProfile): GoLine {
  const validity = figures.get('vigilance-validite');
  const papers = isPublic(notice)
    ? texts.papers(validity?.number, reservedFor.length > 0)
    : texts.papersPrivate;
  return { about: 'missing', text: `${texts.file(untold)} ${papers}`, page: PAGES.papers };
}

/** Hours of work, and what that stands on. */
function hoursLine({ notice, figures }: GoAsked, { isHeavy, needsTrade }: LotProfile): GoLine {
  const page = PAGES.hours;
  if (!needsTrade) return { about: 'hours', text: texts.hoursUntold, page };
  const kind = isHeavy ? 'memoire' : 'devis';
  const least = figures.get(`reponse-${kind}-heures-min`)?.number;
  const most = figures.get(`reponse-${kind}-heures-max`)?.number;
  if (least === undefined || most === undefined) return { about: 'hours', text: texts.hoursUntold, page };
  return { about: 'hours', text: texts.hours({ least, most, isHeavy, lots: notice.lots.length }), page };
}

function partnersLine({ bidder }: GoAsked, best: Match | undefined): GoLine {
  const wanted = best?.findings.find(({ change }) => change === 'partner');
  return {
    about: 'partners',
    text: texts.partners(bidder !== undefined, wanted?.because),
    page: PAGES.together,
  };
}

/** What closes first: questions, the visit, the deposit. */
function firstLine({ notice, now }: GoAsked, suited: readonly number[]): GoLine {
  const { questionsUntil, visit } = saidInNotice(notice, now);
  const closing = closingOf(notice, suited);
  const today = parisDay(now);
  const page = questionsUntil || visit ? PAGES.questions : PAGES.deposit;
  return { about: 'first', text: texts.first({ questionsUntil, visit, closing, today, now }), page };
}

/** The first closing of some lots of a notice, by their places; of all, where none is named. */
export function closingOf(notice: Notice, lots: readonly number[]): Closing | undefined {
  const own = (lots.length > 0 ? lots : notice.lots.keys().toArray()).map(
    (at) => notice.lots[at]?.closing ?? notice.closing,
  );
  const told = own.filter((one) => one !== undefined);
  return told.toSorted((a, b) => (safeInstant(a) ?? 0) - (safeInstant(b) ?? 0))[0];
}
