import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { HttpRoute } from '#src/channel/port.ts';
import { teamsErrors } from '../texts.ts';
import { readActivity, type TeamsActivity, tenantOf } from './activity.ts';
import type { Trust } from './trust.ts';

/** Teams refuses messages above 100 KB; whoever sends more is not Teams. */
const BODY_LIMIT = '256kb';

/** What an activity gets: a status, and for an invoke a body. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** Why a request is not authentic: its token is wrong, or Microsoft's keys can't be had now. */
export type Authentication<Identity> =
  | { readonly identity: Identity }
  | { readonly refused: 'unauthorized' | 'unavailable' };

interface GatewayParts<Identity> {
  readonly trust: Trust;
  readonly authenticate: (activity: TeamsActivity, header: string) => Promise<Authentication<Identity>>;
  /** Handles an activity that is authentic and allowed. @param raw the same, as it came */
  readonly handle: (activity: TeamsActivity, raw: unknown, identity: Identity) => Promise<Reply>;
  readonly onError: (error: unknown) => void;
}

/**
 * The door of Teams: malformed → 400, not authentic → 401, not allowed → 403, and only then a turn. The SDK's own answers
 * 500 with its stack to a bad signature, and serves whatever address an activity names.
 */
export function createGateway<Identity>(parts: GatewayParts<Identity>): HttpRoute['handler'] {
  const router = Router();
  router.post(
    '/',
    express.json({ limit: BODY_LIMIT, type: () => true }),
    async (request: Request, response: Response) => {
      const activity = readActivity(request.body);
      if (!activity) return refuse(response, 400, teamsErrors.malformed);
      const known = await parts.authenticate(activity, request.get('authorization') ?? '');
      if ('refused' in known) {
        if (known.refused === 'unauthorized') return refuse(response, 401, teamsErrors.unauthorized);
        return refuse(response.set('Retry-After', '5'), 503, teamsErrors.unavailable);
      }
      if (!parts.trust.serviceUrl(activity.serviceUrl)) return refuse(response, 403, teamsErrors.serviceUrl);
      if (!parts.trust.tenant(tenantOf(activity))) return refuse(response, 403, teamsErrors.tenant);
      const { status, body } = await parts.handle(activity, request.body, known.identity);
      if (body === undefined) response.status(status).end();
      else response.status(status).json(body);
    },
  );
  router.use((_request, response) => refuse(response, 405, teamsErrors.wrongMethod));
  router.use(((error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const { status } = error as { status?: unknown };
    if (typeof status === 'number' && status >= 400 && status < 500)
      return refuse(response, status === 413 ? 413 : 400, teamsErrors.malformed);
    parts.onError(error);
    refuse(response.set('Retry-After', '5'), 503, teamsErrors.unavailable);
  }) satisfies ErrorRequestHandler);
  return router;
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}
