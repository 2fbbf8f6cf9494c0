import { type ErrorCode, errorText, HotlineError } from '#src/platform/errors.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { ReadingResults, ReadingTask } from './turn-reader.ts';

/** A task on its way to a worker. */
export interface ReadingJob {
  readonly id: string;
  readonly task: ReadingTask;
}

/** What came of a job: a fault of the work is a value, so that the failure of a job means the end of its worker. */
export type ReadingOutcome =
  | {
      readonly ok: true;
      readonly value: ReadingResults[ReadingTask['type']];
      /** Processor time that it took, in milliseconds. */
      readonly spentMs: number;
    }
  | {
      readonly ok: false;
      readonly code: ErrorCode | undefined;
      readonly message: string;
      readonly stack: string;
    };

/** What a worker tells beside its results. */
export type WorkerNews =
  | {
      readonly news: 'state';
      readonly id: string;
      readonly state: 'computing' | 'waiting';
      readonly threadId: number;
    }
  /** It hears what it is told to load. */
  | { readonly news: 'listens'; readonly threadId: number }
  /** It has the index in memory. */
  | { readonly news: 'loaded'; readonly threadId: number; readonly generation: string }
  | {
      readonly news: 'not loaded';
      readonly threadId: number;
      readonly generation: string;
      readonly why: string;
    }
  | {
      readonly news: 'log';
      readonly level: keyof Logger;
      readonly fields: object;
      readonly text: string | undefined;
    };

/** Runs a job's work, and makes a value of what it throws. */
export async function outcomeOf(
  work: () => Promise<ReadingResults[ReadingTask['type']]>,
): Promise<ReadingOutcome> {
  const before = process.threadCpuUsage();
  try {
    const value = await work();
    const { user, system } = process.threadCpuUsage(before);
    return { ok: true, value, spentMs: (user + system) / 1_000 };
  } catch (error) {
    return {
      ok: false,
      code: error instanceof HotlineError ? error.code : undefined,
      message: errorText(error),
      stack: error instanceof Error ? (error.stack ?? '') : '',
    };
  }
}

/** The value of an outcome. @throws what the work threw, with its own stack */
export function resultOf(outcome: ReadingOutcome): ReadingResults[ReadingTask['type']] {
  if (outcome.ok) return outcome.value;
  const { code, message, stack } = outcome;
  const error = code === undefined ? new Error(message) : new HotlineError(code, message);
  error.stack = stack;
  throw error;
}

/** A logger whose lines are written by the main thread. */
export function logAfar(say: (news: WorkerNews) => void): Logger {
  const at =
    (level: keyof Logger) =>
    (first: unknown, text?: unknown): void => {
      const fields = typeof first === 'object' && first !== null ? plain(first) : {};
      const words = typeof first === 'string' ? first : text;
      say({ news: 'log', level, fields, text: typeof words === 'string' ? words : undefined });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** Fields that may cross to another thread: errors as their words. */
const plain = (fields: object): object => {
  try {
    return JSON.parse(
      JSON.stringify(fields, (_, value) =>
        value instanceof Error ? { type: value.name, message: value.message, stack: value.stack } : value,
      ),
    );
  } catch {
    // A line of the log is no reason for a turn to fail.
    return {};
  }
};
