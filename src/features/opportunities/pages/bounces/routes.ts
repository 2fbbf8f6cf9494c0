import express, { type RequestHandler, Router } from 'express';
import { takeBounce } from '#src/features/opportunities/alerts/mail/bounce.ts';
import { bounceTexts as texts } from '#src/features/opportunities/alerts/mail/texts.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';
import { MOST_REPORT_BYTES } from '#src/platform/mail/report.ts';
import { bringsToken } from '#src/platform/web/bearer.ts';

/** Where a mail server posts the reports that come back to it. */
export const BOUNCES_PATH = '/mail/retours';
/** What reports are taken with. */
export interface BouncesParts {
  readonly db: Database;
  /** What opens it; absent, there is no such way in. */
  readonly token: string | undefined;
  readonly limit: RequestHandler;
  readonly logger: Logger;
  readonly now: () => number;
}

/** Takes reports of mails that did not arrive (RFC 3464), as they came, one a request, from who brings the token. */
export function createBouncesRouter({ db, token, limit, logger, now }: BouncesParts): Router {
  const router = Router();
  if (token === undefined) return router;
  const isOurs = bringsToken([token]);
  router.post(
    BOUNCES_PATH,
    (request, response, next) => {
      response.set('Cache-Control', 'no-store');
      // A token is not tried over and over, and reading a report holds everybody up a little.
      return limit(request, response, (refusal?: unknown) => {
        if (refusal !== undefined) return next(refusal);
        if (isOurs(request)) return next();
        response.status(401).set('WWW-Authenticate', 'Bearer').json({ pourquoi: texts.noToken });
      });
    },
    express.raw({ type: () => true, limit: MOST_REPORT_BYTES }),
    async (request, response) => {
      const raw: unknown = request.body;
      if (!(raw instanceof Uint8Array) || raw.length === 0)
        return void response.status(400).json({ pourquoi: texts.taken['no-report'] });
      const taken = await takeBounce(db, raw, now());
      logger.info({ taken }, 'mail report taken');
      response.json({ arrete: taken === 'stopped', pourquoi: texts.taken[taken] });
    },
  );
  return router;
}
