import type { Block } from '#src/channel/blocks.ts';

/** A block as the page draws it: a file has become an address to take it from; the page has its own field. */
export type BlockView =
  | Exclude<Block, { type: 'file' | 'answer-field' }>
  | { readonly type: 'file'; readonly name: string; readonly url: string };

/** A message as the page receives it, in JSON. The page's scripts import these types. */
export type MessageView =
  | {
      readonly author: 'company';
      readonly id: string;
      readonly seq: number;
      readonly at: number;
      readonly text: string;
    }
  | {
      readonly author: 'bot' | 'expert';
      readonly id: string;
      readonly seq: number;
      readonly at: number;
      readonly blocks: readonly BlockView[];
      readonly rating?: 'up' | 'down';
    };

/** What GET /chat/history answers. */
export interface HistoryView {
  /** Names the conversation without giving its secret: a page sees that another tab changed it. */
  readonly conversation: string;
  readonly items: readonly MessageView[];
  /** There is more: `?before=` (of the past) or `?after=` (of what came since) this place gives it. */
  readonly next?: number;
  /** The person was away for long: what is theirs shows after a code. */
  readonly isAway?: true;
}

/** What POST /chat/messages answers. */
export interface ReceiptView {
  readonly status: 'accepted' | 'duplicate';
  readonly conversation: string;
}

/** What POST /chat/reset, /chat/threads and /chat/forget answer: the conversation that the page then shows. */
export interface OpenedView {
  readonly conversation: string;
}

/** What GET /chat/own answers: what the person of this browser has here. */
export interface OwnView {
  readonly threads: readonly {
    readonly conversation: string;
    readonly title: string;
    readonly at: number;
    readonly isCurrent: boolean;
    readonly hasNews: boolean;
  }[];
  /** Whether they could come back from another browser: they confirmed an address. */
  readonly canReturn: boolean;
  readonly mailIsOn: boolean;
}

/** What POST /chat/space/code and /chat/space/enter answer. */
export interface StepView {
  readonly said: string;
  /** The conversation that the browser shows once it is the person's. */
  readonly conversation?: string;
}
