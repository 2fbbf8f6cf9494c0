import type { Block, Choice } from '#src/channel/blocks.ts';
import { button } from '#src/channel/make-blocks.ts';
import { unaskedTexts as texts } from './texts.ts';

/** Kinds of what is told unasked, as messages keep them: none is said while an expert holds the conversation. */
export const UNASKED = {
  /** An answer that was given changed. */
  recall: 'recall',
  /** A question that had no answer has one. */
  known: 'known-now',
  /** The last hours of an answer to a call, and what became of it. */
  bid: 'bid-news',
  /** Opportunities for a company. */
  alert: 'alert-news',
  /** A notice that it follows changed, or closes soon. */
  followed: 'alert-followed',
  /** Another company looks for a partner. */
  partner: 'partner-ask',
} as const;
const KINDS: ReadonlySet<string | undefined> = new Set(Object.values(UNASKED));

/** Whether something was told unasked, by its kind: a bare « stop » after it is about it. */
export const isUnasked = (kind: string | undefined): boolean => KINDS.has(kind);

/** The button under all that is told unasked, and what it sends. */
export const STOP_BUTTON: Choice = button('unasked:stop', texts.button);

/** How to hear no more of it, said under all that is told unasked. */
export const stopHint: Block = { type: 'note', tone: 'info', text: [{ text: texts.hint }] };
