import { plainText } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { kernelStateOf } from '#src/conversation/memory.ts';
import { lockConversation, openConversation } from '#src/conversation/store/conversations.ts';
import {
  addInboundMessage,
  markHandled,
  messagesAfter,
  recordDelivery,
  unhandledMessages,
} from '#src/conversation/store/messages.ts';
import { type HandlerParts, handleBurst } from '#src/conversation/turn/handle.ts';
import { prepareTurn } from '#src/conversation/workers/prepare.ts';
import { PRECEDENCE } from '#src/hotline-features.ts';
import { openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { saidToQuestion } from '#src/reader/said-to-question.ts';
import type { ReadAlone } from '#src/reader/wanted-parts.ts';
import { handlerOn, learntAs } from '#support/store/read-here.ts';

/** A message of ours, as a test looks at it. */
export interface Told {
  readonly kind: string | undefined;
  readonly text: string;
  readonly buttons: readonly { readonly label: string; readonly value: string }[];
}

/** A conversation in this process, with a store in memory: no server, no worker, no channel. */
export class Talk implements AsyncDisposable {
  readonly db: Database;
  readonly id: string;
  readonly #handler: HandlerParts;
  #now: number;

  private constructor(db: Database, id: string, handler: HandlerParts, now: () => number) {
    this.db = db;
    this.id = id;
    this.#handler = { ...handler, now: () => this.#now };
    this.#now = now();
  }

  /**
   * @param features those that hear it, or what makes them over the store; the hotline's own, when absent
   * @param acts what each text wants, as if it had been learnt from examples
   * @param parts what a text says at once, as if its clauses had been read
   * @param reads how likely words say each wish, to a question that waits; nothing was learnt, when absent
   */
  static async start(
    features?: readonly Feature[] | ((db: Database) => readonly Feature[]),
    now = Date.UTC(2026, 10, 24, 9),
    acts: Readonly<Record<string, string>> = {},
    parts: Readonly<Record<string, readonly string[]>> = {},
    reads?: ReadAlone,
  ): Promise<Talk> {
    const db = await openSqlite(':memory:');
    await migrate(db);
    const id = await db.tx(async (tx) => {
      const { id: personId } = await openPerson(tx, { channel: 'web', key: 'anne', now });
      return (
        await openConversation(tx, { channel: 'web', channelKey: 'anne', address: null, personId, now })
      ).id;
    });
    const own = handlerOn(db, () => now);
    const heardBy = typeof features === 'function' ? features(db) : (features ?? own.features);
    const learnt = async (text: string) => {
      const act = acts[text];
      return act === undefined ? [] : learntAs(act);
    };
    const wanted = async (text: string) => parts[text]?.map((part) => ({ text: part }));
    const toQuestion = reads && ((text: string) => saidToQuestion(text, reads));
    const reading = { db, features: heardBy, precedence: PRECEDENCE, learnt, wanted, toQuestion };
    const handler = {
      ...own,
      features: heardBy,
      prepare: (turn: Parameters<HandlerParts['prepare']>[0]) => prepareTurn(reading, turn),
    };
    return new Talk(db, id, handler, () => now);
  }

  /** Says something, and gives what is told. */
  async tell(said: string | { readonly value: string; readonly label: string }): Promise<readonly Told[]> {
    this.#now += 5_000;
    const { db, id: conversationId } = this;
    const content: InboundContent =
      typeof said === 'string' ? { type: 'text', text: said } : { type: 'action', ...said };
    await this.#write(content);
    const burst = (await unhandledMessages(db, conversationId)).filter((one) => one.author === 'company');
    await handleBurst(this.#handler, conversationId, burst);
    return this.told();
  }

  /** Writes words that the test itself has answered. @returns the id of the message */
  async written(text: string): Promise<string> {
    this.#now += 5_000;
    const id = await this.#write({ type: 'text', text });
    await this.db.tx((tx) => markHandled(tx, [id], this.#now));
    return id;
  }

  async #write(content: InboundContent): Promise<string> {
    const now = this.#now;
    return this.db.tx(async (tx) => {
      const id = await recordDelivery(tx, { channel: 'web', deliveryId: String(now), now });
      if (!id) throw new Error('this was written before');
      await addInboundMessage(tx, { id, conversationId: this.id, content, ref: undefined, now });
      return id;
    });
  }

  /** What was told since the last message that was written. */
  async told(): Promise<readonly Told[]> {
    const all = await messagesAfter(this.db, this.id, 0);
    const last = all.findLastIndex(({ author }) => author === 'company');
    return all.slice(last + 1).flatMap((message) => {
      if (message.author === 'company') return [];
      const { kind, blocks } = message.content;
      const buttons = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
      return [{ kind, text: plainText(blocks).replace(/[\u00A0\u202F]/g, ' '), buttons }];
    });
  }

  /** The feature whose question was asked last. */
  async asked(): Promise<string | undefined> {
    const conversation = await this.db.tx((tx) => lockConversation(tx, this.id));
    return kernelStateOf(conversation?.state).asked;
  }

  /** What the conversation remembers. */
  async state(): Promise<unknown> {
    return (await this.db.tx((tx) => lockConversation(tx, this.id)))?.state;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.db.close();
  }
}
