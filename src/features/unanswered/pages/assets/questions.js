import { ApiError, call } from './api.js';
import { showSessionEnded } from './session.js';

/** @typedef {{ said?: string, address?: string, warning?: string, mistake?: string }} Answer */

/** Reading a page and publishing it take a few seconds on a busy machine. */
const TIMEOUT_MS = 120_000;

/**
 * Does something once, says what became of it, and takes the person there.
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} line
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<Answer | undefined>} nothing where it failed, which was said
 */
async function act(button, line, path, body) {
  if (button.getAttribute('aria-disabled') === 'true') return undefined;
  button.setAttribute('aria-disabled', 'true');
  line.textContent = '';
  try {
    return /** @type {Answer} */ (await call(path, { method: 'POST', body, timeoutMs: TIMEOUT_MS }));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) showSessionEnded();
    line.textContent = error.message;
    line.focus();
    return undefined;
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-do]'))) {
  const line = /** @type {HTMLElement} */ (button.parentElement?.querySelector('[role=status]'));
  button.addEventListener('click', async () => {
    const answer = await act(button, line, button.dataset.do ?? '', { basis: button.dataset.basis ?? '' });
    if (!answer) return;
    line.textContent = answer.said ?? '';
    if (answer.address) {
      location.href = answer.address;
      return;
    }
    // What was done once is not done again.
    button.remove();
    line.focus();
  });
}

const form = /** @type {HTMLFormElement} */ (document.getElementById('wording'));
const line = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
const send = /** @type {HTMLButtonElement} */ (form.querySelector('button'));
const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('text'));
const section = /** @type {HTMLSelectElement} */ (form.elements.namedItem('section'));
const label = send.textContent;
/** The words that the person was warned of: only those may be added all the same. */
let warned = '';

text.addEventListener('input', () => {
  if (text.value === warned) return;
  warned = '';
  send.textContent = label;
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const isSure = warned !== '' && warned === text.value;
  const body = { text: text.value, section: section.value, isSure };
  const answer = await act(send, line, form.dataset.address ?? '', body);
  if (!answer) return;
  warned = answer.warning ? text.value : '';
  send.textContent = answer.warning ? (form.dataset.sure ?? label) : label;
  line.textContent = answer.said ?? answer.warning ?? answer.mistake ?? '';
  line.classList.toggle('mistake', answer.said === undefined);
  line.focus();
});
