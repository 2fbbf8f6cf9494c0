/**
 * Makes an element. Data becomes text nodes only: there is no way here to write markup from a string.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | undefined>} [attributes] `false` and undefined leave the attribute out
 * @param {(Node | string | undefined)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/**
 * A button with its action.
 * @param {Record<string, string | boolean | undefined>} attributes
 * @param {(Node | string)[]} children
 * @param {(button: HTMLButtonElement) => void} onPress
 */
export function button(attributes, children, onPress) {
  const element = h('button', { type: 'button', ...attributes }, ...children);
  element.addEventListener('click', () => {
    // A button out of use keeps the focus, where `disabled` would throw it away.
    if (element.getAttribute('aria-disabled') !== 'true') onPress(element);
  });
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A small drawing that says nothing to screen readers.
 * @param {string} path
 * @param {string} [turn] a transform
 */
export function icon(path, turn) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(SVG, 'path');
  shape.setAttribute('d', path);
  if (turn) shape.setAttribute('transform', turn);
  svg.append(shape);
  return svg;
}

/**
 * An element of index.html.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`#${id} is missing from the page`);
  return element;
}

/** Whether the person points with something fine: giving the focus back opens no touch keyboard. */
export const hasFinePointer = () => matchMedia('(pointer: fine)').matches;

/** How to scroll for a person who may not want motion. @returns {ScrollBehavior} */
export const scrolling = () =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
