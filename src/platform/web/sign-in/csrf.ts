import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** The token of a session that its pages bring back: made from the session's own secret, it changes with it. */
export const csrfToken = (sessionToken: string): string =>
  createHmac('sha256', sessionToken).update('csrf').digest('base64url');

/** Whether a request brings the token, in `X-CSRF-Token` or in the field `_csrf` of a form that was read before. */
export function bringsToken(request: Request, expected: string): boolean {
  const body: unknown = request.body;
  const field =
    typeof body === 'object' && body !== null && '_csrf' in body ? (body._csrf as unknown) : undefined;
  const given = Buffer.from(String(request.get('X-CSRF-Token') ?? field ?? ''));
  const wanted = Buffer.from(expected);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * Whether a request comes from a page of ours. Every browser names the origin of what is not a GET; what names none is
 * refused.
 * @param publicOrigin origin that people see; absent, the one that the request was sent to
 */
export function isFromOurPage(request: Request, publicOrigin: string | undefined): boolean {
  const origin = request.get('Origin');
  if (origin === undefined || !URL.canParse(origin)) return false;
  return publicOrigin === undefined ? new URL(origin).host === request.headers.host : origin === publicOrigin;
}
