import { createHash, randomBytes } from 'node:crypto';

/** Where the link of a mail leads. */
export const UNSUBSCRIBE_PATH = '/desabonnement';

/** Bytes that nobody guesses. */
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** What the link of one mail says: random, and about nobody. */
export const drawToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept of it; undefined for what is none. */
export const digestOfToken = (token: string): string | undefined =>
  TOKEN.test(token) ? createHash('sha256').update(token).digest('hex') : undefined;
