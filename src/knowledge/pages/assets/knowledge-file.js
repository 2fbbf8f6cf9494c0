import { ApiError, call } from './api.js';
import { byId } from './dom.js';
import { drawDifference, drawProblems } from './knowledge-draw.js';
import { showSessionEnded } from './session.js';

/**
 * @typedef {import('../../desk/trial.ts').TrialProblem} Problem
 * @typedef {import('../../desk/difference.ts').DifferenceRun} Run
 * @typedef {{ said: string } | { refused: string, problems: readonly Problem[] } | { changed: string, basis: string, runs: readonly Run[] }} Outcome
 */

/** The file that the page shows. */
export const file = byId('file', HTMLElement);
export const path = file.dataset.path ?? '';
const said = byId('said', HTMLElement);
const difference = byId('difference', HTMLElement);

/** The digest of what stood in the folder when it was read; empty where nothing did. */
export const basis = { of: file.dataset.basis ?? '', current: file.dataset.current ?? '' };

/** @param {string} sentence */
export function say(sentence) {
  said.textContent = sentence;
  said.focus();
}

/** @param {unknown} error */
export function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401) showSessionEnded();
  say(error.message);
}

/**
 * Shows a difference, or what is said in its place.
 * @param {readonly Run[]} runs
 */
export function showDifference(runs) {
  difference.replaceChildren(...(runs.length > 0 ? [drawDifference(runs)] : []));
}

/**
 * Compares what is written, what is prepared or an old version with what is in service; or a version with the one before.
 * @param {{ text?: string, version?: string, before?: string, prepared?: boolean }} other
 */
export async function compare(other) {
  const answer = /** @type {{ runs?: readonly Run[], said?: string }} */ (
    await call('/staff/api/knowledge/difference', { method: 'POST', body: { path, ...other } })
  );
  showDifference(answer.runs ?? []);
  if (!answer.runs) return say(answer.said ?? '');
  said.textContent = answer.said ?? '';
  difference.focus();
}

/**
 * Says how putting something in service ended; nothing that was written is lost.
 * @param {Outcome} outcome
 * @param {(line: number) => void} [onLine]
 * @returns {boolean} whether it is done
 */
export function end(outcome, onLine) {
  if ('said' in outcome) {
    say(outcome.said);
    return true;
  }
  if ('refused' in outcome) {
    say(outcome.refused);
    difference.replaceChildren(drawProblems(outcome.problems, onLine));
    return false;
  }
  say(outcome.changed);
  showDifference(outcome.runs);
  basis.of = outcome.basis;
  basis.current = outcome.basis;
  return false;
}

/**
 * Does something once, however often it is pressed.
 * @param {string} id
 * @param {() => Promise<void>} work
 */
export function onPress(id, work) {
  const button = document.getElementById(id);
  if (!(button instanceof HTMLButtonElement)) return;
  button.addEventListener('click', () => {
    void once(button, work);
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {() => Promise<void>} work
 */
export async function once(button, work) {
  if (button.getAttribute('aria-disabled') === 'true') return;
  button.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } catch (error) {
    tell(error);
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

/** What the page said last is said again after it is loaded anew. */
const AFTER = 'knowledge-said';

/**
 * Loads the page anew, which shows what became of the file, and says so there.
 * @param {string} sentence
 * @param {string} [address]
 */
export function reload(sentence, address = `/staff/connaissances/page?chemin=${encodeURIComponent(path)}`) {
  sessionStorage.setItem(AFTER, sentence);
  location.assign(address);
}

const before = sessionStorage.getItem(AFTER);
if (before !== null) {
  sessionStorage.removeItem(AFTER);
  say(before);
}
