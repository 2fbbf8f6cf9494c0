import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from './plain-env.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
type Settings = Readonly<Record<string, string>>;

const start = (script: string, args: readonly string[], settings: Settings): ChildProcess =>
  spawn(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...PLAIN_ENV, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** What the stream says, as it comes. */
function collect(stream: NodeJS.ReadableStream | null): { text: string } {
  const said = { text: '' };
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    said.text += chunk;
  });
  return said;
}

/** Runs a command of the hotline to its end. */
export async function runCli(
  args: readonly string[],
  settings: Settings,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = start('src/cli.ts', args, settings);
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: out.text, stderr: err.text };
}

export interface HotlineProcess extends AsyncDisposable {
  readonly url: string;
  /** Its log so far. */
  readonly log: () => string;
}

/** Starts the real server on a free port and waits until it says where it is. */
export async function startHotline(settings: Settings): Promise<HotlineProcess> {
  const child = start('src/main.ts', [], {
    PORT: '0',
    HOTLINE_WATCH: 'off',
    HOTLINE_WORKERS: '1',
    ...settings,
  });
  const out = collect(child.stdout);
  const err = collect(child.stderr);
  const closed = once(child, 'close');
  const ready = (async () => {
    for (;;) {
      const url = /http:\/\/[\d.:]+/.exec(out.text)?.[0];
      if (url) return url;
      await once(child.stdout as NodeJS.ReadableStream, 'data');
    }
  })();
  const url = await Promise.race([
    ready,
    closed.then(() => {
      throw new Error(`the hotline stopped: ${err.text}`);
    }),
  ]);
  return {
    url,
    log: () => err.text,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
