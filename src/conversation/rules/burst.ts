import type { StoredMessage } from '#src/conversation/store/messages.ts';

type CompanyMessage = Extract<StoredMessage, { author: 'company' }>;

/** People who chat cut a sentence over several messages, seconds apart. */
const GAP_MS = 3_000;
/** A message of this length says something by itself. */
const FRAGMENT_CHARACTERS = 80;
const CLOSED = /[?!.…]\s*$/;
/** A sentence that ends quietly may tell what is asked next; its words are not read here, only how it ends. */
const QUIET = /[.…]\s*$/;
/** Words from which a sentence tells something: « oui. », « c'est urgent. » are answers. */
const SHORTEST_STORY = 4;

/** Whether a message may be the beginning of one that goes on. */
function isFragment(message: CompanyMessage): boolean {
  const { content } = message;
  if (content.type !== 'text' || content.text.trim().length >= FRAGMENT_CHARACTERS) return false;
  return !CLOSED.test(content.text) || isStory(content.text);
}

/** Whether a short message may tell something of which the question comes next. */
const isStory = (text: string): boolean => wordsIn(text) >= SHORTEST_STORY && QUIET.test(text);

const wordsIn = (text: string): number => text.trim().split(/\s+/).length;

/**
 * The first messages to answer together: one, or the fragments of a burst. A closed sentence or a button ends it, so
 * that two questions get two answers; a sentence that only tells does not.
 * @param waiting unanswered messages, oldest first
 */
export function takeBurst(waiting: readonly CompanyMessage[]): CompanyMessage[] {
  const burst: CompanyMessage[] = [];
  for (const message of waiting) {
    const last = burst.at(-1);
    if (last && (!isFragment(last) || message.content.type !== 'text' || message.at - last.at > GAP_MS))
      break;
    burst.push(message);
  }
  return burst;
}

/**
 * How long to wait for the rest: a moment after an open fragment, longer after the beginning of a story, none after a
 * closed sentence.
 */
export function waitForMore(burst: readonly CompanyMessage[], now: number): number {
  const last = burst.at(-1);
  if (!last || !isFragment(last)) return 0;
  const patience = patienceAfter(last.content.type === 'text' ? last.content.text : '');
  // A message from before the clock was set back is not waited for longer than any other.
  return Math.min(patience, Math.max(0, last.at + patience - now));
}

/** Whoever tells a story types its next sentence; who writes a word or two, the rest of this one. */
function patienceAfter(text: string): number {
  if (isStory(text)) return 1_200;
  return wordsIn(text) < SHORTEST_STORY ? 700 : 350;
}
