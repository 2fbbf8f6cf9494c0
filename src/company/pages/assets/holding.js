import { ApiError, call } from './api.js';
import { showMistakes } from './mistakes.js';
import { showSessionEnded } from './session.js';

const SAID = 'staff-holding-said';
const section = document.getElementById('holding');

if (section) listen(section);

/** @param {HTMLElement} place */
function listen(place) {
  const path = `/staff/api/companies/${place.dataset.company}`;
  const basis = place.dataset.basis;

  /** @param {string} said */
  function sayAfterReload(said) {
    sessionStorage.setItem(SAID, said);
    location.reload();
  }

  /**
   * Does something, once at a time, then shows the page as it is now, or what is to be mended.
   * @param {HTMLFormElement} form
   * @param {string} at
   * @param {object} body
   * @param {boolean} stays whether what is said must stay on this page: a code is shown once
   */
  async function act(form, at, body, stays = false) {
    const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll('button'));
    for (const button of buttons) button.disabled = true;
    try {
      const answer = /** @type {{ said: string } | { mistake: string, place: string }} */ (
        await call(`${path}/${at}`, { method: 'POST', body })
      );
      if ('mistake' in answer) return showMistakes(form, [{ place: answer.place, message: answer.mistake }]);
      if (stays) {
        say(answer.said);
        form.hidden = true;
      } else sayAfterReload(answer.said);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 401) showSessionEnded();
      say(error.message);
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  }

  const decision = document.getElementById('decision');
  if (decision instanceof HTMLFormElement) {
    decision.addEventListener('submit', (event) => event.preventDefault());
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
      decision.querySelectorAll('[data-decision]')
    )) {
      // Until it is listened to, a press would be lost.
      button.disabled = false;
      button.addEventListener('click', () =>
        act(decision, 'holding', {
          basis,
          decision: button.dataset.decision,
          reason: String(new FormData(decision).get('reason') ?? ''),
        }),
      );
    }
  }

  const note = document.getElementById('note-dispute');
  if (note instanceof HTMLFormElement)
    note.addEventListener('submit', (event) => {
      event.preventDefault();
      act(note, 'disputes', { words: String(new FormData(note).get('words') ?? '') });
    });

  const move = document.getElementById('move');
  if (move instanceof HTMLFormElement)
    move.addEventListener('submit', (event) => {
      event.preventDefault();
      const given = new FormData(move);
      const to = String(given.get('to') ?? '');
      const isByCode = to === '';
      act(move, 'move', { basis, to: isByCode ? null : to, sure: given.get('sure') !== null }, isByCode);
    });
}

/** @param {string} words */
function say(words) {
  const line = /** @type {HTMLElement} */ (document.getElementById('holding-said'));
  line.textContent = words;
  line.focus();
}

const said = sessionStorage.getItem(SAID);
if (said !== null && section) {
  sessionStorage.removeItem(SAID);
  say(said);
}
