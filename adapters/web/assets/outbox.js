import { ApiError, postMessage } from './api.js';
import { texts } from './texts.js';

/** @import { Entry, Outgoing, ReceiptView } from './types.js' */

const STORE = 'hotline.outbox';

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
 * id, so that sending it again is harmless.
 * @param {{
 *   onSending: (entry: Entry) => void,
 *   onSent: (entry: Entry, receipt: ReceiptView) => void,
 *   onFailed: (entry: Entry, reason: string, retryable: boolean) => void,
 * }} handlers
 */
export function createOutbox(handlers) {
  /** @type {Entry[]} */
  let entries = load();
  /** @type {Promise<void> | undefined} */
  let running;

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

  const run = async () => {
    /** @type {Set<string>} */
    const tried = new Set();
    for (;;) {
      const entry = entries.find(({ id }) => !tried.has(id));
      if (!entry) return;
      tried.add(entry.id);
      handlers.onSending(entry);
      try {
        const receipt = await postMessage(entry);
        // A reset in the meantime forgot this message on purpose.
        if (!entries.includes(entry)) continue;
        drop(entry.id);
        handlers.onSent(entry, receipt);
      } catch (error) {
        if (!entries.includes(entry)) continue;
        const retryable = !(error instanceof ApiError) || error.retryable;
        if (!retryable) drop(entry.id);
        handlers.onFailed(entry, error instanceof ApiError ? error.message : texts.failed, retryable);
        if (!retryable) continue;
        // The next ones would only overtake it.
        for (const later of entries.filter(({ id }) => !tried.has(id))) {
          handlers.onFailed(later, texts.failed, true);
        }
        return;
      }
    }
  };

  const flush = () => {
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  };

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
    /** Forgets everything. */
    clear: () => keep([]),
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
