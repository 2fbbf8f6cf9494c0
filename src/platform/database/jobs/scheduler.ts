import { randomUUID } from 'node:crypto';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import type { Database, Transaction } from '#src/platform/database/database.ts';
import { Outage } from '#src/platform/database/outage.ts';
import { errorText } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import * as store from './jobs.ts';
import type { Recurrence } from './recurrence.ts';
import { jobTexts } from './texts.ts';

/** What a job wants written, in the transaction that marks it done: both or neither, once. */
export type Effects = (tx: Transaction) => Promise<void>;

/** A kind of work. */
export interface JobKind {
  readonly kind: string;
  /** Set for work that recurs by itself; other work is added with `addJob`. */
  readonly next?: Recurrence;
  /** Tries before it is given up; 8 when absent. */
  readonly maxAttempts?: number;
  /**
   * Does the work. It may run again after a crash, so what it writes is best given back as effects.
   * @param signal aborted when the claim is lost or the process stops
   */
  run(job: store.Job, signal: AbortSignal): Promise<Effects | undefined>;
}

/** Thrown by a job that no other try can make succeed: it is given up at once. */
export class JobRefused extends Error {
  override name = 'JobRefused';
}

interface SchedulerParts {
  readonly db: Database;
  readonly kinds: readonly JobKind[];
  readonly logger: Logger;
  readonly now: () => number;
}

const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 8;
/** Waits between tries double from half a minute up to an hour. */
const FIRST_WAIT_MS = 30_000;
const MAX_WAIT_MS = HOUR_MS;
/** Jobs of one process at once. */
const WORKERS = 4;
const POLL_MS = 5_000;

/**
 * Runs the jobs of the store. Each is claimed by one replica at a time; what a crash cut short is taken up by another,
 * what was missed during an outage runs once as soon as a replica is back, and what fails is tried again, then given up
 * where staff see it.
 */
export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #owner = randomUUID();
  readonly #abort = new AbortController();
  readonly #outage: Outage;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  /** Jobs that run now. */
  #underWay = 0;

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#kinds = new Map(parts.kinds.map((kind) => [kind.kind, kind]));
    this.#outage = new Outage(parts.db, parts.logger, 'scheduler');
  }

  /** Plans the series, then runs what is due, now and from then on. */
  async start(): Promise<void> {
    await this.plan();
    this.#wake();
  }

  /** Makes sure that each series has its next occurrence; one that was missed stays, to run at once. */
  async plan(): Promise<void> {
    const { db, now } = this.#parts;
    for (const kind of this.#kinds.values()) await db.tx((tx) => planNext(tx, kind, now()));
  }

  /** Runs all that is due; resolves when nothing more is. */
  async runDue(): Promise<void> {
    const workers = await Promise.allSettled(Array.from({ length: WORKERS }, () => this.#work()));
    for (const worker of workers) if (worker.status === 'rejected') throw worker.reason;
  }

  /** Does the work that is due, whenever it was to be looked for next. @returns whether any was */
  async settle(): Promise<boolean> {
    const { db, now } = this.#parts;
    const wasBusy = this.#underWay > 0;
    await this.#running;
    const due = await store.nextJobAt(db, [...this.#kinds.keys()]);
    const isDue = due !== undefined && due <= now();
    if (isDue) await this.runDue();
    return wasBusy || isDue;
  }

  /** Stops the jobs under way and waits for them; what they did not finish is given back. */
  async stop(): Promise<void> {
    this.#abort.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #wake(): void {
    if (this.#abort.signal.aborted) return;
    this.#running = this.#runAndWait().then((wait) => {
      if (!this.#abort.signal.aborted) this.#timer = setTimeout(() => this.#wake(), wait);
    });
  }

  /** @returns how long nothing is to be done, in milliseconds */
  async #runAndWait(): Promise<number> {
    const { db, now } = this.#parts;
    try {
      await this.runDue();
      const at = await store.nextJobAt(db, [...this.#kinds.keys()]);
      this.#outage.ended();
      return at === undefined ? POLL_MS : Math.min(POLL_MS, Math.max(10, at - now()));
    } catch (error) {
      return this.#outage.failed(error);
    }
  }

  async #work(): Promise<void> {
    const { db, now } = this.#parts;
    const kinds = [...this.#kinds.keys()];
    while (!this.#abort.signal.aborted) {
      const claim = { kinds, owner: this.#owner, now: now(), leaseMs: LEASE_MS };
      const job = await db.tx((tx) => store.claimJob(tx, claim));
      const kind = job && this.#kinds.get(job.kind);
      if (!kind) return;
      await this.#run(kind, { job, owner: this.#owner });
    }
  }

  async #run(kind: JobKind, held: store.Try): Promise<void> {
    const { db, now, logger } = this.#parts;
    const { job } = held;
    const lost = new AbortController();
    this.#underWay += 1;
    const renewal = setInterval(() => {
      const kept = store.renewJob(db, held, now() + LEASE_MS);
      kept.then((isKept) => isKept || lost.abort()).catch(() => undefined);
    }, LEASE_MS / 4);
    try {
      // Claimed while the stop was being asked for.
      this.#abort.signal.throwIfAborted();
      // A job that ends its process is never seen to fail.
      if (job.attempts > maxAttempts(kind)) throw new Error(jobTexts.crashed);
      const effects = await kind.run(job, AbortSignal.any([lost.signal, this.#abort.signal]));
      await db.tx(async (tx) => {
        if (!(await store.finishJob(tx, held, now()))) return;
        await effects?.(tx);
        if (job.series) await planNext(tx, kind, now());
      });
    } catch (error) {
      if (this.#abort.signal.aborted) return await db.tx((tx) => store.giveBackJob(tx, held));
      logger.error({ err: error, kind: job.kind, job: job.id, attempts: job.attempts }, 'job failed');
      await db.tx((tx) => this.#fail(tx, kind, held, error));
    } finally {
      clearInterval(renewal);
      this.#underWay -= 1;
    }
  }

  async #fail(tx: Transaction, kind: JobKind, held: store.Try, error: unknown): Promise<void> {
    const now = this.#parts.now();
    const { attempts, series } = held.job;
    const retryAt =
      error instanceof JobRefused || attempts >= maxAttempts(kind)
        ? undefined
        : now + Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
    const failed = await store.failJob(tx, held, { error: errorText(error), retryAt, now });
    if (failed && series && retryAt === undefined) await planNext(tx, kind, now);
  }
}

const maxAttempts = (kind: JobKind): number => kind.maxAttempts ?? MAX_ATTEMPTS;

/** Plans the occurrence after a moment, for work that recurs. */
async function planNext(tx: Transaction, { kind, next }: JobKind, now: number): Promise<void> {
  if (next) await store.planOccurrence(tx, { series: kind, at: Math.max(next(now), now + 1), now });
}
