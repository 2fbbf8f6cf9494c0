import { ApiError, call } from './api.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';
import { texts } from './staff-texts.js';

/** Where what was said of a change waits for the page that comes after it. */
const SAID = 'said';
const said = document.getElementById('said');
if (said) said.textContent = sessionStorage.getItem(SAID) ?? '';
sessionStorage.removeItem(SAID);

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form.written'))) {
  const draft = draftOf(form);
  for (const fields of form.querySelectorAll('fieldset')) fields.disabled = false;
  draft.restore();
  form.addEventListener('input', draft.keep);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    form.setAttribute('aria-busy', 'true');
    const line = /** @type {HTMLElement} */ (form.querySelector('[role=status]'));
    line.textContent = '';
    try {
      await send(form, event.submitter, line, draft.drop);
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
 * @param {() => void} done
 */
async function send(form, submitter, line, done) {
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
  done();
  sessionStorage.setItem(SAID, answer.said);
  if (answer.to) location.assign(answer.to);
  else location.reload();
}

/**
 * What is typed in a form outlives a page that is left or a session that ends, in this tab, until it is sent.
 * @param {HTMLFormElement} form
 */
function draftOf(form) {
  const key = `draft ${location.pathname} ${form.dataset.api}`;
  const notice = /** @type {HTMLElement | null} */ (form.querySelector('.draft'));
  const inputs = () =>
    /** @type {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]} */ ([
      ...form.querySelectorAll('input:not([type=hidden]), select, textarea'),
    ]);
  const drop = () => sessionStorage.removeItem(key);
  notice?.querySelector('button')?.addEventListener('click', () => {
    drop();
    form.reset();
    notice.hidden = true;
    inputs()[0]?.focus();
  });
  return {
    drop,
    keep: () =>
      sessionStorage.setItem(
        key,
        JSON.stringify(Object.fromEntries(inputs().map((one) => [one.name, one.value]))),
      ),
    restore: () => {
      const kept = sessionStorage.getItem(key);
      if (!notice || kept === null) return;
      /** @type {Record<string, string>} */
      const values = JSON.parse(kept);
      for (const one of inputs()) one.value = values[one.name] ?? one.value;
      const words = notice.querySelector('span');
      if (words) words.textContent = form.querySelector('[data-draft]')?.getAttribute('data-draft') ?? '';
      notice.hidden = false;
    },
  };
}
