import { randomUUID } from 'node:crypto';

/** A message as Slack keeps it. */
export interface SlackPost {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  /** Set for what applications post. */
  readonly botId?: string | undefined;
  text: string;
  blocks?: unknown[] | undefined;
  thread?: string | undefined;
  files?: { id: string; name: string }[] | undefined;
  /** Who alone sees it. */
  readonly onlyFor?: string | undefined;
  stream?: { open: boolean; until: number; stoppedBy?: 'user' } | undefined;
  edited?: boolean;
  deleted?: boolean;
}

export interface SlackChannel {
  readonly id: string;
  readonly type: 'im' | 'channel' | 'group' | 'mpim';
  /** Whether the bot takes part. */
  member: boolean;
  archived: boolean;
  readonly posts: SlackPost[];
}

/** An address at which a command or a button may be answered. */
export interface ResponseAddress {
  readonly channel: string;
  readonly user: string;
  /** The message that had the button. */
  readonly ts: string | undefined;
  readonly until: number;
  uses: number;
}

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  bytes: Buffer | undefined;
  sharedIn: string | undefined;
}

export const TEAM = 'T0FAKE';
export const BOT_USER = 'U0BOT';
export const BOT_ID = 'B0BOT';

/** A workspace: its channels, messages, files, and what is open in it. */
export class SlackStore {
  readonly channels = new Map<string, SlackChannel>();
  /** The real names of people, by their ids. */
  readonly names = new Map<string, string>();
  readonly responses = new Map<string, ResponseAddress>();
  readonly files = new Map<string, UploadedFile>();
  readonly triggers = new Map<string, { user: string; until: number }>();
  readonly views: { user: string; view: Record<string, unknown> }[] = [];
  /** « channel/thread » → what the bot says it is doing, empty for nothing. */
  readonly statuses = new Map<string, string>();
  /** Every status ever set, in order. */
  readonly statusLog: { channel: string; thread: string; status: string }[] = [];
  #lastTs = 0;
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Resolves when something changes in a channel, or after a moment: what is shown may change by itself too. */
  changed(channel: string): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(channel) ?? new Set();
      this.#waiting.set(channel, waiting);
      const done = () => {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, 50);
      waiting.add(done);
    });
  }

  /** Tells whoever waits for a channel. */
  touch(channel: string): void {
    for (const wake of [...(this.#waiting.get(channel) ?? [])]) wake();
  }

  /** A new, increasing ts. */
  nextTs(): string {
    this.#lastTs = Math.max(this.#lastTs + 1, Date.now() * 1_000);
    return `${Math.floor(this.#lastTs / 1_000_000)}.${String(this.#lastTs % 1_000_000).padStart(6, '0')}`;
  }

  open(id: string, type: SlackChannel['type'], member = true): SlackChannel {
    const known = this.channels.get(id);
    if (known) return known;
    const channel: SlackChannel = { id, type, member, archived: false, posts: [] };
    this.channels.set(id, channel);
    return channel;
  }

  /** The direct message of a person with the bot. */
  direct(user: string): SlackChannel {
    return this.open(`D${user.slice(1)}`, 'im');
  }

  find(channel: string, ts: string): SlackPost | undefined {
    return this.channels.get(channel)?.posts.find((post) => post.ts === ts && !post.deleted);
  }

  /** Whether a thread can be written in: its first message is there. */
  hasThread(channel: string, thread: string): boolean {
    return this.find(channel, thread) !== undefined;
  }

  add(post: Omit<SlackPost, 'ts'> & { ts?: string }): SlackPost {
    const kept: SlackPost = { ...post, ts: post.ts ?? this.nextTs() };
    this.channels.get(post.channel)?.posts.push(kept);
    this.touch(post.channel);
    return kept;
  }

  /** Opens an address of response. @returns its id */
  respondAt(address: { channel: string; user: string; ts?: string | undefined }, until: number): string {
    const id = randomUUID();
    this.responses.set(id, { ...address, ts: address.ts, until, uses: 0 });
    return id;
  }

  trigger(user: string): string {
    const id = `${Date.now()}.${randomUUID()}`;
    this.triggers.set(id, { user, until: Date.now() + 3_000 });
    return id;
  }
}

/** A message as Slack shows it in events and answers. */
export const asMessage = (post: SlackPost): Record<string, unknown> => ({
  type: 'message',
  user: post.user,
  text: post.text,
  ts: post.ts,
  team: TEAM,
  ...(post.botId ? { bot_id: post.botId, app_id: 'A0FAKE' } : {}),
  ...(post.blocks ? { blocks: post.blocks } : {}),
  ...(post.thread ? { thread_ts: post.thread } : {}),
  ...(post.files ? { files: post.files } : {}),
});
