import type { Within } from '#src/reader/encoder/within.ts';
import type { ThreadContext } from '#src/reader/understand.ts';

/** What is found for a question. */
export interface Found {
  /**
   * It is answered; a doubt between several questions is no answer, nor is a refusal. What is refused, or sent to a person,
   * for what it asks is settled; what nobody knows is not. What may do harm is declined, whatever its pieces are.
   */
  readonly outcome: 'answer' | 'doubt' | 'none' | 'settled' | 'declined';
  /** What answers it: the sections that are cited, the first one first. */
  readonly sections: readonly string[];
  /** The question of the first one, where a page has it. */
  readonly heading?: string | undefined;
  /** Of a doubt: the questions that it hesitates between. */
  readonly offered?: readonly string[] | undefined;
  /** Of what nobody knows: the questions that are nearest. */
  readonly nearest?: readonly string[] | undefined;
  /** How likely the first one is the one asked, 0 to 1; surely, when absent. */
  readonly likelihood?: number | undefined;
  /** What is said. */
  readonly said?: string | undefined;
  /** What a message after it is read in. */
  readonly thread: ThreadContext;
}

/** Finds what answers a question, after what was said before it, and where it stands in a message that asks several. */
export type FindAnswer = (text: string, thread: ThreadContext | undefined, within?: Within) => Promise<Found>;
