import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import type { OidcSettings } from '#src/config/sign-in.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import { refuse } from '#src/platform/web/layout/failures.ts';
import { html } from '#src/platform/web/layout/html.ts';
import { landingOf, returnPath } from '#src/platform/web/sign-in/rules/return-path.ts';
import {
  type Claims,
  claimedName,
  claimedRoles,
  rolesOf,
  vouchedEmail,
} from '#src/platform/web/sign-in/rules/roles.ts';
import type { Actor } from '#src/platform/web/traces/store/traces.ts';
import type { CookieJar } from './cookies.ts';
import { webExpertKey } from './identity.ts';
import { type Checks, newChecks, type Provider } from './provider.ts';
import type { RefusedEntry } from './refused-entries.ts';
import type { Arrival, SessionKeeper } from './session-keeper.ts';
import { signInTexts } from './texts.ts';

const PENDING = 'hotline-entree-';
const PENDING_MS = 10 * MINUTE_MS;
/** Sign-ins begun and left in one browser: several tabs may find their session ended at once. */
const MOST_PENDING = 5;

/** Sign-in at the provider: the way there, and the way back. */
export function createProviderRoutes(parts: {
  oidc: OidcSettings;
  provider: Provider;
  publicUrl: string;
  jar: CookieJar;
  sessions: SessionKeeper;
  /** Notes who was refused. */
  refused: (why: RefusedEntry, by?: Actor) => Promise<void>;
  logger: Logger;
}): Router {
  const { oidc, provider, jar, sessions, refused, logger } = parts;
  const redirectUri = `${parts.publicUrl.replace(/(?<!\/)\/+$/, '')}/connexion/retour`;
  // One that is down now may be back at the first sign-in: said, and tried again then.
  provider
    .discover()
    .catch((error) => logger.warn({ err: errorText(error) }, 'sign-in provider unreachable'));

  const stop = (request: Request, response: Response, status: number, title: string, error: string) =>
    refuse(request, response, {
      status,
      title,
      error,
      more: html`<p><a class="primary" href="/connexion">${signInTexts.again}</a></p>`,
    });
  const failed = (request: Request, response: Response, error: unknown) => {
    logger.error({ err: errorText(error), cause: causeOf(error) }, 'sign-in failed');
    stop(request, response, 503, signInTexts.providerDownTitle, signInTexts.providerDown);
  };

  const router = Router();
  router.get('/connexion', async (request, response) => {
    const checks = newChecks();
    let address: URL;
    try {
      address = await provider.startAt(redirectUri, checks);
    } catch (error) {
      return failed(request, response, error);
    }
    const pending = jar.namesOf(request, PENDING);
    if (pending.length >= MOST_PENDING) for (const name of pending) jar.clear(response, name);
    const kept = { ...checks, back: returnPath(request.query.retour) };
    const value = Buffer.from(JSON.stringify(kept)).toString('base64url');
    jar.write(response, pendingName(checks.state), value, PENDING_MS);
    response.redirect(303, address.href);
  });

  router.get('/connexion/retour', async (request, response) => {
    // The browser that began is the one that comes back, and only once.
    const name = pendingName(String(request.query.state ?? ''));
    const begun = readPending(jar.read(request, name));
    jar.clear(response, name);
    if (!begun || begun.state !== request.query.state) {
      await refused('expired');
      return stop(request, response, 400, signInTexts.expiredTitle, signInTexts.expired);
    }
    const returned = new URL(redirectUri);
    returned.search = new URL(request.originalUrl, redirectUri).search;
    const outcome = await provider.finish(returned, begun);
    switch (outcome.type) {
      case 'known': {
        const arrival = { ...arrivalOf(outcome.claims, oidc), tokens: outcome.tokens };
        const { email } = arrival.member;
        const roles = rolesOf({ email, claimed: arrival.roles }, oidc);
        if (roles.length === 0) {
          const { id, name } = arrival.member;
          await refused('no_role', { key: webExpertKey(id), name: name ?? email ?? signInTexts.unnamed });
          return stop(request, response, 403, signInTexts.noRoleTitle, signInTexts.noRole(email ?? ''));
        }
        await sessions.open(request, response, arrival);
        return response.redirect(303, landingOf(returnPath(begun.back), roles));
      }
      case 'refused':
        await refused('provider');
        return stop(request, response, 403, signInTexts.refusedTitle, signInTexts.refused);
      case 'expired':
        await refused('expired');
        return stop(request, response, 400, signInTexts.expiredTitle, signInTexts.expired);
      case 'failed':
        return failed(request, response, outcome.error);
      default:
        outcome satisfies never;
    }
  });
  return router;
}

/** A member of the staff as their provider tells them: issuer and subject name a person for ever. */
function arrivalOf(claims: Claims & { readonly sub: string }, oidc: OidcSettings): Arrival {
  const key = createHash('sha256').update(`${oidc.issuer} ${claims.sub}`).digest('base64url');
  return {
    member: {
      id: `oidc:${key}`,
      name: claimedName(claims),
      email: vouchedEmail(claims, oidc.emailClaim),
    },
    roles: claimedRoles(claims, oidc.rolesClaim),
    subject: claims.sub,
  };
}

const pendingName = (state: string): string =>
  PENDING + createHash('sha256').update(state).digest('base64url').slice(0, 16);

function readPending(value: string | undefined): (Checks & { back: unknown }) | undefined {
  try {
    const kept: unknown = JSON.parse(Buffer.from(value ?? '', 'base64url').toString());
    if (typeof kept !== 'object' || kept === null) return undefined;
    const { state, nonce, verifier, back } = kept as Record<string, unknown>;
    return typeof state === 'string' && typeof nonce === 'string' && typeof verifier === 'string'
      ? { state, nonce, verifier, back }
      : undefined;
  } catch {
    return undefined;
  }
}

const causeOf = (error: unknown): string | undefined =>
  error instanceof Error && error.cause !== undefined ? errorText(error.cause) : undefined;
