import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { PLAIN_ENV } from './plain-env.ts';
import { START_FLAGS } from './start-flags.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** A test that is cut off must leave no server behind. */
const ALIVE = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of ALIVE) child.kill('SIGKILL');
});

/** Where a hotline keeps its data and finds its pages. */
export interface Folders {
  readonly dataDir: string;
  readonly knowledgeDir: string;
}

/** A process of the hotline that a test may kill at any moment. */
export class HotlineProgram {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #output = '';

  /**
   * @param args `src/main.ts`, or `src/cli.ts` and its arguments
   * @param settings variables of its environment, besides where its folders are
   */
  constructor(args: readonly string[], folders: Folders, settings: Readonly<Record<string, string>> = {}) {
    this.#child = spawn(process.execPath, [...START_FLAGS, ...args], {
      cwd: ROOT,
      env: {
        ...PLAIN_ENV,
        PORT: '0',
        HOTLINE_WATCH: 'off',
        HOTLINE_WORKERS: '1',
        LOG_LEVEL: 'warn',
        HOTLINE_DATA_DIR: folders.dataDir,
        HOTLINE_KNOWLEDGE_DIR: folders.knowledgeDir,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output += text;
      });
    }
    ALIVE.add(this.#child);
    this.#child.once('exit', () => ALIVE.delete(this.#child));
    this.#closed = once(this.#child, 'exit');
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** All that it printed so far, on both outputs. */
  get output(): string {
    return this.#output;
  }

  /** Waits until it prints something like this; the test's own limit ends a vain wait. */
  async printed(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.#output);
      if (found) return found;
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`It ended without printing ${pattern}:\n${this.#output}`);
      await sleep(5);
    }
  }

  /** Where its web chat is, once it serves. */
  async url(): Promise<string> {
    // Its log may have named other addresses before.
    return (await this.printed(/prête\. Ouvrez (http:\/\/127\.0\.0\.1:\d+)/))[1] ?? '';
  }

  /** The number of the first process that it starts (the build of the index), from Linux's list of children. */
  async firstChild(): Promise<number> {
    const { pid } = this.#child;
    for (;;) {
      const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
      const first = Number(children.trim().split(' ')[0]);
      if (first > 0) return first;
      await sleep(2);
    }
  }

  /** Ends it and all that it started at once, as a power cut does: a process left alone would go on with its files. */
  async cutOff(): Promise<void> {
    const { pid } = this.#child;
    // Stopped first, so that it starts nothing in the place of what is killed.
    this.signal('SIGSTOP');
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
    for (const child of children.trim().split(' ').filter(Boolean)) process.kill(Number(child), 'SIGKILL');
    await this.end('SIGKILL');
  }

  /** Sends a signal and waits for the end. @returns its exit code, null when the signal ended it */
  async end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null> {
    this.#child.kill(signal);
    return this.exited();
  }

  /** Sends a signal that does not end it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGUSR2' | 'SIGINT'): void {
    this.#child.kill(signal);
  }

  async exited(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }
}
