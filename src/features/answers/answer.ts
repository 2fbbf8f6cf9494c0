import type { Block, Choice, SourceItem } from '#src/channel/blocks.ts';
import type { Told } from '#src/reader/told.ts';
import type { ThreadContext } from '#src/reader/understand.ts';

/** Who worded an answer: our pages themselves, a language model over them, or a computation. */
export type ComposerName = 'extractive' | 'llm' | 'calculator';

/** What a question gets. */
export interface Answer {
  /** `handoff`: a person is needed, whatever the general rule given with it. */
  readonly kind: 'answer' | 'refusal' | 'handoff';
  readonly blocks: readonly Block[];
  readonly citations: readonly SourceItem[];
  readonly composer: ComposerName;
  readonly verdict: 'oui' | 'non' | null;
  /** Of a doubt alone: the keys of the sections that it hesitates between, the likeliest first. */
  readonly offered?: readonly string[] | undefined;
  /** Of a doubt alone: the section of which it shows the short answer, without affirming that it is the one asked. */
  readonly shown?: readonly SourceItem[] | undefined;
  /** How likely its first page, or the first one that it hesitates between, is the one asked, 0 to 1; absent where no page was judged. */
  readonly likelihood?: number | undefined;
  /** Sources of which a doubt says the first words, each under its own question: none is taken for what is asked. */
  readonly glimpsed?: readonly SourceItem[] | undefined;
  /** Of a refusal: no page answers, and nothing else says why; it may have been no question. */
  readonly isUnknown?: true | undefined;
  /** Of a refusal: what is asked is of another subject than ours, by what was learnt from examples. */
  readonly isOutside?: true | undefined;
  /** Of a refusal: what is asked may do harm, by what was learnt from examples; whatever of it might be answered is not. */
  readonly isDeclined?: true | undefined;
  /** What was told before, where a computation needed it. */
  readonly completedBy?: Told | undefined;
  /** What it takes from earlier messages, as a sentence said after it. */
  readonly carried?: string | undefined;
  /** Questions to go on with, as buttons. */
  readonly followUps: readonly Choice[];
  /** What the thread must remember. */
  readonly thread: ThreadContext;
  /** Why a configured model did not word it, for logs. */
  readonly fallback?: string | undefined;
}

/** An answer cites at most this many articles: more would bury the one that decides. */
export const MAX_ARTICLES = 4;
