import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router } from 'express';
import type { Logger } from '#src/platform/logger.ts';
import type { RequireRole } from '#src/platform/web/sign-in/guard.ts';
import { type Role, signedOf } from '#src/platform/web/sign-in/identity.ts';
import { failure, notFound } from './failures.ts';
import { officeHeaders } from './headers.ts';
import type { Room } from './room.ts';

/** What the spaces of people who signed in stand on. */
export interface OfficeParts {
  readonly requireRole: RequireRole;
  /** Whether people come over https. */
  readonly isHttps: boolean;
  readonly logger: Logger;
}

/** One of the spaces of people who signed in. */
interface OfficeSpace {
  readonly role: Role;
  /** Its pages, by the feature that they are of; where paths overlap, the first room is asked first. */
  readonly rooms: readonly Room[];
}

const SHARED = fileURLToPath(new URL('./assets/', import.meta.url));
/** What these pages have in common with the web chat, whose sheets they use too. */
const CHAT = fileURLToPath(new URL('../../../../adapters/web/assets/', import.meta.url));

/** A space where nothing is answered before the guard has let the request through. */
export function createOfficeRouter(parts: OfficeParts, space: OfficeSpace): Router {
  const pages = Router();
  const api = Router();
  api.get('/me', (request, response) => {
    response.json(signedOf(request).identity);
  });
  for (const room of space.rooms) room.addRoutes(pages, api);
  const router = Router();
  router.use(officeHeaders(parts.isHttps), parts.requireRole(space.role));
  router.get(
    '/assets/:file',
    serveAsset(space.rooms.flatMap(({ assets }) => (assets ? [fileURLToPath(assets)] : []))),
  );
  router.use('/api', api);
  router.use(pages);
  router.use(notFound, failure(parts.logger));
  return router;
}

function serveAsset(own: readonly string[]): RequestHandler<{ file: string }> {
  return (request, response, next) => {
    const { file } = request.params;
    // The folders also hold what is nobody's business: tsconfig.json, pieces of pages.
    if (!/^[a-z0-9-]+\.(?:js|css|svg)$/.test(file)) return next();
    const root = [...own, SHARED, CHAT].find((folder) => existsSync(join(folder, file)));
    if (root === undefined) return next();
    response.set('Cache-Control', 'no-cache').sendFile(file, { root, cacheControl: false });
  };
}
