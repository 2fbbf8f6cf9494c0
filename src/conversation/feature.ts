import type { z } from 'zod';
import type { Block, Choice } from '#src/channel/blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import type { Queryable, Transaction } from '#src/platform/database/database.ts';
import type { Within } from '#src/reader/encoder/within.ts';
import type { SaidToQuestion } from '#src/reader/said-to-question.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import type { Conversation } from './store/conversations.ts';
import type { Support } from './store/supports.ts';

/**
 * PORT. How a feature listens: in a worker, outside any transaction, under the turn's time limit. What it gives crosses
 * threads: plain data.
 */
export interface Listener<Turn, Prepared, State, Known> {
  readonly name: string;
  /** Its slice of the conversation's state. */
  readonly memory: Memory<State>;
  /** Reads of the store, and of its own files, what `hears` needs: nothing where the message is plainly not for it. */
  knows(db: Queryable, message: Reading, at: Standing<State>): Promise<Known>;
  /** Which of the message's parts it can take, each with how sure it is. Pure. */
  hears(message: Reading, at: Standing<State, Known>): readonly Candidate<Turn>[];
  /** Reads, searches, computes, calls a model. @returns nothing where the message is not for it after all: the next one is tried */
  prepare(turn: Turn, at: Standing<State, Known>, signal: AbortSignal): Promise<Prepared | undefined>;
}

/** PORT. What a feature does in a conversation. `Turn` and `Prepared` are its own; `State` and `Known` too. */
export interface Feature<Turn = unknown, Prepared extends Act = Act, State = object, Known = unknown>
  extends Listener<Turn, Prepared, State, Known> {
  /** Kinds of what it says that are said while an expert holds the conversation, too: somebody waits for them. */
  readonly saidBeside?: readonly string[] | undefined;
  /** What is heard for it however much was written that day, and however full the disk is. */
  readonly alwaysHeard?: HeardAlways | undefined;
  /** Checks that nothing changed meanwhile, writes and says, inside the turn's transaction; awaits nothing but `tx`. */
  act(tx: Transaction, prepared: Prepared, at: Acting<State>): Promise<Said>;
  /** What it is still waiting for, to be asked again after an answer to something else. Pure; runs in a worker. */
  pending(at: Standing<State, Known>): Pending | undefined;
}

/** What is heard for a feature whatever the bounds: it ends something, or takes one's data away, and makes room. */
export interface HeardAlways {
  /** Whole messages, without accents, capitals nor signs. */
  readonly words?: readonly string[];
  /** One of them, as people are told that it always works. */
  readonly example?: string;
  /** How the values of its buttons begin that make room. Every button is heard, but only these on a full disk. */
  readonly buttons?: readonly string[];
}

/** Something that a feature does: its own turn, prepared, or what another one asks of it by this name. */
export interface Act {
  readonly act: string;
  readonly data?: unknown;
  /**
   * It says that words were not understood, or is a word of courtesy: what is done in its place where something else of
   * the message is done or answered.
   */
  readonly besideHeard?: Pick<Act, 'act' | 'data'> | 'nothing' | undefined;
}

/** An act that a feature asks of another, by its name: `data` is read by who does it, which trusts nobody. */
export interface Errand extends Act {
  readonly feature: string;
}

/** On what ground a feature takes a message; their order is the list of `hotline-features.ts`. */
export type Ground =
  /** One's own data, address and exchange with an expert, and buttons that need no words: heard whoever holds the conversation. */
  | 'right'
  /** An expert holds the conversation: the message is for them. */
  | 'held'
  /** A button, or words that are a command as a whole. */
  | 'command'
  /** « annuler », of who spoke last. */
  | 'stop'
  /** It reads as the answer to a question that the feature asked. */
  | 'asked'
  /** What the message says by itself. */
  | 'meant'
  /** Nobody knows these words, and the feature waits for an answer: they are taken for one. */
  | 'presumed'
  /** An answer may be found. */
  | 'answer';

/** How sure an answer is to a question that waits: as sure as another one, unless it is known to be for one of them. */
export const AS_ANSWER = 0.9;

/** A part of a message that a feature can take. */
export interface Candidate<Turn = unknown> {
  readonly turn: Turn;
  readonly ground: Ground;
  /** From 0 to 1. */
  readonly probability: number;
  /** Which part of the message; the first, when absent. */
  readonly part?: number | undefined;
  /** It is done while an expert holds the conversation, too. */
  readonly isBeside?: boolean | undefined;
  /** The experts of a case do not read these words: a code, an address. */
  readonly isSecret?: boolean | undefined;
  /** As the end of « Vous voulez… »; without it the feature is never in doubt. */
  readonly wish?: string | undefined;
}

/** The candidate of a feature that its name is known of. */
export interface NamedCandidate extends Candidate {
  readonly feature: string;
}

/** A message, read once: nobody folds or reads it again below. */
export interface Reading {
  readonly content: InboundContent;
  /** The words, within bounds; the label of a button. */
  readonly text: string;
  /** Without accents, capitals nor runs of spaces. */
  readonly folded: string;
  /** What the button sends that was pressed, or typed as it is labelled. */
  readonly button: string | undefined;
  /** The words, where that button was typed. */
  readonly typed: string | undefined;
  readonly closing: ClosingRead;
  readonly parts: readonly Part[];
  readonly shown: Shown;
  /** How it reads to a question that waits, by what was learnt; absent, where none waits, or nothing was learnt. */
  readonly toQuestion?: Pick<SaidToQuestion, 'scores' | 'clauses' | 'pieces' | 'asks'> | undefined;
}

/** What a message says at once: two questions are two parts. */
export interface Part {
  readonly text: string;
  /** What it may mean, best first; empty, a question. */
  readonly meant: readonly Meaning[];
  /** The question alone, as it is said back above its answer; absent, where the message asks nothing else. */
  readonly asked?: string | undefined;
  /** It is read after the part before it, which it leans on. */
  readonly goesOn?: boolean | undefined;
  /** What it surely wants of somebody: it was cut out of what is said beside. */
  readonly wants?: string | undefined;
  /** It is counted from what it says itself, and from what was told: what was asked before it is no matter. */
  readonly alone?: boolean | undefined;
  /** Other questions of the message, which are offered after this one. */
  readonly more?: readonly string[] | undefined;
  /** Other questions that it asks, each with what may be meant by it. */
  readonly unsure?: readonly { readonly asked: string; readonly offered: readonly string[] }[] | undefined;
  /** Other questions of the message for which nothing is near. */
  readonly unheard?: readonly string[] | undefined;
  /** What the message tells beside, which the part was cut out of. */
  readonly told?: string | undefined;
  /** Where it stands in a message that asks several things. */
  readonly within?: Within | undefined;
  /** It is said beside the answer to a question that waits, and heard beside it. */
  readonly isBeside?: boolean | undefined;
}

/** A moment at which something closes, as it was said. */
export interface Closing {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly said: string;
  readonly certain: boolean;
  /** It is when they mean to hand in: the closing is then, or later. */
  readonly isPlan?: true | undefined;
}

/** What a message says of when the tender closes. */
export interface ClosingRead {
  /** Said in passing. */
  readonly passing: Closing | undefined;
  /** As the answer to the question when it closes. */
  readonly given: Closing | 'none' | undefined;
  /** Of something else that presses, such as an appeal. */
  readonly pressing?: Closing | undefined;
  /** The message without the words that say only that. */
  readonly question: string;
  /** The same, when it answers that question. */
  readonly questionBeside: string;
}

/** What the conversation was last told. */
export interface Shown {
  readonly kind: string | undefined;
  /** The buttons of the very last message. */
  readonly choices: readonly Choice[];
  /** One of the last messages asks when the tender closes. */
  readonly asksClosing?: boolean | undefined;
}

/** The conversation as it was when the message was read. */
export interface Standing<State = object, Known = unknown> {
  readonly conversation: Conversation;
  /** The present moment, which « vendredi » is told from: epoch milliseconds. */
  readonly now: number;
  /** The feature whose question was asked last. */
  readonly asked: string | undefined;
  readonly memory: State;
  /** What `knows` read. */
  readonly known: Known;
  /** What was prepared for the parts of the message before this one. */
  readonly before?: readonly (Act & { readonly feature: string })[] | undefined;
}

/** The conversation as it is when a turn is acted on, locked. */
export interface Acting<State = object> extends Omit<Standing<State>, 'known' | 'before'> {
  /** The last message of the turn. */
  readonly message: { readonly id: string; readonly seq: number; readonly text: string };
  readonly closing: ClosingRead;
  /** When the turn was read. */
  readonly readAt: number;
}

/** What a feature said and did. */
export interface Said {
  /** Nothing is said when empty. */
  readonly blocks: readonly Block[];
  readonly kind: string;
  /** What of its slice is new. */
  readonly state?: object | undefined;
  /** It asked something: what comes next may be the answer, and nothing that waits is asked again beside it. */
  readonly asked?: boolean | undefined;
  /** Nothing that waits is asked again after it. */
  readonly isLast?: boolean | undefined;
  /** It was beside what is spoken of: what was asked before still is. */
  readonly isAside?: boolean | undefined;
  /** It answers the message: the experts of a case that waits read it. */
  readonly isReply?: boolean | undefined;
  /** What it stands on, kept beside it: what turns out to be wrong is then found again. */
  readonly standsOn?: readonly Support[] | undefined;
  /** From which block on it asks what it waits for: what is said before it is told of the answer that was given. */
  readonly asksFrom?: number | undefined;
  /** It can be said more precisely: what comes next is first for that. */
  readonly isOpen?: boolean | undefined;
  /** What it asks of other features, by the names of their acts; done in the same turn. */
  readonly next?: readonly Errand[] | undefined;
}

/** A question that waits, as it is asked again; or the last word on it, where it waits no more. */
export interface Pending extends Pick<Said, 'blocks' | 'kind'> {
  /** Once this is said, nothing is waited for: what of its slice is then new. */
  readonly ends?: object | undefined;
}

/** A feature's slice of the conversation's state. */
export interface Memory<State> {
  /** The keys that are its own, each parsed by itself: what is no longer understood is forgotten. */
  readonly schema: z.ZodObject & z.ZodType<State>;
  /** What of it is left once a turn was acted on, whoever's it was. Pure. */
  left(state: State, turn: Turned): State;
  /** It is what the conversation speaks of: forgotten when a message is set aside, which it may have harmed. */
  readonly isSubject?: boolean;
}

/** A turn that was acted on. */
export interface Turned {
  readonly feature: string;
  readonly said: Said;
  readonly closing: ClosingRead;
  readonly seq: number;
}
