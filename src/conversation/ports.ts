import type { Block, Choice, SourceItem } from '#src/channel/blocks.ts';
import type { Support } from './store/supports.ts';

/** What the thread of a conversation remembers; the answering feature owns its content. */
export interface ThreadState {
  readonly question: string;
  readonly askedDate?:
    | { readonly date: string; readonly said: string; readonly of?: 'contract' | undefined }
    | undefined;
  readonly open?: boolean | undefined;
}

/** An answer as the conversation needs it. */
export interface Answer {
  readonly kind: 'answer' | 'refusal' | 'handoff';
  readonly blocks: readonly Block[];
  readonly citations: readonly SourceItem[];
  readonly composer: string;
  readonly verdict: 'oui' | 'non' | null;
  readonly followUps: readonly Choice[];
  readonly thread: ThreadState;
  readonly fallback?: string | undefined;
  /** The sections and the figures that it stands on, as they were; absent where it stands on no page. */
  readonly standsOn?: readonly Support[] | undefined;
}

/** PORT. Answers a question in its thread, for rules of a day. */
export interface Answerer {
  answer(text: string, thread: ThreadState | undefined, today: string): Promise<Answer>;
}
