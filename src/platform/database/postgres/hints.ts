import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** The one connection that listens. */
interface ListeningClient {
  connect(): Promise<unknown>;
  query(sql: string): Promise<unknown>;
  on(event: 'notification', hear: (message: { payload?: string | undefined }) => void): unknown;
  on(event: 'error' | 'end', hear: () => void): unknown;
  end(): Promise<void>;
}

type Listener = (text: string) => void;

export const HINT_CHANNEL = 'hotline';
/** PostgreSQL refuses a payload of 8,000 bytes. */
const MAX_BYTES = 7_900;
const RETRY_MS = 1_000;
/** A connection that a network swallowed says nothing: it is asked for a sign of life. */
const PING_MS = 30_000;

/**
 * Hints between the processes of one database, by NOTIFY. One may get lost (the connection breaks, the text is too
 * long): whoever listens also looks at the store from time to time.
 */
export class PostgresHints {
  readonly #connect: () => ListeningClient;
  readonly #origin = randomUUID();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #abort = new AbortController();
  #running: Promise<void> | undefined;

  /** @param connect makes a client that is not connected yet */
  constructor(connect: () => ListeningClient) {
    this.#connect = connect;
  }

  /** The payload of a hint; undefined when it is too long to be sent. */
  payload(topic: string, text: string): string | undefined {
    const payload = JSON.stringify([this.#origin, topic, text]);
    return Buffer.byteLength(payload) > MAX_BYTES ? undefined : payload;
  }

  listen(topic: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    this.#running ??= this.#run();
    return () => listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    while (!signal.aborted) {
      const client = this.#connect();
      const broken = new Promise<'broken'>((resolve) => {
        for (const event of ['error', 'end'] as const) client.on(event, () => resolve('broken'));
      });
      client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
      try {
        await client.connect();
        await client.query(`LISTEN ${HINT_CHANNEL}`);
        while (!signal.aborted && (await Promise.race([broken, pause(PING_MS, signal)])) !== 'broken')
          await client.query('SELECT 1');
      } catch {
        // Whatever it was, the next connection says whether the server is back.
      }
      void client.end().catch(() => undefined);
      await pause(RETRY_MS, signal);
    }
  }

  #hear(payload: string): void {
    const hint = read(payload);
    if (!hint || hint.origin === this.#origin) return;
    for (const listener of this.#listeners.get(hint.topic) ?? []) listener(hint.text);
  }
}

/** Another program may use the same channel of the database. */
function read(payload: string): { origin: unknown; topic: string; text: string } | undefined {
  try {
    const [origin, topic, text] = JSON.parse(payload);
    return typeof topic === 'string' && typeof text === 'string' ? { origin, topic, text } : undefined;
  } catch {
    return undefined;
  }
}

/** Waits, or less when it is stopped. */
const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
