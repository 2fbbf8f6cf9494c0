import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { digestOfToken, UNSUBSCRIBE_PATH } from '#src/features/opportunities/alerts/mail/link.ts';
import { isLinkOfMail, stopByLink } from '#src/features/opportunities/alerts/mail/stop.ts';
import type { Database } from '#src/platform/database/database.ts';
import { asksOneClick } from './one-click.ts';
import { askView, doneView, unknownView } from './view.ts';

/** What the page of a mail's link is made with. */
export interface UnsubscribeParts {
  readonly db: Database;
  /** What stands before every page: its headers, and the limit of requests, of which mail programs that post are free. */
  readonly guards: { readonly headers: RequestHandler; readonly limit: RequestHandler };
  readonly now: () => number;
}

/**
 * The link of a mail (RFC 8058): mail programs post to it, without a cookie, and mails stop; people open it, and press a
 * button that posts the same. Reading it changes nothing, for mail servers open links before people do.
 */
export function createUnsubscribeRouter({ db, guards, now }: UnsubscribeParts): Router {
  const router = Router();
  router.use(UNSUBSCRIBE_PATH, guards.headers, (request, response, next) => {
    response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    // A mail service stops the mails of all its people from a few addresses, and does not try again.
    if (request.method === 'POST' && digestOfToken(request.path.slice(1)) !== undefined) next();
    else guards.limit(request, response, next);
  });
  const show = (response: Response, status: number, page: string) =>
    response.status(status).type('html').send(page);
  const tokenOf = ({ params }: Request): string => String(params.token);

  router.get(`${UNSUBSCRIBE_PATH}/:token`, async (request, response) => {
    const isOurs = await isLinkOfMail(db, tokenOf(request));
    show(response, isOurs ? 200 : 404, isOurs ? askView() : unknownView());
  });

  router.post(
    `${UNSUBSCRIBE_PATH}/:token`,
    // Either form of a body that the RFC allows, read as it is: it holds one field.
    express.text({ type: ['application/x-www-form-urlencoded', 'multipart/form-data'], limit: '4kb' }),
    async (request, response) => {
      const token = tokenOf(request);
      if (!asksOneClick(request.body)) {
        const isOurs = await isLinkOfMail(db, token);
        return void show(response, isOurs ? 400 : 404, isOurs ? askView() : unknownView());
      }
      const isOurs = await stopByLink(db, token, now());
      show(response, isOurs ? 200 : 404, isOurs ? doneView() : unknownView());
    },
  );
  return router;
}
