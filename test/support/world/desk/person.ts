import { randomUUID } from 'node:crypto';
import type { Database } from '#src/platform/database/database.ts';
import { csrfToken } from '#src/platform/web/sign-in/csrf.ts';
import { digestOf, newToken } from '#src/platform/web/sign-in/session-keeper.ts';
import { openSession } from '#src/platform/web/sign-in/store/sessions.ts';
import { type ServerEvent, serverEvents } from '#support/world/people/server-events.ts';

const HOURS_MS = 8 * 3_600_000;

/** Name of the cookie of people who signed in, over http. */
export const DESK_COOKIE = 'hotline-equipe';

/** An answer of the desk: its status and its JSON. */
export interface DeskAnswer {
  readonly status: number;
  readonly body: Record<string, unknown> & { readonly error?: string };
}

/** An expert who signed in at the desk, as their browser asks: over the network, with the session's cookie and token. */
export class DeskPerson {
  readonly key: string;
  readonly name: string;
  readonly token: string;
  readonly #url: string;

  private constructor(url: string, id: string, name: string, token: string) {
    this.#url = url;
    this.key = `web:${id}`;
    this.name = name;
    this.token = token;
  }

  /** Opens a session for a new member of the team, as a sign-in would. */
  static async signIn(db: Database, url: string, name: string): Promise<DeskPerson> {
    const id = randomUUID();
    const token = newToken();
    const now = Date.now();
    await db.tx((tx) =>
      openSession(tx, {
        member: { id, name, email: undefined },
        roles: [],
        method: 'local',
        digest: digestOf(token),
        now,
        expiresAt: now + HOURS_MS,
        endsAt: now + HOURS_MS,
      }),
    );
    return new DeskPerson(url, id, name, token);
  }

  get cookie(): string {
    return `${DESK_COOKIE}=${this.token}`;
  }

  async get(path: string): Promise<DeskAnswer> {
    return read(await fetch(`${this.#url}${path}`, { headers: { Cookie: this.cookie } }));
  }

  post(path: string, body: unknown = {}): Promise<DeskAnswer> {
    return this.send('POST', path, body);
  }

  async send(method: string, path: string, body: unknown): Promise<DeskAnswer> {
    const headers = {
      Cookie: this.cookie,
      Origin: this.#url,
      'Content-Type': 'application/json',
      'X-CSRF-Token': csrfToken(this.token),
    };
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    return read(await fetch(`${this.#url}${path}`, { method, headers, body: sent }));
  }

  async signOut(): Promise<void> {
    const headers = { Cookie: this.cookie, Origin: this.#url, 'X-CSRF-Token': csrfToken(this.token) };
    await fetch(`${this.#url}/connexion/fin`, { method: 'POST', headers, redirect: 'manual' });
  }

  /** Listens to the desk's events. */
  async listen(): Promise<DeskEvents> {
    const abort = new AbortController();
    const headers = { Cookie: this.cookie };
    const response = await fetch(`${this.#url}/desk/api/events`, { headers, signal: abort.signal });
    const events = new DeskEvents(abort);
    void events.follow(response).catch(() => undefined);
    await events.until(({ event }) => event === 'ready');
    return events;
  }
}

async function read(response: Response): Promise<DeskAnswer> {
  return { status: response.status, body: (await response.json()) as DeskAnswer['body'] };
}

/** The desk's events as they come. */
export class DeskEvents implements Disposable {
  readonly all: ServerEvent[] = [];
  isOver = false;
  readonly #abort: AbortController;
  #wake: () => void = () => {};

  constructor(abort: AbortController) {
    this.#abort = abort;
  }

  async follow(response: Response): Promise<void> {
    for await (const event of serverEvents(response)) {
      this.all.push(event);
      this.#wake();
    }
    this.isOver = true;
    this.#wake();
  }

  /** Waits for an event, also one that already came; the test's own limit ends a vain wait. */
  async until(wanted: (event: ServerEvent) => boolean): Promise<ServerEvent> {
    for (;;) {
      const found = this.all.find(wanted);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Waits for the server to end the stream. */
  async untilOver(): Promise<void> {
    while (!this.isOver)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}
