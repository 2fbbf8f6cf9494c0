import type { ChannelHotline } from '#support/world/channel-hotline.ts';

/** A message of the hotline as somebody sees it on their channel, with the labels of its buttons. */
export interface SeenMessage {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** Something that the platform delivers to the hotline. */
export interface Delivery {
  /** Resolves when the hotline acknowledged it, with how long that took, in milliseconds. */
  readonly acknowledged: Promise<number>;
}

/** How a platform goes wrong. */
export type PlatformFault = 'server-error' | 'rate-limit' | 'reset';

/**
 * A platform and its people, with the real hotline beside it in a process of its own: what the contract of all channels
 * needs to know of one. Users are named freely; each writes in a private chat of theirs.
 */
export interface ChannelPeer extends AsyncDisposable {
  readonly name: string;
  /** Longest text that the platform takes in one message, in UTF-16 units. */
  readonly longestText: number;
  /** What must never be seen in a log, an error or a health page. */
  readonly secrets: readonly string[];
  readonly hotline: ChannelHotline;
  /** Somebody writes; deliveries to one conversation leave in this order. */
  say(user: string, text: string): Delivery;
  /** Somebody presses the button of the last message that has one so labelled. */
  press(user: string, label: string): Delivery;
  /** The platform delivers the same thing again, whatever it was answered before. */
  redeliver(delivery: Delivery): Promise<void>;
  /** What somebody sees, in order: one entry for each message of the platform. */
  received(user: string): readonly SeenMessage[];
  /** Waits until somebody sees so many messages; the test's own limit ends a vain wait. */
  untilReceived(user: string, count: number): Promise<readonly SeenMessage[]>;
  /** Every message that the hotline sends goes wrong, until the returned function is called. */
  fail(fault: PlatformFault): () => void;
  /** Whatever the hotline asks of the platform goes wrong, until the returned function is called. */
  breakDown(fault: PlatformFault): () => void;
  /** How many times the platform refused something, since the beginning. */
  refusals(): number;
  /** Somebody blocks or leaves the hotline. @returns lets it write again */
  block(user: string): () => void;
}

/** Opens a platform and starts the hotline on it. */
export interface ChannelPeerOptions {
  /** Variables for the hotline, besides those of its channel. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How many times the platform's rate limits are raised, for the bench; the hotline is told of it. */
  readonly rateFactor?: number;
}

export interface ChannelPeerKind {
  readonly name: string;
  readonly open: (options?: ChannelPeerOptions) => Promise<ChannelPeer>;
}
