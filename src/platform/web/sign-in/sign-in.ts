import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Router, urlencoded } from 'express';
import type { Config } from '#src/config/config.ts';
import { isLoopbackHost } from '#src/config/sign-in.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';
import { failure } from '#src/platform/web/layout/failures.ts';
import { officeHeaders } from '#src/platform/web/layout/headers.ts';
import { html } from '#src/platform/web/layout/html.ts';
import { officePage } from '#src/platform/web/layout/page.ts';
import type { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import type { Actor } from '#src/platform/web/traces/store/traces.ts';
import { createCookieJar } from './cookies.ts';
import { type Access, createGuard, type RequireRole } from './guard.ts';
import { webExpertKey } from './identity.ts';
import { createLocalRoutes } from './local-routes.ts';
import { isFromThisMachine } from './loopback.ts';
import { createProvider } from './provider.ts';
import { createProviderRoutes } from './provider-routes.ts';
import { createRefusedEntries } from './refused-entries.ts';
import { createRoleRefresh } from './role-refresh.ts';
import { createSessionKeeper } from './session-keeper.ts';
import { signInTexts } from './texts.ts';
import { watchRevocations } from './watch-revocations.ts';

/** How experts and staff come in, and the guard of what they see. */
export interface SignIn {
  readonly access: Access;
  /** Whether people who sign in come over https. */
  readonly isHttps: boolean;
  /** The pages of the sign-in itself: `/connexion…`, and `/desk/entrer`. */
  readonly router: Router;
  readonly requireRole: RequireRole;
  /** Whether the session of an earlier request still holds: for streams, which outlive their request's guard. */
  holds(request: IncomingMessage): Promise<boolean>;
  /** Who sends a request that stands behind no guard, when they are signed in. */
  whoIs(request: IncomingMessage): Promise<Actor | undefined>;
  /** Whether a request is of somebody who signed in as staff; nobody is sent anywhere. */
  isStaff(request: IncomingMessage): Promise<boolean>;
  /** Hears each sign-out of this process, and the end of sessions that another one ended. */
  onSignOut(listener: () => void): void;
  /** Stops looking at what other processes ended. */
  stop(): void;
}

const ASSETS = fileURLToPath(new URL('../layout/assets/', import.meta.url));

/** Sign-in through the configured provider; without one, by a one-time link on this machine, or not at all. */
export function createSignIn(parts: {
  db: Database;
  config: Pick<Config, 'host' | 'publicUrl' | 'signIn'>;
  logger: Logger;
  traces: OfficeTraces;
  now: () => number;
}): SignIn {
  const { db, config, logger, traces, now } = parts;
  const { oidc } = config.signIn;
  // Without a provider, people come from this machine, over http.
  const publicUrl = oidc ? config.publicUrl : undefined;
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  const access = oidc ? 'provider' : isLoopbackHost(config.host) ? 'this machine' : 'nobody';
  const jar = createCookieJar(isHttps);
  const leaving: (() => void)[] = [];
  const onEnd = () => {
    for (const listener of leaving) listener();
  };
  const provider = oidc && createProvider(oidc);
  const refresh = oidc && provider && createRoleRefresh(provider, oidc);
  const sessions = createSessionKeeper({ db, config: config.signIn, jar, traces, refresh, onEnd, now });
  const refused = createRefusedEntries({ traces, logger });
  const publicOrigin = publicUrl && new URL(publicUrl).origin;
  const requireRole = createGuard({ access, publicOrigin, sessions, traces });

  const router = Router();
  router.use(['/connexion', '/desk/entrer'], officeHeaders(isHttps));
  router.get('/connexion/office.css', (_request, response) => {
    response.set('Cache-Control', 'no-cache').sendFile('office.css', { root: ASSETS, cacheControl: false });
  });
  router.post(
    '/connexion/fin',
    urlencoded({ extended: false, limit: '4kb' }),
    requireRole(),
    async (request, response) => {
      await sessions.end(request, response);
      onEnd();
      response.redirect(303, '/connexion/fin');
    },
  );
  router.get('/connexion/fin', (_request, response) => {
    const main = html`<p>${signInTexts.signedOut}</p>
      ${oidc && html`<p>${signInTexts.sharedComputer}</p>`}
      <p><a class="primary" href="/connexion">${signInTexts.again}</a></p>`;
    response.type('html').send(officePage({ title: signInTexts.signedOutTitle, main }));
  });
  router.use(
    oidc && provider && publicUrl
      ? createProviderRoutes({ oidc, provider, publicUrl, jar, sessions, refused, logger })
      : createLocalRoutes({ access, db, sessions, requireRole, traces, refused, now }),
  );
  router.use(['/connexion', '/desk/entrer'], failure(logger));
  const onSignOut = (listener: () => void) => void leaving.push(listener);
  const stop = watchRevocations(db, onEnd);
  const isStaff = async (request: IncomingMessage) => {
    if (access === 'nobody' || (access === 'this machine' && !isFromThisMachine(request))) return false;
    return (await sessions.find(request))?.identity.roles.includes('staff') ?? false;
  };
  const whoIs = async (request: IncomingMessage): Promise<Actor | undefined> => {
    const { identity } = (await sessions.find(request)) ?? {};
    return identity && { key: webExpertKey(identity.id), name: identity.name };
  };
  return { access, isHttps, router, requireRole, holds: sessions.holds, isStaff, whoIs, onSignOut, stop };
}
