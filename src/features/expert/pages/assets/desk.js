/** @import { Change, Row, Start } from './desk-types.js' */

import { ApiError, call } from './api.js';
import { createCaseView } from './case-view.js';
import { listenToKeys, showHelp } from './desk-keys.js';
import { openStore } from './desk-store.js';
import { openDeskStream } from './desk-stream.js';
import { deskTexts as texts } from './desk-texts.js';
import { eachMinute, setClock } from './desk-time.js';
import { byId } from './dom.js';
import { createQueue } from './queue.js';
import { companyOf } from './queue-row.js';
import { showSessionEnded } from './session.js';

const desk = byId('desk', HTMLElement);
const lost = byId('lost', HTMLElement);
const news = byId('news', HTMLElement);
const find = byId('find', HTMLInputElement);

/** Says something to screen readers. @param {string} text */
const say = (text) => {
  news.textContent = text;
};

/** @param {Start} start */
function run(start) {
  setClock(start.now);
  const store = openStore(start.me.key);
  const queue = createQueue({ start, store, onOpen: (id) => go(id) });
  const view = createCaseView({
    start,
    store,
    say,
    onRow: (row) => apply([{ row, messages: [], events: [] }]),
    onGo: (id) => go(id),
    onBack: () => go(undefined),
  });
  /** What came while the queue was being read. @type {Change[] | undefined} */
  let waiting;

  /** The case of the address. */
  const asked = () => new URLSearchParams(location.search).get('dossier') ?? undefined;

  /** Shows a case, or the queue alone, and notes it in the address. @param {string | undefined} id */
  function go(id) {
    if (id !== asked())
      history.pushState(null, '', id ? `?dossier=${encodeURIComponent(id)}` : location.pathname);
    follow();
  }

  /** Shows what the address says. */
  function follow(isFirst = false) {
    const id = asked();
    const before = view.openId();
    desk.dataset.view = id ? 'case' : 'queue';
    queue.select(id);
    if (id) void view.open(id, isFirst).then(() => queue.draw());
    else {
      view.close();
      queue.focus(before);
    }
  }

  /** @param {Change[]} changes */
  function apply(changes) {
    if (waiting) {
      waiting.push(...changes);
      return;
    }
    for (const change of changes) {
      view.apply(change);
      announce(change);
    }
    queue.update(changes.map(({ row }) => row));
  }

  /** Tells who does not look at the list what matters to them. @param {Change} change */
  function announce({ row, messages, events }) {
    const concerns = row.id === view.openId() || row.owner?.key === start.me.key;
    if (concerns && messages.some(({ author }) => author === 'company'))
      say(texts.heard(companyOf(row), row.number));
    else if (row.state === 'open' && events.some(({ type }) => type === 'opened'))
      say(texts.arrived(row.number));
  }

  async function read() {
    if (waiting) return;
    waiting = [];
    try {
      const answer = /** @type {{ items: Row[], now: number }} */ (await call('/desk/api/queue'));
      setClock(answer.now);
      queue.fill(answer.items);
    } catch (error) {
      showLost(error instanceof ApiError ? error.message : String(error));
    } finally {
      const came = waiting;
      waiting = undefined;
      apply(came);
    }
  }

  addEventListener('popstate', () => follow());
  byId('show-help', HTMLElement).addEventListener('click', () => showHelp(store));
  listenToKeys({
    store,
    move: queue.move,
    isInQueue: queue.hasFocus,
    reply: () => view.openId() && view.composer.focus('reply'),
    note: () => view.openId() && view.composer.focus('note'),
    passages: () => view.openId() && view.side.search(),
    find: () => find.focus(),
    send: () => void view.composer.submit(),
    out: () => view.openId() && go(undefined),
  });
  eachMinute(() => {
    queue.draw();
    view.tick();
  });
  openDeskStream({
    onReady: () => {
      showLost('');
      void read();
      if (view.openId()) void view.refresh();
    },
    onChanges: apply,
    onLost: (isLost) => showLost(isLost ? texts.lost : ''),
  });
  if (asked()) follow(true);
  else queue.draw();
}

/** @param {string} text */
function showLost(text) {
  lost.textContent = text;
  lost.hidden = text === '';
}

/** Asks for what the page needs until the server answers. @param {number} wait */
function begin(wait = 1_000) {
  call('/desk/api/start').then(
    (start) => {
      showLost('');
      run(/** @type {Start} */ (start));
    },
    (error) => {
      if (error instanceof ApiError && error.status === 401) return showSessionEnded();
      showLost(error instanceof ApiError ? error.message : String(error));
      setTimeout(() => begin(Math.min(20_000, wait * 2)), wait);
    },
  );
}
begin();
