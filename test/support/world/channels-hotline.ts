import { join } from 'node:path';
import type { ChannelAdapter } from '#src/channel/port.ts';
import { readConfig } from '#src/config/config.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';
import { operatorHeaders } from './operator.ts';

/** A whole hotline in this process, on channels of the test's, with a clock that the test moves on. */
export class ChannelsHotline implements AsyncDisposable {
  readonly #folder: KnowledgeFolder;
  #hotline: Hotline | undefined;
  #shift = 0;

  private constructor(folder: KnowledgeFolder) {
    this.#folder = folder;
  }

  static async start(adapters: readonly ChannelAdapter[]): Promise<ChannelsHotline> {
    const started = new ChannelsHotline(await indexedFolder());
    await started.start(adapters);
    return started;
  }

  async start(adapters: readonly ChannelAdapter[]): Promise<void> {
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_DATA_DIR: this.#folder.dataDir,
      HOTLINE_KNOWLEDGE_DIR: this.#folder.knowledgeDir,
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
    });
    this.#hotline = await createHotline(config, { adapters, now: () => Date.now() + this.#shift });
  }

  /** Moves its clock on. */
  pass(ms: number): void {
    this.#shift += ms;
  }

  /** What it says of itself. */
  async readiness(): Promise<{ ready: boolean; channels: Record<string, string> }> {
    const headers = operatorHeaders(this.#folder.dataDir);
    return (await (await fetch(`${this.#hotline?.url}/readyz`, { headers })).json()) as never;
  }

  /** Looks into its store, beside it. */
  async query<T>(sql: string, values: readonly (string | number)[] = []): Promise<T[]> {
    const db = await openSqlite(join(this.#folder.dataDir, 'hotline.db'));
    try {
      return await db.query<T>(sql, values);
    } finally {
      await db.close();
    }
  }

  /** Waits until it has nothing left to do or to send. */
  async settled(): Promise<void> {
    await this.#hotline?.settled();
  }

  async stop(): Promise<void> {
    await this.#hotline?.[Symbol.asyncDispose]();
    this.#hotline = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#folder[Symbol.asyncDispose]();
  }
}
