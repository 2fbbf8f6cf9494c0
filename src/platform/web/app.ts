import express, { type Express, type RequestHandler } from 'express';
import type { HttpRoute } from '#src/channel/port.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import { httpTexts } from './texts.ts';

/** Whether the hotline can serve, and why not. */
export interface Readiness {
  readonly ready: boolean;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Pages that go together, and the address under which they are. */
export interface Space {
  readonly path: string;
  readonly router: express.Router;
}

/** The HTTP side: health, the spaces of people who signed in, and the routes of the channels. `/healthz` says the process lives, `/readyz` that it serves. */
export function createApp(parts: {
  routes: readonly HttpRoute[];
  /** Signed addresses of files to take away. */
  files: express.Router;
  /** The sign-in, and the spaces behind it. */
  spaces?: readonly Space[];
  /** `/readyz` and `/metrics`. */
  operators: express.Router;
  /** Which relays are believed about a visitor's address and protocol; nobody when absent. */
  trustProxy?: false | number | readonly string[] | undefined;
  /** Whether people come over https, whatever stands in front of us. */
  https?: boolean | undefined;
  logger: Logger;
}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustProxy ?? false);
  app.use(strictTransport(parts.https ?? false), unknownRelay(parts));
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  app.use(parts.operators);
  app.use(parts.files);
  for (const { path, router } of parts.spaces ?? []) app.use(path, router);
  // Channels parse their own bodies: some need the raw bytes to check a signature.
  for (const { path, handler } of parts.routes) app.use(path, handler);
  app.use((_request, response) => {
    response.status(404).type('text/plain').send(`${httpTexts.notFound}\n`);
  });
  app.use(((error, _request, response, next) => {
    // What the address or the body got wrong is the sender's fault: a 4xx, and nothing for the log of errors.
    const { status } = error as { status?: unknown };
    const refused = typeof status === 'number' && status >= 400 && status < 500;
    if (!refused) parts.logger.error({ err: errorText(error) }, 'request failed');
    if (response.headersSent) return next(error);
    if (refused) return void response.status(status).type('text/plain').send(`${httpTexts.unreadable}\n`);
    response.status(500).type('text/plain').send(`${httpTexts.failed}\n`);
  }) satisfies express.ErrorRequestHandler);
  return app;
}

/** Browsers that came once over https never come without again: on every answer, whatever it is. */
function strictTransport(https: boolean): RequestHandler {
  return (request, response, next) => {
    if (https || request.secure)
      response.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    next();
  };
}

/** Says once that a relay stands in front of us and is not believed: all its visitors then count as one. */
function unknownRelay({
  trustProxy,
  logger,
}: Pick<Parameters<typeof createApp>[0], 'trustProxy' | 'logger'>): RequestHandler {
  let said = trustProxy !== undefined && trustProxy !== false;
  return (request, _response, next) => {
    if (!said && request.headers['x-forwarded-for'] !== undefined) {
      said = true;
      logger.warn(httpTexts.unknownRelay);
    }
    next();
  };
}
