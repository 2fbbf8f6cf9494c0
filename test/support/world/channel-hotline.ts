import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage, type OutboundContent } from '#src/conversation/store/messages.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { PLAIN_ENV } from '#support/world/processes/plain-env.ts';
import { operatorHeaders } from './operator.ts';

/** The real hotline in a process of its own, on one data folder, stopped and started as a test wants. */
export class ChannelHotline implements AsyncDisposable {
  readonly #folder: KnowledgeFolder;
  readonly #ended: string[] = [];
  #settings: Readonly<Record<string, string>>;
  #program: HotlineProgram | undefined;
  #url: string | undefined;

  private constructor(folder: KnowledgeFolder, settings: Readonly<Record<string, string>>) {
    this.#folder = folder;
    this.#settings = settings;
  }

  /** A data folder with an index in it; nothing runs yet. */
  static async open(settings: Readonly<Record<string, string>>): Promise<ChannelHotline> {
    return new ChannelHotline(await indexedFolder(), settings);
  }

  get dataDir(): string {
    return this.#folder.dataDir;
  }

  /** Where it serves; undefined while it does not run. */
  get url(): string | undefined {
    return this.#url;
  }

  get pid(): number | undefined {
    return this.#program?.pid;
  }

  /** What a process started beside this one needs to be the same hotline. */
  get environment(): Record<string, string> {
    return {
      ...PLAIN_ENV,
      PORT: '0',
      HOTLINE_WATCH: 'off',
      LOG_LEVEL: 'error',
      HOTLINE_DATA_DIR: this.dataDir,
      HOTLINE_KNOWLEDGE_DIR: this.#folder.knowledgeDir,
      ...this.#settings,
    };
  }

  /** All that it ever printed. */
  get output(): string {
    return [...this.#ended, this.#program?.output ?? ''].join('\n');
  }

  /** @param settings variables that replace those given before */
  async start(settings: Readonly<Record<string, string>> = this.#settings): Promise<void> {
    this.#settings = settings;
    this.#program = new HotlineProgram(['src/main.ts'], this.#folder, settings);
    this.#url = await this.#program.url();
  }

  /** Ends it, gently or not. @returns its exit code, null when the signal ended it */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const program = this.#program;
    this.#program = undefined;
    this.#url = undefined;
    if (!program) return null;
    const code = await program.end(signal);
    this.#ended.push(program.output);
    return code;
  }

  async restart(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    await this.stop(signal);
    await this.start();
  }

  async printed(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output)) await sleep(10);
  }

  /** What it says of itself. */
  async health(): Promise<{ readonly text: string; readonly channels: Readonly<Record<string, string>> }> {
    const headers = operatorHeaders(this.dataDir);
    const [alive, ready] = await Promise.all(
      ['/healthz', '/readyz'].map(async (path) => (await fetch(`${this.#url}${path}`, { headers })).text()),
    );
    return { text: `${alive}${ready}`, channels: JSON.parse(ready ?? '{}').channels };
  }

  /** Looks into its store, beside it. */
  async query<T>(sql: string, values: readonly (string | number)[] = []): Promise<T[]> {
    const db = await openSqlite(join(this.dataDir, 'hotline.db'));
    try {
      return (await db.query(sql, values)) as T[];
    } finally {
      await db.close();
    }
  }

  /** Puts a message in its outbox, as a feature does that has something to say by itself. */
  async giveMessage(channel: string, channelKey: string, content: OutboundContent): Promise<void> {
    const db = await openSqlite(join(this.dataDir, 'hotline.db'));
    try {
      const conversation = await findConversation(db, channel, channelKey);
      if (!conversation) throw new Error(`no conversation ${channelKey}`);
      const message = { conversationId: conversation.id, content, now: Date.now() };
      await db.tx((tx) => addOutboundMessage(tx, message));
    } finally {
      await db.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop('SIGKILL');
    await this.#folder[Symbol.asyncDispose]();
  }
}
