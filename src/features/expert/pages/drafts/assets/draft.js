import { ApiError, call } from './api.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';
import { texts } from './staff-texts.js';

const form = /** @type {HTMLFormElement} */ (document.getElementById('draft'));
const said = /** @type {HTMLElement} */ (document.getElementById('said'));
let version = Number(form.dataset.version);
/** Whether something was typed that is not saved. */
let dirty = false;

form.addEventListener('input', () => {
  dirty = true;
});
addEventListener('beforeunload', (event) => {
  if (dirty) event.preventDefault();
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  said.textContent = '';
  try {
    const body = { version, ...Object.fromEntries(new FormData(form)) };
    const answer =
      /** @type {{ version: number } | { mistakes: readonly { field: string, message: string }[] }} */ (
        await call(`/staff/api/drafts/${form.dataset.id}`, { method: 'PUT', body })
      );
    const mistakes = 'mistakes' in answer ? answer.mistakes : [];
    showMistakes(
      form,
      mistakes.map(({ field, message }) => ({ place: field, message })),
    );
    if ('mistakes' in answer) said.textContent = texts.mistakes(mistakes.length);
    else {
      ({ version } = answer);
      dirty = false;
      said.textContent = texts.saved;
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) showSessionEnded();
    said.textContent = error.message;
  }
});
