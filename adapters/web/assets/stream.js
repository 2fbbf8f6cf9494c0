/** @import { MessageView } from './types.js' */

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A reconnection shorter than this is not worth a word. */
const QUIET_MS = 1_500;

/**
 * Listens to the conversation, and comes back by itself with growing pauses when the connection falls.
 * @param {{
 *   after: () => number,
 *   onReady: (conversation: string) => void,
 *   onMessage: (message: MessageView) => void,
 *   onTyping: () => void,
 *   onBehind: () => void,
 *   onLost: (lost: boolean) => void,
 * }} handlers
 */
export function openStream(handlers) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let notice;
  let wait = FIRST_WAIT_MS;
  let closed = false;

  const connect = () => {
    clearTimeout(retry);
    source?.close();
    if (closed) return;
    const current = new EventSource(`/chat/events?after=${handlers.after()}`);
    source = current;
    current.addEventListener('ready', (event) => {
      wait = FIRST_WAIT_MS;
      clearTimeout(notice);
      notice = undefined;
      handlers.onLost(false);
      handlers.onReady(JSON.parse(event.data).conversation);
    });
    current.addEventListener('message', (event) => handlers.onMessage(JSON.parse(event.data)));
    current.addEventListener('typing', () => handlers.onTyping());
    // Too much was missed for a stream: the end of the conversation is read anew.
    current.addEventListener('behind', () => handlers.onBehind());
    current.addEventListener('error', () => {
      if (current !== source || closed) return;
      // The browser would try again at a fixed pace, and never after a refusal: we pace it ourselves.
      current.close();
      notice ??= setTimeout(() => handlers.onLost(true), QUIET_MS);
      // A part of chance, so that a restarted server does not meet every page at once.
      retry = setTimeout(connect, wait * (0.7 + 0.6 * Math.random()));
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    });
  };
  const connectNow = () => {
    wait = FIRST_WAIT_MS;
    connect();
  };
  addEventListener('online', connectNow);
  connect();

  return {
    /** Connects anew at once: the conversation changed, or the page slept. */
    restart: connectNow,
    /** Whether events arrive. */
    isOpen: () => source?.readyState === EventSource.OPEN,
    close: () => {
      closed = true;
      clearTimeout(retry);
      clearTimeout(notice);
      source?.close();
      removeEventListener('online', connectNow);
    },
  };
}
