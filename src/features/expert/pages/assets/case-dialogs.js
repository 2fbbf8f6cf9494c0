/** @import { Person, Row, Start } from './desk-types.js' */

import { ApiError, call } from './api.js';
import { deskTexts as texts } from './desk-texts.js';
import { fieldsOf } from './desk-time.js';
import { button, h } from './dom.js';

/**
 * Asks something in a dialog, and does it; what fails is said there, and nothing typed is lost.
 * @param {{ title: string, why?: string | undefined, warning?: string | undefined, body?: HTMLElement[], confirm: string }} asked
 * @param {() => Promise<void>} act
 * @param {HTMLElement[]} [more] other buttons
 * @returns {{ dialog: HTMLDialogElement, run: (work: () => Promise<void>) => Promise<void> }}
 */
function ask({ title, why, warning, body = [], confirm }, act, more = []) {
  const failed = h('p', { class: 'failed', role: 'alert' });
  const go = h('button', { type: 'submit', class: 'primary' }, confirm);
  const form = h(
    'form',
    {},
    h('h2', { id: 'dialog-title' }, title),
    warning ? h('p', { class: 'alert' }, warning) : undefined,
    ...body,
    why ? h('p', { class: 'small' }, why) : undefined,
    failed,
    h(
      'div',
      { class: 'dialog-buttons' },
      ...more,
      button({ class: 'quiet' }, [texts.cancel], () => dialog.close()),
      go,
    ),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  const run = async (/** @type {() => Promise<void>} */ work) => {
    go.setAttribute('aria-disabled', 'true');
    try {
      await work();
      dialog.close();
    } catch (error) {
      failed.textContent = error instanceof ApiError ? error.message : String(error);
    } finally {
      go.removeAttribute('aria-disabled');
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (go.getAttribute('aria-disabled') !== 'true') void run(act);
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    // The button that asked may be gone with what it did: the focus goes to the case, not back to the top.
    if (document.activeElement === document.body)
      /** @type {HTMLElement | null} */ (document.querySelector('.case-title'))?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, run };
}

/**
 * The questions that an action on a case asks first.
 * @param {{ start: Start, act: (id: string, verb: string, body?: unknown) => Promise<void> }} parts `act` does it, and throws when it is refused
 */
export function createDialogs({ start, act }) {
  const { me, words } = start;
  const warningFor = (/** @type {Row} */ { owner }) =>
    owner && owner.key !== me.key ? texts.notYours(owner.name) : undefined;

  return {
    /** @param {Row} row */
    transfer: async ({ id, owner }) => {
      const known = /** @type {{ items: Person[] }} */ (await call('/desk/api/colleagues')).items;
      const others = known.filter(({ key }) => key !== me.key && key !== owner?.key);
      const select = h(
        'select',
        { id: 'transfer-to' },
        owner ? h('option', { value: '' }, texts.transfer.queue) : undefined,
        owner && owner.key !== me.key
          ? h('option', { value: me.key }, `${texts.transfer.me} (${me.name})`)
          : undefined,
        ...others.map(({ key, name }) => h('option', { value: key }, `${name}${placeOf(key)}`)),
      );
      const body = [h('label', { for: 'transfer-to' }, texts.transfer.to), select];
      ask({ ...texts.transfer, body }, () => act(id, 'transfer', select.value ? { to: select.value } : {}));
    },
    /** @param {Row} row */
    close: (row) => {
      const choices = words.outcomes.map((outcome, index) =>
        h(
          'label',
          { class: 'choice' },
          h('input', { type: 'radio', name: 'outcome', value: outcome, checked: index === 0 }),
          capital(words.ends[outcome] ?? outcome),
        ),
      );
      const fields = h('fieldset', {}, h('legend', {}, texts.close.legend), ...choices);
      ask({ ...texts.close, warning: warningFor(row), body: [fields] }, () => {
        const outcome = fields.querySelector('input:checked')?.getAttribute('value');
        return act(row.id, 'close', { outcome });
      });
    },
    /** @param {Row} row */
    return: (row) => {
      ask({ ...texts.return, warning: warningFor(row) }, () => act(row.id, 'return'));
    },
    /** @param {Row} row */
    deadline: ({ id, deadline }) => {
      const known = deadline && fieldsOf(deadline.at);
      const day = h('input', { id: 'deadline-day', type: 'date', required: true, value: known?.day });
      const time = h('input', {
        id: 'deadline-time',
        type: 'time',
        required: true,
        value: known?.time ?? '12:00',
      });
      const body = [
        h('label', { for: 'deadline-day' }, texts.deadline.day),
        day,
        h('label', { for: 'deadline-time' }, texts.deadline.time),
        time,
      ];
      const none = button({ class: 'quiet' }, [texts.deadline.none], () => {
        void dialog.run(() => act(id, 'deadline', { none: true }));
      });
      const asked = { title: texts.deadline.title, confirm: texts.deadline.save, body };
      const dialog = ask(
        asked,
        () => act(id, 'deadline', { day: day.value, time: time.value }),
        deadline ? [none] : [],
      );
    },
  };
}

/** Somebody known from a messaging platform is reached there. @param {string} key */
function placeOf(key) {
  const place = key.split(':', 1)[0] ?? '';
  return place === 'web' ? '' : ` (${capital(place)})`;
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
