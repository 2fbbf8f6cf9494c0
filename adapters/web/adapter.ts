import { fileURLToPath } from 'node:url';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { ChannelAdapter, ChannelHost, HttpRoute } from '#src/channel/port.ts';
import { HotlineError } from '#src/errors.ts';
import { webErrors } from '#src/texts/web.ts';
import { openEventStream } from './event-stream.ts';
import { addressKey, limitRate, noStore, ownPageOnly, securityHeaders } from './guards.ts';
import { parseAfter, parseFeedback, parseMessage, parseSeen } from './parse.ts';
import { type LinkToFile, renderItem } from './render.ts';
import { conversationTag, createSessions } from './session.ts';
import type { HistoryView, ReceiptView } from './view.ts';

const CHANNEL = 'web';
const ASSETS = fileURLToPath(new URL('./assets/', import.meta.url));
const BODY_LIMIT = '128kb';
/** A browser opens six connections to a server, so a person never needs more; a runaway script would. */
const STREAMS_PER_CONVERSATION = 12;

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
  /** An address that serves a file for a day. */
  readonly linkToFile: LinkToFile;
  /** Hears what went wrong behind a French sentence, for logs. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The web chat: its page, and the JSON and event stream behind it. */
export function createWebAdapter(options: WebAdapterOptions): ChannelAdapter {
  const publicOrigin = options.publicUrl ? new URL(options.publicUrl).origin : undefined;
  const https = publicOrigin?.startsWith('https:') ?? false;
  const { linkToFile, onError = () => {} } = options;
  // Under an express application `secure` follows its `trust proxy` setting.
  const sessions = createSessions((request) => https || (request as Partial<Request>).secure === true);
  const streams = new Map<string, Set<() => void>>();
  let host: ChannelHost | undefined;
  const theHost = (): ChannelHost => {
    if (!host) throw new HotlineError('unavailable', webErrors.starting);
    return host;
  };

  const router = Router();
  const headers = securityHeaders(https);
  router.get('/', headers, (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: ASSETS, cacheControl: false });
  });
  router.use('/assets', headers, (request, response, next) => {
    // The folder also holds a tsconfig.json, which is nobody's business.
    if (!/\.(?:js|css|svg)$/.test(request.path)) return next();
    response.set('Cache-Control', 'no-cache');
    serveAssets(request, response, next);
  });
  const serveAssets = express.static(ASSETS, { index: false, cacheControl: false, redirect: false });

  const chat = Router();
  const limits = [
    limitRate(options.perAddress ?? 300, (request) => addressKey((request as Request).ip)),
    limitRate(options.perConversation ?? 30, sessions.read),
  ];
  // A page tells what it shows without the person doing anything: that does not count with what they send.
  const seenLimits = [
    limitRate(PAGES_SEEN * (options.perAddress ?? 300), (request) => addressKey((request as Request).ip)),
    limitRate(PAGES_SEEN * (options.perConversation ?? 30), sessions.read),
  ];
  const json = express.json({ limit: BODY_LIMIT, inflate: false });
  chat.use(headers, noStore, ownPageOnly(publicOrigin));

  chat.post('/messages', limits, json, async (request: Request, response: Response) => {
    const conversationKey = sessions.read(request);
    const parsed = parseMessage(request.body, conversationKey ?? '');
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const key = sessions.keep(request, response);
    const status = await theHost().receive({ ...parsed.value, conversationKey: key, speaker: { key } });
    const receipt: ReceiptView = { status, conversation: conversationTag(key) };
    response.status(status === 'accepted' ? 202 : 200).json(receipt);
  });

  chat.get('/history', async (request, response) => {
    const after = parseAfter(request.query.after);
    if (!after.ok) return refuse(response, 400, after.error);
    const key = sessions.keep(request, response);
    const items = await theHost().history(CHANNEL, key, after.value);
    const shown = items.map((item) => renderItem(item, linkToFile));
    const view: HistoryView = { conversation: conversationTag(key), items: shown };
    response.json(view);
  });

  chat.get('/events', (request, response) => {
    const key = sessions.read(request);
    if (key === undefined) return refuse(response, 400, webErrors.noConversation);
    // The browser's own account of what it saw is newer than the address it first asked.
    const after = parseAfter(request.get('Last-Event-ID') ?? request.query.after);
    if (!after.ok) return refuse(response, 400, after.error);
    const current = theHost();
    const open = streams.get(key) ?? new Set();
    if (open.size >= STREAMS_PER_CONVERSATION) return refuse(response, 429, webErrors.tooManyPages);
    streams.set(key, open);
    const close = openEventStream(current, response, {
      channel: CHANNEL,
      conversationKey: key,
      afterSeq: after.value,
      heartbeatMs: options.heartbeatMs ?? 20_000,
      ...{ onError, linkToFile },
      onClose: () => {
        open.delete(close);
        if (open.size === 0) streams.delete(key);
      },
    });
    open.add(close);
  });

  chat.post('/feedback', limits, json, async (request: Request, response: Response) => {
    const parsed = parseFeedback(request.body);
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const key = sessions.read(request);
    const kept = key !== undefined && (await theHost().feedback(CHANNEL, key, parsed.value));
    if (!kept) return refuse(response, 404, webErrors.feedbackUnknown);
    response.json({ status: 'kept' });
  });

  chat.post('/seen', seenLimits, json, async (request: Request, response: Response) => {
    const parsed = parseSeen(request.body);
    if (!parsed.ok) return refuse(response, 400, parsed.error);
    const key = sessions.read(request);
    if (key === undefined) return refuse(response, 400, webErrors.noConversation);
    await theHost().seen(CHANNEL, key, parsed.value);
    response.json({ status: 'kept' });
  });

  chat.post('/reset', limits, json, (request: Request, response: Response) => {
    response.json({ conversation: conversationTag(sessions.renew(request, response)) });
  });

  chat.all(['/messages', '/history', '/events', '/feedback', '/seen', '/reset'], (_request, response) =>
    refuse(response, 405, webErrors.wrongMethod),
  );
  chat.use((_request, response) => refuse(response, 404, webErrors.unknownRoute));
  chat.use(failure(onError));
  router.use('/chat', chat);

  return {
    name: CHANNEL,
    routes: [{ path: '/', handler: router as unknown as HttpRoute['handler'] }],
    start: async (given) => {
      host = given;
    },
    // The message already stands in the history, and the host's events carry it to the pages that are open.
    send: async () => ({}),
    stop: async () => {
      host = undefined;
      for (const close of [...streams.values()].flatMap((open) => [...open])) close();
    },
  };
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
    const { status, sentence } = explain(error, UNDONE[request.path] ?? webErrors.unavailable);
    if (status >= 500) onError(error);
    if (status === 503) response.set('Retry-After', '5');
    refuse(response, status, sentence);
  };
}

function explain(error: unknown, undone: string): { status: number; sentence: string } {
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
