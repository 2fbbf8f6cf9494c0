import type { StoredMessage } from '#src/conversation/store/messages.ts';

type CompanyMessage = Extract<StoredMessage, { author: 'company' }>;

/** People who chat cut a sentence over several messages, seconds apart. */
const GAP_MS = 3_000;
/** A message of this length says something by itself. */
const FRAGMENT_CHARACTERS = 80;
const CLOSED = /[?!.…]\s*$/;

/** Whether a message may be the beginning of one that goes on. */
function isFragment(message: CompanyMessage): boolean {
  const { content } = message;
  return (
    content.type === 'text' && content.text.trim().length < FRAGMENT_CHARACTERS && !CLOSED.test(content.text)
  );
}

/**
 * The first messages to answer together: one, or the fragments of a burst. A closed sentence or a button ends it, so
 * that two questions get two answers.
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

/** How long to wait for the rest of a sentence: a moment after an open fragment, none after a closed one. */
export function waitForMore(burst: readonly CompanyMessage[], now: number): number {
  const last = burst.at(-1);
  if (!last || !isFragment(last)) return 0;
  const words = last.content.type === 'text' ? last.content.text.trim().split(/\s+/).length : 0;
  const patience = words <= 3 ? 700 : 350;
  // A message from before the clock was set back is not waited for longer than any other.
  return Math.min(patience, Math.max(0, last.at + patience - now));
}
