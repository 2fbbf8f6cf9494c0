import { type Request, type RequestHandler, Router } from 'express';
import type { Readiness } from '#src/platform/web/app.ts';
import { bringsToken } from '#src/platform/web/bearer.ts';
import { httpTexts } from '#src/platform/web/texts.ts';
import type { Metrics } from './metrics.ts';

/** What tells an operator, and who sees it. */
interface OperatorsParts {
  /** @param detailed whether who asks may see the details, which cost the store some reading */
  readonly readiness: (detailed: boolean) => Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
  /** What opens the details, as `Authorization: Bearer …`: the operator's token, and that of this machine. */
  readonly tokens: readonly string[];
  /** Whether a request is of somebody of the staff. */
  readonly isStaff: (request: Request) => Promise<boolean>;
}

/**
 * `/readyz`, one word for anybody, and its details; `/metrics`. Details are for who brings a token or signed in as staff,
 * wherever they come from: an address proves nothing behind a relay.
 */
export function createOperatorsRouter({ readiness, metrics, tokens, isStaff }: OperatorsParts): Router {
  const brings = bringsToken(tokens);
  const maySee = async (request: Request): Promise<boolean> =>
    brings(request) || (await isStaff(request).catch(() => false));
  const router = Router();
  router.use(['/readyz', '/metrics'], noStore);
  router.get('/readyz', async (request, response) => {
    const detailed = await maySee(request);
    const { ready, details } = await readiness(detailed);
    response.status(ready ? 200 : 503);
    if (detailed) response.json({ ready, ...details });
    else response.type('text/plain').send(`${ready ? httpTexts.ready : httpTexts.notReady}\n`);
  });
  router.get('/metrics', async (request, response) => {
    if (await maySee(request)) {
      response.set('Content-Type', metrics.contentType).send(await metrics.text());
      return;
    }
    response
      .status(401)
      .set('WWW-Authenticate', 'Bearer')
      .type('text/plain')
      .send(`${httpTexts.forOperators}\n`);
  });
  return router;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
  next();
};
