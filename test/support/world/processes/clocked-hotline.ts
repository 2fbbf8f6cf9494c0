import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ChannelHotline } from '#support/world/channel-hotline.ts';

const SERVER = fileURLToPath(new URL('clocked-server.ts', import.meta.url));
/** A test that is cut off must leave no server behind. */
const ALIVE = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of ALIVE) child.kill('SIGKILL');
});

/** The real server in a process of its own, with a clock that the test moves on. */
export class ClockedHotline implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folders: ChannelHotline;

  private constructor(url: string, child: ChildProcess, folders: ChannelHotline) {
    this.url = url;
    this.#child = child;
    this.#folders = folders;
  }

  /** @param at the moment that its clock shows when it starts, in epoch milliseconds */
  static async start(settings: Readonly<Record<string, string>>, at: number): Promise<ClockedHotline> {
    const folders = await ChannelHotline.open(settings);
    const child = fork(SERVER, {
      env: { ...folders.environment, CLOCK_SHIFT: String(at - Date.now()) },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    ALIVE.add(child);
    child.once('exit', () => ALIVE.delete(child));
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    return new ClockedHotline(url, child, folders);
  }

  /** Where its store is. */
  get dataDir(): string {
    return this.#folders.dataDir;
  }

  /** Moves its clock on, to a moment in epoch milliseconds. */
  moveTo(at: number): void {
    this.#child.send({ shift: at - Date.now() });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await closed;
    await this.#folders[Symbol.asyncDispose]();
  }
}
