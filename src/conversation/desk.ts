import type { Block } from '#src/channel/blocks.ts';
import type { DeliveryError } from '#src/channel/port.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { ClosingRead, Said } from './feature.ts';
import type { Conversation } from './store/conversations.ts';
import type { StoredMessage } from './store/messages.ts';

/** A message from outside, as kept. */
export type InboundStored = Extract<StoredMessage, { author: 'company' }>;

/** The company's messages as the experts of its case read them. */
export interface DeskCopy {
  readonly messageIds: readonly string[];
  readonly text: string;
  readonly file?: boolean;
}

/** PORT. The experts beside a conversation: what they write, and what they must know of what goes on there. */
export interface Desk {
  /** Does what experts wrote, or pressed, where they work. */
  handle(conversation: Conversation, burst: readonly InboundStored[]): Promise<void>;
  /** Gives the company's messages to the experts of its case, when it has one. */
  heard(tx: Transaction, conversationId: string, copy: DeskCopy): Promise<void>;
  /** A message was for the expert who holds the conversation: what it says of the closing is kept. */
  held(
    tx: Transaction,
    conversation: Conversation,
    message: { closing: ClosingRead; seq: number },
  ): Promise<void>;
  /** An answer as it is said to who waits for an expert; undefined where nobody does. */
  worded(tx: Transaction, conversationId: string, said: Said): Promise<readonly Block[] | undefined>;
  /** Shows the experts what was answered to who waits for them. */
  answered(tx: Transaction, conversationId: string, said: { messageId: string; text: string }): Promise<void>;
}

/** PORT. What the experts of a case must know of what becomes of earlier messages. */
export interface DeskNews {
  /** A message was changed or taken back; `before` is what was handled, of which they read. */
  changed(tx: Transaction, changed: ChangedMessage): Promise<void>;
  /** The company blocked the hotline, or left. */
  left(tx: Transaction, conversationId: string): Promise<void>;
  /** The company rated a message. */
  rated(
    tx: Transaction,
    given: { readonly conversationId: string; readonly messageId: string; readonly rating: string },
  ): Promise<void>;
}

/** A change of what the company wrote. */
export interface ChangedMessage {
  readonly conversation: Conversation;
  readonly before: InboundStored | undefined;
  readonly messageIds: readonly string[];
  readonly change: { readonly text: string; readonly deleted: boolean; readonly now: number };
}

/** PORT. What the experts must know of what leaves, or does not. */
export interface DeskWitness {
  /** Whether a person has held the conversation since a moment. */
  wasHeldSince(db: Queryable, conversationId: string, since: number): Promise<boolean>;
  /** Nobody is told this message: a person took the conversation before it left. */
  withheld(tx: Transaction, conversationId: string, messageId: string): Promise<void>;
  /** The platform made the experts' thread. */
  placed(
    tx: Transaction,
    conversationId: string,
    thread: { readonly address: unknown; readonly key: string },
  ): Promise<void>;
  /** @returns true when what waits for the conversation was taken care of otherwise */
  lost(tx: Transaction, lost: Undelivered): Promise<boolean>;
}

/** A message that will not arrive, and why. */
export interface Undelivered {
  readonly conversationId: string;
  readonly messageId: string;
  readonly kind: DeliveryError['kind'];
}
