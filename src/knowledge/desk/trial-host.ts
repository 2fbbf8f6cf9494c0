import { type ChildProcess, fork } from 'node:child_process';
import type { Config } from '#src/config/config.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { deskTexts } from './texts.ts';
import type { Trial, TrialTask, TrialTasks } from './trial.ts';

/** What the process of trials works with. */
export type TrialSettings = Pick<Config, 'dataDir' | 'databaseUrl' | 'embeddings' | 'llm'>;

/** What the process is told: its settings first, then one task at a time. */
export type TrialOrder =
  | { readonly settings: TrialSettings }
  | { readonly id: number; readonly task: TrialTask; readonly given: unknown };
/** What it says of a task. */
export type TrialOutcome =
  | { readonly id: number; readonly ok: true; readonly got: unknown }
  | { readonly id: number; readonly ok: false; readonly why: string };

const HEAP_MB = 1_024;
/** The index is loaded with the first task; a document that takes long is given up by its loader before that. */
const LONGEST_MS = 90_000;
/** A process that nobody asks anything holds half a gigabyte: it goes. */
const IDLE_MS = 5 * MINUTE_MS;
const MOST_WAITING = 12;

/** Runs trials in a process of their own, one at a time, killed whole when one takes too long, and let go when idle. */
export class TrialHost implements Trial {
  readonly #file: string;
  readonly #settings: TrialSettings;
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #count = 0;
  #isStopped = false;

  /** @param file what the process runs */
  constructor(file: string, settings: TrialSettings) {
    this.#file = file;
    this.#settings = settings;
  }

  async run<T extends TrialTask>(task: T, given: TrialTasks[T]['given']): Promise<TrialTasks[T]['got']> {
    if (this.#waiting >= MOST_WAITING) throw new HotlineError('busy', deskTexts.trialBusy);
    this.#waiting += 1;
    const done = this.#running.then(() => this.#run(task, given));
    this.#running = done.catch(() => undefined);
    try {
      return (await done) as TrialTasks[T]['got'];
    } finally {
      this.#waiting -= 1;
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#end();
  }

  #run(task: TrialTask, given: unknown): Promise<unknown> {
    if (this.#isStopped) throw new HotlineError('busy', deskTexts.trialBusy);
    clearTimeout(this.#idle);
    const child = this.#child ?? this.#open();
    this.#count += 1;
    const id = this.#count;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => {
      this.#end();
      reject(new HotlineError('timeout', deskTexts.trialTooLong));
    }, LONGEST_MS);
    const hear = (outcome: TrialOutcome) => {
      if (outcome.id !== id) return;
      if (outcome.ok) resolve(outcome.got);
      else reject(new HotlineError('internal', deskTexts.trialFailed, { cause: outcome.why }));
    };
    const gone = () => {
      if (this.#child === child) this.#child = undefined;
      reject(new HotlineError('unavailable', deskTexts.trialFailed));
    };
    child.on('message', hear).once('exit', gone).once('error', gone);
    child.send({ id, task, given } satisfies TrialOrder, (error) => error && gone());
    return promise.finally(() => {
      clearTimeout(timer);
      child.off('message', hear).off('exit', gone).off('error', gone);
      this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref();
    });
  }

  #open(): ChildProcess {
    const child = fork(this.#file, {
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      serialization: 'advanced',
    });
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    // What its channel says of an end is said by the end itself.
    child.on('error', () => undefined);
    child.send({ settings: this.#settings } satisfies TrialOrder, () => undefined);
    this.#child = child;
    return child;
  }

  #end(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }
}
