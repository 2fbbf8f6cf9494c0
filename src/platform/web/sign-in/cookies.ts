import type { IncomingMessage, ServerResponse } from 'node:http';

/** How cookies are written: with `Secure` and a name that only https may set, or for http on this machine. */
export interface CookieJar {
  read(request: IncomingMessage, name: string): string | undefined;
  /** Names of this request's cookies that begin so. */
  namesOf(request: IncomingMessage, start: string): string[];
  write(response: ServerResponse, name: string, value: string, maxAgeMs: number): void;
  clear(response: ServerResponse, name: string): void;
}

/**
 * Cookies that scripts can't read (`HttpOnly`) and that no other site's form or image brings (`SameSite=Lax`). `Strict`
 * would break the sign-in: the browser comes back from the provider's site, and would not show the cookie on that very
 * way; what changes something asks for a token besides. Over https the `__Host-` prefix makes browsers refuse a cookie
 * that a neighbouring sub-domain planted.
 */
export function createCookieJar(secure: boolean): CookieJar {
  const prefix = secure ? '__Host-' : '';
  const flags = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const all = (request: IncomingMessage): [string, string][] =>
    (request.headers.cookie ?? '').split(';').flatMap((pair): [string, string][] => {
      const [name = '', value] = pair.trim().split(/=(.*)/s);
      return value !== undefined && name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [];
    });
  return {
    read: (request, name) => all(request).find(([one]) => one === name)?.[1],
    namesOf: (request, start) =>
      all(request)
        .map(([name]) => name)
        .filter((name) => name.startsWith(start)),
    write: (response, name, value, maxAgeMs) => {
      const age = Math.max(0, Math.floor(maxAgeMs / 1_000));
      response.appendHeader('Set-Cookie', `${prefix}${name}=${value}; Max-Age=${age}; ${flags}`);
    },
    clear: (response, name) => {
      response.appendHeader('Set-Cookie', `${prefix}${name}=; Max-Age=0; ${flags}`);
    },
  };
}
