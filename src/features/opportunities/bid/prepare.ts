import { figuresAt } from '#src/calculators/known.ts';
import type { Block } from '#src/channel/blocks.ts';
import { canPush } from '#src/channel/can-push.ts';
import { choices, listOf, words } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Standing } from '#src/conversation/feature.ts';
import { conversationsOf } from '#src/conversation/store/conversations.ts';
import { isOpen, type Notice, safeInstant } from '#src/features/opportunities/notice/notice.ts';
import { partnerButton } from '#src/features/opportunities/partners/buttons.ts';
import { type Bid, bidOfPerson, bidsOf, lessonsOf } from '#src/features/opportunities/store/bids.ts';
import { findNotice, type KeptNotice, noticesOf } from '#src/features/opportunities/store/notices.ts';
import { unpublishedOf } from '#src/features/opportunities/store/publishing.ts';
import { hasStoppedNews } from '#src/person/store/news-stops.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { readDeadlineAnswer } from '#src/reader/deadline/deadline.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { toEvidence, toSource } from '#src/retrieval/passages/evidence.ts';
import {
  answerButton,
  type BidPressed,
  calmButton,
  goButton,
  isOfNamedCall,
  isSureOfCall,
  lotButton,
  namedCallButton,
  outcomeButton,
  sureCallButton,
} from './actions.ts';
import { calmFacts } from './calm.ts';
import { asLabel, type Cite, cardBlocks, shortened } from './card.ts';
import { toldByNotice } from './documents.ts';
import { type OwnCompany, ownCompany } from './own-company.ts';
import type { BidDocument, BidParts } from './ports.ts';
import { afterRejection, isFormal } from './rules/after-rejection.ts';
import { bareCallAnswer } from './rules/call-answer.ts';
import { stepNamed } from './rules/envelope.ts';
import { closingOf, type GoCard, goCard } from './rules/go.ts';
import { namesSomething, namingIn, noticesNamed, referencesIn } from './rules/named-notice.ts';
import { saysNothing } from './rules/says-nothing.ts';
import { bidTexts as texts } from './texts.ts';
import { buttonTexts } from './texts-buttons.ts';
import { closingSaid } from './texts-go.ts';
import type { AnsweredCall, BidActName, BidTurn, HeardBid, Outcome } from './turn.ts';
import { noticesMeant } from './which.ts';

const say = (...blocks: readonly Block[]): BidTurn => ({ type: 'say', blocks });
/** Lots that are offered side by side. */
const MOST_LOTS = 6;
const MOST_NEXT_DAYS = 4;
const MOST_BIDS = 5;

/** Works out what a message does; nothing where it is not about a call or an answer that is known. */
export async function prepareBid(
  parts: BidParts,
  turn: HeardBid,
  at: Standing,
): Promise<BidTurn | undefined> {
  switch (turn.type) {
    case 'pressed':
      return pressed(parts, turn.pressed, at);
    case 'meant':
      return meant(parts, turn, at);
    case 'told':
      if (turn.asked.what === 'won' || turn.asked.what === 'lost')
        return callTold(parts, { to: turn.asked.what, text: turn.text }, at);
      return turn.asked.what === 'lesson'
        ? { type: 'lesson', bidId: turn.asked.id, words: saysNothing(turn.text) ? undefined : turn.text }
        : dayTold(parts, turn.asked.id, turn.text, at);
    default:
      return turn satisfies never;
  }
}

async function pressed(parts: BidParts, { does, id, more }: BidPressed, at: Standing): Promise<BidTurn> {
  switch (does) {
    case 'go':
    case 'answer':
    case 'lot': {
      const kept = await findNotice(parts.db, id);
      if (!kept) return say(...words(texts.gone));
      return does === 'go' ? card(parts, kept, at) : answer(parts, kept, at, more);
    }
    default: {
      const { personId } = at.conversation;
      if (personId === undefined) return say(...words(texts.none));
      const bid = await bidOfPerson(parts.db, personId, id);
      if (bid) return ofBid(parts, bid, { does, id, more }, at);
      return callPressed(parts, { does, id, more }, at);
    }
  }
}

/** What a button does of an answer that was opened. */
async function ofBid(parts: BidParts, bid: Bid, { does, more }: BidPressed, at: Standing): Promise<BidTurn> {
  switch (does) {
    case 'today':
      return rejectedOn(parts, bid, parisDay(at.now), at);
    case 'nolesson':
      return { type: 'lesson', bidId: bid.id, words: undefined };
    case 'calm':
    case 'done':
    case 'later':
    case 'stuck': {
      const kept = await findNotice(parts.db, bid.noticeId);
      return {
        type: 'step',
        bidId: bid.id,
        does,
        step: stepNamed(more),
        facts: calmFacts(kept?.notice, bid),
        margin: figuresNow(parts, at).get('depot-marge')?.number,
      };
    }
    case 'sent':
    case 'unsent':
    case 'won':
    case 'lost':
    case 'wait':
      return outcome(parts, bid, does, at);
    default:
      return say(...words(texts.none));
  }
}

const figuresNow = ({ base }: BidParts, { now }: Standing) => figuresAt(base().figures, parisDay(now));

/** What is wanted in words: the notice, or the answer, is looked for. */
async function meant(
  parts: BidParts,
  { act, text }: { readonly act: BidActName; readonly text: string },
  at: Standing,
): Promise<BidTurn | undefined> {
  if (act === 'bid.go' || act === 'bid.answer') return ofNotice(parts, { act, text }, at);
  const all = await ownBids(parts, at);
  if (act === 'bid.status') return status(all, at.now);
  const outcomeMeant = OUTCOMES[act];
  const byNumber =
    referencesIn(text).length > 0 ? await numbered(parts, all, { to: outcomeMeant, text }, at) : undefined;
  if (byNumber) return byNumber;
  const may = mayBecome(all, outcomeMeant, at.now);
  const other = isResult(outcomeMeant)
    ? await anotherNamed(parts, all, { to: outcomeMeant, text, may }, at)
    : undefined;
  if (other) return other;
  const own = named(text, may);
  const told = own.length > 0 ? own : await followedMeant(parts, all, { text, outcomeMeant, at });
  const [only, ...others] = told;
  if (!only)
    return isResult(outcomeMeant) ? resultAlone(parts, all, { to: outcomeMeant, text }, at) : undefined;
  // What is still open was not won yet, by what we know of it: it is asked.
  const isEarly = only.id === undefined && isResult(outcomeMeant) && (only.closesAt ?? at.now + 1) > at.now;
  if (others.length === 0 && !isEarly) return outcome(parts, only, outcomeMeant, at);
  const offered = told
    .slice(0, MOST_BIDS)
    .map((one) => outcomeButton(one.id ?? one.noticeId, outcomeMeant, asLabel(one.title)));
  return say(...words(texts.whichBid), choices(...offered));
}

/** Another call than the only one that is answered, where words name it and not that one. */
async function anotherNamed(
  parts: BidParts,
  all: readonly Bid[],
  { to, text, may }: { readonly to: Result; readonly text: string; readonly may: readonly Bid[] },
  at: Standing,
): Promise<BidTurn | undefined> {
  if (may.length !== 1 || !namesSomething(namingIn(text)) || namedOf(text, may).length > 0) return undefined;
  return callNamed(parts, all, { to, text }, at);
}

/** What a button tells of a call: followed still, or named a moment ago. */
async function callPressed(parts: BidParts, button: BidPressed, at: Standing): Promise<BidTurn> {
  const told = TOLD.find((one) => one === button.does);
  if (told && isOfNamedCall(button)) {
    const kept = await callOfNotice(parts, button.id);
    if (!kept) return say(...words(texts.none));
    return resultOf(parts, kept, { to: told, isSure: isSureOfCall(button) }, at);
  }
  const calls = told ? await followedCalls(parts, at.conversation.personId ?? '') : [];
  const call = calls.find(({ noticeId }) => noticeId === button.id);
  return told && call ? outcome(parts, call, told, at) : say(...words(texts.none));
}

/** A call that companies may know of; nothing for what the team has not published. */
async function callOfNotice({ db }: BidParts, noticeId: string): Promise<KeptNotice | undefined> {
  const kept = await findNotice(db, noticeId);
  return kept && !(await unpublishedOf(db, [noticeId])).has(noticeId) ? kept : undefined;
}

/** What became of a call that was named. One that is open still, by what we know, was not won yet: it is asked. */
async function resultOf(
  parts: BidParts,
  kept: KeptNotice,
  { to, isSure = false }: { readonly to: Told; readonly isSure?: boolean },
  at: Standing,
): Promise<BidTurn> {
  const call = callOf(kept, []);
  if (!isResult(to) || isSure || kept.openUntil <= at.now) return outcome(parts, call, to, at);
  return {
    type: 'say',
    blocks: [
      ...words(texts.stillOpen[to](texts.called(call.title, call.buyer))),
      choices(sureCallButton(kept.id, to)),
    ],
    asks: { id: '', what: to, at: at.now },
  };
}

/** « On a gagné ! », where nothing that is answered or followed is meant: it is heard, and may be noted. */
async function resultAlone(
  parts: BidParts,
  all: readonly Bid[],
  { to, text }: { readonly to: Result; readonly text: string },
  at: Standing,
): Promise<BidTurn> {
  const found = await callNamed(parts, all, { to, text }, at);
  if (found) return found;
  const before = all.filter(({ state }) => state === to);
  // Words that name another one tell of that one.
  const [noted] = namesSomething(namingIn(text)) ? namedOf(text, before) : before;
  if (noted) return say(...words(texts.already[to](texts.called(noted.title, noted.buyer))));
  // Where others read, nothing is kept.
  const isPrivate = at.conversation.personId !== undefined;
  const sentences = to === 'won' ? [texts.wonAlone] : [texts.lostAlone, texts.lostNext];
  return {
    type: 'say',
    blocks: [
      ...words(...sentences, ...(isPrivate ? [texts.askCall] : [])),
      ...(to === 'lost' ? [choices(EXPERT_BUTTON)] : []),
    ],
    asks: isPrivate ? { id: '', what: to, at: at.now } : undefined,
  };
}

/** The answer to which call was won, or lost; nothing where the words name none. */
async function callTold(
  parts: BidParts,
  told: { readonly to: Result; readonly text: string },
  at: Standing,
): Promise<BidTurn | undefined> {
  const { to, text } = told;
  const bare = bareCallAnswer(text);
  if (bare === 'declines') return say(...words(texts.notNoted));
  if (bare === 'agrees')
    return {
      type: 'say',
      blocks: words(texts.askCallAgain),
      asks: { id: '', what: to, at: at.now },
    };
  if (referencesIn(text).length === 0 && !namesSomething(namingIn(text))) return undefined;
  return (await callNamed(parts, await ownBids(parts, at), told, at)) ?? unknownCall();
}

const unknownCall = (): BidTurn => say(...words(texts.callUnknown), choices(EXPERT_BUTTON));

/** The call that words name: noted where its number says which one, else to choose from; nothing where none is known. */
async function callNamed(
  parts: BidParts,
  all: readonly Bid[],
  { to, text }: { readonly to: Result; readonly text: string },
  at: Standing,
): Promise<BidTurn | undefined> {
  if (referencesIn(text).length > 0) return numbered(parts, all, { to, text }, at);
  if (!namesSomething(namingIn(text))) return undefined;
  const { notices } = await noticesMeant(parts.db, text, { at, followed: parts.followed, isOver: true });
  return notices.length === 0 ? undefined : whichCall(notices, to, at);
}

const whichCall = (notices: readonly KeptNotice[], to: Result, at: Standing): BidTurn => ({
  type: 'say',
  blocks: [
    ...words(texts.whichCall),
    choices(...notices.map(({ id, notice }) => namedCallButton(id, to, asLabel(shortened(notice.title))))),
  ],
  asks: { id: '', what: to, at: at.now },
});

/** What became of the call of a number that words write, whatever else is open. */
async function numbered(
  parts: BidParts,
  all: readonly Bid[],
  { to, text }: { readonly to: Told; readonly text: string },
  at: Standing,
): Promise<BidTurn | undefined> {
  const { notices, unknown } = await noticesMeant(parts.db, text, { at, followed: parts.followed });
  const [only, ...others] = notices;
  if (!only) return isResult(to) ? unknownCall() : say(...words(texts.unknownNotice(unknown ?? '')));
  if (others.length > 0 && isResult(to)) return whichCall(notices, to, at);
  if (others.length > 0) return undefined;
  const own = all.filter(({ noticeId }) => noticeId === only.id);
  const [bid] = mayBecome(own, to, at.now);
  if (bid) return outcome(parts, bid, to, at);
  const noted = own.find(({ state }) => state === to);
  if (noted && isResult(to)) return say(...words(texts.already[to](texts.called(noted.title, noted.buyer))));
  return resultOf(parts, only, { to }, at);
}

const ownBids = async ({ db }: BidParts, { conversation: { personId } }: Standing): Promise<Bid[]> =>
  personId === undefined ? [] : bidsOf(db, personId);

/** The followed calls that words may tell of: those that they name; where they name none, all, unless it was noted already. */
async function followedMeant(
  parts: BidParts,
  all: readonly Bid[],
  { text, outcomeMeant, at }: { readonly text: string; readonly outcomeMeant: Told; readonly at: Standing },
): Promise<readonly AnsweredCall[]> {
  const calls = await followedToo(parts, all, outcomeMeant, at);
  if (namesSomething(namingIn(text))) return namedOf(text, calls);
  // « on a gagné ! », of what was noted so a moment ago.
  return all.some(({ state }) => state === (outcomeMeant === 'sent' ? 'deposited' : outcomeMeant))
    ? []
    : calls;
}

/** What became of an answer, as it is told in words. */
const TOLD = ['sent', 'unsent', 'won', 'lost'] as const;
type Told = (typeof TOLD)[number];
type Result = Extract<Told, 'won' | 'lost'>;
const OUTCOMES: Readonly<Record<Exclude<BidActName, 'bid.go' | 'bid.answer' | 'bid.status'>, Told>> = {
  'bid.sent': 'sent',
  'bid.unsent': 'unsent',
  'bid.won': 'won',
  'bid.lost': 'lost',
};

/** The answers that may have become so: those that closed before those that did not. */
function mayBecome(all: readonly Bid[], to: Told, now: number): readonly Bid[] {
  const may = all.filter(({ state }) => state === 'open' || (isResult(to) && state === 'deposited'));
  return isResult(to) ? closedFirst(may, now) : may;
}

const isResult = (to: Told): to is Result => to === 'won' || to === 'lost';

function closedFirst<One extends Pick<Bid, 'closesAt'>>(all: readonly One[], now: number): readonly One[] {
  const closed = all.filter(({ closesAt }) => closesAt !== undefined && closesAt <= now);
  return closed.length > 0 ? closed : all;
}

/** The calls that somebody follows, and may have answered without us. */
async function followedToo(
  parts: BidParts,
  all: readonly Bid[],
  to: Told,
  { conversation: { personId }, now }: Standing,
): Promise<readonly AnsweredCall[]> {
  if (personId === undefined) return [];
  const known = new Set(all.map(({ noticeId }) => noticeId));
  const calls = (await followedCalls(parts, personId)).filter(({ noticeId }) => !known.has(noticeId));
  return isResult(to) ? closedFirst(calls, now) : calls;
}

async function followedCalls({ db, followed }: BidParts, personId: string): Promise<AnsweredCall[]> {
  return (await noticesOf(db, await followed(db, personId))).map((kept) => callOf(kept, []));
}

/** A call as it is answered. @param places of its lots; none for the whole */
const callOf = ({ id, version, notice }: KeptNotice, places: readonly number[]): AnsweredCall => ({
  noticeId: id,
  noticeVersion: version,
  title: shortened(notice.title),
  buyer: notice.buyer?.name,
  lots: places.flatMap((place) => notice.lots[place]?.id ?? []),
  closesAt: safeInstant(closingOf(notice, places)),
});

/** Those that words name; all, where they name none. */
function named<One extends Pick<Bid, 'title' | 'buyer'>>(text: string, bids: readonly One[]): readonly One[] {
  if (bids.length < 2 || !namesSomething(namingIn(text))) return bids;
  const found = namedOf(text, bids);
  return found.length > 0 ? found : bids;
}

/** Those that words name. */
const namedOf = <One extends Pick<Bid, 'title' | 'buyer'>>(
  text: string,
  bids: readonly One[],
): readonly One[] =>
  noticesNamed(
    namingIn(text),
    bids.map((bid) => ({
      bid,
      notice: { title: bid.title, buyer: bid.buyer ? { name: bid.buyer } : undefined, lots: [] },
    })),
    0.01,
  ).map(({ bid }) => bid);

function status(all: readonly Bid[], now: number): BidTurn {
  const open = all.filter(({ state, closesAt }) => state === 'open' && (closesAt ?? now + 1) > now);
  if (open.length === 0) return say(...words(texts.none));
  return say(
    ...words(texts.mine),
    listOf(open.slice(0, MOST_BIDS).map(({ title, closesAt }) => texts.mineLine(title, closesAt))),
    choices(
      ...open
        .slice(0, MOST_BIDS)
        .map(({ id, title }) => calmButton(id, open.length === 1 ? buttonTexts.calm : asLabel(title))),
    ),
  );
}

async function ofNotice(
  parts: BidParts,
  { act, text }: { readonly act: 'bid.go' | 'bid.answer'; readonly text: string },
  at: Standing,
): Promise<BidTurn | undefined> {
  const { notices, unknown } = await noticesMeant(parts.db, text, { at, followed: parts.followed });
  const [only, ...others] = notices;
  if (!only) return unknown === undefined ? undefined : say(...words(texts.unknownNotice(unknown)));
  if (others.length === 0) return act === 'bid.go' ? card(parts, only, at) : answer(parts, only, at);
  const toButton = act === 'bid.go' ? goButton : answerButton;
  return say(
    ...words(texts.which),
    choices(...notices.map(({ id, notice }) => toButton(id, asLabel(notice.title)))),
  );
}

/** « Puis-je y aller ? » of a notice. */
async function card(parts: BidParts, kept: KeptNotice, at: Standing): Promise<BidTurn> {
  const { id, notice } = kept;
  const own = await ownOf(parts, at);
  const found = goOf(parts, { kept, own }, at);
  const { directoryIsOpen } = parts;
  return say(...cardBlocks(found, { notice, noticeId: id, cite: citing(parts, at), directoryIsOpen }));
}

const ownOf = async ({ db, form }: BidParts, { conversation }: Standing) =>
  ownCompany(db, conversation.personId, await form());

const goOf = (
  parts: BidParts,
  { kept, own }: { readonly kept: KeptNotice; readonly own: OwnCompany | undefined },
  at: Standing,
): GoCard =>
  goCard({
    notice: kept.notice,
    vectors: kept.vectors,
    bidder: own?.bidder,
    vector: own?.vector,
    untold: own?.untold,
    figures: figuresNow(parts, at),
    now: at.now,
  });

/** The sections of the index in service, as sources. */
export function citing({ base }: Pick<BidParts, 'base'>, { now }: Pick<Standing, 'now'>): Cite {
  const { passages, figures } = base();
  return (key, n) => {
    const passage = passages.find((one) => one.key === key);
    const evidence = passage && toEvidence(passage, figures, parisDay(now));
    return evidence && toSource(n, evidence, evidence.passage.articles);
  };
}

/** « Répondre »: which lot, where several may be meant; else the answer is opened, with its documents. */
async function answer(
  parts: BidParts,
  kept: KeptNotice,
  at: Standing,
  lot?: string | undefined,
): Promise<BidTurn> {
  const { notice } = kept;
  if (at.conversation.personId === undefined) return say(...words(texts.privately));
  if (!isOpen(notice, at.now) && notice.kind !== 'intention' && notice.kind !== 'renewal')
    return say(...words(texts.over));
  const own = await ownOf(parts, at);
  const { suited } = goOf(parts, { kept, own }, at);
  const open = openLots(notice, at.now);
  if (open.length === 0) return say(...words(texts.over));
  const left = { open, suited: suited.filter((place) => open.includes(place)) };
  const places = chosenLots(notice.lots.length, left, lot);
  if (!places) return whichLot(kept, left);
  if (places.some((place) => !open.includes(place))) return say(...words(texts.lotOver));
  return opened(parts, { kept, own, places }, at);
}

/** Places of the lots that are not closed yet: some close before the others. */
const openLots = ({ lots, closing }: Notice, now: number): number[] =>
  lots.flatMap((one, place) => ((safeInstant(one.closing ?? closing) ?? now + 1) > now ? [place] : []));

interface LotsLeft {
  readonly open: readonly number[];
  /** Those of them that suit. */
  readonly suited: readonly number[];
}

/** Places of the lots that are answered; undefined where it must be asked. None stands for the whole. */
function chosenLots(
  count: number,
  { open, suited }: LotsLeft,
  lot: string | undefined,
): readonly number[] | undefined {
  if (count < 2) return [];
  // None stands for the whole, which is closed in part.
  if (lot === '*') return suited.length > 0 || open.length === count ? suited : open;
  const place = lot === undefined ? Number.NaN : Number(lot);
  if (Number.isInteger(place) && place >= 0 && place < count) return [place];
  return suited.length === 1 ? suited : undefined;
}

function whichLot({ id, notice }: KeptNotice, { open, suited }: LotsLeft): BidTurn {
  const places = (suited.length > 0 ? suited : open).slice(0, MOST_LOTS);
  const label = (place: number) => notice.lots[place]?.number ?? String(place + 1);
  return say(
    ...words(texts.whichLot(notice.lots.length)),
    listOf(places.map((place) => texts.lot(label(place), shortened(notice.lots[place]?.title ?? '')))),
    choices(
      ...places.map((place) => lotButton(id, place, `Lot ${label(place)}`)),
      lotButton(id, '*', suited.length > 0 ? buttonTexts.allSuited : buttonTexts.wholeCall),
    ),
  );
}

/** What an answer is prepared with, in the order in which it is given. */
const DOCUMENTS: readonly BidDocument[] = ['candidature', 'retroplanning', 'memoire-technique'];

async function opened(
  parts: BidParts,
  {
    kept,
    own,
    places,
  }: {
    readonly kept: KeptNotice;
    readonly own: OwnCompany | undefined;
    readonly places: readonly number[];
  },
  at: Standing,
): Promise<BidTurn> {
  const { notice } = kept;
  const { now, conversation } = at;
  const told = {
    ...toldByNotice(notice, places),
    company: own?.name ? { name: own.name, siret: own.siret } : undefined,
    lessons: await lessonsOf(parts.db, conversation.personId ?? ''),
  };
  const made = [];
  for (const id of DOCUMENTS) {
    const one = await parts.makeDocument(id, told, now);
    if (one) made.push(one);
  }
  const days = made.flatMap((one) => one.days).slice(0, MOST_NEXT_DAYS);
  const closing = closingOf(notice, places);
  const labels = places.map((place) => notice.lots[place]?.number ?? String(place + 1));
  const isReserved = told.words.includes('réservé');
  const call = callOf(kept, places);
  return {
    type: 'open',
    call,
    before: words(
      [
        texts.opened(call.title, call.buyer),
        ...(labels.length > 0 ? [texts.lots(labels)] : []),
        closing ? texts.closes(closingSaid(closing, now)) : texts.noClosing,
      ].join(' '),
      ...(made.length > 0 ? [made.length === DOCUMENTS.length ? texts.files : texts.someFiles] : []),
    ),
    files: made.flatMap(({ files }) => files),
    after: [
      ...(days.length > 0 ? [...words(texts.days), listOf(days.map(texts.dayLine))] : []),
      ...words(...(isReserved ? [texts.reserved] : [])),
    ],
    partner: parts.directoryIsOpen ? partnerButton(kept.id) : undefined,
  };
}

/** What became of an answer; after a rejection, what the buyer had to tell, and the letter that asks for it. */
async function outcome(
  parts: BidParts,
  bid: Bid | AnsweredCall,
  to: Outcome,
  at: Standing,
): Promise<BidTurn> {
  const of = bid.id === undefined ? bid : bid.id;
  const asksLater = to === 'sent' && (await mayBeAsked(parts, at));
  const said = texts.noted[to](texts.called(bid.title, bid.buyer));
  const noted = words(asksLater ? `${said} ${texts.willAsk}` : said);
  if (to !== 'lost') return { type: 'outcome', of, outcome: to, blocks: noted, files: [] };
  const kept = await findNotice(parts.db, bid.noticeId);
  const own = await ownOf(parts, at);
  const places = kept ? bid.lots.map((id) => kept.notice.lots.findIndex((lot) => lot.id === id)) : [];
  const told = kept
    ? toldByNotice(
        kept.notice,
        places.filter((place) => place >= 0),
      )
    : { purchase: { object: bid.title, buyer: bid.buyer }, words: '' };
  const company = own?.name ? { name: own.name, siret: own.siret } : undefined;
  const letter = await parts.makeDocument('lettre-motifs-rejet', { ...told, company }, at.now);
  const blocks = [
    ...noted,
    ...words(
      ...texts.mustTell(isFormal(kept?.notice.procedure)),
      ...(letter ? [texts.letter] : []),
      texts.askDay,
    ),
  ];
  return { type: 'outcome', of, outcome: 'lost', blocks, files: letter?.files ?? [] };
}

/** Whether who speaks can be asked for news: something arrives by itself where they speak, and they did not stop it. */
async function mayBeAsked({ db }: BidParts, { conversation: { personId } }: Standing): Promise<boolean> {
  if (personId === undefined || (await hasStoppedNews(db, personId))) return false;
  return (await conversationsOf(db, personId)).some(({ channel }) => canPush(channel));
}

/** The day of a letter, as it was told in words. */
async function dayTold(
  parts: BidParts,
  bidId: string,
  text: string,
  at: Standing,
): Promise<BidTurn | undefined> {
  const { personId } = at.conversation;
  const bid = personId === undefined ? undefined : await bidOfPerson(parts.db, personId, bidId);
  if (!bid) return undefined;
  const today = parisDay(at.now);
  const day = quantitiesIn(text, today).days[0]?.date;
  if (day !== undefined && day <= today) return rejectedOn(parts, bid, day, at);
  if (day === undefined && readDeadlineAnswer(text, at.now) === 'none')
    return { type: 'rejected', bidId, day: undefined, blocks: words(texts.askLesson) };
  return {
    type: 'say',
    blocks: [
      ...words(day === undefined ? texts.dayUnread : texts.dayToCome),
      choices(outcomeButton(bidId, 'today'), EXPERT_BUTTON),
    ],
    asks: { id: bidId, what: 'day', at: at.now },
  };
}

/** What is still open, counted from the day of the letter. */
async function rejectedOn(parts: BidParts, bid: Bid, day: string, at: Standing): Promise<BidTurn> {
  const kept = await findNotice(parts.db, bid.noticeId);
  const today = parisDay(at.now);
  const procedure = kept?.notice.procedure;
  const found = afterRejection({ procedure, rejectedOn: day, today, figures: figuresNow(parts, at) });
  const blocks = words(...texts.limits(found, day, today), texts.askLesson);
  return { type: 'rejected', bidId: bid.id, day, blocks };
}
