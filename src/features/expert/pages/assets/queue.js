/** @import { Row, Start } from './desk-types.js' */
/** @import { Store } from './desk-store.js' */

import { ApiError, call } from './api.js';
import { deskTexts as texts } from './desk-texts.js';
import { now } from './desk-time.js';
import { button, byId, h } from './dom.js';
import { rowParts } from './queue-row.js';

/** Rows put on the page at once: the rest comes on demand. */
const PAGE = 60;
const FILTERS = /** @type {const} */ (['todo', 'mine', 'all', 'closed']);

/** Words without case nor accents. @param {string} text */
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The queue: which cases are shown, in which order, and which one is open.
 * @param {{ start: Start, store: Store, onOpen: (id: string) => void }} parts
 */
export function createQueue({ start, store, onOpen }) {
  const { me, words } = start;
  const list = byId('rows', HTMLOListElement);
  const empty = byId('queue-empty', HTMLElement);
  const more = byId('more', HTMLButtonElement);
  const find = byId('find', HTMLInputElement);
  /** @type {Map<string, Row>} */
  const rows = new Map();
  /** @type {Row[]} */
  let closed = [];
  /** @type {typeof FILTERS[number]} */
  let filter = 'todo';
  let limit = PAGE;
  /** @type {string | undefined} */
  let openId;
  /** @type {Map<string, { item: HTMLLIElement, button: HTMLButtonElement, row: Row, look: string }>} */
  const shown = new Map();

  const isMine = (/** @type {Row} */ row) => row.owner?.key === me.key;
  const isTodo = (/** @type {Row} */ row) =>
    row.state === 'open' || (isMine(row) && row.state !== 'waiting_company');
  const tests = { todo: isTodo, mine: isMine, all: () => true, closed: () => false };
  const isNew = (/** @type {Row} */ row) => {
    const seen = store.seenAt(row.id);
    return row.id !== openId && (seen === undefined ? isMine(row) : row.updatedAt > seen);
  };

  const buttons = FILTERS.map((name) =>
    button(
      { 'aria-pressed': String(name === filter), class: 'filter', 'data-filter': name },
      [texts.filters[name]],
      () => choose(name),
    ),
  );
  byId('filters', HTMLElement).append(...buttons);
  more.addEventListener('click', () => {
    limit += PAGE;
    draw();
  });
  find.addEventListener('input', () => {
    limit = PAGE;
    if (filter === 'closed') void loadClosed();
    else draw();
  });

  /** @param {typeof FILTERS[number]} name */
  function choose(name) {
    filter = name;
    limit = PAGE;
    for (const one of buttons) one.setAttribute('aria-pressed', String(one.dataset.filter === name));
    if (name === 'closed') void loadClosed();
    draw();
  }

  async function loadClosed() {
    const asked = find.value;
    try {
      const answer = /** @type {{ items: Row[] }} */ (
        await call(`/desk/api/queue?state=closed&q=${encodeURIComponent(asked)}`)
      );
      if (find.value !== asked || filter !== 'closed') return;
      closed = answer.items;
      draw();
    } catch (error) {
      if (filter === 'closed') showEmpty([error instanceof ApiError ? error.message : String(error)]);
    }
  }

  function wanted() {
    if (filter === 'closed') return closed;
    const asked = fold(find.value).split(/\s+/).filter(Boolean);
    const speaks = (/** @type {Row} */ row) => {
      const said = fold(
        `${row.number} ${row.company ?? ''} ${row.owner?.name ?? ''} ${row.summary} ${row.lastSaid}`,
      );
      return asked.every((word) => said.includes(word));
    };
    return [...rows.values()]
      .filter((row) => tests[filter](row) && (asked.length === 0 || speaks(row)))
      .sort((a, b) => a.sortKey - b.sortKey || a.number - b.number);
  }

  /** @param {string[]} lines */
  function showEmpty(lines) {
    empty.hidden = lines.length === 0;
    empty.replaceChildren(...lines.map((line) => h('p', {}, line)));
  }

  /** Brings the list on the page in line: rows that did not change are left alone. */
  function draw() {
    const all = wanted();
    const focused = document.activeElement;
    const visible = all.slice(0, limit);
    const ids = new Set(visible.map(({ id }) => id));
    for (const [id, { item }] of [...shown].filter(([one]) => !ids.has(one))) {
      item.remove();
      shown.delete(id);
    }
    let place = list.firstElementChild;
    for (const row of visible) {
      const { item } = drawRow(row);
      if (item === place) place = place.nextElementSibling;
      else list.insertBefore(item, place);
    }
    if (focused instanceof HTMLElement && list.contains(focused) && document.activeElement !== focused)
      focused.focus({ preventScroll: true });
    more.hidden = all.length <= limit;
    if (!more.hidden) more.textContent = texts.more(Math.min(PAGE, all.length - limit));
    const why = find.value.trim() ? texts.empty.none : texts.empty[filter];
    showEmpty(all.length > 0 ? [] : why);
    count();
  }

  /** @param {Row} row */
  function drawRow(row) {
    const context = { me, ends: words.ends, isNew: isNew(row), hasDraft: store.hasDraft(row.id) };
    const known = shown.get(row.id);
    // Countdowns move on each minute; otherwise a row is drawn when something of it changed.
    const look = `${context.isNew} ${context.hasDraft} ${row.id === openId} ${Math.floor(now() / 60_000)}`;
    if (known?.row === row && known.look === look) return known;
    const parts = rowParts(row, context);
    const own = known?.button ?? button({ class: 'row' }, [], () => onOpen(row.id));
    own.replaceChildren(...parts.filter((part) => part !== undefined));
    if (row.id === openId) own.setAttribute('aria-current', 'true');
    else own.removeAttribute('aria-current');
    own.className = `row state-${row.state}${context.isNew ? ' is-new' : ''}`;
    own.dataset.id = row.id;
    const item = known?.item ?? h('li', {}, own);
    const drawn = { item, button: own, row, look };
    shown.set(row.id, drawn);
    return drawn;
  }

  function count() {
    const live = [...rows.values()];
    const counts = { todo: live.filter(isTodo).length, mine: live.filter(isMine).length, all: live.length };
    for (const one of buttons) {
      const name = /** @type {typeof FILTERS[number]} */ (one.dataset.filter);
      one.textContent = name === 'closed' ? texts.filters.closed : `${texts.filters[name]} ${counts[name]}`;
    }
    document.title = counts.todo > 0 ? `(${counts.todo}) ${texts.title}` : texts.title;
    // The mark on the icon of a page that was installed as an application.
    if ('setAppBadge' in navigator) void navigator.setAppBadge(counts.todo).catch(() => undefined);
  }

  return {
    draw,
    rowOf: (/** @type {string} */ id) => rows.get(id) ?? closed.find((row) => row.id === id),
    /** All the cases that are open. @param {Row[]} all */
    fill: (all) => {
      rows.clear();
      for (const row of all) rows.set(row.id, row);
      if (filter === 'closed') void loadClosed();
      draw();
    },
    /** Cases as they are now. @param {Row[]} changed */
    update: (changed) => {
      for (const row of changed) {
        if (row.state === 'closed') rows.delete(row.id);
        else rows.set(row.id, row);
        const at = closed.findIndex(({ id }) => id === row.id);
        if (at >= 0) closed[at] = row;
      }
      draw();
    },
    /** The case on the screen. @param {string | undefined} id */
    select: (id) => {
      openId = id;
      draw();
    },
    /** Moves the focus from row to row. @param {1 | -1} step */
    move: (step) => {
      const all = [...list.querySelectorAll('button')];
      const from = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
      const current = from >= 0 ? from : all.findIndex((one) => one.dataset.id === openId);
      const next = all[current < 0 ? 0 : Math.min(all.length - 1, Math.max(0, current + step))];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    },
    /** Gives the focus back to a row, or to the field that finds one. @param {string | undefined} id */
    focus: (id) => (shown.get(id ?? '')?.button ?? list.querySelector('button') ?? find).focus(),
    hasFocus: () => list.contains(document.activeElement),
  };
}
