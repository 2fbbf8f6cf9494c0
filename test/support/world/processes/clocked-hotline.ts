import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ChannelHotline } from '#support/world/channel-hotline.ts';
import type { FromClocked, ToClocked } from './clocked-server.ts';

const SERVER = fileURLToPath(new URL('clocked-server.ts', import.meta.url));
/** A test that is cut off must leave no server behind. */
const ALIVE = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of ALIVE) child.kill('SIGKILL');
});

/** The real server in a process of its own, with a clock that the test moves on. */
export class ClockedHotline implements AsyncDisposable {
  readonly #folders: ChannelHotline;
  #shift: number;
  #running: { readonly child: ChildProcess; readonly url: string } | undefined;
  #settles = 0;

  private constructor(folders: ChannelHotline, shift: number) {
    this.#folders = folders;
    this.#shift = shift;
  }

  /** @param at the moment that its clock shows when it starts, in epoch milliseconds */
  static async start(settings: Readonly<Record<string, string>>, at: number): Promise<ClockedHotline> {
    const hotline = new ClockedHotline(await ChannelHotline.open(settings), at - Date.now());
    await hotline.start();
    return hotline;
  }

  /** Starts it again on its data, its clock as far on as it was. */
  async start(): Promise<void> {
    const child = fork(SERVER, {
      env: { ...this.#folders.environment, CLOCK_SHIFT: String(this.#shift) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    ALIVE.add(child);
    child.once('exit', () => ALIVE.delete(child));
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    this.#running = { child, url };
  }

  get url(): string {
    if (!this.#running) throw new Error('the hotline is stopped');
    return this.#running.url;
  }

  /** Where its store is. */
  get dataDir(): string {
    return this.#folders.dataDir;
  }

  /** What its clock shows, in epoch milliseconds. */
  get now(): number {
    return Date.now() + this.#shift;
  }

  /** Moves its clock on, to a moment in epoch milliseconds. */
  moveTo(at: number): void {
    this.#shift = at - Date.now();
    this.#tell({ shift: this.#shift });
  }

  /** Waits until it has done all that is due now. */
  async settled(): Promise<void> {
    const { child } = this.#running ?? {};
    if (!child) return;
    this.#settles += 1;
    const asked = this.#settles;
    const answered = Promise.withResolvers<void>();
    const hear = (message: FromClocked) => {
      if ('settled' in message && message.settled === asked) answered.resolve();
    };
    const gone = () => answered.reject(new Error('the hotline ended'));
    child.on('message', hear).once('exit', gone);
    this.#tell({ settle: asked });
    await answered.promise.finally(() => child.off('message', hear).off('exit', gone));
  }

  /** Ends it, gently or not; its data stay. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this.#running ?? {};
    this.#running = undefined;
    if (!child) return;
    const closed = once(child, 'exit');
    child.kill(signal);
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#folders[Symbol.asyncDispose]();
  }

  #tell(message: ToClocked): void {
    this.#running?.child.send(message);
  }
}
