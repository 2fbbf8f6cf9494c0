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
/** A build that has nothing more to do is kept for what changes next: people who write save again and again. */
const KEPT_MS = 5 * MINUTE_MS;
/** One that has taken more memory than this is not kept. */
const MOST_KEPT = 450 * 1_024 * 1_024;

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
 * change is read by a process that is there already, and reads that alone. Dispose of it to end it.
 */
export class Builder implements Disposable {
  readonly #settings: BuildOrder['settings'];
  readonly #encode: Encoder['encode'] | undefined;
  #child: ChildProcess | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #orders = 0;
  #idle: NodeJS.Timeout | undefined;

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
    if (this.#orders === 0 && !this.#child) this.#run({ what: 'prepare' }, {}).catch(() => undefined);
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
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  /** Gives an order once those before it are done. */
  async #run<What extends BuildOrder['what']>(
    order: Omit<BuildOrder, 'settings' | 'what'> & { readonly what: What },
    around: BuildAround,
  ): Promise<BuildResults[What]> {
    this.#orders += 1;
    clearTimeout(this.#idle);
    const ordered = this.#turn.then(() => this.#order({ ...order, settings: this.#settings }, around));
    this.#turn = ordered.catch(() => undefined);
    try {
      const { done, taken } = await ordered;
      if (taken > MOST_KEPT) this[Symbol.dispose]();
      return done as BuildResults[What];
    } catch (error) {
      // What failed, hangs or was killed is no good for the next one.
      this[Symbol.dispose]();
      throw error;
    } finally {
      this.#orders -= 1;
      if (this.#orders === 0) this.#idle = setTimeout(() => this[Symbol.dispose](), KEPT_MS).unref();
    }
  }

  async #order(
    order: BuildOrder,
    { signal, onPublished }: BuildAround,
  ): Promise<Extract<BuildDone, { done: unknown }>> {
    signal?.throwIfAborted();
    this.#child ??= this.#start();
    const child = this.#child;
    const { promise, resolve, reject } = Promise.withResolvers<Extract<BuildDone, { done: unknown }>>();
    const fail = (reason: string) => reject(new HotlineError('knowledge', reason));
    const hear = (said: BuildSaid | BuildDone) => {
      if ('published' in said) onPublished?.();
      else if ('done' in said) resolve(said);
      else if ('failed' in said) fail(said.failed);
    };
    const end = () => {
      // The index serves already: what it had left to read ahead is read when it is asked for.
      if (order.what === 'finish' && child.signalCode) resolve({ done: { unread: undefined }, taken: 0 });
      else fail(`${knowledgeWatchTexts.ended} (${child.exitCode ?? child.signalCode})`);
    };
    const kill = () => child.kill('SIGKILL');
    const late = setTimeout(kill, TIMEOUT_MS);
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
      return await promise;
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

/**
 * Puts a folder in service and does all that is left, in a process that ends with it.
 * @throws HotlineError `knowledge`, with the reason, when it fails
 */
export async function ingestInChild(settings: IngestSettings): Promise<IngestReport> {
  using builder = new Builder(settings);
  const { report, isLeft } = await builder.serve();
  return isLeft ? { ...report, ...(await builder.finish({ why: report.unread })) } : report;
}
