import { drawBlocks } from './blocks.js';
import { button, h } from './dom.js';
import { texts } from './texts.js';

/** @import { Choice, Entry, MessageView } from './types.js' */

/** A message longer than this shows its start, with a button for the rest. */
const LONG = 1_200;
const SHORTENED = 700;

/**
 * A message as an article.
 * @param {MessageView} message
 * @param {{ onChoice: (choice: Choice) => void }} handlers
 */
export function drawMessage(message, handlers) {
  const body = message.author === 'company' ? drawOwnText(message.text) : drawBlocks(message, handlers);
  const article = frame(message.author, message.at, body);
  article.dataset.seq = String(message.seq);
  return article;
}

/**
 * The person's own message before the server has it: it shows at once, with a mark of where it stands.
 * @param {Entry} entry
 * @param {{ onRetry: () => void }} handlers
 */
export function drawEntry(entry, { onRetry }) {
  const article = frame('company', entry.at, drawOwnText(shownText(entry)));
  const mark = h('p', { class: 'mark' });
  article.append(mark);
  return {
    article,
    /**
     * @param {'pending' | 'retrying' | 'sent' | 'failed' | 'refused'} state
     * @param {string} [reason]
     */
    setState: (state, reason) => {
      article.dataset.state = state;
      if (state === 'pending') mark.replaceChildren(texts.sending);
      else if (state === 'retrying') mark.replaceChildren(navigator.onLine ? texts.retrying : texts.offline);
      else if (state === 'sent') mark.replaceChildren(texts.sent);
      else mark.replaceChildren(h('span', {}, reason ? `${texts.notSent} — ${reason}` : texts.notSent));
      if (state === 'failed') {
        mark.append(
          ' ',
          button({ class: 'retry', 'aria-label': texts.retryMessage }, [texts.retry], () => onRetry()),
        );
      }
    },
  };
}

/** What the person sees of what they send: a button shows its label. @param {Entry} entry */
export const shownText = (entry) => ('action' in entry ? entry.action.label : (entry.label ?? entry.text));

/**
 * @param {'company' | 'bot' | 'expert'} author
 * @param {number} at
 * @param {HTMLElement[]} body
 */
function frame(author, at, body) {
  const name = texts.authors[author];
  const when = texts.when(at, new Date());
  return h(
    'article',
    { class: `message message-${author}`, 'aria-label': `${name}, ${when}`, tabindex: '-1' },
    h(
      'p',
      { class: 'byline' },
      h('span', { class: 'author' }, name),
      ' ',
      h('time', { datetime: new Date(at).toISOString() }, when),
    ),
    h('div', { class: 'body' }, ...body),
  );
}

/**
 * @param {string} text
 * @returns {HTMLElement[]}
 */
function drawOwnText(text) {
  if (text.length <= LONG) return [h('p', { class: 'own-text' }, text)];
  const short = `${text.slice(0, SHORTENED).trimEnd()}…`;
  const shown = h('p', { class: 'own-text' }, short);
  const toggle = button({ class: 'more', 'aria-expanded': 'false' }, [texts.showAll], () => {
    const open = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = open ? texts.showLess : texts.showAll;
    shown.textContent = open ? text : short;
  });
  return [shown, toggle];
}
