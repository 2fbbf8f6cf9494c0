import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Block } from './blocks.ts';

/** What a person sent: words, or a button pressed. */
export type InboundContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly value: string; readonly label: string };

/** A message as an adapter understood it. */
export interface InboundMessage {
  readonly channel: string;
  /** Unique per delivery on its channel: a platform that delivers twice repeats it. */
  readonly deliveryId: string;
  /** The platform's conversation, opaque to the core. */
  readonly conversationKey: string;
  /** What the adapter needs to write back, as JSON that the core keeps and never reads. */
  readonly address: unknown;
  readonly content: InboundContent;
}

/** A message to send. Sending the same `id` twice must show once wherever the platform allows it. */
export interface OutboundMessage {
  readonly id: string;
  /** Its place in the conversation, from 1. */
  readonly seq: number;
  readonly at: number;
  readonly blocks: readonly Block[];
}

/** A line of a conversation as kept, for channels that show the past. */
export type HistoryItem =
  | {
      readonly author: 'company';
      readonly id: string;
      readonly seq: number;
      readonly at: number;
      readonly text: string;
    }
  | ({ readonly author: 'bot' | 'expert'; readonly rating?: string | undefined } & OutboundMessage);

/** Events of a conversation that a live page listens to. */
export type LiveEvent =
  | { readonly type: 'message'; readonly message: HistoryItem }
  | { readonly type: 'typing' };

/** What the core offers to an adapter. */
export interface ChannelHost {
  /**
   * Saves a message; when the promise resolves it is on disk and may be acknowledged.
   * @returns `duplicate` when this delivery was already received
   */
  receive(message: InboundMessage): Promise<'accepted' | 'duplicate'>;
  /** The conversation after `afterSeq`, oldest first; empty when it does not exist. */
  history(channel: string, conversationKey: string, afterSeq: number): Promise<HistoryItem[]>;
  /** Keeps a rating of one of the conversation's messages. False when there is no such message. */
  feedback(channel: string, conversationKey: string, feedback: Feedback): Promise<boolean>;
  /** Hears the conversation's events until the returned function is called. */
  subscribe(channel: string, conversationKey: string, listener: (event: LiveEvent) => void): () => void;
}

export interface Feedback {
  readonly messageId: string;
  readonly rating: 'up' | 'down';
  readonly reason?: string | undefined;
}

/** An HTTP handler an adapter wants mounted; express routers fit. */
export interface HttpRoute {
  readonly path: string;
  readonly handler: (
    request: IncomingMessage,
    response: ServerResponse,
    next: (error?: unknown) => void,
  ) => void;
}

/** PORT. A channel: what it serves over HTTP, and how a message leaves on it. */
export interface ChannelAdapter {
  readonly name: string;
  readonly routes: readonly HttpRoute[];
  start(host: ChannelHost): Promise<void>;
  /** Delivers one message. Throws when it must be tried again. */
  send(address: unknown, message: OutboundMessage): Promise<void>;
  stop(): Promise<void>;
}
