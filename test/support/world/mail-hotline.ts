import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWebAdapter } from '#adapters/web/adapter.ts';
import type { HistoryView, MessageView } from '#adapters/web/view.ts';
import { plainText } from '#src/channel/blocks.ts';
import type { ChannelAdapter } from '#src/channel/port.ts';
import { readConfig } from '#src/config/config.ts';
import { findConversation } from '#src/conversation/store/conversations.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import { relayExpert } from '#src/features/expert/relay.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';
import { HttpVisitor } from './web-adapter-server.ts';

/** How often the page is looked at for an answer. */
const LOOK_MS = 10;

/** Writes in a visitor's case as an expert of the desk does; the case is opened when there is none. */
async function writeAsExpert(
  db: Database,
  conversationKey: string,
  { words, by, now }: { words: string; by: string; now: number },
): Promise<void> {
  const conversation = await findConversation(db, 'web', conversationKey);
  if (!conversation) throw new Error('nobody wrote there');
  await db.tx(async (tx) => {
    const context = { surfaces: [], hours: await loadWorkingHours(tx), now };
    const { row } = await openCase(tx, context, conversation, { reason: 'asked' });
    await relayExpert(tx, context, row.id, { by: { key: 'web:nadia', name: by }, text: words });
  });
}

/** A visitor of the web chat who waits for what they are told. */
export class MailVisitor extends HttpVisitor {
  async messages(): Promise<readonly MessageView[]> {
    return ((await (await this.fetch('/chat/history')).json()) as HistoryView).items;
  }

  /** Writes, or presses a button, and waits for the words that come back. A point ends a message. */
  async tell(said: string | { value: string; label: string }): Promise<string> {
    const before = (await this.messages()).length;
    const id = crypto.randomUUID();
    const body = typeof said === 'string' ? { id, text: said } : { id, action: said };
    const response = await this.post('/chat/messages', body);
    if (response.status !== 202) throw new Error(await response.text());
    for (;;) {
      const last = (await this.messages()).slice(before).at(-1);
      if (last && last.author !== 'company') return plainText(last.blocks).replace(/[\u00A0\u202F]/g, ' ');
      await sleep(LOOK_MS);
    }
  }

  /** What its last message offers to press. */
  async buttons(): Promise<string[]> {
    const last = (await this.messages()).at(-1);
    const blocks = last && last.author !== 'company' ? last.blocks : [];
    return blocks.flatMap((block) =>
      block.type === 'choices' ? block.choices.map(({ value }) => value) : [],
    );
  }

  /** Presses the button of its last message whose value begins so. */
  async press(label: string, start: string): Promise<string> {
    const value = (await this.buttons()).find((one) => one.startsWith(start));
    if (value === undefined) throw new Error(`no such button: ${label}`);
    return this.tell({ value, label });
  }

  /** Says that whoever just wrote their code on another channel is them. @returns what they are told */
  async confirmLink(): Promise<string> {
    for (;;) {
      const said = JSON.stringify((await this.messages()).slice(-2));
      const value = /lk:yes:[0-9a-f-]{36}/.exec(said)?.[0];
      if (value !== undefined) return this.tell({ value, label: 'Oui, c’est moi' });
      await sleep(LOOK_MS);
    }
  }

  /** Says that the page showed the conversation up to its end. */
  async see(): Promise<void> {
    const response = await this.post('/chat/seen', { seq: (await this.messages()).at(-1)?.seq });
    if (!response.ok) throw new Error(await response.text());
  }
}

/** A hotline in this process with its web chat, and a clock that the test moves on. */
export class MailHotline implements AsyncDisposable {
  readonly #folder: KnowledgeFolder;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #others: readonly ChannelAdapter[];
  #hotline: Hotline | undefined;
  #shift = 0;

  private constructor(
    folder: KnowledgeFolder,
    settings: Readonly<Record<string, string>>,
    others: readonly ChannelAdapter[],
  ) {
    this.#folder = folder;
    this.#settings = settings;
    this.#others = others;
  }

  /**
   * @param smtpUrl the mail server; none when undefined
   * @param settings other variables of its environment
   */
  static async start(
    smtpUrl?: string,
    others: readonly ChannelAdapter[] = [],
    settings: Readonly<Record<string, string>> = {},
  ): Promise<MailHotline> {
    const mail = smtpUrl ? { SMTP_URL: smtpUrl, MAIL_FROM: 'La Hotline <hotline@exemple.fr>' } : {};
    const started = new MailHotline(await indexedFolder(), { ...mail, ...settings }, others);
    await started.start();
    return started;
  }

  async start(): Promise<void> {
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      PUBLIC_URL: 'http://hotline.exemple.fr',
      HOTLINE_DATA_DIR: this.dataDir,
      HOTLINE_KNOWLEDGE_DIR: this.#folder.knowledgeDir,
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
      ...this.#settings,
    });
    const web = createWebAdapter({ linkToFile: () => 'http://hotline.exemple.fr/', perConversation: 1_000 });
    this.#hotline = await createHotline(config, { adapters: [web, ...this.#others], now: this.now });
  }

  get dataDir(): string {
    return this.#folder.dataDir;
  }
  get url(): string {
    return this.#hotline?.url ?? '';
  }

  readonly now = (): number => Date.now() + this.#shift;

  /** Moves its clock on. */
  pass(ms: number): void {
    this.#shift += ms;
  }

  /** Waits until it has nothing left to do, mails that are due and work of the night included. */
  async settled(): Promise<void> {
    await this.#hotline?.settled();
  }

  /** @param before somebody who comes back after a restart, with the same cookie */
  visitor(before?: MailVisitor): MailVisitor {
    const visitor = new MailVisitor(this.#hotline?.url ?? '');
    if (before) visitor.cookie = before.cookie;
    return visitor;
  }

  /** Looks into its store, beside it. */
  async inStore<T>(look: (db: Database) => Promise<T>): Promise<T> {
    const db = await openSqlite(join(this.dataDir, 'hotline.db'));
    try {
      return await look(db);
    } finally {
      await db.close();
    }
  }

  /** Nadia Benali, of the desk, writes to a visitor. */
  expert(visitor: MailVisitor, words: string): Promise<void> {
    const said = { words, by: 'Nadia Benali', now: this.now() };
    return this.inStore((db) => writeAsExpert(db, visitor.key, said));
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

/** The code of a mail, as it is shown. */
export const codeIn = (text: string): string => /\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/.exec(text)?.[0] ?? '';
/** A code that is not that one. */
export const notThat = (code: string): string => code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
