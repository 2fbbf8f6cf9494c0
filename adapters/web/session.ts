import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** 256 random bits in base64url: who knows the id reads the conversation, so nobody may guess one. */
const ID = /^[\w-]{43}$/;
const MAX_AGE_S = 180 * 24 * 3600;

/** The conversation's cookie. One object so that its name, flags and reading can't drift apart. */
export interface Sessions {
  /** The conversation of a request, when its cookie holds one. */
  read(request: IncomingMessage): string | undefined;
  /** The conversation of a request, or a new one; its cookie lives 180 days more. */
  keep(request: IncomingMessage, response: ServerResponse): string;
  /** A new conversation whatever the request holds. */
  renew(request: IncomingMessage, response: ServerResponse): string;
}

/** @param isSecure whether the person reaches us over https */
export function createSessions(isSecure: (request: IncomingMessage) => boolean): Sessions {
  // Over https the prefix makes browsers refuse a cookie planted by a neighbouring sub-domain.
  const nameFor = (secure: boolean) => (secure ? '__Host-hotline' : 'hotline');

  const read: Sessions['read'] = (request) => {
    const value = cookieOf(request.headers.cookie, nameFor(isSecure(request)));
    return value !== undefined && ID.test(value) ? value : undefined;
  };
  const write = (request: IncomingMessage, response: ServerResponse, id: string): string => {
    const secure = isSecure(request);
    const flags = `Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
    response.appendHeader('Set-Cookie', `${nameFor(secure)}=${id}; ${flags}`);
    return id;
  };
  return {
    read,
    keep: (request, response) => write(request, response, read(request) ?? newId()),
    renew: (request, response) => write(request, response, newId()),
  };
}

/** A name for a conversation that the page may see: it tells two apart and opens none. */
export function conversationTag(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 16);
}

const newId = (): string => randomBytes(32).toString('base64url');

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
