import { type ExecFileOptions, execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const GUARD = fileURLToPath(new URL('./guard.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const HEAP_MB = 512;
/**
 * What a process may write to of its memory, array buffers included, in kilobytes (RLIMIT_DATA). Measured: node alone
 * takes 600,000 of it without using them, so that about 600 MB are left; a limit on addresses would say nothing, for V8
 * reserves far more than it uses.
 */
const DATA_KB = 1_200_000;
/** What a thread takes in the same way: V8 reserves as much again for it, and more for its code. Measured. */
const THREAD_KB = 2_000_000;
const SHELL = '/bin/sh';
const UNSHARE = '/usr/bin/unshare';
const NICE = '/usr/bin/nice';

/** What a confined script is given. */
export interface Confinement {
  /** Files and folders that it may read, beside itself and the packages. */
  readonly reads: readonly string[];
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  /** It draws, by an addon, and works in a thread. */
  readonly draws?: boolean;
  /** What it is given on its standard input. */
  readonly input?: Uint8Array;
  /** Kills it. */
  readonly signal?: AbortSignal | undefined;
  /** Whether it leaves the processor to whoever wants it. */
  readonly gives?: boolean;
}

/** How a confined script ended. */
export type Ended =
  | { readonly type: 'done'; readonly output: string }
  | { readonly type: 'too long' | 'too much' }
  | { readonly type: 'failed'; readonly said: string };

/**
 * Runs a script on a hostile file: without an environment; reading its own sources, the packages and that file; writing
 * nothing; starting no process, thread or addon; bounded in memory and time; without a network.
 */
export async function runConfined(
  script: string,
  args: readonly string[],
  { timeoutMs, maxOutputBytes, input, signal, ...allowed }: Confinement,
): Promise<Ended> {
  const { command, rest } = await confinedCommand(script, args, allowed);
  const options: ExecFileOptions = {
    ...BARE,
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: maxOutputBytes,
    ...(signal ? { signal } : {}),
  };
  return new Promise((resolve) => {
    const child = execFile(command, rest, options, (error, stdout, stderr) => {
      if (!error) resolve({ type: 'done', output: String(stdout) });
      else if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') resolve({ type: 'too much' });
      else if (error.killed) resolve({ type: 'too long' });
      else resolve({ type: 'failed', said: String(stderr) });
    });
    // One that dies before it reads fails the write; its end says all that matters.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** How a confined script is started: it has no environment, and stands in its own folder. */
export const BARE = { env: {}, cwd: dirname(GUARD) } as const;

/** The command that runs a script confined. What is killed is the script: nothing stands between. */
export async function confinedCommand(
  script: string,
  args: readonly string[],
  { reads, draws = false, gives = false }: Pick<Confinement, 'reads' | 'draws' | 'gives'>,
): Promise<{ command: string; rest: string[] }> {
  const modules = join(ROOT, 'node_modules');
  const readable = [
    dirname(GUARD),
    script,
    join(ROOT, 'package.json'),
    modules,
    // A link to a folder is not that folder.
    ...(existsSync(modules) ? [realpathSync(modules)] : []),
    ...reads,
  ];
  const threads = draws ? 1 : 0;
  const node = [
    process.execPath,
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    ...(draws ? ['--allow-addons', '--allow-worker', '--no-warnings'] : []),
    `--max-old-space-size=${HEAP_MB}`,
    '--import',
    GUARD,
    script,
    ...args,
  ];
  const gently = gives && existsSync(NICE) ? [NICE, '-n', '15'] : [];
  const [command = '', ...rest] = [...gently, ...(await withoutNetwork()), ...withinMemory(node, threads)];
  return { command, rest };
}

/** The shell replaces itself: what is killed is the script. */
function withinMemory(command: readonly string[], threads: number): readonly string[] {
  if (!existsSync(SHELL)) return command;
  return [
    SHELL,
    '-c',
    `ulimit -d ${DATA_KB + threads * THREAD_KB} 2>/dev/null; exec "$@"`,
    'confined',
    ...command,
  ];
}

let namespaces: Promise<boolean> | undefined;

/** What runs a command in a network of its own, which is empty; nothing where the system does not let us. */
async function withoutNetwork(): Promise<readonly string[]> {
  namespaces ??= new Promise((resolve) => {
    if (!existsSync(UNSHARE)) return resolve(false);
    execFile(UNSHARE, ['-rn', '/bin/true'], { env: {}, timeout: 5_000 }, (error) => resolve(!error));
  });
  return (await namespaces) ? [UNSHARE, '-rn'] : [];
}

/** Whether confined scripts have a network of their own here, and not the guard alone. */
export const hasOwnNetwork = async (): Promise<boolean> => (await withoutNetwork()).length > 0;
