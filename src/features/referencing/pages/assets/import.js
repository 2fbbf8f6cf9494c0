import { ApiError, call } from './api.js';
import { h } from './dom.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';
import { texts } from './staff-texts.js';

/**
 * @typedef {{ head: string, becomes: string, taken: boolean }} Column
 * @typedef {{ title: string, open: boolean, lines: readonly string[] }} Group
 * @typedef {{ seal: string, title: string, confirm?: string, columns: readonly Column[], groups: readonly Group[] }} Preview
 */

const form = /** @type {HTMLFormElement} */ (document.getElementById('import'));
const list = /** @type {HTMLInputElement} */ (document.getElementById('list'));
const place = /** @type {HTMLElement} */ (document.getElementById('preview'));
const said = /** @type {HTMLElement} */ (document.getElementById('said'));
const last = /** @type {HTMLElement} */ (document.getElementById('last'));
/** The file that the preview shows: what is confirmed is what was looked at. */
let looked = { name: '', data: '' };

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

async function preview() {
  const answer = /** @type {Preview | { mistake: string }} */ (
    await call('/staff/api/companies/import/preview', { method: 'POST', body: looked })
  );
  if ('mistake' in answer) return mistake(answer.mistake);
  const { title, confirm, columns, groups, seal } = answer;
  const button = confirm && h('button', { type: 'button', class: 'primary' }, confirm);
  if (button) button.addEventListener('click', () => bringIn(button, seal).catch(tell));
  place.replaceChildren(
    h(
      'section',
      { class: 'block', 'aria-labelledby': 'preview-title' },
      h('h2', { id: 'preview-title' }, title),
      ...groups.map((group) =>
        h(
          'details',
          { class: 'fold', open: group.open },
          h('summary', {}, group.title),
          h('ul', { class: 'watched' }, ...group.lines.map((line) => h('li', {}, line))),
        ),
      ),
      h(
        'details',
        { class: 'fold' },
        h('summary', {}, texts.columns),
        h(
          'ul',
          { class: 'watched' },
          ...columns.map(({ head, becomes, taken }) =>
            h('li', taken ? {} : { class: 'hint' }, `${head} → ${becomes}`),
          ),
        ),
      ),
      h('div', { class: 'buttons' }, ...(button ? [button] : [h('p', {}, texts.nothingToImport)])),
    ),
  );
  place.focus();
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} seal
 */
async function bringIn(button, seal) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  try {
    const answer = /** @type {{ said: string, last: readonly string[] } | { mistake: string }} */ (
      await call('/staff/api/companies/import', { method: 'POST', body: { ...looked, seal } })
    );
    if ('mistake' in answer) return mistake(answer.mistake);
    place.replaceChildren();
    form.reset();
    last.replaceChildren(...answer.last.map((line) => h('li', {}, line)));
    document.getElementById('none')?.remove();
    said.replaceChildren(answer.said, ' ', h('a', { href: '/staff/entreprises' }, texts.seeCompanies));
    said.focus();
  } catch (error) {
    button.removeAttribute('aria-disabled');
    // Files changed since the preview: it is made again.
    if (error instanceof ApiError && error.status === 409) await preview();
    tell(error);
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  said.textContent = '';
  place.replaceChildren();
  showMistakes(form, []);
  const [file] = list.files ?? [];
  if (!file) return;
  if (file.size > Number(form.dataset.most)) return mistake(form.dataset.tooBig ?? '');
  try {
    looked = { name: file.name.slice(0, 200), data: await read(file) };
    await preview();
  } catch (error) {
    tell(error);
  }
});
