import { ApiError, postMessage } from './api.js';
import { texts } from './texts.js';

/** @import { Entry, Outgoing, ReceiptView } from './types.js' */

const STORE = 'hotline.outbox';
/** Pauses between tries double from the first to the longest. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** A server that asks for more than this is asked all the same: its clock may be wrong. */
const LONGEST_ASKED_MS = 5 * 60_000;
/** After so long without success the person is told that it is not sent, and offered to try at once. */
const LONG_MS = 45_000;

/** Random id of a message. `crypto.randomUUID` is missing where the page is served without https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    if (index === 6) return ((byte & 0x0f) | 0x40).toString(16);
    return (index === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0');
  }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Messages on their way, one at a time and in order, kept in the tab until the server has them. A message keeps its
 * id, so that sending it again is harmless: what fails and may pass later is sent again by itself, with growing pauses,
 * for as long as the page is open.
 * @param {{
 *   onSending: (entry: Entry) => void,
 *   onSent: (entry: Entry, receipt: ReceiptView) => void,
 *   onRetrying: (entry: Entry) => void,
 *   onFailed: (entry: Entry, reason: string, retryable: boolean) => void,
 * }} handlers `onSending` is told of a first try, or one that the person asked for; `onRetrying` of a try to come;
 *   `onFailed` when it takes long (it is still tried), or never will be taken
 */
export function createOutbox(handlers) {
  /** @type {Entry[]} */
  let entries = load();
  /** @type {Promise<void> | undefined} */
  let running;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  /** Tries in vain since the last success, and when they began. */
  let failures = 0;
  let failingSince = 0;

  /** @param {Entry[]} next */
  const keep = (next) => {
    entries = next;
    try {
      sessionStorage.setItem(STORE, JSON.stringify(entries));
    } catch {
      // Storage may be full or forbidden: the message still leaves, it only would not survive a reload.
    }
  };
  /** @param {string} id */
  const drop = (id) => keep(entries.filter((entry) => entry.id !== id));

  /** Tells of what waits, and plans the next try. @param {unknown} error */
  const retryLater = (error) => {
    if (failures === 0) failingSince = Date.now();
    const reason = error instanceof ApiError ? error.message : texts.failed;
    // The next ones would only overtake the first.
    for (const entry of entries) {
      if (Date.now() - failingSince >= LONG_MS) handlers.onFailed(entry, reason, true);
      else handlers.onRetrying(entry);
    }
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    const asked = error instanceof ApiError ? Math.min(LONGEST_ASKED_MS, error.retryAfterMs) : 0;
    failures += 1;
    // A part of chance, so that a server that is back does not meet every page at once.
    retry = setTimeout(flush, Math.max(asked, pause) * (0.8 + 0.5 * Math.random()));
  };
  /** @param {Entry} entry @param {Awaited<ReturnType<typeof postMessage>>} receipt */
  const sent = (entry, receipt) => {
    drop(entry.id);
    handlers.onSent(entry, receipt);
  };
  /** @param {Entry} entry @param {ApiError} error */
  const refused = (entry, error) => {
    failures = 0;
    drop(entry.id);
    handlers.onFailed(entry, error.message, false);
  };

  /** @param {Entry} entry @returns {Promise<boolean>} whether the next one may go */
  const deliver = async (entry) => {
    if (failures === 0) handlers.onSending(entry);
    try {
      const receipt = await postMessage(entry);
      failures = 0;
      // A reset in the meantime forgot this message on purpose.
      if (entries.includes(entry)) sent(entry, receipt);
    } catch (error) {
      if (!entries.includes(entry)) return true;
      if (mayPass(error)) {
        retryLater(error);
        return false;
      }
      refused(entry, /** @type {ApiError} */ (error));
    }
    return true;
  };

  const run = async () => {
    clearTimeout(retry);
    for (let [entry] = entries; entry; [entry] = entries) if (!(await deliver(entry))) return;
  };

  const flush = () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };
  addEventListener('online', () => void flush());

  return {
    /** Messages that the server has not confirmed. @returns {readonly Entry[]} */
    waiting: () => entries,
    /**
     * @param {Outgoing} content
     * @param {number} afterSeq the last message seen when it was written
     */
    add: (content, afterSeq) => {
      /** @type {Entry} */
      const entry = { id: newId(), afterSeq, at: Date.now(), ...content };
      keep([...entries, entry]);
      return entry;
    },
    /** Sends what waits. */
    flush,
    /** Sends what waits because the person asks for it: it counts as a first try. */
    retryNow: () => {
      failures = 0;
      return flush();
    },
    /** Forgets everything. */
    clear: () => {
      clearTimeout(retry);
      failures = 0;
      keep([]);
    },
  };
}

/** @returns {Entry[]} */
function load() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(STORE) ?? '[]');
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry?.id === 'string') : [];
  } catch {
    return [];
  }
}

/** Whether what failed may succeed later: the network, or a server that says so. @param {unknown} error */
const mayPass = (error) => !(error instanceof ApiError) || error.retryable;
