import type { AllMiddlewareArgs, Receiver } from '@slack/bolt';
import bolt from '@slack/bolt';
import { Router } from 'express';
import type { ChannelAdapter, ChannelHost, HttpRoute } from '#src/channel/port.ts';
import { boltLogger } from './bolt-logger.ts';
import { deskConcern } from './desk-concern.ts';
import { CHANNEL, type SlackIdentity } from './parse.ts';
import { acknowledgeAfter } from './receive/acknowledge-after.ts';
import { guardRequests } from './receive/guard.ts';
import { Inbox } from './receive/inbox.ts';
import { People } from './receive/people.ts';
import { SocketLink } from './receive/socket-link.ts';
import { Pace } from './send/pace.ts';
import { Sender } from './send/sender.ts';
import { WorkingSigns } from './send/working-sign.ts';

const PATH = '/slack/events';
/** Longest wait for one call of Slack's API. Tries again are the outbox's business, which keeps the order. */
const CALL_MS = 8_000;
const NO_RETRY = { retries: 0 };
/** Refused requests may come by thousands: one line a minute says that there are some. */
const REFUSED_LOG_MS = 60_000;

/** What the Slack channel needs. */
interface SlackAdapterOptions {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly mode:
    | { readonly type: 'http'; readonly signingSecret: string }
    | { readonly type: 'socket'; readonly appToken: string };
  /** The channel where the experts work. */
  readonly deskChannel?: string | undefined;
  /** Hears what goes wrong, for the log. Never given a secret. */
  readonly onError: (error: unknown) => void;
  /** An address that serves a file for a day. */
  readonly linkToFile: (fileId: string) => string;
  /** Hears what should be put right on the platform, in French. */
  readonly onConcern?: ((sentence: string) => void) | undefined;
  /** How many times faster than Slack's documented pace messages may leave; 1 when absent. */
  readonly rateFactor?: number | undefined;
}

/** Slack, over Bolt: events, commands and buttons by HTTP or by Socket Mode, answers by the Web API. */
export function createSlackAdapter(options: SlackAdapterOptions): ChannelAdapter {
  const { mode, onError, deskChannel } = options;
  const logger = boltLogger(onError);
  const clientOptions = clientOptionsOf(options, logger);
  const client = new bolt.webApi.WebClient(options.botToken, clientOptions);
  const signs = new WorkingSigns(client, onError);
  const pace = new Pace(options.rateFactor);
  let running: { stop: () => Promise<void>; handler: Router | undefined; sender: Sender } | undefined;

  const routes = mode.type === 'http' ? [httpRoute(mode.signingSecret, onError, () => running?.handler)] : [];

  /** Who we are, as Slack says. */
  async function identify(): Promise<SlackIdentity> {
    const { team_id: teamId, user_id: botUserId, bot_id: botId } = await client.auth.test();
    if (!teamId || !botUserId) throw new Error('slack: auth.test does not say who the bot is');
    return { teamId, botUserId, botId, deskChannel };
  }

  async function start(host: ChannelHost): Promise<void> {
    const identity = await identify();
    const { botId, teamId, botUserId } = identity;
    const { botToken } = options;
    const authorization = { teamId, botUserId, ...(botId ? { botId } : {}), botToken };
    const receiver = createReceiver(mode, clientOptions);
    const app = new bolt.App({
      receiver: ackLater(receiver),
      logger,
      clientOptions,
      convoStore: false,
      extendedErrorHandler: true,
      authorize: async () => authorization,
    });
    const people = new People(client, onError);
    route(app, new Inbox({ ...options, host, client, identity, signs, people }));
    const desk = deskChannel === undefined ? undefined : { teamId, channel: deskChannel };
    // Nothing waits for it: a desk that strangers read still works.
    if (deskChannel !== undefined) void lookAtDesk(deskChannel);
    const sender = new Sender({
      client,
      pace,
      signs,
      desk,
      readFile: host.readFile,
      linkToFile: options.linkToFile,
    });
    if (receiver instanceof bolt.SocketModeReceiver) {
      const link = new SocketLink(receiver, onError);
      await link.start();
      running = { stop: () => link.stop(), handler: undefined, sender };
    } else {
      running = { stop: async () => {}, handler: receiver.router as Router, sender };
    }
  }

  /** Whether people outside the team read where the experts work: said in the log, and to whoever looks after the hotline. */
  async function lookAtDesk(channel: string): Promise<void> {
    const concern = await deskConcern(client, channel);
    if (concern !== undefined) options.onConcern?.(concern);
  }

  return {
    name: CHANNEL,
    routes,
    start,
    send: async (address, message) => {
      if (!running) throw new Error('slack: not started');
      return running.sender.send(address, message);
    },
    stop: async () => {
      const stopping = running;
      running = undefined;
      signs.stop();
      await stopping?.stop();
    },
  };
}

const clientOptionsOf = ({ apiUrl }: SlackAdapterOptions, logger: ReturnType<typeof boltLogger>) => ({
  logger,
  timeout: CALL_MS,
  retryConfig: NO_RETRY,
  rejectRateLimitedCalls: true,
  allowAbsoluteUrls: false,
  ...(apiUrl === undefined ? {} : { slackApiUrl: `${apiUrl.replace(/(?<!\/)\/+$/, '')}/` }),
});

function createReceiver(
  mode: SlackAdapterOptions['mode'],
  clientOptions: ReturnType<typeof clientOptionsOf>,
) {
  const { logger } = clientOptions;
  return mode.type === 'http'
    ? // The guard in front of it has checked the signature, and more.
      new bolt.ExpressReceiver({ signingSecret: '', signatureVerification: false, endpoints: '/', logger })
    : new bolt.SocketModeReceiver({
        appToken: mode.appToken,
        logger,
        autoReconnectEnabled: false,
        installerOptions: { clientOptions },
      });
}

/** What the app does with each kind of thing that it hears. */
function route(app: InstanceType<typeof bolt.App>, inbox: Inbox): void {
  app.event('message', ({ event }) => inbox.event(event));
  app.event('app_mention', ({ event }) => inbox.event(event));
  app.command('/hotline', ({ body, ack }) => inbox.command(body, ack));
  app.action(/.*/, ({ body }) => inbox.action(body));
  app.view('rating-reason', ({ body }) => inbox.reason(body));
  app.error(({ error, body, context }: ErrorArguments) => inbox.failed(error, body, context.retryNum));
}

type ErrorArguments = {
  readonly error: unknown;
  readonly body: unknown;
  readonly context: AllMiddlewareArgs['context'];
};

/** The receiver as it is, but for the moment of the acknowledgement. */
const ackLater = (receiver: Receiver): Receiver => ({
  init: (app) => receiver.init(acknowledgeAfter(app)),
  start: (...args) => receiver.start(...args),
  stop: (...args) => receiver.stop(...args),
});

/** The address that Slack calls. Before the channel has started, Slack is told to come back, which it does. */
function httpRoute(
  signingSecret: string,
  onError: (error: unknown) => void,
  handler: () => Router | undefined,
): HttpRoute {
  let saidAt = Number.NEGATIVE_INFINITY;
  const router = Router();
  router.use(
    guardRequests(signingSecret, () => {
      if (performance.now() < saidAt + REFUSED_LOG_MS) return;
      saidAt = performance.now();
      onError(new Error('slack: a request with a wrong or old signature was refused'));
    }),
  );
  router.use((request, response, next) => {
    const present = handler();
    if (present) present(request, response, next);
    else response.status(503).set('Retry-After', '5').end();
  });
  return { path: PATH, handler: router };
}
