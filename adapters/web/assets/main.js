import { getEarlier, getHistory } from './api.js';
import { createComposer } from './composer.js';
import { byId, hasFinePointer, scrolling } from './dom.js';
import { isNearBottom, keepClearOfBars, scrollToEnd } from './layout.js';
import { createMenu, isForPage, PAGE_ACTIONS } from './menu.js';
import { createOutbox } from './outbox.js';
import { closeCurrentPanel } from './panels.js';
import { createPolling } from './polling.js';
import { createSeen } from './seen.js';
import { createSpace } from './space.js';
import { openStream } from './stream.js';
import { texts } from './texts.js';
import { createTranscript, saysTheSame } from './transcript.js';
import { createWaiting } from './waiting.js';

/** @import { Choice, MessageView, Outgoing } from './types.js' */

const ASLEEP_MS = 60_000;
const JUST_SENT_MS = 5_000;

const log = byId('log', HTMLDivElement);
const welcome = byId('welcome', HTMLElement);
const loading = byId('loading', HTMLParagraphElement);
const jump = byId('jump', HTMLButtonElement);
const reset = byId('reset', HTMLButtonElement);
const connection = byId('connection', HTMLParagraphElement);
const status = byId('status', HTMLParagraphElement);
const away = byId('away', HTMLElement);

/** Name of the conversation that the page shows, as the server gives it. */
let conversation = '';
/** @type {ReturnType<typeof openStream> | undefined} */
let stream;
let reloading = false;

/** Says something to screen readers. @param {string} sentence */
const say = (sentence) => {
  status.textContent = sentence;
};
/** Says something to everyone, under the conversation. @param {string} sentence */
const tell = (sentence) => {
  connection.textContent = sentence;
};

const transcript = createTranscript(
  { log, earlier: byId('earlier', HTMLButtonElement) },
  { onChoice: choose, onRetry: () => void outbox.retryNow(), onEarlier: earlierThan },
);
const waiting = createWaiting({ onLook: () => void look(), say });
const outbox = createOutbox({
  onSending: ({ id }) => {
    transcript.setState(id, 'pending');
    showWaiting();
  },
  onSent: ({ id }, receipt) => {
    transcript.setState(id, 'sent');
    // Nothing is shown yet where its past is still loading.
    if (conversation !== '' && receipt.conversation !== conversation) void changeConversation();
  },
  onRetrying: ({ id }) => {
    if (transcript.stateOf(id) !== 'retrying') say(texts.retryingSpoken);
    transcript.setState(id, 'retrying');
    if (!transcript.awaitsAnswer) waiting.hide();
  },
  onFailed: ({ id, at }, reason, retryable) => {
    // Tried again in vain, and said before.
    if (retryable && transcript.stateOf(id) === 'failed') return;
    // The page may still be on its way to a message that was just sent.
    const follows = isNearBottom() || Date.now() - at < JUST_SENT_MS;
    transcript.setState(id, retryable ? 'failed' : 'refused', reason);
    // The reason may be long: who sees the message sees why it did not leave.
    if (follows) scrollToEnd();
    say(retryable ? texts.notSentSpoken : `${texts.notSent} : ${reason}`);
    if (!transcript.awaitsAnswer) waiting.hide();
  },
});
const seen = createSeen({ lastSeq: () => transcript.lastSeq, isShown: () => jump.hidden === true });
const polling = createPolling({
  look,
  onAnswered: (answered) => {
    if (!answered) tell(texts.reconnecting);
    else if (connection.textContent === texts.reconnecting) tell('');
  },
});
const space = createSpace({ onEntered: (opened, said) => void showOther(opened, said) });
const menu = createMenu({
  onOpened: (opened, said) => void showOther(opened, said),
  onFind: space.open,
  // Nothing of who was here may stay in this page, nor in what it kept.
  onLeft: () => {
    outbox.clear();
    location.replace('/');
  },
});
const composer = createComposer({ onSend: (text) => send({ text }), onProblem: tell });

/** The person's words leave: they show at once, and so does the sign that an answer comes. @param {Outgoing} content */
function send(content) {
  const entry = outbox.add(content, transcript.lastSeq);
  const article = transcript.addLocal(entry);
  showState();
  void outbox.flush();
  scrollToEnd();
  return article;
}

/** @param {Choice} choice */
function choose({ kind, value, label }) {
  if (kind === 'action' && isForPage(value)) return askPage(value);
  const article = send(kind === 'ask' ? { text: value, label } : { action: { value, label } });
  if (hasFinePointer()) composer.focus();
  else article.focus({ preventScroll: true });
}

/** A button of the hotline that is the page's own business. @param {string} value */
function askPage(value) {
  if (value === PAGE_ACTIONS.find) void menu.find();
  else if (value === PAGE_ACTIONS.notMe) void menu.askToLeave();
  else void menu.begin();
}

function showWaiting() {
  // While a person of the team answers, nothing is being written by a machine: that sign would be a lie.
  if (transcript.lastSpeaker !== 'expert') waiting.show();
}

function showState() {
  welcome.hidden = !transcript.isEmpty;
  reset.hidden = transcript.isEmpty;
  loading.hidden = true;
}

/** @param {MessageView} message */
function receive(message) {
  const follows = isNearBottom() || waiting.isShown;
  const article = transcript.receive(message);
  showState();
  if (!article) return;
  if (message.author !== 'company') {
    if (!transcript.awaitsAnswer) waiting.hide();
    say('');
    if (document.hidden) document.title = texts.titleUnread;
  }
  // A new answer is read from its start. Who went back up to read is not torn away.
  if (follows) article.scrollIntoView({ block: 'start', behavior: scrolling() });
  else jump.hidden = false;
  seen.look();
}

/** Asks for what came since, when events may not get through. @returns whether the server answered */
async function look() {
  try {
    const { conversation: current, items, next } = await getHistory(transcript.lastSeq);
    if (current !== conversation) await changeConversation();
    else if (next !== undefined) await showAnew();
    else for (const message of items) receive(message);
    return true;
  } catch {
    // The stream says that the connection is lost, and comes back by itself.
    return false;
  }
}

/** What came before a place of the conversation. @param {number} before */
async function earlierThan(before) {
  try {
    const page = await getEarlier(before);
    if (connection.textContent === texts.earlierFailed) tell('');
    if (page.conversation === conversation) return page;
    void changeConversation();
  } catch {
    tell(texts.earlierFailed);
  }
  return undefined;
}

/** Shows the conversation as the server has it; tries until it succeeds. */
async function load() {
  log.setAttribute('aria-live', 'off');
  for (let wait = 1_000; ; wait = Math.min(30_000, wait * 2)) {
    try {
      const history = await getHistory(0);
      conversation = history.conversation;
      transcript.fill(history);
      away.hidden = history.isAway !== true;
      break;
    } catch {
      loading.hidden = false;
      loading.textContent = texts.loadFailed;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  showState();
  transcript.lastOwn?.scrollIntoView({ block: 'start', behavior: 'instant' });
  // From here on, what is added is read aloud; the past was not.
  requestAnimationFrame(() => log.setAttribute('aria-live', 'polite'));
  seen.forget();
  seen.look();
}

/** Shows again what a reload interrupted, and sends it. */
function resume() {
  const shown = [...log.querySelectorAll('.message-company')];
  for (const entry of outbox.waiting()) {
    // The server may have had it before the reload: sending again tells, and the stream shows it if it was new.
    // What was written while its past was loading is there as well.
    const isShown = transcript.stateOf(entry.id) !== undefined;
    const there = shown.some(
      (article) =>
        article instanceof HTMLElement &&
        Number(article.dataset.seq) > entry.afterSeq &&
        saysTheSame(entry, article.querySelector('.own-text')?.textContent ?? ''),
    );
    if (!isShown && !there) transcript.addLocal(entry);
  }
  showState();
  if (outbox.waiting().length > 0) void outbox.flush();
  else if (transcript.awaitsAnswer) showWaiting();
  // The answer to what was written meanwhile came with the past.
  else waiting.hide();
}

/** Shows the end of the conversation anew: it changed, or too much was missed. @returns whether it did */
async function showAnew() {
  if (reloading) return false;
  reloading = true;
  waiting.hide();
  transcript.clear();
  await load();
  resume();
  reloading = false;
  return true;
}

/** Another tab, or the end of a cookie, changed the conversation: this page follows. */
async function changeConversation() {
  if (!(await showAnew())) return;
  stream?.restart();
  tell(texts.changed);
}

/** The browser shows another conversation of its person, or of another. @param {string} opened @param {string} said */
async function showOther(opened, said) {
  outbox.clear();
  seen.forget();
  conversation = opened;
  await showAnew();
  stream?.restart();
  tell('');
  say(said);
  if (hasFinePointer()) composer.focus();
}

function wirePage() {
  for (const example of document.querySelectorAll('.example')) {
    example.addEventListener('click', () => {
      const text = example.textContent ?? '';
      choose({ id: '', kind: 'ask', value: text, label: text });
    });
  }
  jump.addEventListener('click', () => {
    const last = log.lastElementChild;
    last?.scrollIntoView({ block: 'start', behavior: scrolling() });
    if (last instanceof HTMLElement) last.focus({ preventScroll: true });
    jump.hidden = true;
    seen.look();
  });
  addEventListener('scroll', () => {
    if (isNearBottom()) jump.hidden = true;
    seen.look();
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) closeCurrentPanel();
  });
  let hiddenAt = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = Date.now();
    else {
      document.title = texts.title;
      seen.look();
      // A sleeping phone drops connections without a word.
      if (Date.now() - hiddenAt > ASLEEP_MS) stream?.restart();
    }
  });
  keepClearOfBars();
}

async function start() {
  reset.addEventListener('click', () => void menu.begin());
  byId('away-find', HTMLButtonElement).addEventListener('click', () => void menu.find());
  byId('away-leave', HTMLButtonElement).addEventListener('click', () => void menu.askToLeave());
  wirePage();
  if (!navigator.cookieEnabled) tell(texts.cookies);
  loading.hidden = false;
  history.scrollRestoration = 'manual';
  await load();
  stream = openStream({
    after: () => transcript.lastSeq,
    onReady: (current) => {
      if (current !== conversation) void changeConversation();
      else if (outbox.waiting().length > 0) void outbox.flush();
    },
    onMessage: receive,
    onTyping: () => waiting.show(),
    onBehind: () => void showAnew(),
    onLost: (lost) => (lost ? polling.start() : polling.stop()),
  });
  resume();
  if (hasFinePointer()) composer.focus();
}

void start();
