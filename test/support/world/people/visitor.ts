/** An answer, with the address that gave it. */
export interface Visit {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** A browser without a screen: it keeps the cookies of each server, and goes where it is sent. */
export class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();

  /** What it would send of its cookies to a server, as a header. */
  cookieFor(url: string): string {
    return [...(this.#cookies.get(new URL(url).origin) ?? [])]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  }

  /** One request, going nowhere else. */
  async request(url: string, init: RequestInit = {}): Promise<Visit> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie) headers.set('Cookie', cookie);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /Max-Age=0\b/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    // A stream of events never ends: its head is all that is waited for.
    const isStream = /^text\/event-stream\b/.test(response.headers.get('Content-Type') ?? '');
    if (isStream) await response.body?.cancel();
    const text = isStream ? '' : await response.text();
    return { url, status: response.status, text, headers: response.headers };
  }

  /**
   * Opens an address and follows where it leads.
   * @param until stops before an address of which this says true, and gives the answer that leads there
   */
  async open(url: string, until: (next: string) => boolean = () => false): Promise<Visit> {
    let visit = await this.request(url);
    for (let hops = 0; hops < 20; hops += 1) {
      const location = visit.headers.get('Location');
      if (visit.status < 300 || visit.status > 399 || location === null) return visit;
      const next = new URL(location, visit.url).href;
      if (until(next)) return visit;
      visit = await this.request(next);
    }
    throw new Error(`${url} leads nowhere`);
  }

  /** Posts a form, as a page of the same site would. */
  post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Visit> {
    return this.request(url, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Origin: new URL(url).origin, ...headers },
    });
  }

  cookies(url: string): ReadonlyMap<string, string> {
    return this.#cookies.get(new URL(url).origin) ?? new Map();
  }

  /** Somebody else's browser with a copy of the cookies. */
  copy(): Visitor {
    const other = new Visitor();
    for (const [origin, jar] of this.#cookies) other.#cookies.set(origin, new Map(jar));
    return other;
  }
}

/** The token that a page of the desk brings back with what it changes. */
export const csrfOf = (page: Visit): string =>
  /<meta name="csrf" content="([^"]+)">/.exec(page.text)?.[1] ?? '';
