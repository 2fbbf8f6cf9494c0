import { getOwn, postForget, postReset, postThread } from './api.js';
import { button, byId, h } from './dom.js';
import { texts } from './texts.js';

/** @import { OwnView } from './types.js' */

/** What the hotline's buttons may ask of the page itself, rather than of the hotline. */
export const PAGE_ACTIONS = { find: 'space-find', notMe: 'space-not-me', anew: 'space-new' };

/** @param {string} value */
export const isForPage = (value) => Object.values(PAGE_ACTIONS).includes(value);

/**
 * The menu of what a person has in this browser: their conversations, the way back to what is theirs, and the way out.
 * @param {{
 *   onOpened: (conversation: string, said: string) => void,
 *   onFind: (hasWritten: boolean) => void,
 *   onLeft: () => void,
 * }} handlers `onOpened` is told which conversation the browser shows now; `onFind` whether something was written in it;
 *   `onLeft` that its person ended
 */
export function createMenu({ onOpened, onFind, onLeft }) {
  const menu = byId('menu', HTMLDialogElement);
  const list = byId('threads', HTMLUListElement);
  const problem = byId('menu-problem', HTMLParagraphElement);
  const leave = byId('leave', HTMLDialogElement);
  const leaveText = byId('leave-text', HTMLParagraphElement);
  const leaveProblem = byId('leave-problem', HTMLParagraphElement);

  /** Does something, and says where it is seen that it could not be done. @param {HTMLElement} where @param {() => Promise<void>} work */
  const attempt = async (where, work) => {
    where.textContent = '';
    try {
      await work();
    } catch (error) {
      where.textContent = error instanceof Error ? error.message : texts.failed;
    }
  };
  /** @param {OwnView['threads'][number]} thread */
  const drawThread = ({ conversation, title, at, isCurrent, hasNews }) => {
    const news = hasNews ? h('span', { class: 'thread-news' }, texts.threadNews) : undefined;
    const words = h('span', { class: 'thread-title' }, title);
    const when = h('span', { class: 'thread-when' }, texts.when(at, new Date()));
    const open = button(
      { class: 'thread', 'aria-current': isCurrent ? 'true' : undefined },
      [words, when, ...(news ? [news] : [])],
      () =>
        void attempt(problem, async () => {
          if (!isCurrent) onOpened((await postThread(conversation)).conversation, texts.threadOpened);
          menu.close();
        }),
    );
    return h('li', {}, open);
  };
  const refresh = () =>
    attempt(problem, async () => {
      const { threads } = await getOwn();
      list.replaceChildren(...threads.map(drawThread));
      byId('threads-none', HTMLParagraphElement).hidden = threads.length > 0;
    });
  const begin = () =>
    attempt(problem, async () => {
      onOpened((await postReset()).conversation, texts.resetDone);
      menu.close();
    });
  const find = () =>
    attempt(problem, async () => {
      const { threads } = await getOwn();
      menu.close();
      onFind(threads.length > 0);
    });
  const askToLeave = () => {
    menu.close();
    leaveProblem.textContent = '';
    leaveText.textContent = texts.leave;
    leave.showModal();
    return attempt(leaveProblem, async () => {
      const { threads, canReturn } = await getOwn();
      if (threads.length > 0 && !canReturn) leaveText.textContent = texts.leaveForGood;
    });
  };

  byId('menu-open', HTMLButtonElement).addEventListener('click', () => {
    menu.showModal();
    void refresh();
  });
  byId('menu-close', HTMLButtonElement).addEventListener('click', () => menu.close());
  byId('menu-new', HTMLButtonElement).addEventListener('click', () => void begin());
  byId('menu-find', HTMLButtonElement).addEventListener('click', () => void find());
  byId('menu-leave', HTMLButtonElement).addEventListener('click', () => void askToLeave());
  byId('leave-no', HTMLButtonElement).addEventListener('click', () => leave.close());
  byId('leave-yes', HTMLButtonElement).addEventListener(
    'click',
    () =>
      void attempt(leaveProblem, async () => {
        await postForget();
        onLeft();
      }),
  );
  return { begin, find, askToLeave };
}
