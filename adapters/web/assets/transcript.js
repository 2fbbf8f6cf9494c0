import { markUsedAction } from './blocks.js';
import { drawEntry, drawMessage, shownText } from './message.js';
import { texts } from './texts.js';

/** @import { Choice, Entry, HistoryView, MessageView } from './types.js' */
/** @typedef {ReturnType<typeof drawEntry> & { entry: Entry }} LocalMessage */

/** Messages drawn at once; older ones wait behind a button, so that a long conversation opens fast. */
const PAGE = 60;

/**
 * The conversation on the page. Each message stands once, in the order of the server; what the server does not have
 * yet stands at the end.
 * @param {{ log: HTMLElement, earlier: HTMLButtonElement }} elements
 * @param {{
 *   onChoice: (choice: Choice) => void,
 *   onRetry: () => void,
 *   onEarlier: (before: number) => Promise<HistoryView | undefined>,
 * }} handlers `onEarlier` gives what came before a place; nothing when it can't be had
 */
export function createTranscript({ log, earlier }, handlers) {
  /** @type {Set<string>} */
  const known = new Set();
  /** @type {Map<string, LocalMessage>} own messages that the server has not shown back yet, by entry */
  const locals = new Map();
  /** @type {MessageView[]} */
  let older = [];
  /** @type {number | undefined} where the server's earlier messages end, when it has more */
  let next;
  let lastSeq = 0;
  /** @type {MessageView['author'] | undefined} */
  let lastSpeaker;
  let lastAnswerSeq = 0;
  let lastOwnSeq = 0;

  const label = earlier.textContent ?? '';
  const showEarlier = () => {
    earlier.hidden = older.length === 0 && next === undefined;
  };
  /** Draws earlier messages above the others. They are the past: nothing of them is read aloud. */
  const drawOlder = () => {
    const drawn = older.slice(-PAGE).map((message) => drawMessage(message, handlers));
    older = older.slice(0, -PAGE);
    const live = log.getAttribute('aria-live') ?? 'polite';
    log.setAttribute('aria-live', 'off');
    log.prepend(...drawn);
    requestAnimationFrame(() => log.setAttribute('aria-live', live));
    showEarlier();
    drawn[0]?.focus();
  };
  /** Asks the server for what came before. @param {number} before */
  const fetchOlder = async (before) => {
    earlier.setAttribute('aria-disabled', 'true');
    earlier.textContent = texts.earlierLoading;
    const page = await handlers.onEarlier(before);
    earlier.removeAttribute('aria-disabled');
    earlier.textContent = label;
    // The conversation may have changed while they came.
    if (!page || next !== before) return;
    older = page.items.filter((message) => !known.has(message.id));
    for (const { id } of older) known.add(id);
    next = page.next;
    drawOlder();
  };
  earlier.addEventListener('click', () => {
    if (earlier.getAttribute('aria-disabled') === 'true') return;
    if (older.length > 0) drawOlder();
    else if (next !== undefined) void fetchOlder(next);
  });

  /** @param {MessageView} message */
  const note = (message) => {
    known.add(message.id);
    lastSeq = Math.max(lastSeq, message.seq);
    if (message.author === 'company') lastOwnSeq = Math.max(lastOwnSeq, message.seq);
    else {
      lastAnswerSeq = Math.max(lastAnswerSeq, message.seq);
      lastSpeaker = message.author;
    }
  };
  /** @param {MessageView} message */
  const markUsed = (message) => {
    if (message.author !== 'company') return;
    for (const article of log.querySelectorAll('.message-bot')) {
      if (article instanceof HTMLElement) markUsedAction(article, message.text);
    }
  };
  /** @param {MessageView} message */
  const takeLocal = (message) => {
    if (message.author !== 'company') return undefined;
    for (const [id, local] of locals) {
      if (local.entry.afterSeq < message.seq && saysTheSame(local.entry, message.text)) {
        locals.delete(id);
        return local;
      }
    }
    return undefined;
  };
  /** Puts an article where its number belongs, and leaves it alone when it is there already.
   * @param {HTMLElement} article */
  const place = (article) => {
    const seq = Number(article.dataset.seq);
    let before = log.lastElementChild;
    while (before && (before === article || !(Number(seqOf(before)) < seq)))
      before = before.previousElementSibling;
    const after = before ? before.nextElementSibling : log.firstElementChild;
    if (after !== article) log.insertBefore(article, after);
  };
  /**
   * Puts what the server says where it belongs: what the person sent stands there already.
   * @param {MessageView} message
   * @returns {HTMLElement | undefined} the article of a message not shown before
   */
  const show = (message) => {
    const local = takeLocal(message);
    const article = local?.article ?? drawMessage(message, handlers);
    article.dataset.seq = String(message.seq);
    local?.setState('sent');
    place(article);
    return local ? undefined : article;
  };

  return {
    get lastSeq() {
      return lastSeq;
    },
    get isEmpty() {
      return known.size === 0 && locals.size === 0;
    },
    /** Who spoke last, the person aside. */
    get lastSpeaker() {
      return lastSpeaker;
    },
    /** Whether something that the person said has no answer after it. */
    get awaitsAnswer() {
      return lastOwnSeq > lastAnswerSeq || [...locals.values()].some(isOnItsWay);
    },
    /** The article of the last thing that the person said. @returns {HTMLElement | undefined} */
    get lastOwn() {
      return [...log.querySelectorAll('.message-company')]
        .filter((node) => node instanceof HTMLElement)
        .at(-1);
    },
    /**
     * Draws the end of a conversation; the rest waits behind a button, here or at the server.
     * @param {HistoryView} history
     */
    fill: (history) => {
      const fresh = history.items.filter((message) => !known.has(message.id));
      for (const message of fresh) note(message);
      older = fresh.slice(0, -PAGE);
      next = history.next;
      showEarlier();
      // What came meanwhile may stand there already.
      for (const message of fresh.slice(-PAGE)) show(message);
      for (const message of fresh) markUsed(message);
    },
    /**
     * Adds what the server says, unless it is there.
     * @param {MessageView} message
     * @returns {HTMLElement | undefined} the article of a message not shown before
     */
    receive: (message) => {
      if (known.has(message.id)) return undefined;
      note(message);
      markUsed(message);
      return show(message);
    },
    /**
     * Shows at once what the person sends.
     * @param {Entry} entry
     */
    addLocal: (entry) => {
      const local = { ...drawEntry(entry, { onRetry: handlers.onRetry }), entry };
      locals.set(entry.id, local);
      local.setState('pending');
      log.append(local.article);
      return local.article;
    },
    /**
     * @param {string} entryId
     * @param {'pending' | 'retrying' | 'sent' | 'failed' | 'refused'} state
     * @param {string} [reason]
     */
    setState: (entryId, state, reason) => locals.get(entryId)?.setState(state, reason),
    /** Where a message of the person stands. @param {string} entryId */
    stateOf: (entryId) => locals.get(entryId)?.article.dataset.state,
    clear: () => {
      known.clear();
      locals.clear();
      older = [];
      next = undefined;
      lastSeq = lastAnswerSeq = lastOwnSeq = 0;
      lastSpeaker = undefined;
      earlier.hidden = true;
      log.replaceChildren();
    },
  };
}

/** @param {Element} element */
const seqOf = (element) => (element instanceof HTMLElement ? element.dataset.seq : undefined);

/** @param {LocalMessage} local */
const isOnItsWay = ({ article }) => article.dataset.state === 'pending' || article.dataset.state === 'sent';

/**
 * Whether the server's line is this message. Spaces and invisible characters may have been tidied on the way.
 * @param {Entry} entry
 * @param {string} text
 */
export function saysTheSame(entry, text) {
  const sent = 'action' in entry ? entry.action.value : entry.text;
  return tidy(text) === tidy(sent) || tidy(text) === tidy(shownText(entry));
}

/** @param {string} text */
const tidy = (text) =>
  text
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
