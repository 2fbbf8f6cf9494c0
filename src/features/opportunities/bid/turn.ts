import type { Block, Choice } from '#src/channel/blocks.ts';
import type { StoredFile } from '#src/conversation/store/files.ts';
import type { BidCall } from '#src/features/opportunities/store/bids.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { BidPressed } from './actions.ts';
import type { CalmFacts } from './calm.ts';
import type { Step } from './rules/envelope.ts';

/** What is wanted of answers to calls, as it was learnt from examples. */
export const BID_ACTS = [
  'bid.go',
  'bid.answer',
  'bid.sent',
  'bid.unsent',
  'bid.won',
  'bid.lost',
  'bid.status',
] as const;
export type BidActName = (typeof BID_ACTS)[number];

/** What was last asked of an answer, in words. */
export interface Asked {
  /** Of the answer; empty where it is asked which call was won, or lost. */
  readonly id: string;
  readonly what: 'day' | 'lesson' | 'won' | 'lost';
  /** Epoch milliseconds. */
  readonly at: number;
}

/** What a message does about answers to calls, before it is worked out. */
export type HeardBid =
  | { readonly type: 'pressed'; readonly pressed: BidPressed }
  | { readonly type: 'meant'; readonly act: BidActName; readonly text: string }
  | { readonly type: 'told'; readonly asked: Asked; readonly text: string };

/** What became of an answer, as it was told. */
export type Outcome = 'sent' | 'unsent' | 'won' | 'lost' | 'wait';

/** A call that is answered, while nothing is kept of the answer. */
export interface AnsweredCall extends BidCall {
  readonly id?: undefined;
}

/** What is done, once it was worked out. Plain data: it crosses threads. */
export type BidTurn =
  | { readonly type: 'say'; readonly blocks: readonly Block[]; readonly asks?: Asked | undefined }
  | {
      readonly type: 'open';
      readonly call: AnsweredCall;
      readonly before: readonly Block[];
      readonly files: readonly StoredFile[];
      readonly after: readonly Block[];
      /** The way to a partner; absent while the directory is closed. */
      readonly partner: Choice | undefined;
    }
  | {
      readonly type: 'step';
      readonly bidId: string;
      readonly does: 'calm' | 'done' | 'later' | 'stuck';
      readonly step: Step | undefined;
      readonly facts: CalmFacts;
      readonly margin: number | undefined;
    }
  | {
      readonly type: 'outcome';
      /** The answer; or the call, where they answered it without us. */
      readonly of: string | AnsweredCall;
      readonly outcome: Outcome;
      readonly blocks: readonly Block[];
      readonly files: readonly StoredFile[];
    }
  | {
      readonly type: 'rejected';
      readonly bidId: string;
      /** The day of the letter; undefined where they do not know it. */
      readonly day: IsoDate | undefined;
      readonly blocks: readonly Block[];
    }
  | { readonly type: 'lesson'; readonly bidId: string; readonly words: string | undefined };
