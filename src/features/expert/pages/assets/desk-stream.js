/** @import { Change } from './desk-types.js' */
import { ApiError, call } from './api.js';
import { showSessionEnded } from './session.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
/** A reconnection shorter than this is not worth a word. */
const QUIET_MS = 1_500;

/**
 * Hears what happens to all cases, and comes back by itself with growing pauses when the connection falls.
 * @param {{
 *   onReady: () => void,
 *   onChanges: (changes: Change[]) => void,
 *   onLost: (lost: boolean) => void,
 * }} handlers `onReady`: all that the page shows is to be read, now or again
 */
export function openDeskStream(handlers) {
  /** @type {EventSource | undefined} */
  let source;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let notice;
  let wait = FIRST_WAIT_MS;
  let ended = false;

  const connect = () => {
    clearTimeout(retry);
    source?.close();
    if (ended) return;
    const current = new EventSource('/desk/api/events');
    source = current;
    current.addEventListener('ready', () => {
      wait = FIRST_WAIT_MS;
      clearTimeout(notice);
      notice = undefined;
      handlers.onLost(false);
      handlers.onReady();
    });
    current.addEventListener('changes', (event) => handlers.onChanges(JSON.parse(event.data)));
    current.addEventListener('refresh', () => handlers.onReady());
    current.addEventListener('ended', end);
    current.addEventListener('error', () => {
      if (current !== source || ended) return;
      // The browser would try again at a fixed pace, and never after a refusal: we pace it ourselves.
      current.close();
      notice ??= setTimeout(() => handlers.onLost(true), QUIET_MS);
      retry = setTimeout(again, wait * (0.7 + 0.6 * Math.random()));
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    });
  };
  /** An event stream does not say why it was refused: another request does. */
  const again = () => {
    call('/desk/api/me').then(connect, (error) => {
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) end();
      else connect();
    });
  };
  const end = () => {
    ended = true;
    source?.close();
    clearTimeout(notice);
    showSessionEnded();
  };
  const connectNow = () => {
    wait = FIRST_WAIT_MS;
    connect();
  };
  addEventListener('online', connectNow);
  // A page that comes back from the browser's memory of pages has a dead connection.
  addEventListener('pageshow', (event) => {
    if (event.persisted) connectNow();
  });
  connect();
}
