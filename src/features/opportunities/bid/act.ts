import type { Block } from '#src/channel/blocks.ts';
import { choices, words } from '#src/channel/make-blocks.ts';
import { companyOf } from '#src/company/chat/step.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Acting, Said } from '#src/conversation/feature.ts';
import { addFile, type StoredFile } from '#src/conversation/store/files.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import {
  type Bid,
  type BidState,
  bidOfPerson,
  changeBid,
  openBid,
  stepsDone,
  tickStep,
} from '#src/features/opportunities/store/bids.ts';
import type { Transaction } from '#src/platform/database/database.ts';
import { calmButton, outcomeButton } from './actions.ts';
import { calmBlocks, stuckBlocks } from './calm.ts';
import { afterWord, nextWord } from './rules/moments.ts';
import { bidTexts as texts } from './texts.ts';
import type { AnsweredCall, Asked, BidTurn, Outcome } from './turn.ts';

const KIND = 'bid';
const said = (blocks: readonly Block[], more: Partial<Said> = {}): Said => ({
  kind: KIND,
  blocks,
  isReply: true,
  ...more,
});
const asking = (asked: Asked): Partial<Said> => ({ state: { bidAsked: asked }, asked: true });
const ASKS_NOTHING: Partial<Said> = { state: { bidAsked: undefined } };

/** Does what was prepared, and says it. */
export async function actOnBid(tx: Transaction, turn: BidTurn, at: Acting): Promise<Said> {
  const { personId } = at.conversation;
  if (turn.type === 'say') return said(turn.blocks, turn.asks && asking(turn.asks));
  if (personId === undefined) return said(words(texts.privately));
  if (turn.type === 'open') return open(tx, turn, { personId, now: at.now });
  const of = turn.type === 'outcome' ? turn.of : turn.bidId;
  const bid =
    typeof of === 'string'
      ? await bidOfPerson(tx, personId, of)
      : await openCall(tx, of, { personId, now: at.now });
  if (!bid) return said(words(texts.none));
  switch (turn.type) {
    case 'step':
      return step(tx, turn, bid, at.now);
    case 'outcome':
      return outcome(tx, turn, bid, at.now);
    case 'rejected':
      await changeBid(tx, bid.id, { rejectedOn: turn.day ?? null }, at.now);
      return said(
        [...turn.blocks, choices(outcomeButton(bid.id, 'nolesson'), EXPERT_BUTTON)],
        asking({ id: bid.id, what: 'lesson', at: at.now }),
      );
    case 'lesson':
      if (turn.words === undefined) return said(words(texts.noLesson), ASKS_NOTHING);
      await changeBid(tx, bid.id, { lesson: turn.words, lessonBy: personId }, at.now);
      return said(words(texts.lessonKept), ASKS_NOTHING);
    default:
      return turn satisfies never;
  }
}

async function open(
  tx: Transaction,
  turn: Extract<BidTurn, { type: 'open' }>,
  by: { readonly personId: string; readonly now: number },
): Promise<Said> {
  const bid = await openCall(tx, turn.call, by);
  const buttons = [calmButton(bid.id), ...(turn.partner === undefined ? [] : [turn.partner]), EXPERT_BUTTON];
  return said([...turn.before, ...(await given(tx, turn.files, by.now)), ...turn.after, choices(...buttons)]);
}

async function openCall(
  tx: Transaction,
  call: AnsweredCall,
  { personId, now }: { readonly personId: string; readonly now: number },
): Promise<Bid> {
  const companyId = await companyOf(tx, personId);
  const first = nextWord({ ...NEW, closesAt: call.closesAt, openedAt: now }, now);
  return openBid(tx, { ...call, personId, companyId, nextAt: first?.at, now });
}

/** An answer of which nothing was said yet. */
const NEW = { state: 'open', calmAt: undefined, closedAt: undefined, sentAsked: 0, wonAsked: 0 } as const;

async function given(tx: Transaction, files: readonly StoredFile[], now: number): Promise<Block[]> {
  const blocks: Block[] = [];
  for (const file of files) {
    const fileId = await addFile(tx, file, now);
    blocks.push({ type: 'file', fileId, name: file.name, mediaType: file.mediaType });
  }
  return blocks;
}

/** A step is ticked, left for later, or stuck; then comes the next one. */
async function step(
  tx: Transaction,
  turn: Extract<BidTurn, { type: 'step' }>,
  bid: Bid,
  now: number,
): Promise<Said> {
  const { does, facts, margin } = turn;
  if (does === 'stuck' && turn.step) return said(stuckBlocks(bid, turn.step));
  if (does === 'done' && turn.step) {
    await tickStep(tx, { bidId: bid.id, step: turn.step, now });
    if (turn.step === 'deposit' && bid.state === 'open') await becomes(tx, bid, 'deposited', now);
  }
  const done = await stepsDone(tx, bid.id);
  const hours = await loadWorkingHours(tx);
  const opens = does === 'calm';
  return said(calmBlocks({ bid, facts, done, after: turn.step, opens, margin, hours, now }));
}

const STATE_OF: Readonly<Record<Exclude<Outcome, 'wait'>, BidState>> = {
  sent: 'deposited',
  unsent: 'unsent',
  won: 'won',
  lost: 'lost',
};

/** What became of it is kept; a result is not undone by an older button. */
async function outcome(
  tx: Transaction,
  turn: Extract<BidTurn, { type: 'outcome' }>,
  bid: Bid,
  now: number,
): Promise<Said> {
  const { outcome: to } = turn;
  const isOver = bid.state === 'won' || bid.state === 'lost';
  if (to !== 'wait' && !(isOver && (to === 'sent' || to === 'unsent')))
    await becomes(tx, bid, STATE_OF[to], now);
  if (to !== 'lost') return said(turn.blocks);
  return said(
    [
      ...turn.blocks,
      ...(await given(tx, turn.files, now)),
      choices(outcomeButton(bid.id, 'today'), EXPERT_BUTTON),
    ],
    asking({ id: bid.id, what: 'day', at: now }),
  );
}

const becomes = (tx: Transaction, bid: Bid, state: BidState, now: number): Promise<void> =>
  changeBid(tx, bid.id, { state, nextAt: afterWord({ ...bid, state }, now) }, now);
