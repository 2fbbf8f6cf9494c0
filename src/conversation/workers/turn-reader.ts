import type { Logger } from '#src/platform/logger.ts';
import type { PreparedTurn, TurnToRead } from './prepared.ts';

/** What is told to what reads turns: plain data, for another thread or process. */
export interface ReaderSettings<Own = unknown> {
  /** Of whoever opens the reader: the kernel hands it over, and reads nothing of it. */
  readonly own: Own;
  /** The generation of the index that is in service; none is yet, when absent. */
  readonly generation?: string | undefined;
  /** The channel by which a thread is told to load another generation; it goes on with its own, when absent. */
  readonly loads?: string | undefined;
  /** Memory that all threads share; a process of its own has none. */
  readonly shared?: SharedArrayBuffer | undefined;
}

/**
 * Something to read. What needs the index names the generation that it is answered from; an errand is of a feature, and
 * does not hear anybody.
 */
export type ReadingTask =
  | { readonly type: 'load'; readonly generation: string }
  | {
      readonly type: 'turn';
      readonly generation: string | undefined;
      readonly turn: TurnToRead;
      /** Where people reach the hotline, without a slash at the end. */
      readonly address: string;
    }
  | {
      readonly type: 'errand';
      readonly name: string;
      /** It needs the index, of this generation. */
      readonly generation?: string | undefined;
      readonly data: unknown;
    };

/** What each task gives. */
export interface ReadingResults {
  /** Which vectors find passages: « none » where words alone do, and why when others were wanted. */
  readonly load: { readonly vectors: string; readonly trouble?: string | undefined };
  readonly turn: PreparedTurn;
  readonly errand: unknown;
}

/** Reads what people write, wherever it runs. */
export interface TurnReader {
  /** Has a generation of the index in memory. */
  load(generation: string): Promise<void>;
  run<T extends ReadingTask>(task: T): Promise<ReadingResults[T['type']]>;
}

/** Lets others compute while something is waited for. */
export type Aside = <T>(wait: () => Promise<T>) => Promise<T>;

/** Opens what reads turns: with its own way into the store, to read only. */
export type OpenReader<Own> = (
  settings: ReaderSettings<Own>,
  around: { readonly logger: Logger; readonly aside: Aside },
) => Promise<TurnReader>;
