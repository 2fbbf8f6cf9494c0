import type { IncomingMessage, ServerResponse } from 'node:http';
import { HotlineError } from '#src/platform/errors.ts';
import type { Block } from './blocks.ts';
import type { Browsers } from './browsers.ts';

/**
 * What a person sent: words, a button pressed, a file (or anything that is not words), or a change of what they said
 * before: `of` is the platform's id of that message. A change is kept in the transcript and never answered anew.
 */
export type InboundContent =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'action';
      readonly value: string;
      readonly label: string;
      /** What was typed in the field beside the button. */
      readonly text?: string | undefined;
    }
  | { readonly type: 'file'; readonly name: string; readonly mediaType?: string | undefined }
  | { readonly type: 'edit'; readonly of: string; readonly text: string }
  | { readonly type: 'delete'; readonly of: string };

/** Who speaks, as the platform knows them: one person may have several conversations. */
export interface Speaker {
  /** The platform's id of the person, unique on the channel (with its team or tenant). */
  readonly key: string;
  readonly name?: string | undefined;
}

/** The person, or their team, removed the hotline from the conversation: nothing can be said there any more. */
export interface Departure {
  readonly type: 'left';
}

/** A message as an adapter understood it. */
export interface InboundMessage {
  readonly channel: string;
  /** Unique per delivery on its channel: a platform that delivers twice repeats it. */
  readonly deliveryId: string;
  /** The platform's conversation, opaque to the core. */
  readonly conversationKey: string;
  /** What the adapter needs to write back, as JSON that the core keeps and never reads. */
  readonly address: unknown;
  readonly content: InboundContent | Departure;
  /** The platform's id of this message, to find it again when it is edited or deleted. */
  readonly messageRef?: string | undefined;
  /** Absent where others read too: what is known of a person is shown to them alone; always there on the desk. */
  readonly speaker?: Speaker | undefined;
  /**
   * Written where the experts work: the channel, or group, that the configuration names. The place decides, never the
   * person: an expert may also be a customer.
   */
  readonly desk?: true | undefined;
  /** The network address it comes from, where the channel knows it: kept in memory only, to share fairly. */
  readonly source?: string | undefined;
  /** The channel can tell its sender at once that it is not taken; a platform's sender has long seen it leave. */
  readonly refusable?: true | undefined;
}

/** The address of a thread of the experts' place that does not exist yet: sending there makes it. */
export const NEW_DESK_THREAD = { deskThread: 'new' } as const;

/** Whether an address is that one: the thread is to be made first. */
export const asksNewThread = (address: unknown): boolean =>
  (address as { deskThread?: unknown } | null)?.deskThread === NEW_DESK_THREAD.deskThread;

/** A message to send. Sending the same `id` twice must show once wherever the platform allows it. */
export interface OutboundMessage {
  readonly id: string;
  /** Its place in the conversation, from 1. */
  readonly seq: number;
  readonly at: number;
  readonly blocks: readonly Block[];
  /** The platform's id of an earlier message that this one takes the place of. */
  readonly replaces?: string | undefined;
  /** Its files could not leave for a while: what still can't be uploaded is offered as a link, and said to be. */
  readonly filesMayBeLinks?: true | undefined;
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

/** Where to read a conversation from: after a place and onwards, or before one and backwards; `undefined` is its end. */
export type HistoryFrom = { readonly after: number } | { readonly before: number | undefined };

/** A part of a conversation, oldest first; `next` is the place from which the following one is read, none at the end. */
export interface HistoryPage {
  readonly items: readonly HistoryItem[];
  readonly next: number | undefined;
}

/** Events of a conversation that a live page listens to. */
export type LiveEvent =
  | { readonly type: 'message'; readonly message: HistoryItem }
  | { readonly type: 'typing' };

/** A file that a message gives to take away. */
export interface OutboundFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What a platform says of a message that it took: its own id of it, when there is one. */
export interface SendReceipt {
  readonly ref?: string | undefined;
  /** A thread that the message made: how to write there, and the conversation key of what is answered there. */
  readonly thread?: { readonly address: unknown; readonly key: string } | undefined;
}

/**
 * Why a message did not leave. `retry`: try again, not before `retryAfterMs`; `unreachable`: the person or the
 * conversation is gone or has blocked the hotline, until they write again; `rejected`: the platform will never take
 * this message, not even as plain text.
 */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  readonly kind: 'retry' | 'unreachable' | 'rejected';
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: DeliveryError['kind'],
    message: string,
    options: { retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/**
 * A message is not taken for now, and nothing of it is kept: its sender wrote a lot today (`budget`), or the hotline can
 * keep nothing more (`disk`). The channel says the sentence, or has its platform deliver the message again.
 */
export class NotTaken extends HotlineError {
  override name = 'NotTaken';
  readonly why: 'budget' | 'disk';
  readonly retryAfterSeconds: number;

  constructor(why: NotTaken['why'], sentence: string, retryAfterSeconds: number) {
    super(why === 'budget' ? 'busy' : 'storage', sentence);
    this.why = why;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What the core offers to an adapter. */
export interface ChannelHost {
  /**
   * Saves a message; when the promise resolves it is on disk and may be acknowledged.
   * @returns `duplicate` when this delivery was already received
   * @throws NotTaken when it is not kept for now
   */
  receive(message: InboundMessage): Promise<'accepted' | 'duplicate'>;
  /** A part of the conversation, never more than a page shows at once; empty when it does not exist. */
  history(channel: string, conversationKey: string, from: HistoryFrom): Promise<HistoryPage>;
  /** Keeps a rating of one of the conversation's messages. False when there is no such message. */
  feedback(channel: string, conversationKey: string, feedback: Feedback): Promise<boolean>;
  /** Notes that the person was shown the conversation's messages up to a place. */
  seen(channel: string, conversationKey: string, seq: number): Promise<void>;
  /** Hears the conversation's events until the returned function is called. */
  subscribe(channel: string, conversationKey: string, listener: (event: LiveEvent) => void): () => void;
  /** The file of a `file` block; undefined when it no longer exists. */
  readFile(fileId: string): Promise<OutboundFile | undefined>;
  /** Who writes from which browser, for channels that pages are of. */
  readonly browsers: Browsers;
}

export interface Feedback {
  readonly messageId: string;
  readonly rating: 'up' | 'down';
  readonly reason?: string | undefined;
}

/** An HTTP handler an adapter wants mounted. */
export interface HttpRoute {
  readonly path: string;
  /** A method, whose arguments may be narrower: express's routers, which know more of a request, fit. */
  handler(request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void): void;
}

/** PORT. A channel: what it serves over HTTP, and how a message leaves on it. */
export interface ChannelAdapter {
  readonly name: string;
  readonly routes: readonly HttpRoute[];
  start(host: ChannelHost): Promise<void>;
  /**
   * Delivers one message.
   * @throws DeliveryError for what the platform answered; anything else thrown is tried again
   */
  send(address: unknown, message: OutboundMessage): Promise<SendReceipt>;
  stop(): Promise<void>;
}
