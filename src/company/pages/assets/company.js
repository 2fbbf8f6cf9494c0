import { ApiError, call } from './api.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';

const file = /** @type {HTMLElement} */ (document.getElementById('file'));
const company = file.dataset.company ?? '';
const path = `/staff/api/companies/${company}`;
const SAID = 'staff-company-said';
/** Forms in which something was typed that is not saved. */
const dirty = new Set();

/**
 * @param {string} place
 * @param {string} words
 */
function say(place, words) {
  const line = /** @type {HTMLElement} */ (document.getElementById(place));
  line.textContent = words;
  line.focus();
}

/**
 * Shows the page as it is now, and says there what was done.
 * @param {string} words
 */
function showAgain(words) {
  dirty.clear();
  sessionStorage.setItem(SAID, words);
  location.reload();
}

/**
 * @param {string} place
 * @param {() => Promise<void>} work
 */
async function attempt(place, work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) showSessionEnded();
    say(place, error.message);
  }
}

/**
 * Has a button do something: until then it is disabled, since a press would be lost.
 * @param {Element | null} button
 * @param {() => void} does
 */
function listen(button, does) {
  if (!(button instanceof HTMLButtonElement)) return;
  button.addEventListener('click', does);
  button.disabled = false;
}

/**
 * What a form holds: ids of choices, or words.
 * @param {HTMLFormElement} form
 */
function valueIn(form) {
  const given = new FormData(form).getAll('value').map(String);
  return form.dataset.kind === 'choices' ? given : (given[0] ?? '');
}

/**
 * @param {HTMLFormElement} form
 * @param {() => Promise<unknown>} ask
 */
const change = (form, ask) =>
  attempt(`mistake-${form.dataset.field}`, async () => {
    const answer = /** @type {{ said: string } | { mistake: string }} */ (await ask());
    if ('said' in answer) return showAgain(answer.said);
    showMistakes(form, [{ place: form.dataset.field ?? '', message: answer.mistake }]);
  });

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (file.querySelectorAll('form[data-field]'))) {
  const field = form.dataset.field ?? '';
  const basis = Number(form.dataset.basis);
  const line = /** @type {HTMLElement} */ (form.querySelector('[data-mistake]'));
  form.addEventListener('input', () => dirty.add(form));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    line.hidden = false;
    change(form, () =>
      call(`${path}/fields/${field}`, { method: 'PUT', body: { basis, value: valueIn(form) } }),
    );
  });
  listen(form.querySelector('[data-verify]'), () => {
    line.hidden = false;
    change(form, () => call(`${path}/fields/${field}/verified`, { method: 'POST', body: { basis } }));
  });
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
  document.querySelectorAll('[data-decide]')
)) {
  listen(button, () =>
    attempt('said', async () => {
      const body = { accepted: button.dataset.accepted === 'yes' };
      const answer = /** @type {{ said: string }} */ (
        await call(`${path}/people/${button.dataset.decide}`, { method: 'POST', body })
      );
      showAgain(answer.said);
    }),
  );
}

listen(document.getElementById('invite'), () =>
  attempt('code', async () => {
    const answer = /** @type {{ said: string }} */ (await call(`${path}/invitation`, { method: 'POST' }));
    say('code', answer.said);
  }),
);

addEventListener('beforeunload', (event) => {
  if (dirty.size > 0) event.preventDefault();
});

const said = sessionStorage.getItem(SAID);
if (said !== null) {
  sessionStorage.removeItem(SAID);
  say('said', said);
}
