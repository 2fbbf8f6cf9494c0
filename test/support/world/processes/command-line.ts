import { spawn } from 'node:child_process';
import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#support/repository/source-files.ts';
import { PLAIN_ENV } from './plain-env.ts';

/** What a command printed, and its exit code (null when a signal ended it). */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Runs as a person without rights of its own, for tests of file permissions. */
  readonly unprivileged?: boolean;
  /** Hears what the command says on standard error, as it says it; may end it. */
  readonly onStderr?: (said: string, kill: () => void) => void;
}

/** Longest a command may run: beyond, it hangs. */
const HANGS_MS = 110_000;
/** The system's user « nobody ». */
const NOBODY = 65_534;

/** Runs a command of the hotline in a process of its own, with an environment that configures nothing else. */
export function runCommand(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const identity = options.unprivileged && isRoot() ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...args], {
    cwd: ROOT,
    env: { ...PLAIN_ENV, LOG_LEVEL: 'silent', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: HANGS_MS,
    killSignal: 'SIGKILL',
    ...identity,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    options.onStderr?.(stderr, () => child.kill('SIGKILL'));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout: stdout.replace(/\u00A0/g, ' '), stderr }));
  });
}

/** Whether the tests run as root, for whom no file is unreadable. */
const isRoot = (): boolean => process.getuid?.() === 0;

/** Gives a folder and all that it holds to the user that {@link RunOptions.unprivileged} runs as. */
export function giveToUnprivileged(folder: string): void {
  if (!isRoot()) return;
  for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
    chownSync(join(folder, name), NOBODY, NOBODY);
}
