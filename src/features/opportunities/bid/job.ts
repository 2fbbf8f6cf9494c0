import { figuresAt } from '#src/calculators/known.ts';
import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { membershipsOf } from '#src/company/store/members.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import { type Conversation, conversationsOf } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { closingSaid, restSaid, whyCancelled } from '#src/features/opportunities/alerts/change-said.ts';
import type { Change } from '#src/features/opportunities/notice/changes.ts';
import { type Notice, safeInstant } from '#src/features/opportunities/notice/notice.ts';
import {
  type Bid,
  type BidChange,
  bidsOfChanged,
  changeBid,
  dueBids,
  lockBid,
  stepsDone,
} from '#src/features/opportunities/store/bids.ts';
import { changesAfter, findNotice } from '#src/features/opportunities/store/notices.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { queueNewsMail } from '#src/person/mail/news-mail.ts';
import { lockReach } from '#src/person/unasked/reach.ts';
import { isCivilHour } from '#src/person/unasked/rules/may-be-told.ts';
import { STOP_BUTTON, stopHint, UNASKED } from '#src/person/unasked/said.ts';
import { DAY_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { every } from '#src/platform/database/jobs/recurrence.ts';
import type { JobKind } from '#src/platform/database/jobs/scheduler.ts';
import { calmButton, outcomeButton } from './actions.ts';
import { calmBlocks, calmFacts } from './calm.ts';
import { closingOf } from './rules/go.ts';
import { afterWord, type BidWord, CALM_MS, nextWord } from './rules/moments.ts';
import { bidTexts as texts } from './texts.ts';
import { closingSaid as closingSaidOf } from './texts-go.ts';

const EVERY_MS = 10 * MINUTE_MS;
/** Answers that are looked at in one run: what is left comes with the next. */
const MOST = 200;
/** A question that could not be asked is tried again after so long, and no more once it is so late. */
const AGAIN_MS = 7 * DAY_MS;
const LATE_MS = 120 * DAY_MS;

/** What the work on answers is done with. */
export interface BidJobParts {
  readonly db: Database;
  /** The register in service; undefined before there is one. */
  readonly figures: () => FigureRegister | undefined;
  /** Said when something was written that must leave. */
  readonly wake: () => void;
  readonly now: () => number;
}

/**
 * What is said unasked of answers to calls, at civil hours: what changed of the call, the last hours, that it closed, and
 * twice at most each whether it was sent and won. Each in a transaction that looks again: once, whatever the replicas.
 */
export const bidJob = ({ db, figures, wake, now }: BidJobParts): JobKind => ({
  kind: 'bids',
  next: every(EVERY_MS),
  run: async (_job, signal) => {
    const at = now();
    if (!isCivilHour(at)) return undefined;
    for (const bid of await bidsOfChanged(db, MOST)) {
      signal.throwIfAborted();
      await db.tx((tx) => tellChange(tx, bid, at));
    }
    const margin = figuresAt(figures() ?? new Map(), parisDay(at)).get('depot-marge')?.number;
    for (const bid of await dueBids(db, at, MOST)) {
      signal.throwIfAborted();
      await db.tx((tx) => tellDue(tx, bid, { margin, now: at }));
    }
    wake();
    return undefined;
  },
});

/** What is true of a notice now: moved, ended, or given to somebody. */
async function tellChange(tx: Transaction, { id, personId, companyId }: Bid, now: number): Promise<void> {
  const where = await whereToTell(tx, personId);
  // An expert who holds leaves: it is said then.
  if (where === 'held') return;
  const bid = await lockBid(tx, id);
  const kept = bid && (await findNotice(tx, bid.noticeId));
  if (!bid || !kept || kept.version <= bid.noticeVersion) return;
  const { notice, version } = kept;
  const changes = await changesAfter(tx, bid.noticeId, bid.noticeVersion);
  const change = changeBy(bid, { notice, changes }, now);
  await changeBid(tx, bid.id, { ...change.sets, noticeVersion: version });
  if (!change.said || typeof where !== 'object' || !(await speaksFor(tx, personId, companyId))) return;
  await tell(tx, where, bid, change.said, now);
}

interface NoticeChange {
  readonly sets: BidChange;
  readonly said?: readonly Block[] | undefined;
}

interface Changed {
  readonly notice: Notice;
  /** Since who answers knew it. */
  readonly changes: readonly Change[];
}

function changeBy(bid: Bid, changed: Changed, now: number): NoticeChange {
  const { notice, changes } = changed;
  if (notice.kind === 'annulation')
    return {
      sets: { state: 'over', nextAt: null },
      said: words(texts.ended(bid.title), ...whyCancelled(notice)),
    };
  // Who won is told: whether they did is asked now.
  if (bid.state === 'deposited' && notice.kind === 'attribution')
    return { sets: bid.nextAt === undefined ? {} : { nextAt: now } };
  const moved = movedBy(bid, notice, now);
  const first = moved ? [texts.moved(bid.title, moved.said)] : closingGone(changed, now);
  const rest = restSaid(changes, first.length > 0);
  if (first.length + rest.length === 0) return { sets: {} };
  const heading = moved ? [] : [texts.changed(bid.title)];
  const buttons = bid.state === 'open' ? [calmButton(bid.id), EXPERT_BUTTON] : [EXPERT_BUTTON];
  return { sets: moved?.sets ?? {}, said: [...words(...heading, ...first, ...rest), choices(...buttons)] };
}

/** The new closing of what is answered, and what is then said when; undefined where it stays. */
function movedBy(
  bid: Bid,
  notice: Notice,
  now: number,
): { readonly sets: BidChange; readonly said: string } | undefined {
  const places = bid.lots.map((lot) => notice.lots.findIndex(({ id }) => id === lot)).filter((at) => at >= 0);
  const closing = closingOf(notice, places);
  const closesAt = safeInstant(closing);
  if (closesAt === bid.closesAt || closesAt === undefined || closing === undefined) return undefined;
  // Of a closing that is still to come, all that is said of its end is said anew.
  const said = {
    calmAt: closesAt - CALM_MS > now ? undefined : bid.calmAt,
    closedAt: closesAt > now ? undefined : bid.closedAt,
    sentAsked: closesAt > now ? 0 : bid.sentAsked,
  };
  const next = nextWord({ ...bid, ...said, closesAt }, now)?.at;
  const { calmAt = null, closedAt = null, sentAsked } = said;
  return {
    sets: { closesAt, calmAt, closedAt, sentAsked, nextAt: next ?? null },
    said: closingSaidOf(closing, now),
  };
}

/** The closing is told no more: it is to be checked, the one that was known stays. */
const closingGone = ({ notice, changes }: Changed, now: number): string[] =>
  closingOf(notice, []) === undefined ? closingSaid(changes, now) : [];

/** Says what is due of an answer, once, or passes over it where it cannot be said. */
async function tellDue(
  tx: Transaction,
  { id, personId, companyId }: Bid,
  { margin, now }: { readonly margin: number | undefined; readonly now: number },
): Promise<void> {
  // The conversation first: what handles a message locks it first too.
  const where = await whereToTell(tx, personId);
  // An expert who holds leaves: it is said then.
  if (where === 'held') return;
  const bid = await lockBid(tx, id);
  if (!bid || bid.nextAt === undefined || bid.nextAt > now) return;
  const next = nextWord(bid, now);
  if (!next || where === 'stopped' || !(await speaksFor(tx, personId, companyId)))
    return changeBid(tx, id, { nextAt: null });
  if (next.at > now && !(next.word === 'won' && bid.state === 'deposited'))
    return changeBid(tx, id, { nextAt: next.at });
  if (isQuestion(next.word) && !(typeof where === 'object' && where.arrives))
    // It was not asked: it is once they can be, as long as it is not too late.
    return changeBid(tx, id, { nextAt: now - next.at < LATE_MS ? now + AGAIN_MS : null });
  const sets = toldSets(bid, next.word, now);
  await changeBid(tx, id, { ...sets, nextAt: afterWord({ ...bid, ...sets }, now) });
  if (typeof where !== 'object') return;
  await tell(tx, where, bid, await wordBlocks(tx, bid, next.word, { margin, now }), now);
}

/** Who left a company is told nothing more of what it answers. */
const speaksFor = async (
  tx: Transaction,
  personId: string,
  companyId: string | undefined,
): Promise<boolean> =>
  companyId === undefined ||
  (await membershipsOf(tx, personId)).some((one) => one.companyId === companyId && one.status === 'member');

function toldSets(
  { sentAsked, wonAsked }: Bid,
  word: BidWord,
  now: number,
): { calmAt?: number; closedAt?: number; sentAsked?: number; wonAsked?: number } {
  switch (word) {
    case 'calm':
      return { calmAt: now };
    case 'closed':
      return { closedAt: now };
    case 'sent':
      return { sentAsked: sentAsked + 1 };
    case 'won':
      return { wonAsked: wonAsked + 1 };
    default:
      return word satisfies never;
  }
}

async function wordBlocks(
  tx: Transaction,
  bid: Bid,
  word: BidWord,
  { margin, now }: { readonly margin: number | undefined; readonly now: number },
): Promise<readonly Block[]> {
  const { id, title, buyer } = bid;
  switch (word) {
    case 'calm': {
      const facts = calmFacts((await findNotice(tx, bid.noticeId))?.notice, bid);
      const done = await stepsDone(tx, id);
      const hours = await loadWorkingHours(tx);
      return calmBlocks({ bid, facts, done, opens: true, margin, hours, now });
    }
    case 'closed':
      return [
        ...words(texts.askDeposited(title)),
        choices(outcomeButton(id, 'sent'), outcomeButton(id, 'unsent')),
      ];
    case 'sent':
      return [
        ...words(texts.askSent(title, buyer)),
        choices(outcomeButton(id, 'sent'), outcomeButton(id, 'unsent')),
      ];
    case 'won':
      return [
        ...words(texts.askWon(title, buyer)),
        choices(outcomeButton(id, 'won'), outcomeButton(id, 'lost'), outcomeButton(id, 'wait')),
      ];
    default:
      return word satisfies never;
  }
}

/** Where somebody is told: a conversation that arrives by itself, or a page, of what they opened themselves. */
export type Where =
  | { readonly conversation: Conversation; readonly arrives: boolean }
  | 'held'
  | 'stopped'
  | 'nowhere';

/** Where a person is written to, by the rule of all that is said unasked; their conversations locked. */
export async function whereToTell(tx: Transaction, personId: string): Promise<Where> {
  const found: Where[] = [];
  for (const conversation of personId === '' ? [] : await conversationsOf(tx, personId)) {
    const { may, hasStopped } = await lockReach(tx, conversation.id);
    // On a page too, where nothing arrives by itself: what is written there leaves by mail.
    if (hasStopped) return 'stopped';
    if (may === 'now') return { conversation, arrives: true };
    if (may === 'held') found.push('held');
    if (may === 'channel' && conversation.mode !== 'human') found.push({ conversation, arrives: false });
  }
  return found.find((one) => one === 'held') ?? found[0] ?? 'nowhere';
}

/** On a page, only the hours of what they opened are said: news that nobody asked for are not. */
const isQuestion = (word: BidWord): boolean => word === 'sent' || word === 'won';

async function tell(
  tx: Transaction,
  { conversation }: { readonly conversation: Conversation },
  { title }: Bid,
  blocks: readonly Block[],
  now: number,
): Promise<void> {
  const content = { kind: UNASKED.bid, blocks: withStop(blocks) };
  const { id: messageId } = await addOutboundMessage(tx, { conversationId: conversation.id, content, now });
  await queueNewsMail(tx, { conversation, messageId, subject: title }, now);
}

/** How to hear no more of it: the words above the buttons, the button after them. */
export function withStop(blocks: readonly Block[]): Block[] {
  const own = blocks.filter(({ type }) => type !== 'choices');
  const buttons = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
  return [...own, stopHint, choices(...buttons, STOP_BUTTON)];
}
