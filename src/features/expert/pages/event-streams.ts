import type { Request, Response } from 'express';
import type { SignIn } from '#src/platform/web/sign-in/sign-in.ts';
import type { DeskFeed, DeskSignal } from './feed.ts';

/** A page that reads nothing for so many bytes is gone: it is cut, and comes back by itself. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;
/** So often a stream shows that it lives, and its session is looked at: signing out elsewhere ends it too. */
const HEARTBEAT_MS = 15_000;

interface Stream {
  readonly request: Request;
  readonly response: Response;
}

/**
 * The live pages of the desk, as server-sent events. A page reads all that it shows when it hears `ready`, also after a
 * broken connection, and changes it by what comes then: nothing needs to be kept for those who are away. A change is
 * written once, and the same bytes go to every page.
 */
export class DeskStreams {
  readonly #feed: DeskFeed;
  readonly #signIn: Pick<SignIn, 'holds' | 'onSignOut'>;
  readonly #open = new Set<Stream>();
  readonly #written = new WeakMap<DeskSignal, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(feed: DeskFeed, signIn: Pick<SignIn, 'holds' | 'onSignOut'>) {
    this.#feed = feed;
    this.#signIn = signIn;
    signIn.onSignOut(() => void this.#endTheSignedOut());
  }

  /** Opens a stream for a page whose request passed the guard. */
  async open(request: Request, response: Response): Promise<void> {
    const stream = { request, response };
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.flushHeaders();
    const stop = await this.#feed.listen((signal) => write(response, this.#eventOf(signal)));
    const close = () => {
      stop();
      this.#open.delete(stream);
      if (this.#open.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
    if (response.destroyed) return stop();
    response.on('close', close);
    this.#open.add(stream);
    this.#timer ??= setInterval(() => void this.#beat(), HEARTBEAT_MS);
    write(response, 'retry: 2000\nevent: ready\ndata: {}\n\n');
  }

  async #beat(): Promise<void> {
    for (const { response } of this.#open) write(response, ': la connexion vit\n\n');
    await this.#endTheSignedOut();
  }

  async #endTheSignedOut(): Promise<void> {
    for (const { request, response } of [...this.#open]) {
      // A store that does not answer is no reason to send people away.
      const holds = await this.#signIn.holds(request).catch(() => true);
      if (!holds) response.end('event: ended\ndata: {}\n\n');
    }
  }

  #eventOf(signal: DeskSignal): string {
    const known = this.#written.get(signal);
    if (known !== undefined) return known;
    const data = signal.type === 'refresh' ? '{}' : JSON.stringify(signal.changes);
    const event = `event: ${signal.type}\ndata: ${data}\n\n`;
    this.#written.set(signal, event);
    return event;
  }
}

function write(response: Response, chunk: string): void {
  if (response.writableEnded || response.destroyed) return;
  response.write(chunk);
  if (response.writableLength > MAX_UNREAD_BYTES) response.destroy();
}
