import type { ChannelAdapter } from '#src/channel/port.ts';
import { readConfig } from '#src/config/config.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

/** A hotline with the web chat and the desk, on a small knowledge folder, and a look into its database. */
export class DeskHotline implements AsyncDisposable {
  readonly url: string;
  readonly db: Database;
  readonly folder: KnowledgeFolder;
  readonly #hotline: Hotline;

  private constructor(hotline: Hotline, db: Database, folder: KnowledgeFolder) {
    this.#hotline = hotline;
    this.url = hotline.url;
    this.db = db;
    this.folder = folder;
  }

  /** @param extra more pages of the knowledge folder */
  static async start(
    extra: Readonly<Record<string, string>> = {},
    adapters?: readonly ChannelAdapter[],
  ): Promise<DeskHotline> {
    const isSmall = Object.keys(extra).length === 0;
    const folder = isSmall ? await indexedFolder() : await knowledgeFolder(extra);
    const config = readConfig({
      ...WITHOUT_READER,
      HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
      HOTLINE_DATA_DIR: folder.dataDir,
      PORT: '0',
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
    });
    const overrides = adapters ? { adapters } : {};
    const hotline = await createHotline(config, { ...overrides, logger: createLogger('error') });
    const db = await connectDatabase(folder.dataDir, undefined);
    return new DeskHotline(hotline, db, folder);
  }

  /** Waits until there is nothing left to do, what was written beside it included. */
  settled(): Promise<void> {
    return this.#hotline.settled();
  }

  expert(name: string): Promise<DeskPerson> {
    return DeskPerson.signIn(this.db, this.url, name);
  }

  /** A company on the web chat that asked for an expert. @returns it and its case */
  async companyWithCase(
    words = 'Je veux parler à un expert',
  ): Promise<{ company: WebClient; caseId: string }> {
    const before = await this.#caseIds();
    const company = await WebClient.open(this.url);
    await company.send(words);
    for (;;) {
      const caseId = (await this.#caseIds()).find((id) => !before.includes(id));
      if (caseId) return { company, caseId };
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async #caseIds(): Promise<string[]> {
    return (await this.db.query<{ id: string }>('SELECT id FROM expert_case')).map(({ id }) => id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#hotline[Symbol.asyncDispose]();
    await this.db.close();
    await this.folder[Symbol.asyncDispose]();
  }
}
