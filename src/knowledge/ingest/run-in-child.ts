import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from '#src/config/config.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import type { IngestReport } from './ingest.ts';
import type { BuildSaid, BuildTold } from './lent-encoder.ts';
import { knowledgeWatchTexts } from './texts.ts';

const CHILD = fileURLToPath(new URL('./process.ts', import.meta.url));
const MEMORY_MB = 1_024;
const TIMEOUT_MS = 15 * MINUTE_MS;

/** What the child needs to know. */
export type IngestSettings = Pick<Config, 'knowledgeDir' | 'dataDir' | 'embeddings'> &
  Partial<Pick<Config, 'databaseUrl'>> & {
    /** Accepts what the folder lost, if it is still that. */
    readonly accept?: { readonly digest: string } | undefined;
  };

/** What a build is given beside its settings. */
export interface BuildAround {
  /** Kills it. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of each index that it publishes. */
  readonly onPublished?: (() => void) | undefined;
  /** Hears what was done once it is in service. */
  readonly onServed?: ((report: IngestReport) => void) | undefined;
  /** Kills it once its index is in service: what is left to do is kept as it is done, and the next build goes on with it. */
  readonly enough?: AbortSignal | undefined;
  /** Reads a text or two for it, by the encoder that is open here; it opens its own, when absent. */
  readonly encode?: Encoder['encode'] | undefined;
}

/** What the child is told first. */
export type ChildSettings = IngestSettings & { readonly lends: boolean };

/** What the child says on its standard output. */
export type ChildSaid = { readonly report: IngestReport } | { readonly failed: string };

/**
 * Runs an ingest in a process of its own, bounded in memory and time, so that parsing and building never hold the
 * server's event loop and can be killed whole. Settings go by standard input: they hold a key and a password.
 * @throws HotlineError `knowledge`, with the reason, when it fails; the index in service stays
 */
export async function ingestInChild(
  settings: IngestSettings,
  { signal, enough, encode, onPublished, onServed }: BuildAround = {},
): Promise<IngestReport> {
  const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, CHILD], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    serialization: 'advanced',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    ...(signal ? { signal } : {}),
  });
  // Whatever ends this process ends the build with it.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('close', () => process.off('exit', kill));
  // A child that dies before it reads would fail the write; its exit says all that matters.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(JSON.stringify({ ...settings, lends: encode !== undefined } satisfies ChildSettings));
  const tell = (told: BuildTold) => {
    if (child.connected) child.send(told, () => undefined);
  };
  let served: IngestReport | undefined;
  const endIfServed = () => {
    if (served && enough?.aborted) child.kill('SIGKILL');
  };
  child.on('message', async (said: BuildSaid) => {
    if ('published' in said) return onPublished?.();
    if ('served' in said) {
      served = said.served;
      onServed?.(served);
      return endIfServed();
    }
    const { id, text, as } = said.question;
    try {
      if (!encode) throw new HotlineError('unavailable', 'Aucun lecteur n’est ouvert.');
      tell({ answer: { id, vector: await encode(text, as), runtime: 'native' } });
    } catch (error) {
      tell({ answer: { id, failed: errorText(error) } });
    }
  });
  enough?.addEventListener('abort', endIfServed, { once: true });
  child.once('close', () => enough?.removeEventListener('abort', endIfServed));
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // The index serves already: what it had left to read ahead is read when it is asked for.
  if (served && (enough?.aborted || code === null)) return served;
  const said = output === '' ? undefined : (JSON.parse(output) as ChildSaid);
  if (said && 'report' in said && code === 0) return said.report;
  throw new HotlineError(
    'knowledge',
    said && 'failed' in said ? said.failed : `${knowledgeWatchTexts.ended} (${code ?? child.signalCode})`,
  );
}
