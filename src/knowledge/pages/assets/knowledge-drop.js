import { ApiError, call } from './api.js';
import { byId, h } from './dom.js';
import { drawReading } from './knowledge-draw.js';
import { texts } from './knowledge-texts.js';
import { showSessionEnded } from './session.js';
import { texts as commonTexts } from './texts.js';

/** @typedef {import('../reading-view.ts').ShownReading} Reading */

/** A document of many pages takes its time. */
const TIMEOUT_MS = 120_000;

const form = byId('drop', HTMLFormElement);
const input = byId('dropped', HTMLInputElement);
const title = /** @type {HTMLInputElement | null} */ (document.getElementById('dropped-title'));
const said = byId('said', HTMLElement);
const verdict = byId('verdict', HTMLElement);
const { replaces, tooBig = '' } = form.dataset;
const most = Number(form.dataset.most);

/** The token that shows that a request comes from this page. */
const csrf = () => document.querySelector('meta[name=csrf]')?.getAttribute('content') ?? '';

/**
 * Sends a file as it is.
 * @param {File} file
 * @param {string} name what it is to be called; empty to call it as it is
 * @returns {Promise<{ path: string, address: string, reading: Reading }>}
 */
async function send(file, name) {
  const query = new URLSearchParams({ name: file.name.slice(-255), title: name });
  if (replaces) query.set('replaces', replaces);
  let response;
  let answer;
  try {
    response = await fetch(`/staff/api/knowledge/upload?${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', 'X-CSRF-Token': csrf() },
      body: file,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = await response.json();
  } catch {
    throw new ApiError(navigator.onLine ? texts.readFailed : commonTexts.offline, 0);
  }
  if (response.ok) return answer;
  const error = response.status === 413 ? tooBig : answer?.error;
  throw new ApiError(typeof error === 'string' ? error : commonTexts.failed, response.status);
}

/** @param {unknown} error */
function tell(error) {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401) showSessionEnded();
  said.textContent = error.message;
  said.focus();
}

/**
 * One file after the other: each verdict is shown as it comes.
 * @param {readonly File[]} files
 */
async function take(files) {
  verdict.replaceChildren();
  for (const file of files) {
    if (file.size > most) {
      tell(new ApiError(tooBig, 413));
      continue;
    }
    said.textContent = texts.readingOf(file.name);
    try {
      const { path, address, reading } = await send(file, files.length === 1 ? (title?.value ?? '') : '');
      said.textContent = '';
      verdict.append(drawVerdict(file.name, path, address, reading));
      form.reset();
      verdict.focus();
    } catch (error) {
      tell(error);
    }
  }
}

/**
 * @param {string} name
 * @param {string} path
 * @param {string} address
 * @param {Reading} reading
 */
function drawVerdict(name, path, address, reading) {
  const publish = h('button', { type: 'button', class: 'primary' }, texts.publish);
  const discard = h('button', { type: 'button', class: 'quiet' }, texts.discard);
  const told = h('p', { role: 'status', tabindex: '-1' });
  const card = h(
    'section',
    { class: 'dropped', 'aria-label': name },
    h('h3', {}, name),
    drawReading(reading),
    h(
      'div',
      { class: 'buttons' },
      ...(reading.isRead ? [publish] : []),
      h('a', { class: 'quiet', href: address }, reading.isRead ? texts.open : texts.openPrepared),
      discard,
    ),
    told,
  );
  /** @param {HTMLButtonElement} button @param {string} what */
  const act = (button, what) =>
    button.addEventListener('click', async () => {
      if (button.getAttribute('aria-disabled') === 'true') return;
      button.setAttribute('aria-disabled', 'true');
      try {
        const answer = /** @type {{ said?: string, refused?: string, changed?: string }} */ (
          await call(`/staff/api/knowledge/${what}`, { method: 'POST', body: { path } })
        );
        told.textContent = answer.said ?? answer.refused ?? answer.changed ?? '';
        if (answer.said !== undefined) for (const one of [publish, discard]) one.remove();
        told.focus();
      } catch (error) {
        tell(error);
      } finally {
        button.removeAttribute('aria-disabled');
      }
    });
  act(publish, 'publish');
  act(discard, 'drop');
  return card;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void take([...(input.files ?? [])]);
});

// A file may be dropped anywhere on its part of the page.
const zone = form.closest('section') ?? form;
for (const name of ['dragover', 'dragenter']) {
  zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
}
for (const name of ['dragleave', 'drop']) zone.addEventListener(name, () => zone.classList.remove('over'));
zone.addEventListener('drop', (event) => {
  event.preventDefault();
  if (!(event instanceof DragEvent)) return;
  void take([...(event.dataTransfer?.files ?? [])]);
});
