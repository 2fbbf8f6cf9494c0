import type { NowAnswer } from './store/answers.ts';

/** What questions mean, and what read it; nothing where no reader runs. */
export interface Meanings {
  readonly reader: string;
  readonly vectors: readonly Float32Array[];
}

/** PORT. What reads questions for staff: the threads that answer people, after those who wait for an answer. */
export interface QuestionReader {
  /** The index in service; undefined while none is. */
  readonly generation: () => string | undefined;
  /** What some questions mean: a vector each. */
  readonly meanings: (texts: readonly string[]) => Promise<Meanings | undefined>;
  /** What the answerer says of a question asked by itself; undefined where it has no answer, or is in doubt. */
  readonly answer: (text: string, today: string) => Promise<NowAnswer | undefined>;
}
