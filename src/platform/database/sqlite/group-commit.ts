import { setImmediate as nextRound } from 'node:timers/promises';

/** What a group needs of a connection that writes. */
export interface WritingConnection {
  exec(sql: string): void;
  readonly isTransaction: boolean;
}

interface Job {
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** A group ends after this: what waits for its commit must not wait long, nor hold up the event loop. */
const LONGEST_MS = 15;
/** Rounds of the event loop that a group waits for others to join it. */
const LONGEST_GATHER = 10;

/**
 * Runs transactions one after the other, and puts on disk together those that come together: each commit waits for the
 * disk, and two hundred people who write at once would wait for two hundred of them. A transaction that fails leaves no
 * trace and harms no other; its promise settles once its group is on disk.
 */
export class GroupCommit {
  readonly #connection: WritingConnection;
  /** Repeats a statement that another process's lock refuses. */
  readonly #patiently: (statement: () => void) => Promise<void>;
  readonly #waiting: Job[] = [];
  #running: Promise<void> | undefined;

  constructor(connection: WritingConnection, patiently: (statement: () => void) => Promise<void>) {
    this.#connection = connection;
    this.#patiently = patiently;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#running ??= this.#runAll();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #runAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      await this.#runGroup();
    }
    this.#running = undefined;
  }

  /** Lets sockets be served between two groups, and what they bring join the next one, as long as more comes. */
  async #gather(): Promise<void> {
    for (let round = 0; round < LONGEST_GATHER; round += 1) {
      const before = this.#waiting.length;
      await nextRound();
      if (this.#waiting.length === before) return;
    }
  }

  async #runGroup(): Promise<void> {
    const group: Job[] = [];
    try {
      await this.#patiently(() => this.#connection.exec('BEGIN IMMEDIATE'));
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
      return;
    }
    try {
      const settle: (() => void)[] = [];
      const end = performance.now() + LONGEST_MS;
      for (let job = this.#waiting.shift(); job; job = this.#next(end)) {
        group.push(job);
        settle.push(await this.#runOne(job));
      }
      await this.#patiently(() => this.#connection.exec('COMMIT'));
      for (const one of settle) one();
    } catch (error) {
      for (const { reject } of group) reject(error);
      await this.#patiently(() => this.#rollBack()).catch(() => undefined);
    }
  }

  #rollBack(): void {
    if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
  }

  #next(end: number): Job | undefined {
    return performance.now() < end ? this.#waiting.shift() : undefined;
  }

  /** @returns how the job ends once its group is on disk. @throws when the engine undid the whole group */
  async #runOne({ work, resolve, reject }: Job): Promise<() => void> {
    this.#connection.exec('SAVEPOINT one');
    try {
      const value = await work();
      this.#connection.exec('RELEASE one');
      return () => resolve(value);
    } catch (error) {
      if (!this.#connection.isTransaction) throw error;
      this.#connection.exec('ROLLBACK TO one');
      this.#connection.exec('RELEASE one');
      return () => reject(error);
    }
  }
}
