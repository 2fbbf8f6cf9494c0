import { ApiError, call } from './api.js';
import { h } from './dom.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';
import { texts } from './staff-texts.js';

/**
 * @typedef {{ title: string, open: boolean, lines: readonly string[] }} Group
 * @typedef {{ title: string, confirm?: string, nothing?: string, groups: readonly Group[] }} Verdict
 * @typedef {{ said: string, see: { href: string, label: string }, left: readonly string[] }} Kept
 */

const API = '/staff/api/opportunities/table';
/** A long table takes some time on a busy machine. */
const PATIENCE = { timeoutMs: 120_000 };
const form = /** @type {HTMLFormElement} */ (document.getElementById('table'));
const list = /** @type {HTMLInputElement} */ (document.getElementById('list'));
const verdict = /** @type {HTMLElement} */ (document.getElementById('verdict'));
const said = /** @type {HTMLElement} */ (document.getElementById('said'));

/** @param {string} message */
const mistake = (message) => showMistakes(form, [{ place: 'list', message }]);

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401) showSessionEnded();
  said.textContent = error.message;
  said.focus();
}

/**
 * A file as base64.
 * @param {File} file
 * @returns {Promise<string>}
 */
const read = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new ApiError(texts.fileGone, 0));
    reader.readAsDataURL(file);
  });

/**
 * Shows what each line of a table would do.
 * @param {string} data
 */
async function preview(data) {
  const answer = /** @type {Verdict | { mistake: string }} */ (
    await call(`${API}/preview`, { method: 'POST', body: { data }, ...PATIENCE })
  );
  if ('mistake' in answer) return mistake(answer.mistake);
  const { title, confirm, nothing, groups } = answer;
  const button = confirm && h('button', { type: 'button', class: 'primary' }, confirm);
  if (button) button.addEventListener('click', () => keep(button, data).catch(tell));
  verdict.replaceChildren(
    h(
      'section',
      { class: 'block', 'aria-labelledby': 'verdict-title' },
      h('h2', { id: 'verdict-title' }, title),
      ...groups.map((group) =>
        h(
          'details',
          { class: 'fold', open: group.open },
          h('summary', {}, group.title),
          h('ul', { class: 'watched' }, ...group.lines.map((line) => h('li', {}, line))),
        ),
      ),
      h('div', { class: 'buttons' }, button || h('p', {}, nothing)),
    ),
  );
  verdict.focus();
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} data the table that was looked at
 */
async function keep(button, data) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  try {
    const answer = /** @type {Kept | { mistake: string }} */ (
      await call(API, { method: 'POST', body: { data }, ...PATIENCE })
    );
    if ('mistake' in answer) return mistake(answer.mistake);
    const { left, see } = answer;
    verdict.replaceChildren(h('ul', { class: 'watched' }, ...left.map((line) => h('li', {}, line))));
    form.reset();
    said.replaceChildren(answer.said, ' ', h('a', { href: see.href }, see.label));
    said.focus();
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

/** @param {File | undefined} file */
async function look(file) {
  said.textContent = '';
  verdict.replaceChildren();
  showMistakes(form, []);
  if (!file) return list.focus();
  if (file.size > Number(form.dataset.most)) return mistake(form.dataset.tooBig ?? '');
  try {
    await preview(await read(file));
  } catch (error) {
    tell(error);
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  look(list.files?.[0]);
});
for (const name of /** @type {const} */ (['dragover', 'dragleave', 'drop']))
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.toggle('over', name === 'dragover');
    if (name === 'drop') look(event.dataTransfer?.files[0]);
  });
