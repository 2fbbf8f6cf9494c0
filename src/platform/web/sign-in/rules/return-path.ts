import { mayEnter, type Role } from '#src/platform/web/sign-in/identity.ts';

const HERE = 'http://here.invalid';

/** Where people go when nothing else is said. */
export const DESK = '/desk';
/** The page of the traces: all that « audit » alone may open. */
const TRACES = '/staff/traces';

/** Where somebody arrives who asked for a page: who may only read the traces is not led to the desk's closed door. */
export const landingOf = (path: string, roles: readonly Role[]): string =>
  path === DESK && !mayEnter(roles, 'expert') ? TRACES : path;

/**
 * A page of the desk or of the staff to come back to after signing in, whatever was asked: never another site, another
 * part of this one, or a link that signs in.
 */
export function returnPath(asked: unknown): string {
  // Browsers drop tabs and line breaks in addresses, and take « \ » for « / ».
  if (typeof asked !== 'string' || asked.length > 1_000 || /[\p{C}\\]/u.test(asked)) return DESK;
  if (!asked.startsWith('/') || !URL.canParse(asked, HERE)) return DESK;
  const { origin, pathname, search } = new URL(asked, HERE);
  const isOffice = /^\/(?:desk|staff)(?:\/|$)/.test(pathname);
  const isPage = !/^\/(?:desk|staff)\/(?:api|assets|entrer)(?:\/|$)/i.test(pathname);
  return origin === HERE && isOffice && isPage ? pathname + search : DESK;
}
