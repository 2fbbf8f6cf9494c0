import { postFeedback } from './api.js';
import { button, h, icon } from './dom.js';
import { closeWithEscape } from './panels.js';
import { texts } from './texts.js';

const THUMB =
  'M3 10.500h4V21H3zM9 10.500 12.800 3c1.800 0 2.700 1.300 2.400 2.900L14.400 9.500H20c1.300 0 2.200 1.200 1.900 2.400l-1.800 7.400A2.200 2.200 0 0 1 18 21H9z';
const MAX_REASON = 2_000;

/**
 * « Utile » and « Pas utile », and what is missing.
 * @param {string} messageId
 * @param {'up' | 'down' | undefined} kept the rating given before
 * @param {boolean} asked whether the message has asked already
 * @returns {HTMLElement}
 */
export function createRating(messageId, kept, asked) {
  let rating = kept;
  const up = button({ class: 'thumb' }, [icon(THUMB), texts.up], () => rate('up'));
  const down = button({ class: 'thumb' }, [icon(THUMB, 'rotate(180 12 12)'), texts.down], () => rate('down'));
  const done = h('p', { class: 'rating-done', role: 'status' });
  const reason = createReasonForm(messageId, {
    onSend: (text) => void send('down', text),
    onSkip: () => {
      if (rating === 'down') done.textContent = texts.thanks;
    },
    // At once, before any answer of the server: the person may already be elsewhere when it comes.
    onClose: () => down.focus(),
  });
  const draw = () => {
    up.setAttribute('aria-pressed', String(rating === 'up'));
    down.setAttribute('aria-pressed', String(rating === 'down'));
  };
  /**
   * @param {'up' | 'down'} next
   * @param {string} [words]
   */
  const send = async (next, words) => {
    const before = rating;
    rating = next;
    draw();
    try {
      await postFeedback({ messageId, rating: next, ...(words ? { reason: words } : {}) });
      if (words) reason.clear();
      // With the form open, the thanks come when the person is done with it.
      done.textContent = reason.isOpen() ? '' : texts.thanks;
    } catch {
      rating = before;
      draw();
      // What was written is not lost: the form comes back with it.
      if (words) reason.show();
      done.textContent = texts.ratingFailed;
    }
  };
  /** @param {'up' | 'down'} next */
  const rate = (next) => {
    if (next === 'up') reason.hide();
    else reason.open();
    void send(next);
  };
  draw();
  return h(
    'div',
    { class: 'rating' },
    h(
      'div',
      { class: 'thumbs', role: 'group', 'aria-label': asked ? texts.yourRating : texts.rating },
      ...(asked ? [] : [h('span', { class: 'rating-label', 'aria-hidden': 'true' }, texts.rating)]),
      up,
      down,
    ),
    reason.form,
    done,
  );
}

/**
 * The optional reason of a bad rating. The rating itself is already kept when it opens.
 * @param {string} messageId
 * @param {{ onSend: (text: string) => void, onSkip: () => void, onClose: () => void }} handlers
 */
function createReasonForm(messageId, { onSend, onSkip, onClose }) {
  const id = `reason-${messageId}`;
  const field = h('textarea', { id, rows: '3', maxlength: String(MAX_REASON) });
  const leave = () => {
    form.hidden = true;
    onClose();
  };
  const skip = button({ class: 'quiet' }, [texts.reasonSkip], () => {
    leave();
    onSkip();
  });
  const form = h(
    'form',
    { class: 'reason', hidden: true, 'aria-label': texts.down },
    h('label', { for: id }, texts.reason),
    field,
    h(
      'div',
      { class: 'reason-buttons' },
      skip,
      h('button', { type: 'submit', class: 'primary' }, texts.reasonSend),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = field.value.trim();
    leave();
    if (words) onSend(words);
    else onSkip();
  });
  closeWithEscape(form, leave);
  const show = () => {
    form.hidden = false;
  };
  return {
    form,
    show,
    hide: () => {
      form.hidden = true;
    },
    clear: () => {
      field.value = '';
    },
    isOpen: () => !form.hidden,
    open: () => {
      show();
      field.focus();
    },
  };
}
