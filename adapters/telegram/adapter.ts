import { Api, GrammyError, InputFile } from 'grammy';
import type { ChannelAdapter, ChannelHost } from '#src/channel/port.ts';
import { asksNewThread } from '#src/channel/port.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { ButtonMarks } from './button-marks.ts';
import { type TelegramCalls, TelegramFailure } from './calls.ts';
import { Inbox } from './inbox.ts';
import { Outgoing } from './outgoing.ts';
import { Pacing } from './pacing.ts';
import { type BotIdentity, CHANNEL, type Place } from './parse.ts';
import { Polling } from './polling.ts';
import { telegramCommands, telegramFaults } from './texts.ts';
import { type UpdatesMode, UpdatesWay } from './updates-way.ts';
import { createWebhook, WEBHOOK_PATH } from './webhook.ts';
import { WorkingSigns } from './working-sign.ts';

interface TelegramAdapterOptions {
  readonly botToken: string;
  /** Where the Bot API is; Telegram's own when absent. */
  readonly apiRoot?: string | undefined;
  readonly mode: UpdatesMode;
  /** How many times faster than Telegram's documented pace messages may leave; 1 when absent. */
  readonly rateFactor?: number | undefined;
  /** The forum group where the experts work. */
  readonly deskChannel?: string | undefined;
  readonly onError: (error: unknown) => void;
  readonly linkToFile: (fileId: string) => string;
}

const CALL_MS = 10_000;
/** Said explicitly: Telegram otherwise keeps what an earlier program asked for. */
const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query'] as const;

/** grammY fills in the payload of these. */
const WITHOUT_PAYLOAD: ReadonlySet<string> = new Set(['getMe', 'getWebhookInfo']);

/** What runs between `start` and `stop`. */
interface Running {
  readonly inbox: Inbox;
  readonly signs: WorkingSigns;
  readonly marks: ButtonMarks;
  readonly polling: Polling | undefined;
  readonly way: UpdatesWay;
}

/** Telegram, by webhook or by long polling. */
export function createTelegramAdapter(options: TelegramAdapterOptions): ChannelAdapter {
  const { mode, onError } = options;
  const calls = createCalls(options.botToken, options.apiRoot?.replace(/(?<!\/)\/+$/, ''));
  const deskChat = options.deskChannel === undefined ? undefined : Number(options.deskChannel);
  let host: ChannelHost | undefined;
  let running: Running | undefined;
  const theHost = (): ChannelHost => {
    if (!host) throw new HotlineError('unavailable', telegramFaults.notStarted);
    return host;
  };
  const outgoing = new Outgoing({
    calls,
    pacing: new Pacing(options.rateFactor ?? 1),
    deskChat,
    readFile: (fileId) => theHost().readFile(fileId),
    linkToFile: options.linkToFile,
  });
  const webhook =
    mode.type === 'webhook' &&
    createWebhook({
      secret: mode.secret,
      take: () => running && ((update) => (running as Running).inbox.take(update)),
      onError,
    });

  return {
    name: CHANNEL,
    routes: webhook ? [{ path: WEBHOOK_PATH, handler: webhook }] : [],
    start: async (given) => {
      host = given;
      const bot = { ...(await introduce(calls)), deskChat };
      const way = new UpdatesWay({ calls, mode, allowedUpdates: ALLOWED_UPDATES, onError });
      await way.start();
      // A menu that can't be set is no reason to stay silent.
      await calls.call('setMyCommands', { commands: telegramCommands }).catch(onError);
      const signs = new WorkingSigns(calls, given);
      const marks = new ButtonMarks(calls);
      const inbox = new Inbox({
        calls,
        host: given,
        bot,
        marks,
        onError,
        onMessage: ({ address, content, desk }) => {
          if (!desk && content.type !== 'edit' && content.type !== 'delete') signs.watch(address as Place);
        },
      });
      const take = (update: unknown) => inbox.take(update);
      const polling =
        mode.type === 'polling'
          ? new Polling({ calls, take, allowedUpdates: ALLOWED_UPDATES, onError })
          : undefined;
      polling?.start();
      running = { inbox, signs, marks, polling, way };
    },
    send: async (address, message) => {
      if (!asksNewThread(address)) await running?.signs.settle(address as Place);
      return outgoing.send(address, message);
    },
    stop: async () => {
      const stopped = running;
      running = undefined;
      stopped?.signs.stop();
      stopped?.marks.stop();
      stopped?.way.stop();
      await stopped?.polling?.stop();
    },
  };
}

/** grammY as the rest of the adapter uses it. Its errors hold the payload and the bot's token: they stay here. */
function createCalls(token: string, apiRoot: string | undefined): TelegramCalls {
  const api = new Api(token, { ...(apiRoot ? { apiRoot } : {}), timeoutSeconds: 60 });
  const raw = api.raw as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  return {
    upload: (bytes, name) => new InputFile(bytes, name),
    call: async (method, payload, { timeoutMs = CALL_MS, signal } = {}) => {
      const timeout = AbortSignal.timeout(timeoutMs);
      const either = signal ? AbortSignal.any([timeout, signal]) : timeout;
      try {
        return await (WITHOUT_PAYLOAD.has(method) ? raw[method]?.(either) : raw[method]?.(payload, either));
      } catch (error) {
        if (error instanceof GrammyError) throw failureOf(error, token);
        throw new TelegramFailure(0, `${method}: ${timeout.aborted ? 'timeout' : 'network failure'}`);
      }
    },
  };
}

/** What Telegram refused. What stands between us and it may answer with less than it does. */
function failureOf(error: GrammyError, token: string): TelegramFailure {
  const { error_code: code = 0, description = 'no description', parameters } = error;
  return new TelegramFailure(code, description.replaceAll(token, '***'), {
    retryAfterMs: parameters.retry_after === undefined ? undefined : parameters.retry_after * 1_000,
    migratedTo: parameters.migrate_to_chat_id,
  });
}

/** Who the bot is. @throws HotlineError `config` when Telegram refuses its token */
async function introduce(calls: TelegramCalls): Promise<BotIdentity> {
  try {
    const { id, username } = (await calls.call('getMe', {})) as BotIdentity;
    return { id, username };
  } catch (error) {
    if (error instanceof TelegramFailure && (error.code === 401 || error.code === 404))
      throw new HotlineError('config', telegramFaults.badToken);
    throw error;
  }
}
