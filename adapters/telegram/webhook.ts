import { timingSafeEqual } from 'node:crypto';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Taken } from './inbox.ts';

export const WEBHOOK_PATH = '/telegram/webhook';
/** An update with its longest text is a few tens of kilobytes. */
const BODY_LIMIT = '1mb';
const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token';

interface WebhookParts {
  readonly secret: string;
  /** Undefined while the channel starts or stops: Telegram then delivers again later. */
  readonly take: () => ((update: unknown) => Promise<Taken>) | undefined;
  readonly onError: (error: unknown) => void;
}

/**
 * Receives updates from Telegram: 401 without the secret, 400 for what is not an update, 200 once the update is saved.
 * What can't be saved now gets 503, and comes again.
 */
export function createWebhook({ secret, take, onError }: WebhookParts): Router {
  const expected = Buffer.from(secret);
  const router = Router();
  const json = express.json({ limit: BODY_LIMIT, inflate: false, type: () => true });
  router.post('/', checkSecret, json, async (request: Request, response: Response) => {
    const taken = (await take()?.(request.body)) ?? 'later';
    if (taken === 'later') response.set('Retry-After', '1');
    response.status(taken === 'taken' ? 200 : taken === 'refused' ? 400 : 503).end();
  });
  router.all('/', (_request, response) => {
    response.status(405).set('Allow', 'POST').end();
  });
  router.use(((error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = (error as { status?: unknown } | null)?.status;
    const isTheirs = typeof status === 'number' && status >= 400 && status < 500;
    if (!isTheirs) onError(error);
    response.status(isTheirs ? status : 503).end();
  }) satisfies ErrorRequestHandler);
  return router;

  function checkSecret(request: Request, response: Response, next: () => void): void {
    const given = Buffer.from(request.get(SECRET_HEADER) ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) next();
    else response.status(401).end();
  }
}
