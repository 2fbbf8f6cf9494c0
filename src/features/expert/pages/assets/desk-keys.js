/** @import { Store } from './desk-store.js' */

import { deskTexts as texts } from './desk-texts.js';
import { button, h } from './dom.js';

/** Where letters are typed. */
const FIELDS = 'input:not([type="checkbox"], [type="radio"]), textarea, select';

/**
 * The keyboard: letters do something only outside of fields, and can be switched off (WCAG 2.1.4); Escape always leads
 * out.
 * @param {{
 *   store: Store, move: (step: 1 | -1) => void, isInQueue: () => boolean, reply: () => void, note: () => void,
 *   passages: () => void, find: () => void, send: () => void, out: () => void,
 * }} does
 */
export function listenToKeys({ store, ...does }) {
  /** @type {Record<string, () => void>} */
  const letters = {
    j: () => does.move(1),
    k: () => does.move(-1),
    r: does.reply,
    n: does.note,
    p: does.passages,
    '/': does.find,
    '?': () => showHelp(store),
  };
  document.addEventListener('keydown', (event) =>
    press(event, does, () => (store.singleKeys() ? letters : {})),
  );
}

/** @type {ReadonlyMap<string, 1 | -1>} */
const STEPS = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
]);

/** @param {KeyboardEvent} event @param {Record<string, () => void>} letters */
function pressLetter(event, letters) {
  const letter = Object.hasOwn(letters, event.key) ? letters[event.key] : undefined;
  if (!letter) return;
  // The letter itself must not be typed into what gets the focus.
  event.preventDefault();
  letter();
}

/**
 * What a key does.
 * @param {KeyboardEvent} event
 * @param {{ move: (step: 1 | -1) => void, isInQueue: () => boolean, send: () => void, out: () => void }} does
 * @param {() => Record<string, () => void>} singleKeys what letters do alone; nothing when that is switched off
 */
function press(event, does, singleKeys) {
  if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
  const { key, target } = event;
  const isHeld = event.ctrlKey || event.metaKey;
  if (key === 'Enter' && isHeld && target instanceof HTMLTextAreaElement) {
    event.preventDefault();
    return does.send();
  }
  if (isHeld || event.altKey) return;
  const field = target instanceof Element && target.matches(FIELDS) ? target : undefined;
  if (key === 'Escape') return field ? /** @type {HTMLElement} */ (field).blur() : does.out();
  if (field) return;
  const step = STEPS.get(key);
  if (step && does.isInQueue()) {
    event.preventDefault();
    return does.move(step);
  }
  pressLetter(event, singleKeys());
}

/** @param {Store} store */
export function showHelp(store) {
  const single = h('input', { type: 'checkbox', checked: store.singleKeys() });
  single.addEventListener('change', () => store.saveSingleKeys(single.checked));
  const rows = texts.help.keys.flatMap(([keys = '', does = '']) => [
    h('dt', {}, h('kbd', {}, keys)),
    h('dd', {}, does),
  ]);
  const close = button({ class: 'primary' }, [texts.help.close], () => dialog.close());
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'help-title', class: 'help' },
    h('h2', { id: 'help-title' }, texts.help.title),
    h('dl', {}, ...rows),
    h('label', { class: 'choice' }, single, texts.help.single),
    h('div', { class: 'dialog-buttons' }, close),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
