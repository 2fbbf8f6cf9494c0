import { byId, scrolling } from './dom.js';

const NEAR_BOTTOM_PX = 160;

/** Whether the person reads the end of the conversation. */
export function isNearBottom() {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight - clientHeight - scrollTop < NEAR_BOTTOM_PX;
}

export function scrollToEnd() {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: scrolling() });
}

/** The bars that stay at the top and the bottom never cover what is scrolled to or focused. */
export function keepClearOfBars() {
  const root = document.documentElement;
  const top = byId('top', HTMLDivElement);
  const bottom = byId('bottom', HTMLDivElement);
  const heightOf = (/** @type {HTMLElement} */ bar) =>
    getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
  const measure = () => {
    root.style.scrollPaddingTop = `${heightOf(top) + 12}px`;
    root.style.scrollPaddingBottom = `${heightOf(bottom) + 12}px`;
  };
  const observer = new ResizeObserver(measure);
  observer.observe(top);
  observer.observe(bottom);
}
