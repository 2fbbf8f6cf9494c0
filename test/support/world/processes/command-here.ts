import { runTyped } from '#src/commands/run.ts';
import type { Ran } from './command-line.ts';
import { PLAIN_ENV } from './plain-env.ts';

type Output = NodeJS.WriteStream & { fd: 1 | 2 };

/**
 * Runs a command of the hotline in this process, as `src/cli.ts` does in one of its own, one at a time: for many cases of
 * what a command says, where starting Node for each would be most of the time. What needs a process (a server beside it,
 * a kill, what is built on an empty folder) is for `runCommand`.
 */
export async function runHere(
  args: readonly string[],
  { env = {} }: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  const ownEnv = process.env;
  const stdout = listenTo(process.stdout);
  const stderr = listenTo(process.stderr);
  process.env = { ...PLAIN_ENV, LOG_LEVEL: 'silent', ...env };
  // As `closeToOthers` does for a process of its own.
  const ownMask = process.umask(0o077);
  try {
    const code = await runTyped(args);
    return { code, stdout: stdout.said().replace(/\u00A0/g, ' '), stderr: stderr.said() };
  } finally {
    process.env = ownEnv;
    process.umask(ownMask);
    stdout.end();
    stderr.end();
  }
}

/** Keeps what is written to an output of this process, instead of writing it. */
function listenTo(output: Output): { said: () => string; end: () => void } {
  const { write } = output;
  let said = '';
  output.write = ((chunk: string | Uint8Array, encoding?: unknown, written?: unknown) => {
    said += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    for (const one of [encoding, written]) if (typeof one === 'function') one();
    return true;
  }) as Output['write'];
  return {
    said: () => said,
    end: () => {
      output.write = write;
    },
  };
}
