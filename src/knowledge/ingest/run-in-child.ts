import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from '#src/config/config.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { errorText, HotlineError } from '#src/platform/errors.ts';
import type { Encoder } from '#src/reader/encoder/encoder.ts';
import type { IngestReport, ReadLater } from './ingest.ts';
import type { BuildSaid, BuildTold } from './lent-encoder.ts';
import { knowledgeWatchTexts } from './texts.ts';

const CHILD = fileURLToPath(new URL('./process.ts', import.meta.url));
const MEMORY_MB = 1_024;
const TIMEOUT_MS = 15 * MINUTE_MS;
/** What is had at hand beforehand is not worth waiting for any longer: a build does it too. */
const PREPARE_MS = 10_000;
/** A build that has nothing more to do is kept for what changes next: people who write save again and again. */
const KEPT_MS = 5 * MINUTE_MS;
/** One that has taken more memory than this is not kept. */
const MOST_KEPT = 450 * 1_024 * 1_024;
/** Nor is one that has taken more than this, while another one does what is left. */
const MOST_BESIDE = 400 * 1_024 * 1_024;

/** What the child needs to know. They go by its own channel: they hold a key and a password. */
export type IngestSettings = Pick<Config, 'knowledgeDir' | 'dataDir' | 'embeddings'> &
  Partial<Pick<Config, 'databaseUrl'>>;

/** What a build is given beside its settings. */
interface BuildAround {
  /** Kills it. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of each index that it publishes. */
  readonly onPublished?: (() => void) | undefined;
}

/** What the child is told to do; it does one thing after the other. */
export interface BuildOrder {
  readonly settings: IngestSettings & { readonly lends: boolean };
  /** To have at hand what the next build needs; to put the folder in service; or to do what that left. */
  readonly what: 'prepare' | 'serve' | 'finish';
  /** Accepts what the folder lost, if it is still that. */
  readonly accept?: { readonly digest: string } | undefined;
  /** Why the reader could not read as the index was put in service. */
  readonly why?: string | undefined;
}

/** What came of an order. */
interface BuildResults {
  readonly prepare: true;
  readonly serve: { readonly report: IngestReport; readonly isLeft: boolean };
  readonly finish: ReadLater;
}

/** What the child says of an order once it is done, with the memory that it has taken then, in bytes. */
export type BuildDone =
  | { readonly done: BuildResults[BuildOrder['what']]; readonly taken: number }
  | { readonly failed: string };

/**
 * Builds in a process of its own, bounded in memory and time, so that parsing and building never hold the server's event
 * loop and can be killed whole. Once it has built it is kept for some minutes, with what it knows of the folder: the next
 * change is read by a process that is there already, and reads that alone. Dispose of it to end it for good.
 */
export class Builder implements Disposable {
  readonly #settings: BuildOrder['settings'];
  readonly #encode: Encoder['encode'] | undefined;
  #child: ChildProcess | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #orders = 0;
  #idle: NodeJS.Timeout | undefined;
  #isDisposed = false;
  /** Memory that the process had taken when it was last done, in bytes. */
  #taken = 0;

  /** @param encode reads a text or two for it, by the encoder that is open here; it opens its own, when absent */
  constructor(
    { knowledgeDir, dataDir, embeddings, databaseUrl }: IngestSettings,
    encode?: Encoder['encode'],
  ) {
    const lends = encode !== undefined;
    this.#settings = { knowledgeDir, dataDir, embeddings, lends, ...(databaseUrl && { databaseUrl }) };
    this.#encode = encode;
  }

  /** Its process, while there is one. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Has the process there when something changes, while that is still being written. */
  wake(): void {
    if (this.#isDisposed || this.#orders > 0 || this.#child) return;
    this.#run({ what: 'prepare' }, {}).catch(() => undefined);
  }

  /**
   * Ends its process, unless it is at work, where it has taken too much memory for another one to run beside it.
   * @param most what it may have taken, in bytes
   */
  makeRoom(most = MOST_BESIDE): void {
    if (this.#orders === 0 && this.#taken > most) this.#end();
  }

  /**
   * Puts the folder in service. Thousands of texts to read and graphs to build are left to {@link Builder.finish}.
   * @throws HotlineError `knowledge`, with the reason, when it fails; the index in service stays
   */
  serve({
    accept,
    ...around
  }: BuildAround & Pick<BuildOrder, 'accept'> = {}): Promise<BuildResults['serve']> {
    return this.#run({ what: 'serve', accept }, around);
  }

  /**
   * Does what was left, which is kept as it is done: what kills it loses nothing, and the next one goes on.
   * @throws HotlineError `knowledge`, with the reason, when it fails
   */
  finish({ why, ...around }: BuildAround & Pick<BuildOrder, 'why'> = {}): Promise<BuildResults['finish']> {
    return this.#run({ what: 'finish', why }, around);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    this.#end();
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#taken = 0;
  }

  /** Gives an order once those before it are done; one that is given up meanwhile waits for none of them. */
  async #run<What extends BuildOrder['what']>(
    order: Omit<BuildOrder, 'settings' | 'what'> & { readonly what: What },
    around: BuildAround,
  ): Promise<BuildResults[What]> {
    this.#orders += 1;
    clearTimeout(this.#idle);
    const before = this.#turn;
    const ordered = unlessAborted(before, around.signal).then(() =>
      this.#order({ ...order, settings: this.#settings }, around),
    );
    this.#turn = Promise.allSettled([before, ordered]);
    try {
      const { done } = await ordered;
      return done as BuildResults[What];
    } finally {
      this.#orders -= 1;
      if (this.#orders === 0) this.#idle = setTimeout(() => this.#end(), KEPT_MS).unref();
    }
  }

  async #order(
    order: BuildOrder,
    { signal, onPublished }: BuildAround,
  ): Promise<Extract<BuildDone, { done: unknown }>> {
    signal?.throwIfAborted();
    if (this.#isDisposed) throw new HotlineError('knowledge', knowledgeWatchTexts.ended);
    this.#child ??= this.#start();
    const child = this.#child;
    const { promise, resolve, reject } = Promise.withResolvers<Extract<BuildDone, { done: unknown }>>();
    const fail = (reason: string) => reject(new HotlineError('knowledge', reason));
    const hear = (said: BuildSaid | BuildDone) => {
      if ('published' in said) onPublished?.();
      else if ('done' in said) resolve(said);
      else if ('failed' in said) fail(said.failed);
    };
    const end = () => fail(`${knowledgeWatchTexts.ended} (${child.exitCode ?? child.signalCode})`);
    const kill = () => child.kill('SIGKILL');
    const late = setTimeout(kill, order.what === 'prepare' ? PREPARE_MS : TIMEOUT_MS);
    child.on('message', hear);
    child.once('close', end);
    child.once('error', reject);
    signal?.addEventListener('abort', kill, { once: true });
    child.ref();
    child.channel?.ref();
    child.send(order, (error) => {
      if (error) kill();
    });
    try {
      const done = await promise;
      this.#taken = done.taken;
      if (done.taken > MOST_KEPT) this.#end();
      return done;
    } catch (error) {
      // What failed, hangs or was killed is no good for the next one.
      if (this.#child === child) this.#end();
      throw error;
    } finally {
      clearTimeout(late);
      child.off('message', hear);
      child.off('close', end);
      child.off('error', reject);
      signal?.removeEventListener('abort', kill);
      // A process that waits keeps nobody waiting.
      child.unref();
      child.channel?.unref();
    }
  }

  #start(): ChildProcess {
    const child = spawn(process.execPath, [`--max-old-space-size=${MEMORY_MB}`, '--expose-gc', CHILD], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    // Whatever ends this process ends the build with it.
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.on('message', (said: BuildSaid | BuildDone) => {
      if ('question' in said) void this.#answer(child, said.question);
    });
    // One that does not start says so to whoever waits for it.
    child.on('error', () => undefined);
    child.once('close', () => {
      process.off('exit', kill);
      if (this.#child === child) this.#child = undefined;
    });
    return child;
  }

  async #answer(child: ChildProcess, question: Extract<BuildSaid, { question: unknown }>['question']) {
    const { id, text, as } = question;
    const tell = (told: BuildTold) => {
      if (child.connected) child.send(told, () => undefined);
    };
    try {
      if (!this.#encode) throw new HotlineError('unavailable', 'Aucun lecteur n’est ouvert.');
      tell({ answer: { id, vector: await this.#encode(text, as), runtime: 'native' } });
    } catch (error) {
      tell({ answer: { id, failed: errorText(error) } });
    }
  }
}

/** Waits for something that never fails, or for a signal that rejects it at once. */
async function unlessAborted(waited: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    await Promise.race([waited, promise]);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

/**
 * Puts a folder in service and does all that is left, in a process that ends with it.
 * @throws HotlineError `knowledge`, with the reason, when it fails
 */
export async function ingestInChild(settings: IngestSettings): Promise<IngestReport> {
  using builder = new Builder(settings);
  const { report, isLeft } = await builder.serve();
  return isLeft ? { ...report, ...(await builder.finish({ why: report.unread })) } : report;
}
