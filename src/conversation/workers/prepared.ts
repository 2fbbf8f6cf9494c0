import type { Block } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import type { Act, ClosingRead, Feature, Ground, Pending } from '#src/conversation/feature.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { SaidPart } from '#src/reader/parts.ts';
import type { SaidToQuestion } from '#src/reader/said-to-question.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';

/** What somebody wrote in one turn, in the conversation as it was then. */
export interface TurnToRead {
  readonly conversation: Conversation;
  /** The messages of the burst as one. */
  readonly content: InboundContent;
  /** The present moment, which « vendredi » is told from: epoch milliseconds. */
  readonly at: number;
}

/**
 * A turn, read: who takes each of its parts, and all that is to be done and said. Plain data, made without writing
 * anything, so that it may come from another thread. Who acts on it checks that what it rests on has not changed.
 */
export interface PreparedTurn {
  /** In order; none, while an expert holds the conversation, where the message is for them. */
  readonly acts: readonly PreparedAct[];
  /** A part of which it is not sure whom it is for. */
  readonly doubt: { readonly blocks: readonly Block[]; readonly text: string } | undefined;
  readonly closing: ClosingRead;
  /** The questions that wait, in the order of the features. */
  readonly waiting: readonly (Pending & { readonly feature: string })[];
}

/** What a feature is to do. */
export interface PreparedAct {
  readonly feature: string;
  readonly prepared: Act;
  readonly isBeside: boolean;
  readonly isSecret: boolean;
}

/** What reading a turn needs. */
export interface ReadingParts {
  /** A store that is only read. */
  readonly db: Queryable;
  readonly features: readonly Feature[];
  readonly precedence: readonly Ground[];
  /**
   * What words mean, by what was learnt from examples; nothing, when absent. In a conversation, what was said before them
   * counts.
   */
  readonly learnt?:
    | ((text: string, conversation: Conversation | undefined, now: number) => Promise<readonly Meaning[]>)
    | undefined;
  /** What a message wants at once, by what its clauses mean; undefined where it wants one thing, or nothing is learnt. */
  readonly wanted?:
    | ((text: string, conversation: Conversation, now: number) => Promise<readonly SaidPart[] | undefined>)
    | undefined;
  /**
   * The questions of a message, where each has an answer of its own; the message whole, where they have one; undefined
   * where it asks one thing, or nobody can tell. Beside wishes, what names nothing is asked of what is wanted.
   */
  readonly asked?:
    | ((
        text: string,
        conversation: Conversation,
        now: number,
        wishes?: readonly string[],
      ) => Promise<readonly SaidPart[] | undefined>)
    | undefined;
  /** How a message reads to a question that waits; undefined where nothing is learnt. */
  readonly toQuestion?: ((text: string) => Promise<SaidToQuestion | undefined>) | undefined;
}
