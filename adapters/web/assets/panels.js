import { scrolling } from './dom.js';

/** What closes with Escape, innermost first: the reason form of a rating, an opened source, the notice's details. */

/** @type {WeakMap<Element, HTMLElement>} where the focus came from */
const openers = new WeakMap();
/** @type {WeakMap<Element, () => void>} how a panel that is no <details> closes */
const closers = new WeakMap();

/**
 * Opens a source and brings the person there; Escape brings them back.
 * @param {HTMLDetailsElement} details
 * @param {HTMLElement} opener
 */
export function openFrom(details, opener) {
  details.open = true;
  openers.set(details, opener);
  const summary = details.querySelector('summary');
  summary?.focus({ preventScroll: true });
  details.scrollIntoView({ block: 'nearest', behavior: scrolling() });
}

/**
 * Makes Escape close an element of ours.
 * @param {HTMLElement} panel
 * @param {() => void} close
 */
export function closeWithEscape(panel, close) {
  panel.dataset.panel = '';
  closers.set(panel, close);
}

/** Closes the open panel around the focus, and gives the focus back to what opened it. */
export function closeCurrentPanel() {
  const panel = document.activeElement?.closest('details[open], [data-panel]:not([hidden])');
  if (!panel) return;
  const close = closers.get(panel);
  if (close) return close();
  if (!(panel instanceof HTMLDetailsElement)) return;
  panel.open = false;
  const opener = openers.get(panel);
  openers.delete(panel);
  const back = opener?.isConnected ? opener : panel.querySelector('summary');
  back?.focus();
}
