import { ApiError, call } from './api.js';
import { h } from './dom.js';
import { hoursForm, hoursIn } from './hours-form.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';
import { texts } from './staff-texts.js';

/**
 * @typedef {{ hours: import('./hours-form.js').Hours, basis: number, changes: readonly string[] }} Shown
 * @typedef {{ path: readonly (string | number)[], message: string }} Mistake
 */

const place = /** @type {HTMLElement} */ (document.getElementById('hours'));
const said = h('p', { role: 'status', class: 'said-line' });
const alarm = h('p', { role: 'alert', class: 'mistake', hidden: true });
/** Whether something was typed that is not saved. */
let dirty = false;
let basis = 0;

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401) showSessionEnded();
  alarm.textContent = error.message;
  alarm.hidden = false;
}

/** @param {readonly string[]} changes */
const changesBlock = (changes) =>
  changes.length === 0
    ? h('p', { class: 'hint' }, texts.neverChanged)
    : h(
        'details',
        { class: 'fold' },
        h('summary', {}, texts.changes),
        h('ul', {}, ...changes.map((one) => h('li', {}, one))),
      );

/** @param {Shown} shown */
function show(shown) {
  basis = shown.basis;
  dirty = false;
  const form = hoursForm(shown.hours);
  form.addEventListener('input', () => {
    dirty = true;
  });
  form.addEventListener('click', (event) => {
    if (event.target instanceof HTMLButtonElement && event.target.type === 'button') dirty = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    save(form).catch(tell);
  });
  place.replaceChildren(form, alarm, said, changesBlock(shown.changes));
}

/** @param {HTMLFormElement} form */
async function save(form) {
  alarm.hidden = true;
  said.textContent = '';
  const answer = /** @type {Shown | { mistakes: readonly Mistake[] }} */ (
    await call('/staff/api/hours', { method: 'PUT', body: { hours: hoursIn(form), basis } })
  );
  if ('mistakes' in answer) {
    alarm.textContent = texts.mistakes(answer.mistakes.length);
    alarm.hidden = false;
    showMistakes(
      form,
      answer.mistakes.map(({ path, message }) => ({ place: path.join('.'), message })),
    );
    return;
  }
  show(answer);
  said.textContent = texts.saved;
}

addEventListener('beforeunload', (event) => {
  if (dirty) event.preventDefault();
});

try {
  show(/** @type {Shown} */ (await call('/staff/api/hours')));
} catch (error) {
  place.append(alarm);
  tell(error);
}
