import type { ChannelAdapter } from '#src/channel/port.ts';
import { readConfig } from '#src/config/config.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { CLIENT, IdentityProvider } from '#support/fakes/identity-provider.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { freePort } from '#support/world/processes/browser-hotline.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

/** A whole hotline in this process, without channels but those of the test, whose desk the test enters. Its clock moves on at will. */
export class OfficeHotline implements AsyncDisposable {
  readonly #folder: KnowledgeFolder;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #adapters: readonly ChannelAdapter[];
  #hotline: Hotline | undefined;
  #shift = 0;

  private constructor(
    folder: KnowledgeFolder,
    settings: Readonly<Record<string, string>>,
    adapters: readonly ChannelAdapter[],
  ) {
    this.#folder = folder;
    this.#settings = settings;
    this.#adapters = adapters;
  }

  static async start(
    settings: Readonly<Record<string, string>> = {},
    adapters: readonly ChannelAdapter[] = [],
  ): Promise<OfficeHotline> {
    const office = new OfficeHotline(await indexedFolder(), settings, adapters);
    await office.start();
    return office;
  }

  /** Starts it, with some settings changed. */
  async start(changed: Readonly<Record<string, string>> = {}): Promise<void> {
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
      HOTLINE_DATA_DIR: this.dataDir,
      HOTLINE_KNOWLEDGE_DIR: this.#folder.knowledgeDir,
      ...this.#settings,
      ...changed,
    });
    this.#hotline = await createHotline(config, {
      adapters: this.#adapters,
      now: () => Date.now() + this.#shift,
    });
  }

  get running(): Hotline {
    if (!this.#hotline) throw new Error('the hotline is stopped');
    return this.#hotline;
  }
  get url(): string {
    return this.running.url;
  }
  get link(): string {
    return this.running.desk.link ?? '';
  }
  get dataDir(): string {
    return this.#folder.dataDir;
  }

  get knowledgeDir(): string {
    return this.#folder.knowledgeDir;
  }

  /** Moves its clock on. */
  pass(ms: number): void {
    this.#shift += ms;
  }

  /** Looks into its store, beside it. */
  async query<T>(sql: string): Promise<T[]> {
    const db = await openDatabase(this.dataDir);
    try {
      return await db.query<T>(sql);
    } finally {
      await db.close();
    }
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

/** A hotline whose experts and staff sign in at a real provider. */
export async function startWithProvider(
  settings: Readonly<Record<string, string>> = {},
): Promise<{ office: OfficeHotline; provider: IdentityProvider }> {
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const publicUrl = settings.PUBLIC_URL ?? address;
  const provider = await IdentityProvider.start(`${publicUrl}/connexion/retour`);
  const office = await OfficeHotline.start({
    PORT: port,
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    ...settings,
  });
  return { office, provider };
}
