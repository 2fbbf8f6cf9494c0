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
}

/** What POST /chat/messages answers. */
export interface ReceiptView {
  readonly status: 'accepted' | 'duplicate';
  readonly conversation: string;
}
