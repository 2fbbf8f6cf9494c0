const HERE = 'http://here.invalid';

/** Where people go when nothing else is said. */
export const DESK = '/desk';

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
