/** @import { Change, CaseLink, CasePage, Row, Start } from './desk-types.js' */
/** @import { Store } from './desk-store.js' */

import { ApiError, call } from './api.js';
import { createComposer } from './case-composer.js';
import { createDialogs } from './case-dialogs.js';
import { createSide } from './case-side.js';
import { createTimeline } from './case-timeline.js';
import { deskTexts as texts } from './desk-texts.js';
import { moment } from './desk-time.js';
import { button, byId, h } from './dom.js';
import { companyOf, countdown, levelBadge, standing, waiting } from './queue-row.js';

/** From this width the exchange and its helps stand side by side. */
const WIDE = '(min-width: 80rem)';

/**
 * The case on the screen.
 * @param {{
 *   start: Start, store: Store,
 *   onRow: (row: Row) => void, onGo: (id: string) => void, onBack: () => void, say: (text: string) => void,
 * }} parts `onRow`: a case as an action left it; `onGo`: another case is wanted
 */
export function createCaseView({ start, store, onRow, onGo, onBack, say }) {
  const { me, words } = start;
  const root = byId('case', HTMLElement);
  const none = byId('no-case', HTMLElement);
  const title = h('h2', { class: 'case-title', tabindex: '-1' });
  const facts = h('ul', { class: 'facts' });
  const links = h('p', { class: 'case-links' });
  const actions = h('div', { class: 'case-actions' });
  const failed = h('p', { class: 'failed', role: 'alert' });
  const back = button({ class: 'quiet back' }, [`← ${texts.back}`], onBack);
  const head = h(
    'header',
    { class: 'case-head' },
    h('div', { class: 'case-line' }, back, title, actions),
    facts,
    links,
    failed,
  );
  const timeline = createTimeline(start);
  const composer = createComposer({
    start,
    store,
    onSent: (row, kind) => {
      say(kind === 'note' ? texts.noteNews : texts.sentNews);
      onRow(row);
    },
  });
  const side = createSide({ words, onInsert: (passage, withText) => composer.addPassage(passage, withText) });
  const body = h(
    'div',
    { class: 'case-body', hidden: true },
    head,
    h(
      'div',
      { class: 'case-main' },
      side.root,
      h('div', { class: 'exchange' }, timeline.root, composer.root),
    ),
  );
  root.append(body);
  const dialogs = createDialogs({ start, act });
  /** @type {CasePage | undefined} */
  let page;
  /** The case that is being opened, or is open. @type {string | undefined} */
  let wanted;
  /** What came while a case was being read. @type {Change[]} */
  let waitingChanges = [];
  let isLoading = false;

  /** @param {string} id @param {string} verb @param {unknown} [body_] */
  async function act(id, verb, body_) {
    const answer = /** @type {{ row: Row }} */ (
      await call(`/desk/api/cases/${id}/${verb}`, { method: 'POST', body: body_ })
    );
    onRow(answer.row);
    if (answer.row.id === id) return;
    // A case that is reopened is another case.
    store.moveDraft(id, answer.row.id);
    onGo(answer.row.id);
  }

  /** Does something at once, and says beside the title why it can't be. @param {() => Promise<void> | void} work */
  async function attempt(work) {
    failed.textContent = '';
    failed.className = 'failed';
    try {
      await work();
    } catch (error) {
      failed.textContent = error instanceof ApiError ? error.message : String(error);
      // Somebody else was quicker: what is shown is no longer so.
      if (error instanceof ApiError && error.status === 409) void read();
    }
  }

  /** Draws a page for the knowledge from the exchange; staff read it over. @param {string} id */
  async function draw(id) {
    await call(`/desk/api/cases/${id}/draft`, { method: 'POST' });
    failed.className = 'told';
    failed.textContent = texts.drafted;
  }

  /** @param {Row} row */
  function drawFacts(row) {
    const left = countdown(row);
    const wait = waiting(row);
    const fact = (/** @type {string | undefined} */ text, /** @type {string} */ name = '') =>
      text ? [h('li', { class: name }, text)] : [];
    facts.replaceChildren(
      h(
        'li',
        { class: row.state === 'open' ? 'to-take' : 'standing' },
        levelBadge(row),
        ' ',
        standing(row, me, words.ends),
      ),
      ...(row.owner && row.owner.key !== me.key ? fact(texts.heldBy(row.owner.name), 'held') : []),
      ...fact(
        row.deadline ? `${capital(left ?? '')} (${moment(row.deadline.at)})` : capital(texts.noDeadline),
        `closes level-${row.level}`,
      ),
      ...fact(wait && capital(wait.text), wait?.isLate ? 'late' : ''),
      ...fact(row.rating && (row.rating === 'up' ? texts.rated.up : texts.rated.down)),
    );
  }

  function drawHead() {
    if (!page) return;
    const { row, previous, next } = page;
    title.replaceChildren(`${texts.number(row.number)} · ${companyOf(row)}`);
    drawFacts(row);
    const link = (/** @type {CaseLink} */ to, /** @type {string} */ text) =>
      button({ class: 'link' }, [text], () => onGo(to.id));
    links.replaceChildren(
      ...(previous ? [link(previous, texts.previous(previous.number))] : []),
      ...(next ? [link(next, texts.next(next.number))] : []),
    );
    links.hidden = links.childElementCount === 0;
    drawActions(row);
  }

  /** What may be done now. The buttons stay the same until that changes: a press is never lost. @param {Row} row */
  function drawActions({ id, state }) {
    const look = `${id} ${state === 'open' || state === 'closed' ? state : 'held'}`;
    if (actions.dataset.look === look) return;
    actions.dataset.look = look;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.act;
    /** @typedef {keyof typeof texts.actions} Action */
    const make = (/** @type {Action} */ name, /** @type {(row: Row) => Promise<void> | void} */ work) =>
      button(
        { class: name === 'claim' || name === 'reopen' ? 'primary' : 'quiet', 'data-act': name },
        [texts.actions[name]],
        () => void attempt(() => page && work(page.row)),
      );
    const isOpen = state === 'open';
    const live = () => [
      ...(isOpen ? [make('claim', () => act(id, 'claim'))] : []),
      make('transfer', dialogs.transfer),
      make('deadline', dialogs.deadline),
      ...(isOpen ? [] : [make('return', dialogs.return)]),
      make('close', dialogs.close),
    ];
    const ended = () => [make('reopen', () => act(id, 'reopen')), make('draft', () => draw(id))];
    const all = state === 'closed' ? ended() : live();
    actions.replaceChildren(...all);
    // The button that was pressed is made anew, or gone: the focus stays among them.
    if (focused) (all.find((one) => one.dataset.act === focused) ?? title).focus({ preventScroll: true });
  }

  /** Reads the case that is wanted, and shows it. @param {boolean} [isOpening] */
  async function read(isOpening = false) {
    const id = wanted;
    if (!id) return;
    isLoading = true;
    waitingChanges = [];
    try {
      const answer = /** @type {CasePage} */ (await call(`/desk/api/cases/${encodeURIComponent(id)}`));
      if (wanted !== id) return;
      show(answer, isOpening);
    } catch (error) {
      if (wanted === id) showFailure(error);
    } finally {
      if (wanted === id) loaded();
    }
  }

  /** Applies what changed while the case was read. */
  function loaded() {
    isLoading = false;
    for (const change of waitingChanges.splice(0)) apply(change);
  }

  /** @param {unknown} error */
  function showFailure(error) {
    none.hidden = page?.row.id === wanted;
    none.replaceChildren(h('p', {}, error instanceof ApiError ? error.message : String(error)));
  }

  /** @param {CasePage} opened @param {boolean} isOpening */
  function show(opened, isOpening) {
    const isOther = page?.row.id !== opened.row.id;
    page = opened;
    none.hidden = true;
    body.hidden = false;
    if (isOther) failed.textContent = '';
    drawHead();
    if (isOther) {
      side.fill(opened, matchMedia(WIDE).matches);
      composer.open(opened.row);
    } else composer.update(opened.row);
    timeline.fill(opened);
    store.markSeen(opened.row.id, opened.row.updatedAt);
    if (isOpening) title.focus({ preventScroll: true });
  }

  /** @param {Change} change */
  function apply({ row, messages, events }) {
    if (isLoading) {
      waitingChanges.push({ row, messages, events });
      return;
    }
    if (!page || page.row.id !== row.id) return;
    page = { ...page, row };
    drawHead();
    composer.update(row);
    timeline.add(messages, events);
    store.markSeen(row.id, row.updatedAt);
  }

  return {
    composer,
    side,
    /** Opens a case. @param {string} id @param {boolean} isFirst the page has just been loaded: nothing takes the focus */
    open: (id, isFirst) => {
      wanted = id;
      body.hidden = page?.row.id !== id;
      if (body.hidden) {
        none.hidden = false;
        none.replaceChildren(h('p', {}, texts.loading));
      }
      return read(!isFirst);
    },
    /** What the server has of it now, after a lost connection. */
    refresh: () => read(),
    close: () => {
      wanted = undefined;
      page = undefined;
      body.hidden = true;
      none.hidden = false;
    },
    apply,
    tick: drawHead,
    openId: () => wanted,
    isClosed: () => page?.row.state === 'closed',
  };
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
