import { createHash, randomBytes } from 'node:crypto';

/** Where the link of a mail leads. */
export const UNSUBSCRIBE_PATH = '/desabonnement';

/** Bytes that nobody guesses. */
const TOKEN_BYTES = 32;
const RETURN_SIGNS = 32;
const TOKEN = /^[\w-]{43}$/;

/** What the link of one mail says: random, and about nobody. */
export const drawToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept of it; undefined for what is none. */
export const digestOfToken = (token: string): string | undefined =>
  TOKEN.test(token) ? createHash('sha256').update(token).digest('hex') : undefined;

/** What a report of that mail carries back (RFC 3464): it goes by servers, and does not give the link away. */
export const returnTokenOf = (token: string): string =>
  createHash('sha256').update(`return\n${token}`).digest('hex').slice(0, RETURN_SIGNS);

/** What is kept of it; undefined for what is none. Servers may have changed the case of its letters. */
export const digestOfReturn = (token: string): string | undefined =>
  /^[\da-f]{32}$/i.test(token) ? createHash('sha256').update(token.toLowerCase()).digest('hex') : undefined;
