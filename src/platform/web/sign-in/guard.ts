import type { Request, RequestHandler, Response } from 'express';
import { isForApi, type Refusal, refuse } from '#src/platform/web/layout/failures.ts';
import { html } from '#src/platform/web/layout/html.ts';
import type { OfficeTraces } from '#src/platform/web/traces/office-traces.ts';
import { bringsToken, isFromOurPage } from './csrf.ts';
import { markSigned, mayEnter, type Role, type Signed, webExpertKey } from './identity.ts';
import { isFromThisMachine } from './loopback.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { signInTexts } from './texts.ts';

/** Who may sign in from where: through the provider, by the link of this machine, or nobody at all. */
export type Access = 'provider' | 'this machine' | 'nobody';

/** Lets a request through when somebody who may is signed in; without a role, whoever is signed in. */
export type RequireRole = (role?: Role) => RequestHandler;

/** Refuses what does not come from where people may sign in. @returns whether it did */
export function refuseFarAway(access: Access, request: Request, response: Response): boolean {
  if (access === 'provider' || (access === 'this machine' && isFromThisMachine(request))) return false;
  refuse(request, response, { status: 403, title: signInTexts.closedTitle, error: signInTexts.closed });
  return true;
}

const signInPath = (from: string): string => `/connexion?retour=${encodeURIComponent(from)}`;

/**
 * The guard of all that experts and staff see. Without a session a page leads to the sign-in and back, a program gets
 * 401; a role that is missing gets 403; so does what changes something without our page's origin and token.
 */
export function createGuard(parts: {
  access: Access;
  publicOrigin: string | undefined;
  sessions: SessionKeeper;
  traces: OfficeTraces;
}): RequireRole {
  const { access, publicOrigin, sessions, traces } = parts;
  return (role) => async (request, response, next) => {
    if (refuseFarAway(access, request, response)) return;
    const signed = await sessions.find(request);
    if (!signed) return askToSignIn(request, response);
    const { id, name, roles } = signed.identity;
    if (role && !mayEnter(roles, role)) {
      // Who tries the doors of others is noted, once a while for each.
      await traces.read({ key: webExpertKey(id), name }, 'access_refused', { kind: 'space', id: role });
      return refuse(request, response, doorClosed(signed, role));
    }
    if (!isReading(request) && !(isFromOurPage(request, publicOrigin) && bringsToken(request, signed.csrf)))
      return refuse(request, response, {
        status: 403,
        title: signInTexts.forgedTitle,
        error: signInTexts.forged,
        signed,
      });
    markSigned(request, signed);
    next();
  };
}

const isReading = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** A page leads to the sign-in and back; a program, or what changes something, is refused. */
function askToSignIn(request: Request, response: Response): void {
  if (isReading(request) && !isForApi(request))
    return void response.redirect(303, signInPath(request.originalUrl));
  refuse(request, response, {
    status: 401,
    title: signInTexts.neededTitle,
    error: signInTexts.needed,
    more: html`<p><a class="primary" href="/connexion">${signInTexts.again}</a></p>`,
  });
}

/** What is said to who has another role than the one that a space is for, or none at all. */
function doorClosed(signed: Signed, role: Role): Refusal {
  const { roles, email = '' } = signed.identity;
  if (roles.length === 0)
    return { status: 403, title: signInTexts.noRoleTitle, error: signInTexts.noRole(email) };
  return {
    status: 403,
    title: signInTexts.wrongRoleTitle,
    error: role === 'audit' ? signInTexts.needsAudit : signInTexts.wrongRole,
    signed,
  };
}
