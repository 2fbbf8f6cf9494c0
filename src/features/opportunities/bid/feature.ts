import { z } from 'zod';
import { bareYesNo } from '#src/company/form/readers/yes-no.ts';
import {
  AS_ANSWER,
  type Candidate,
  type Feature,
  type Memory,
  type Reading,
  type Standing,
} from '#src/conversation/feature.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import { DAY_MS } from '#src/platform/calendar/durations.ts';
import { asksSomething } from '#src/reader/follow-up.ts';
import { actOnBid } from './act.ts';
import { type BidDoes, type BidPressed, bidPressed, isOfNamedCall } from './actions.ts';
import type { BidParts } from './ports.ts';
import { prepareBid } from './prepare.ts';
import { BID_ACTS, type BidTurn, type HeardBid } from './turn.ts';

const NAME = 'bid';
/** The kind of what is said of answers to calls when it is asked for. */
export const BID_KIND = 'bid';

const schema = z.object({
  /** What was last asked, in words: the day of a letter, what one would change, which call was won or lost. */
  bidAsked: z
    .object({ id: z.string(), what: z.enum(['day', 'lesson', 'won', 'lost']), at: z.number() })
    .optional()
    .catch(undefined),
});
type State = z.output<typeof schema>;
const memory: Memory<State> = { schema, left: (state) => state };

/** What was asked is answered within a day, in so many words. */
const PATIENCE_MS = DAY_MS;
const LONGEST = 600;
/** What a bare « oui », or « non », presses of the last buttons. */
const YES: ReadonlySet<BidDoes> = new Set(['done', 'sent', 'won']);
const NO: ReadonlySet<BidDoes> = new Set(['later', 'unsent', 'lost']);

/** « Puis-je y aller ? », « Répondre », the last hours, and what became of it. */
export const bidFeature = (
  parts: BidParts,
): Feature<HeardBid, { readonly act: 'bid'; readonly data: BidTurn }, State> => ({
  name: NAME,
  memory,
  saidBeside: [BID_KIND],
  knows: async () => undefined,
  hears: heard,
  prepare: async (turn, at) => {
    const data = await prepareBid(parts, turn, at);
    return data && { act: 'bid', data };
  },
  act: async (tx, { data }, at) => actOnBid(tx, data, at),
  pending: () => undefined,
});

function heard(message: Reading, at: Standing<State>): Candidate<HeardBid>[] {
  const pressed = bidPressed(message.button);
  if (pressed)
    return [{ turn: { type: 'pressed', pressed }, ground: 'right', probability: 1, isBeside: true }];
  if (message.content.type !== 'text') return [];
  const yesNo = answered(message);
  if (yesNo) return [{ turn: { type: 'pressed', pressed: yesNo }, ground: 'asked', probability: AS_ANSWER }];
  const act = BID_ACTS.find((one) => one === actOf(message));
  if (act)
    return [
      { turn: { type: 'meant', act, text: message.text }, ground: 'meant', probability: sureOf(message) },
    ];
  return told(message, at);
}

/** A bare « oui » or « non » to a question of ours that has its buttons; of several answers, it says of none. */
function answered({ text, shown }: Reading): BidPressed | undefined {
  const own = shown.choices.flatMap(({ value }) => bidPressed(value) ?? []);
  const said = own.length > 0 ? bareYesNo(text) : undefined;
  if (!said) return undefined;
  // « L’avez-vous déjà perdu ? »: a yes says so. Of calls to choose from, a no chooses none.
  const meant = own.filter((one) =>
    isOfNamedCall(one) ? said === 'yes' : (said === 'yes' ? YES : NO).has(one.does),
  );
  return new Set(meant.map(({ id }) => id)).size === 1 ? meant[0] : undefined;
}

/** The answer in words to what was just asked: no wish, and no question. */
function told(
  message: Reading,
  { memory: { bidAsked }, asked, now }: Standing<State>,
): Candidate<HeardBid>[] {
  const { text } = message;
  if (!bidAsked || asked !== NAME || now - bidAsked.at > PATIENCE_MS) return [];
  if (text.length > LONGEST || wishOf(message) !== undefined || asksSomething(text)) return [];
  return [{ turn: { type: 'told', asked: bidAsked, text }, ground: 'asked', probability: AS_ANSWER }];
}
