import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { BroadcastChannel, type Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { TroubleWhy } from '#src/conversation/store/turn-trouble.ts';
import { HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import { FairQueue } from './fair-queue.ts';
import { type ReadingJob, type ReadingOutcome, resultOf, type WorkerNews } from './reading-job.ts';
import { type ProcessOrder, READY } from './reading-process.ts';
import type { LoadOrder } from './thread-loads.ts';
import type { ReaderSettings, ReadingResults, ReadingTask } from './turn-reader.ts';
import { WorkerEnded } from './worker-ended.ts';

/** The files that threads, and the process of a message that is read alone, run. */
export interface ReadingFiles {
  readonly worker: string;
  readonly process: string;
}

/** What a turn may use of its worker, from its start: its own processor time, and the clock. A model's time is its own. */
const LIMITS = { cpuMs: 2_000, clockMs: 10_000, heapMb: 512 };
/**
 * What a thread keeps of what it has just made, in MB: as quick as four times more, and fifty megabytes less each. It is
 * told to the engine before the threads start: a flag of the process, which is about the thread that acknowledges, would
 * else pass before the limits of a thread.
 */
const YOUNG_MB = 8;
/** Workers, where nothing says how many. */
const USUAL_SIZE = Math.min(2, availableParallelism());
/** How often the turns that are read are looked at. */
const WATCH_MS = 100;
/** A thread has started within so long; it is told what to load whatever it said. */
const STARTS_IN_MS = 10_000;
/** An order that was not followed is given again. */
const ORDER_AGAIN_MS = 10_000;
/** A thread that has not loaded an index by then never will. */
const LOADS_IN_MS = 120_000;
/** How often a thread that loads an index is looked at. */
const LOOK_MS = 20;
/** What a stop waits for threads to end by themselves. */
const PATIENCE_MS = 3_000;
/** A look that comes later than this says that the whole process stood still. */
const STALLED_MS = 2_000;
/** Turns that one worker holds while they wait for a model; without one, each computes until it is done. */
const BESIDE_MODEL = 8;
/** A worker that waits for work is kept for this long: the index takes a second to load. */
const IDLE_MS = 10 * 60_000;
/** A process that reads one message may take this long to load the index. */
const LOADING_MS = 60_000;
/** Workers that may die before they have begun a task, until that is said to be impossible; and under others' tasks. */
const MOST_STARTS = 3;
const MOST_TRIES = 20;
/** Pause before threads are started again that could not start: their store may be back by then. */
const RESTART_MS = 250;
/** The thread that acknowledges goes first, where the system can tell threads apart. */
const NICE = 5;

/** How a task is run. */
export interface RunOptions {
  /** Whose task it is: who used most lately waits for others. */
  readonly key: string;
  /** A worker ended under it before: it waits for all the others, and for others like it. */
  readonly isSuspect?: boolean | undefined;
  /** In a process of its own: the whole server died under it. */
  readonly isAlone?: boolean | undefined;
  /** Said, and waited for, before a worker gets it. */
  readonly onStart?: (() => Promise<void>) | undefined;
}

export interface TurnPoolParts {
  readonly settings: Pick<ReaderSettings, 'own' | 'shared'>;
  /** Milliseconds that a turn may wait for a model; it waits for none, when absent. */
  readonly modelMs?: number | undefined;
  /** How many workers; as many as there are processors, two at most, when absent. */
  readonly size?: number | undefined;
  readonly logger: Logger;
  /** What threads and processes run. */
  readonly files: ReadingFiles;
}

/** How the pool is doing. */
export interface PoolFigures {
  readonly workers: number;
  readonly running: number;
  readonly waiting: number;
  /** Workers that ended under a task, since the start. */
  readonly ended: number;
}

/** The threads that read. */
interface Pool {
  readonly threads: Piscina<ReadingJob, ReadingOutcome>;
  /** Given to each thread that starts. */
  readonly settings: { generation: string | undefined };
  /** Threads that have the index in memory, each with its generation. */
  readonly loaded: Map<number, string>;
  /** Threads that hear what they are told. */
  readonly listening: Set<number>;
  /** Tells threads what to load. */
  readonly orders: BroadcastChannel;
  /** The thread that loads another generation now: others are given what comes. */
  loading: number | undefined;
  /** Why a thread could not load the generation that it was told to. */
  failed: string | undefined;
}

interface Running {
  readonly pool: Pool;
  /** Set while it computes. */
  worker: Worker | undefined;
  hasBegun: boolean;
  /** Of the worker when it began to compute: microseconds. */
  cpuAtBegin: number | undefined;
  /** Used before it last waited: milliseconds. */
  cpuSpent: number;
  clockSpent: number;
  begunAt: number;
  ended: TroubleWhy | undefined;
}

/**
 * The threads in which what people write is read and answered: never the one that acknowledges. A task that takes more
 * than its share ends its worker, which is replaced, and nothing else. A generation of the index is loaded by one thread
 * after the other, between two turns, while the others answer, and is in service from the first on: a turn ends on the one
 * that it began on.
 */
export class TurnPool implements AsyncDisposable {
  readonly #settings: TurnPoolParts['settings'];
  readonly #modelMs: number | undefined;
  readonly #logger: Logger;
  readonly #files: ReadingFiles;
  readonly #size: number;
  readonly #queue: FairQueue;
  readonly #running = new Map<string, Running>();
  readonly #retiring = new Set<Promise<void>>();
  #pool: Pool;
  #generation: string | undefined;
  /** The threads that are left loading what is in service. */
  #following: Promise<void> = Promise.resolve();
  #ended = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ settings, modelMs, size = USUAL_SIZE, logger, files }: TurnPoolParts) {
    this.#settings = settings;
    this.#modelMs = modelMs;
    this.#logger = logger;
    this.#files = files;
    this.#size = size;
    this.#queue = new FairQueue(size * this.#perWorker);
    // The threads start while the index is still being built.
    this.#pool = this.#open();
  }

  get #perWorker(): number {
    return this.#modelMs === undefined ? 1 : BESIDE_MODEL;
  }

  figures(): PoolFigures {
    return {
      workers: this.#pool.loaded.size,
      running: this.#running.size,
      waiting: this.#queue.waiting,
      ended: this.#ended,
    };
  }

  /** The generation that new tasks are answered from. */
  get generation(): string | undefined {
    return this.#generation;
  }

  /**
   * Puts a generation of the index in service as soon as one thread has loaded it; the others follow, one after the other.
   * @returns which vectors find passages
   */
  async serve(generation: string): Promise<ReadingResults['load']> {
    const isAlive = !isDead(this.#pool);
    const isFirst = this.#generation === undefined && isAlive;
    const pool = isAlive ? this.#pool : this.#open(generation);
    const before = pool.settings.generation;
    // A thread that takes the place of one that ended begins with it; those that follow one before stop.
    pool.settings.generation = generation;
    await this.#following;
    try {
      if (isAlive && !isFirst) await this.#haveLoaded(pool, generation, 'one');
      const load = pool.threads.run({ id: randomUUID(), task: { type: 'load', generation } });
      const loaded = resultOf(await whileAlive(pool, load)) as ReadingResults['load'];
      const dead = this.#pool;
      this.#pool = pool;
      this.#generation = generation;
      if (dead !== pool) this.#retire(dead);
      this.#following = this.#followed(pool, generation);
      return loaded;
    } catch (error) {
      if (pool !== this.#pool) this.#retire(pool);
      else pool.settings.generation = before;
      throw error;
    }
  }

  /** Has the threads that are left load what is in service; one that can't yet is told again, until something newer is. */
  async #followed(pool: Pool, generation: string): Promise<void> {
    const isWanted = () => this.#isWanted(pool, generation) && !isDead(pool);
    while (isWanted()) {
      try {
        return await this.#haveLoaded(pool, generation, 'all');
      } catch (error) {
        if (!isWanted()) return;
        this.#logger.warn({ err: error }, 'a worker has not loaded the index in service');
        const again = performance.now() + ORDER_AGAIN_MS;
        while (isWanted() && performance.now() < again) await sleep(LOOK_MS, undefined, { ref: false });
      }
    }
  }

  /** Whether a generation is the one that threads are to have. */
  #isWanted({ settings }: Pool, generation: string): boolean {
    return settings.generation === generation && !this.#isClosed;
  }

  /** Has one thread, or each after the other, load a generation: the others answer meanwhile. */
  async #haveLoaded(pool: Pool, generation: string, which: 'one' | 'all'): Promise<void> {
    const has = ({ threadId }: Worker) => pool.loaded.get(threadId) === generation;
    const started = () => pool.threads.threads.filter(({ threadId }) => threadId > 0);
    const left = () => {
      const threads = started();
      if (which === 'one' && threads.some(has)) return [];
      return threads.filter((thread) => !has(thread));
    };
    const goesOn = () => pool.failed === undefined && this.#isWanted(pool, generation);
    // One that answers nobody goes first.
    const isIdle = (thread: Worker) => ![...this.#running.values()].some(({ worker }) => worker === thread);
    pool.failed = undefined;
    try {
      for (let threads = left(); threads.length > 0 && goesOn(); threads = left()) {
        const { threadId } = threads.find(isIdle) ?? (threads[0] as Worker);
        pool.loading = threadId;
        const isLeft = () => left().some((thread) => thread.threadId === threadId) && goesOn();
        await haveLoad(pool, { threadId, generation }, isLeft);
      }
    } finally {
      pool.loading = undefined;
    }
    if (pool.failed !== undefined) throw new HotlineError('unavailable', pool.failed);
    if (isDead(pool)) throw new HotlineError('unavailable', 'Aucun fil de lecture ne démarre.');
  }

  /**
   * Runs a task in a worker, in fair turn.
   * @throws WorkerEnded when the worker ended under it; whatever the task throws
   */
  async run<T extends ReadingTask>(task: T, options: RunOptions): Promise<ReadingResults[T['type']]> {
    const { key, isSuspect = false, isAlone = false, onStart } = options;
    const slot = await this.#queue.take(key, isSuspect || isAlone);
    const spent = { cpuMs: 0 };
    try {
      await onStart?.();
      const outcome = isAlone ? await this.#runAlone(task) : await this.#runInThread(task, spent);
      return resultOf(outcome) as ReadingResults[T['type']];
    } catch (error) {
      if (error instanceof WorkerEnded) {
        spent.cpuMs += LIMITS.cpuMs;
        this.#ended += 1;
      }
      throw error;
    } finally {
      slot.free(spent.cpuMs);
    }
  }

  /** Runs a task in one of the threads, then in another while those end for no fault of its own; counts what it spends. */
  async #runInThread(task: ReadingTask, spent: { cpuMs: number }): Promise<ReadingOutcome> {
    for (let starts = 1; ; starts += 1) {
      const tried = await this.#try(task);
      spent.cpuMs += tried.spent;
      if ('outcome' in tried) return tried.outcome;
      // It was waiting, or had not begun: another task ended the worker.
      if (starts >= (tried.hasBegun ? MOST_TRIES : MOST_STARTS))
        throw new HotlineError('unavailable', 'Aucun fil de lecture ne démarre.');
      if (!tried.hasBegun) await sleep(RESTART_MS * starts);
    }
  }

  /** Counts a message that came: who writes less goes first. @param key as in {@link RunOptions} */
  arrived(key: string, characters: number): void {
    this.#queue.arrived(key, characters);
  }

  /** Begins nothing more: what waits is in the database, for the next start. */
  refuse(): void {
    this.#queue.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.refuse();
    clearInterval(this.#timer);
    await this.#following;
    await Promise.allSettled([closed(this.#pool), ...this.#retiring]);
  }

  #open(generation?: string): Pool {
    const loads = `loads-${randomUUID()}`;
    const settings = { ...this.#settings, generation, loads };
    const loaded = new Map<number, string>();
    const orders = new BroadcastChannel(loads);
    orders.unref();
    setFlagsFromString(`--max-semi-space-size=${YOUNG_MB}`);
    const threads = new Piscina<ReadingJob, ReadingOutcome>({
      filename: this.#files.worker,
      // Their own flags: whatever this process was started with is about this process.
      execArgv: [],
      workerData: settings,
      minThreads: this.#size,
      maxThreads: this.#size,
      idleTimeout: IDLE_MS,
      // Who waits, waits in turn before this.
      maxQueue: 10_000,
      concurrentTasksPerWorker: this.#perWorker,
      // Stores and models answer over sockets, which a thread asleep on an atomic would not hear.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb },
      niceIncrement: NICE,
      loadBalancer: (_, workers) => {
        const able = workers.filter(({ id }) => loaded.has(id));
        // While none has the index, the first that starts loads it with its first task.
        const free = (able.length > 0 ? able : workers).filter(
          ({ currentUsage, terminating, destroyed }) =>
            currentUsage < this.#perWorker && !terminating && !destroyed,
        );
        // One that has yet to load what is in service would make who asks wait for it.
        const isBehind = (id: number) => loaded.get(id) !== settings.generation;
        const busy = ({ id, currentUsage }: (typeof free)[number]) =>
          currentUsage + (id === pool.loading || isBehind(id) ? this.#perWorker : 0);
        return free.toSorted((a, b) => busy(a) - busy(b))[0] ?? null;
      },
    });
    const pool: Pool = {
      threads,
      settings,
      loaded,
      orders,
      listening: new Set(),
      loading: undefined,
      failed: undefined,
    };
    threads.on('message', (news: WorkerNews) => this.#hear(pool, news));
    threads.on('error', (error) =>
      this.#logger.error({ err: error }, 'a worker failed while it had no task'),
    );
    return pool;
  }

  #retire(pool: Pool): void {
    pool.orders.close();
    const gone = pool.threads
      .close()
      .catch(() => pool.threads.destroy())
      .finally(() => this.#retiring.delete(gone));
    this.#retiring.add(gone);
  }

  /** @returns its outcome, or that its worker ended for no fault of its own */
  async #try(
    task: ReadingTask,
  ): Promise<{ outcome: ReadingOutcome; spent: number } | { hasBegun: boolean; spent: number }> {
    const id = randomUUID();
    const running = notBegun(this.#livePool());
    this.#running.set(id, running);
    this.#watch();
    try {
      const run = running.pool.threads.run({ id, task: this.#ofThisGeneration(task) });
      const outcome = await whileAlive(running.pool, run);
      return { outcome, spent: outcome.ok ? outcome.spentMs : running.cpuSpent };
    } catch (error) {
      if (this.#isClosed) throw new HotlineError('busy', 'La hotline s’arrête.');
      this.#blame(running, error);
      return { hasBegun: running.hasBegun, spent: running.cpuSpent };
    } finally {
      this.#running.delete(id);
    }
  }

  /** The pool in service. Workers that could not even start are not started again by the pool itself. */
  #livePool(): Pool {
    if (isDead(this.#pool) && !this.#isClosed) {
      this.#retire(this.#pool);
      this.#pool = this.#open(this.#generation);
    }
    return this.#pool;
  }

  /** What waited while an index was replaced is answered from the new one. */
  #ofThisGeneration(task: ReadingTask): ReadingTask {
    if (!('generation' in task) || this.#generation === undefined) return task;
    return { ...task, generation: this.#generation };
  }

  /** @throws WorkerEnded when it is the task that ended its worker */
  #blame(running: Running, error: unknown): void {
    if (running.ended) throw new WorkerEnded(running.ended);
    const isItsFault = running.worker !== undefined && !isTermination(error);
    this.#logger.warn({ err: error, isItsFault }, 'a worker ended');
    if (isItsFault) throw new WorkerEnded(isOutOfMemory(error) ? 'memory' : 'crash');
  }

  #hear(pool: Pool, news: WorkerNews): void {
    if (news.news === 'log') {
      this.#logger[news.level](news.fields, news.text);
      return;
    }
    const worker = pool.threads.threads.find(({ threadId }) => threadId === news.threadId);
    if (news.news === 'listens') {
      if (!worker) return;
      worker.once('exit', () => pool.listening.delete(news.threadId));
      pool.listening.add(news.threadId);
      return;
    }
    if (news.news === 'loaded') {
      if (!worker) return;
      if (!pool.loaded.has(news.threadId)) worker.once('exit', () => pool.loaded.delete(news.threadId));
      pool.loaded.set(news.threadId, news.generation);
      return;
    }
    if (news.news === 'not loaded') {
      if (news.generation === pool.settings.generation) pool.failed = news.why;
      return;
    }
    const running = this.#running.get(news.id);
    if (!running) return;
    if (news.state === 'waiting') {
      this.#pause(running);
      return;
    }
    running.worker = worker;
    running.hasBegun = true;
    running.begunAt = performance.now();
    running.cpuAtBegin = undefined;
    void cpuOf(worker).then((cpu) => {
      if (running.worker === worker) running.cpuAtBegin ??= cpu;
    });
  }

  #pause(running: Running): void {
    const { worker, cpuAtBegin } = running;
    running.clockSpent += performance.now() - running.begunAt;
    running.worker = undefined;
    if (cpuAtBegin === undefined) return;
    void cpuOf(worker).then((cpu) => {
      running.cpuSpent += Math.max(0, (cpu ?? cpuAtBegin) - cpuAtBegin);
    });
  }

  #watch(): void {
    let before = performance.now();
    this.#timer ??= setInterval(() => {
      if (this.#running.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
      const now = performance.now();
      const isLate = now - before > STALLED_MS;
      before = now;
      // This process stood still: what its workers said meanwhile is heard first.
      if (isLate) return;
      for (const running of this.#running.values()) void this.#look(running);
    }, WATCH_MS).unref();
  }

  /** Ends the worker of a task that has used its share. */
  async #look(running: Running): Promise<void> {
    const { worker } = running;
    if (!worker || running.ended) return;
    const clock = running.clockSpent + performance.now() - running.begunAt;
    // A turn of the event loop, in which a worker that has finished says so before it is blamed.
    const cpu = await cpuOf(worker);
    if (running.worker !== worker || running.ended) return;
    const spent = running.cpuSpent + (cpu === undefined ? 0 : cpu - (running.cpuAtBegin ?? cpu));
    if (clock <= LIMITS.clockMs && spent <= LIMITS.cpuMs) return;
    running.ended = 'time';
    running.pool.loaded.delete(worker.threadId);
    await worker.terminate();
  }

  /** Runs a task in a process of its own, killed at its limits. */
  async #runAlone(task: ReadingTask): Promise<ReadingOutcome> {
    const settings = { own: this.#settings.own, generation: this.#generation };
    const child = fork(this.#files.process, {
      execArgv: [`--max-old-space-size=${LIMITS.heapMb}`],
      serialization: 'advanced',
    });
    let isReading = false;
    // The index is loaded first, which is not counted against the message.
    let timer = setTimeout(() => child.kill('SIGKILL'), LOADING_MS);
    try {
      return await new Promise<ReadingOutcome>((resolve, reject) => {
        const isOurs = (cause?: unknown) =>
          reject(new HotlineError('unavailable', 'Le processus de lecture ne répond pas.', { cause }));
        child.on('message', (told) => {
          if (told !== READY) return resolve(told as ReadingOutcome);
          isReading = true;
          clearTimeout(timer);
          timer = setTimeout(() => child.kill('SIGKILL'), LIMITS.clockMs * 2 + (this.#modelMs ?? 0));
        });
        // What ends before it reads has nothing to do with the message.
        child.once('exit', () =>
          isReading && !this.#isClosed ? reject(new WorkerEnded('process')) : isOurs(),
        );
        child.on('error', isOurs);
        child.send({ settings, job: { id: randomUUID(), task } } satisfies ProcessOrder, (error) => {
          if (error) isOurs(error);
        });
      });
    } finally {
      clearTimeout(timer);
      child.kill('SIGKILL');
    }
  }
}

/** A task that no worker has yet. */
const notBegun = (pool: Pool): Running => ({
  pool,
  worker: undefined,
  hasBegun: false,
  cpuAtBegin: undefined,
  cpuSpent: 0,
  clockSpent: 0,
  begunAt: 0,
  ended: undefined,
});

/** Ends the threads of a pool: not in the middle of their start, nor of native work, unless they take long. */
async function closed(pool: Pool): Promise<void> {
  const { threads, loaded, settings, orders } = pool;
  orders.close();
  const patience = performance.now() + PATIENCE_MS;
  const isStarting = () => settings.generation !== undefined && loaded.size < threads.threads.length;
  while (isStarting() && performance.now() < patience) await sleep(WATCH_MS / 4);
  await Promise.race([threads.close().catch(() => undefined), sleep(PATIENCE_MS, undefined, { ref: false })]);
  await threads.destroy();
}

/** Whether a pool has no thread left, and starts none by itself: one of them could not even start. */
const isDead = ({ threads }: Pool): boolean => threads.threads.length === 0;

/** Waits for tasks of a pool; one without threads would never answer, and refuses them instead. */
async function whileAlive<T>(pool: Pool, tasks: Promise<T>): Promise<T> {
  const look = setInterval(() => {
    if (isDead(pool)) void pool.threads.destroy();
  }, WATCH_MS);
  try {
    return await tasks;
  } finally {
    clearInterval(look);
  }
}

/** Processor time of a thread so far, in milliseconds; undefined once it is gone. */
async function cpuOf(worker: Worker | undefined): Promise<number | undefined> {
  const used = await worker?.cpuUsage().catch(() => undefined);
  return used && (used.user + used.system) / 1_000;
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Whether the pool itself was closed under a task. */
const isTermination = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Terminating worker thread';

/**
 * Has one thread load a generation. One that still starts may load it by itself, or the one that was in service when it was
 * asked for: it is told once it says that it listens, and told again where nothing came of it.
 * @throws HotlineError `unavailable` when it does not in time
 */
async function haveLoad(pool: Pool, order: LoadOrder, isLeft: () => boolean): Promise<void> {
  const started = performance.now();
  let orderedAt = Number.NEGATIVE_INFINITY;
  while (isLeft()) {
    const now = performance.now();
    if (now - started > LOADS_IN_MS)
      throw new HotlineError('unavailable', 'Un fil de lecture ne lit pas le nouvel index.');
    const isDue = pool.listening.has(order.threadId) || now - started > STARTS_IN_MS;
    if (isDue && now - orderedAt > ORDER_AGAIN_MS) {
      pool.orders.postMessage(order);
      orderedAt = now;
    }
    await sleep(LOOK_MS);
  }
}
