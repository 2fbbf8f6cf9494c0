import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * 256 random bits in base64url: who knows the id is the person of the browser, so nobody may guess one, and only the
 * browser keeps it. The hotline knows the browser by a digest, which opens nothing.
 */
const ID = /^[\w-]{43}$/;
const KEY_PREFIX = 's256:';
/** Signs of the name of a conversation that a page is given. */
const TAG = 16;
const MAX_AGE_S = 180 * 24 * 3600;

/** The browser's cookie. One object so that its name, flags and reading can't drift apart. */
export interface Sessions {
  /** The key of a request's browser, when its cookie holds one. */
  read(request: IncomingMessage): string | undefined;
  /** The key of a request's browser, or of a new one; its cookie lives 180 days more. */
  keep(request: IncomingMessage, response: ServerResponse): string;
  /** A new key, whatever the request holds. */
  renew(request: IncomingMessage, response: ServerResponse): string;
}

/** @param isSecure whether the person reaches us over https */
export function createSessions(isSecure: (request: IncomingMessage) => boolean): Sessions {
  // Over https the prefix makes browsers refuse a cookie planted by a neighbouring sub-domain.
  const nameFor = (secure: boolean) => (secure ? '__Host-hotline' : 'hotline');

  const idOf = (request: IncomingMessage): string | undefined => {
    const value = cookieOf(request.headers.cookie, nameFor(isSecure(request)));
    return value !== undefined && ID.test(value) ? value : undefined;
  };
  const write = (request: IncomingMessage, response: ServerResponse, id: string): string => {
    const secure = isSecure(request);
    const flags = `Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
    response.appendHeader('Set-Cookie', `${nameFor(secure)}=${id}; ${flags}`);
    return keyOf(id);
  };
  return {
    read: (request) => {
      const id = idOf(request);
      return id === undefined ? undefined : keyOf(id);
    },
    keep: (request, response) => write(request, response, idOf(request) ?? newId()),
    renew: (request, response) => write(request, response, newId()),
  };
}

/** What the hotline calls the browser that holds a cookie, and the first conversation in it. */
export const keyOf = (id: string): string =>
  `${KEY_PREFIX}${createHash('sha256').update(id).digest('base64url')}`;

/** A name for a conversation that the page may see: it tells two apart and opens none. */
export function conversationTag(key: string): string {
  return key.slice(key.indexOf(':') + 1).slice(0, TAG);
}

const newId = (): string => randomBytes(32).toString('base64url');

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
