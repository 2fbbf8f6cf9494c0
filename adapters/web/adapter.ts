import { fileURLToPath } from 'node:url';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { type ChannelAdapter, type ChannelHost, NotTaken } from '#src/channel/port.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { Allowance, type AllowanceSize } from './allowance.ts';
import { openEventStream } from './event-stream.ts';
import { FloodGate } from './flood-gate.ts';
import { addressKey, limitRate, noStore, ownPageOnly, securityHeaders } from './guards.ts';
import { OpenStreams, type StreamLimits } from './open-streams.ts';
import { addOwnRoutes, OWN_PATHS } from './own-routes.ts';
import { parseAfter, parseFeedback, parseFrom, parseMessage, parseSeen } from './parse.ts';
import { type LinkToFile, renderItem } from './render.ts';
import { conversationTag, createSessions } from './session.ts';
import { createStandings, type Standings } from './standing.ts';
import { webErrors } from './texts.ts';
import type { HistoryView, ReceiptView } from './view.ts';

const CHANNEL = 'web';
const ASSETS = fileURLToPath(new URL('./assets/', import.meta.url));
const BODY_LIMIT = '128kb';
/**
 * A browser opens six connections to a server, so a person never needs more; a runaway script would. An office shares an
 * address; who finds no stream free asks for the history now and then, which does as well.
 */
const STREAMS: StreamLimits = { perBrowser: 12, perAddress: 100, inAll: 2_000 };
/** Seconds after which who found no stream free may try again. */
const STREAM_RETRY_S = 30;
/** Requests of any kind from one address: far above an office, far below what would keep others waiting. */
const REQUESTS: AllowanceSize = { most: 1_000, perSecond: 300 };
/** Bytes of conversations that one address reads: an office opens thirty long ones at once, and goes on reading. */
const READS: AllowanceSize = { most: 8 * 1024 * 1024, perSecond: 3 * 1024 * 1024 };
/** Bytes of messages that one address sends: fifty of the longest at once, then five a second, or thousands of usual ones. */
const WRITES: AllowanceSize = { most: 1024 * 1024, perSecond: 100 * 1024 };
/** What a message whose length is not said is counted for. */
const UNSAID_BYTES = 128 * 1024;
/** What a page of a conversation is counted for until its size is known. */
const PAGE_BYTES = 128 * 1024;

/** How many times more often than messages a page, or several, may say what they show. */
const PAGES_SEEN = 3;

export interface WebAdapterOptions {
  /** Where people reach the chat; when it is https, cookies are Secure whatever stands in front of us. */
  readonly publicUrl?: string | undefined;
  /** Messages and ratings a minute from one conversation; 30 when absent. */
  readonly perConversation?: number | undefined;
  /** The same from one network address; 300 when absent, for an office shares one. */
  readonly perAddress?: number | undefined;
  readonly heartbeatMs?: number | undefined;
  /** Event streams that may be open at once. */
  readonly streams?: StreamLimits | undefined;
  /** Requests of any kind from one network address. */
  readonly requests?: AllowanceSize | undefined;
  /** Bytes of conversations that one network address reads. */
  readonly reads?: AllowanceSize | undefined;
  /** Bytes of messages that one network address sends. */
  readonly writes?: AllowanceSize | undefined;
  /** An address that serves a file for a day. */
  readonly linkToFile: LinkToFile;
  /** Hears what went wrong behind a French sentence, for logs. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** What the routes of the chat share. */
interface ChatParts {
  readonly options: WebAdapterOptions;
  readonly sessions: ReturnType<typeof createSessions>;
  readonly standings: Standings;
  readonly streams: OpenStreams;
  readonly floods: FloodGate;
  readonly reads: Allowance;
  readonly writes: Allowance;
  /** @throws HotlineError `unavailable` until the hotline has started */
  readonly theHost: () => ChannelHost;
  readonly onError: (error: unknown) => void;
}

/** The web chat: its page, and the JSON and event stream behind it. */
export function createWebAdapter(options: WebAdapterOptions): ChannelAdapter {
  const publicOrigin = options.publicUrl ? new URL(options.publicUrl).origin : undefined;
  const https = publicOrigin?.startsWith('https:') ?? false;
  const { onError = () => {} } = options;
  const streams = new OpenStreams(options.streams ?? STREAMS);
  const requests = new Allowance(options.requests ?? REQUESTS);
  const floods = new FloodGate();
  let host: ChannelHost | undefined;
  const theHost = () => {
    if (!host) throw new HotlineError('unavailable', webErrors.starting);
    return host;
  };
  // Under an express application `secure` follows its `trust proxy` setting.
  const sessions = createSessions((request) => https || (request as Partial<Request>).secure === true);
  const parts: ChatParts = {
    options,
    sessions,
    standings: createStandings(sessions, () => theHost().browsers),
    streams,
    floods,
    reads: new Allowance(options.reads ?? READS),
    writes: new Allowance(options.writes ?? WRITES),
    theHost,
    onError,
  };
  const router = Router();
  // Cheap checks first: what floods is refused before anything is read of it.
  router.use(floods.check(requests));
  const headers = securityHeaders(https);
  addPage(router, headers);
  const chat = Router();
  chat.use(headers, noStore, ownPageOnly(publicOrigin));
  addSending(chat, parts);
  addHistory(chat, parts);
  addEvents(chat, parts);
  chat.all(['/messages', '/history', '/events', '/feedback', '/seen', ...OWN_PATHS], (_request, response) =>
    refuse(response, 405, webErrors.wrongMethod),
  );
  chat.use((_request, response) => refuse(response, 404, webErrors.unknownRoute));
  chat.use(failure(onError));
  router.use('/chat', chat);

  return {
    name: CHANNEL,
    routes: [{ path: '/', handler: router }],
    start: async (given) => {
      host = given;
    },
    // The message already stands in the history, and the host's events carry it to the pages that are open.
    send: async () => ({}),
    stop: async () => {
      host = undefined;
      streams.closeAll();
    },
  };
}

function addPage(router: Router, headers: RequestHandler): void {
  const serveAssets = express.static(ASSETS, { index: false, cacheControl: false, redirect: false });
  router.get('/', headers, (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: ASSETS, cacheControl: false });
  });
  router.use('/assets', headers, (request, response, next) => {
    // The folder also holds a tsconfig.json, which is nobody's business.
    if (!/\.(?:js|css|svg)$/.test(request.path)) return next();
    response.set('Cache-Control', 'no-cache');
    serveAssets(request, response, next);
  });
}

/** What a page sends: messages, ratings, what it shows, and what it asks of the person's own things. */
function addSending(chat: Router, parts: ChatParts): void {
  const { options, sessions, standings, streams, floods, writes, theHost } = parts;
  const { perAddress = 300, perConversation = 30 } = options;
  const limitsOf = (times: number) => [
    limitRate(times * perAddress, (request) => addressKey((request as Request).ip)),
    limitRate(times * perConversation, sessions.read),
  ];
  const limits = limitsOf(1);
  // A page tells what it shows without the person doing anything: that does not count with what they send.
  const seenLimits = limitsOf(PAGES_SEEN);
  const json = express.json({ limit: BODY_LIMIT, inflate: false });

  /** Before a body is read: the longest messages cost the most, and everybody pays for them. */
  const weigh: RequestHandler = async (request, response, next) => {
    // What is announced beyond what is taken is refused when it is read, and weighs no more than that.
    const bytes = Math.min(Number(request.get('content-length') ?? UNSAID_BYTES) || 0, UNSAID_BYTES);
    if (await floods.pass(response, writes, addressKey(request.ip), bytes)) next();
  };

  chat.post('/messages', limits, weigh, json, async (request: Request, response: Response) => {
    const parsed = parseMessage(request.body, '');
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const { browserKey, conversationKey } = await standings.keep(request, response);
    const status = await theHost().receive({
      ...parsed.value,
      conversationKey,
      speaker: { key: browserKey },
      source: addressKey(request.ip),
      refusable: true,
    });
    const receipt: ReceiptView = { status, conversation: conversationTag(conversationKey) };
    response.status(status === 'accepted' ? 202 : 200).json(receipt);
  });

  chat.post('/feedback', limits, json, async (request: Request, response: Response) => {
    const parsed = parseFeedback(request.body);
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const key = (await standings.read(request))?.conversationKey;
    const kept = key !== undefined && (await theHost().feedback(CHANNEL, key, parsed.value));
    if (!kept) return refuse(response, 404, webErrors.feedbackUnknown);
    response.json({ status: 'kept' });
  });

  chat.post('/seen', seenLimits, json, async (request: Request, response: Response) => {
    const parsed = parseSeen(request.body);
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const key = (await standings.read(request))?.conversationKey;
    if (key === undefined) return refuse(response, 400, webErrors.noConversation);
    await theHost().seen(CHANNEL, key, parsed.value);
    response.json({ status: 'kept' });
  });

  addOwnRoutes(chat, {
    sessions,
    standings,
    browsers: () => theHost().browsers,
    limits,
    json,
    endStreams: (browserKey) => streams.close(browserKey),
  });
}

function addHistory(chat: Router, { options, standings, floods, reads, theHost }: ChatParts): void {
  chat.get('/history', async (request, response) => {
    const from = parseFrom(request.query);
    if (!from.ok) return refuse(response, 400, from.error);
    const address = addressKey(request.ip);
    if (!(await floods.pass(response, reads, address, PAGE_BYTES))) return;
    const { conversationKey, isAway } = await standings.keep(request, response);
    const { items, next } = await theHost().history(CHANNEL, conversationKey, from.value);
    const shown = items.map((item) => renderItem(item, options.linkToFile));
    const view: HistoryView = {
      conversation: conversationTag(conversationKey),
      items: shown,
      ...(next && { next }),
      ...(isAway && { isAway }),
    };
    const body = JSON.stringify(view);
    reads.use(address, body.length - PAGE_BYTES);
    // No tag of it is computed: nothing keeps it.
    response.type('json').end(body);
  });
}

function addEvents(chat: Router, parts: ChatParts): void {
  const { options, standings, streams, floods, reads, theHost, onError } = parts;
  chat.get('/events', async (request, response) => {
    const standing = await standings.read(request);
    if (standing === undefined) return refuse(response, 400, webErrors.noConversation);
    // The browser's own account of what it saw is newer than the address it first asked.
    const after = parseAfter(request.get('Last-Event-ID') ?? request.query.after);
    if (!after.ok) return refuse(response, 400, after.error);
    const address = addressKey(request.ip);
    if (!(await floods.pass(response, reads, address, 0))) return;
    const current = theHost();
    const { browserKey, conversationKey } = standing;
    const refusal = streams.refusalOf(browserKey, address);
    if (refusal !== undefined) {
      const said = { error: webErrors.noStream[refusal], seconds: STREAM_RETRY_S };
      return floods.refuse(response, { status: refusal === 'all' ? 503 : 429, ...said });
    }
    const isStillShown = async () => (await standings.read(request))?.conversationKey === conversationKey;
    streams.add(browserKey, address, (onClose) =>
      openEventStream(current, response, {
        channel: CHANNEL,
        conversationKey,
        isStillShown,
        afterSeq: after.value,
        heartbeatMs: options.heartbeatMs ?? 20_000,
        onError,
        onClose,
        linkToFile: options.linkToFile,
        onRead: (bytes) => reads.use(address, bytes),
      }),
    );
  });
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

/** What a request was for, as the person who waits for it says it, when it could not be done for now. */
const UNDONE: Readonly<Record<string, string>> = {
  '/messages': webErrors.notKept,
  '/history': webErrors.notRead,
  '/events': webErrors.notRead,
  '/feedback': webErrors.ratingNotKept,
};

/**
 * The last word on a failed request: a French sentence and the right status, never a stack. What fails may pass later: a
 * page sends it again by itself.
 */
function failure(onError: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const undone = UNDONE[request.path] ?? webErrors.unavailable;
    const { status, sentence, retryAfter = 5 } = explain(error, undone);
    if (status >= 500) onError(error);
    if (status === 503 || status === 429) response.set('Retry-After', String(retryAfter));
    refuse(response, status, sentence);
  };
}

function explain(error: unknown, undone: string): { status: number; sentence: string; retryAfter?: number } {
  if (error instanceof NotTaken) {
    const { message: sentence, retryAfterSeconds: retryAfter } = error;
    return { status: error.why === 'budget' ? 429 : 503, sentence, retryAfter };
  }
  if (error instanceof HotlineError) {
    if (error.code === 'input') return { status: 400, sentence: error.message };
    // Why the store fails is for those who run it: the person is told what it means for them.
    const sentence = error.code === 'storage' || error.code === 'internal' ? undone : error.message;
    return { status: 503, sentence };
  }
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return { status: 413, sentence: webErrors.bodyTooLarge };
  if (type === 'entity.parse.failed') return { status: 400, sentence: webErrors.invalidJson };
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, sentence: webErrors.unreadable };
  return { status: 503, sentence: undone };
}
