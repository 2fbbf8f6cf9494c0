import { ApiError, call } from './api.js';
import { showSessionEnded } from './session.js';

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
  document.querySelectorAll('[data-retry]')
)) {
  button.addEventListener('click', async () => {
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    const line = document.createElement('p');
    line.setAttribute('role', 'status');
    line.tabIndex = -1;
    try {
      const { said } = /** @type {{ said: string }} */ (
        await call(button.dataset.retry ?? '', { method: 'POST' })
      );
      // What was said of it is said: the other button of the pair goes too.
      const pair = button.closest('.held-choice');
      (pair ?? button).replaceWith(line);
      line.textContent = said;
      line.focus();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      button.removeAttribute('aria-disabled');
      if (error.status === 401) return showSessionEnded();
      button.after(line);
      line.textContent = error.message;
    }
  });
}
