import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RequestBody, readBody, type UploadedFile } from './body.ts';
import { FakeRates, refusalOf } from './limits.ts';
import { FakeForums } from './topics.ts';
import { FakeUpdates, type SentUpdate } from './updates.ts';

/** A call that the bot made, and what it was answered. */
export interface ReceivedCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly chatId: number | undefined;
  readonly at: number;
  /** HTTP status; 0 for a connection that was cut. */
  readonly status: number;
  readonly description?: string | undefined;
}

/** A message of the bot as somebody sees it. */
export interface ShownMessage {
  readonly messageId: number;
  readonly chatId: number;
  readonly threadId: number | undefined;
  text: string;
  readonly file?: UploadedFile | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
  keyboard: { text: string; callback_data: string }[][];
}

/** Something that goes wrong, for the calls that it names. */
export interface Fault {
  readonly kind: 'status' | 'reset' | 'reset-after' | 'slow' | 'html';
  readonly status?: number;
  readonly description?: string;
  /** Seconds, with a 429. */
  readonly retryAfter?: number;
  readonly ms?: number;
  readonly methods?: RegExp;
  readonly chatId?: number;
  /** How many calls; all until it is lifted when absent. */
  times?: number;
}

/** Why nobody can be written to in a chat any more. */
type ChatState = 'blocked' | 'kicked' | 'deactivated' | 'missing' | { readonly migratedTo: number };

const BOT_ID = 4_242_424_242;
/** Much longer than anything takes: a wait that ends so is a defect, and its cause should be seen. */
const LONGEST_WAIT_MS = 60_000;
const CALLBACK_LIFE_MS = 15_000;
const GONE: Readonly<Record<string, string>> = {
  blocked: 'Forbidden: bot was blocked by the user',
  kicked: 'Forbidden: bot was kicked from the supergroup chat',
  deactivated: 'Forbidden: user is deactivated',
};

/** An answer of the API that is not « ok ». */
class Refusal extends Error {
  readonly code: number;
  readonly parameters: object | undefined;
  constructor(code: number, description: string, parameters?: object) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/**
 * The Bot API on a socket of 127.0.0.1: it keeps updates and delivers them by webhook or polling, checks the limits of
 * what the bot sends, shows it to people, and goes wrong on demand. People live in {@link TelegramPeople}.
 */
export class FakeTelegram implements AsyncDisposable {
  readonly bot = { id: BOT_ID, is_bot: true, first_name: 'Hotline', username: 'hotline_test_bot' };
  readonly token = `${BOT_ID}:AAsecret-token-of-the-fake`;
  readonly calls: ReceivedCall[] = [];
  readonly shown: ShownMessage[] = [];
  readonly updates = new FakeUpdates();
  readonly rates: FakeRates;
  readonly deletedTopics = new Set<string>();
  readonly forums = new FakeForums();
  readonly chats = new Map<number, ChatState>();
  /** False in a bench of many thousand messages: only what is shown is counted. */
  keepsTranscript = true;
  /** Told of every message shown. */
  onShown: (message: ShownMessage) => void = () => {};
  readonly #faults = new Set<Fault>();
  readonly #callbacks = new Map<string, number>();
  readonly #server: Server;
  #clockMs = 0;
  #nextMessageId = 1_000;

  private constructor() {
    this.rates = new FakeRates(() => this.now());
    this.#server = createServer((request, response) => {
      void this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(): Promise<FakeTelegram> {
    const fake = new FakeTelegram();
    fake.#server.listen(0, '127.0.0.1');
    await once(fake.#server, 'listening');
    return fake;
  }

  /** To be given as `TELEGRAM_API_ROOT`. */
  get apiRoot(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  now(): number {
    return performance.now() + this.#clockMs;
  }

  /** Moves Telegram's clock forward. */
  advance(ms: number): void {
    this.#clockMs += ms;
  }

  /** Makes calls go wrong. @returns lifts the fault */
  fail(fault: Fault): () => void {
    const own = { ...fault };
    this.#faults.add(own);
    return () => this.#faults.delete(own);
  }

  nextMessageId(): number {
    this.#nextMessageId += 1;
    return this.#nextMessageId;
  }

  /** A button was pressed: its query may be answered for a while. */
  openCallback(): string {
    const id = String(700_000 + this.#callbacks.size);
    this.#callbacks.set(id, this.now());
    return id;
  }

  callsOf(method: string, chatId?: number): ReceivedCall[] {
    return this.calls.filter(
      (call) => call.method === method && (chatId === undefined || call.chatId === chatId),
    );
  }

  /** Waits for something to be so. @throws with the last calls when it does not come */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    const end = performance.now() + LONGEST_WAIT_MS;
    while (performance.now() < end) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      await sleep(10);
    }
    const last = this.calls.slice(-12).map(({ method, chatId, status }) => `${method} ${chatId} ${status}`);
    throw new Error(`waited in vain; the last calls: ${last.join(', ')}`);
  }

  redeliver(update: SentUpdate): Promise<number | undefined> {
    return this.updates.redeliver(update.id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.updates.close();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const body = await readBody(request);
    const { chat_id: chat } = body.payload;
    const chatId = typeof chat === 'number' ? chat : undefined;
    const at = this.now();
    const keep = (status: number, description?: string) => {
      const call: ReceivedCall = { method, payload: body.payload, chatId, at, status, description };
      if (this.keepsTranscript) this.calls.push(call);
    };
    const fault = this.#faultFor(method, chatId);
    if (fault?.kind === 'slow') await sleep(fault.ms);
    if (fault?.kind === 'reset') {
      keep(0);
      response.destroy();
      return;
    }
    if (fault?.kind === 'html') {
      keep(502);
      response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>Bad Gateway</html>');
      return;
    }
    try {
      if (token !== this.token) throw new Refusal(token === undefined ? 404 : 401, 'Unauthorized');
      if (fault?.kind === 'status') throw refusalFrom(fault);
      const polled = method === 'getUpdates' ? this.#poll(body.payload, response, keep) : undefined;
      if (polled) return;
      const result = this.#answer(method, body, chatId);
      keep(fault?.kind === 'reset-after' ? 0 : 200);
      if (fault?.kind === 'reset-after') response.destroy();
      else reply(response, 200, { ok: true, result });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code: error_code, message: description, parameters } = error;
      keep(error_code, description);
      reply(response, error_code, {
        ok: false,
        error_code,
        description,
        ...(parameters ? { parameters } : {}),
      });
    }
  }

  #faultFor(method: string, chatId: number | undefined): Fault | undefined {
    for (const fault of this.#faults) {
      if (fault.methods && !fault.methods.test(method)) continue;
      if (fault.chatId !== undefined && fault.chatId !== chatId) continue;
      if (fault.times !== undefined) {
        if (fault.times <= 0) continue;
        fault.times -= 1;
      }
      return fault;
    }
    return undefined;
  }

  #poll(payload: RequestBody['payload'], response: ServerResponse, keep: (status: number) => void): true {
    if (this.updates.webhook)
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    this.#allow(payload.allowed_updates);
    const seconds = Number(payload.timeout ?? 0);
    const offset = typeof payload.offset === 'number' ? payload.offset : undefined;
    const limit = Number(payload.limit ?? 100);
    let answered = false;
    response.on('close', () => {
      if (!answered) this.updates.leavePoll();
    });
    this.updates.poll(
      { offset, limit, timeoutMs: seconds * 1_000 },
      {
        answer: (updates) => {
          answered = true;
          keep(200);
          reply(response, 200, { ok: true, result: updates });
        },
        refuse: () => {
          answered = true;
          keep(409);
          const description =
            'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';
          reply(response, 409, { ok: false, error_code: 409, description });
        },
      },
    );
    return true;
  }

  #allow(kinds: unknown): void {
    if (Array.isArray(kinds)) this.updates.allowed = new Set(kinds.map(String));
  }

  #answer(method: string, body: RequestBody, chatId: number | undefined): unknown {
    const { payload } = body;
    switch (method) {
      case 'getMe':
        return this.bot;
      case 'getWebhookInfo': {
        const { webhook, lastError, pendingCount } = this.updates;
        const error = lastError ? { last_error_message: lastError, last_error_date: 1_780_000_000 } : {};
        return { url: webhook?.url ?? '', pending_update_count: pendingCount, ...error };
      }
      case 'setWebhook':
        if (!/^https:/.test(String(payload.url)))
          throw new Refusal(400, 'Bad Request: bad webhook: HTTPS url must be provided for webhook');
        this.#allow(payload.allowed_updates);
        this.updates.setWebhook({
          url: String(payload.url),
          secret: payload.secret_token as string,
          maxConnections: payload.max_connections as number | undefined,
        });
        return true;
      case 'deleteWebhook':
        this.updates.setWebhook(undefined);
        return true;
      case 'answerCallbackQuery':
        this.#check(method, payload);
        if (this.now() - (this.#callbacks.get(String(payload.callback_query_id)) ?? -1e9) > CALLBACK_LIFE_MS)
          throw new Refusal(
            400,
            'Bad Request: query is too old and response timeout expired or query ID is invalid',
          );
        return true;
      case 'setMyCommands':
        this.#check(method, payload);
        return true;
      case 'editMessageReplyMarkup':
        return this.#edit(payload, chatId);
      case 'createForumTopic':
      case 'editForumTopic': {
        this.#reach(chatId, undefined);
        const forum = [chatId as number, payload] as const;
        const said =
          method === 'editForumTopic'
            ? this.forums.rename(...forum)
            : this.forums.create(...forum, this.nextMessageId());
        if (typeof said === 'string') throw new Refusal(400, `Bad Request: ${said}`);
        return said;
      }
      case 'editMessageText':
        this.#check('sendMessage', payload);
        return this.#edit(payload, chatId);
      case 'sendChatAction':
      case 'sendMessageDraft':
        this.#reach(chatId, payload.message_thread_id);
        if (method === 'sendMessageDraft' && Number(chatId) < 0)
          throw new Refusal(400, 'Bad Request: method is available for private chats only');
        this.#check(method, payload);
        return true;
      case 'sendMessage':
      case 'sendDocument':
        return this.#show(method, body, chatId as number);
      default:
        throw new Refusal(404, 'Not Found: method not found');
    }
  }

  #check(method: string, payload: RequestBody['payload']): void {
    const fault = refusalOf(method, payload);
    if (fault) throw new Refusal(400, `Bad Request: ${fault}`);
  }

  #reach(chatId: number | undefined, thread: unknown): void {
    const state = chatId === undefined ? 'missing' : this.chats.get(chatId);
    if (typeof state === 'object')
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: state.migratedTo,
      });
    if (state === 'missing') throw new Refusal(400, 'Bad Request: chat not found');
    if (state) throw new Refusal(403, GONE[state] ?? 'Forbidden');
    const misplaced = this.forums.faultOf(chatId as number, thread);
    if (misplaced) throw new Refusal(400, `Bad Request: ${misplaced}`);
    if (thread !== undefined && this.deletedTopics.has(`${chatId}:${thread}`))
      throw new Refusal(400, 'Bad Request: message thread not found');
  }

  #show(method: string, { payload, files }: RequestBody, chatId: number): object {
    this.#reach(chatId, payload.message_thread_id);
    const wait = this.rates.take(chatId);
    if (wait !== undefined)
      throw new Refusal(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
    this.#check(method, payload);
    const attached = /^attach:\/\/(.+)$/.exec(String(payload.document))?.[1];
    const file = attached === undefined ? undefined : files.get(attached);
    if (method === 'sendDocument' && !file)
      throw new Refusal(400, 'Bad Request: there is no document in the request');
    const markup = payload.reply_markup as { inline_keyboard?: ShownMessage['keyboard'] } | undefined;
    const message: ShownMessage = {
      messageId: this.nextMessageId(),
      chatId,
      file,
      payload,
      threadId: payload.message_thread_id as number | undefined,
      text: String(payload.text ?? payload.caption ?? ''),
      keyboard: markup?.inline_keyboard ?? [],
    };
    if (this.keepsTranscript) this.shown.push(message);
    this.onShown(message);
    const chat = { id: chatId, type: chatId > 0 ? 'private' : 'supergroup' };
    return { message_id: message.messageId, date: 1_780_000_000, chat, text: message.text };
  }

  #edit(payload: RequestBody['payload'], chatId: number | undefined): true {
    this.#reach(chatId, undefined);
    this.#check('editMessageReplyMarkup', payload);
    const message = this.shown.find((one) => one.chatId === chatId && one.messageId === payload.message_id);
    if (!message) throw new Refusal(400, 'Bad Request: message to edit not found');
    if (this.forums.faultOf(message.chatId, message.threadId) === 'message thread not found')
      throw new Refusal(400, 'Bad Request: message to edit not found');
    const { inline_keyboard: keyboard } = payload.reply_markup as {
      inline_keyboard: ShownMessage['keyboard'];
    };
    const { text = message.text } = payload;
    if (text === message.text && JSON.stringify(keyboard) === JSON.stringify(message.keyboard))
      throw new Refusal(400, 'Bad Request: message is not modified');
    message.text = String(text);
    message.keyboard = keyboard;
    return true;
  }
}

function refusalFrom({ status = 500, description, retryAfter }: Fault): Refusal {
  if (status !== 429) return new Refusal(status, description ?? 'Internal Server Error');
  const wait = retryAfter ?? 1;
  return new Refusal(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
}

function reply(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
