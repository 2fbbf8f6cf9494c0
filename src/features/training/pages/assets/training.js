import { ApiError, call } from './api.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';
import { texts } from './staff-texts.js';

/** Where what was said of a change waits while the page loads again. */
const SAID = 'said';
const said = document.getElementById('said');
if (said) said.textContent = sessionStorage.getItem(SAID) ?? '';
sessionStorage.removeItem(SAID);

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form.api'))) {
  for (const fields of form.querySelectorAll('fieldset')) fields.disabled = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    const line = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
    line.textContent = '';
    try {
      await send(form, event.submitter, line);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401) showSessionEnded();
      line.textContent = error.message;
    } finally {
      form.removeAttribute('aria-busy');
    }
  });
}

/**
 * Sends a form; what is wrong is told at its field, and stays as it was typed.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {HTMLElement} line
 */
async function send(form, submitter, line) {
  const method = form.dataset.method === 'PUT' ? 'PUT' : 'POST';
  const body = Object.fromEntries(new FormData(form, submitter));
  const answer =
    /** @type {{ said: string, to?: string } | { mistakes: readonly { field: string, message: string }[] }} */ (
      await call(form.dataset.api ?? '', { method, body })
    );
  const mistakes = 'mistakes' in answer ? answer.mistakes : [];
  showMistakes(
    form,
    mistakes.map(({ field, message }) => ({ place: field, message })),
  );
  if ('mistakes' in answer) {
    line.textContent = texts.mistakes(mistakes.length);
    return;
  }
  sessionStorage.setItem(SAID, answer.said);
  if (answer.to) location.assign(answer.to);
  else location.reload();
}
