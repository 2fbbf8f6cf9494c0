import { ApiError, call } from './api.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';

const form = /** @type {HTMLFormElement} */ (document.getElementById('duty'));
const said = /** @type {HTMLElement} */ (document.getElementById('said'));
let basis = Number(form.dataset.basis ?? 0);

/** @param {Element} line */
function dutyIn(line) {
  const inputs = /** @type {HTMLInputElement[]} */ ([...line.querySelectorAll('input[data-of]')]);
  const value = (/** @type {string} */ of) => inputs.find((one) => one.dataset.of === of)?.value ?? '';
  const days = inputs
    .filter((one) => one.dataset.of === 'days' && one.checked)
    .map((one) => Number(one.value));
  return { name: value('name'), email: value('email'), days, from: value('from'), until: value('until') };
}

async function save() {
  const duties = [...form.querySelectorAll('fieldset[data-line]')].map(dutyIn);
  const answer =
    /** @type {{ said: string, basis: number } | { mistakes: { place: string, message: string }[] }} */ (
      await call('/staff/api/duty', { method: 'PUT', body: { duties, basis } })
    );
  showMistakes(form, 'mistakes' in answer ? answer.mistakes : []);
  if ('mistakes' in answer) return;
  basis = answer.basis;
  said.textContent = answer.said;
  said.focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  said.textContent = '';
  try {
    await save();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) showSessionEnded();
    said.textContent = error.message;
    said.focus();
  }
});
