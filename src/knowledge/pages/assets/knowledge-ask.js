import { drawBlocks } from '/assets/blocks.js';
import { call } from './api.js';
import { byId, h } from './dom.js';
import { once, path } from './knowledge-file.js';
import { texts } from './knowledge-texts.js';

/** @typedef {import('../../desk/trial.ts').TriedAnswer} Tried */

/** The first question loads the index. */
const TIMEOUT_MS = 90_000;

const form = byId('ask', HTMLFormElement);
const question = byId('question', HTMLInputElement);
const tried = byId('tried', HTMLElement);
/** Absent where nothing may be withdrawn. */
const asWithdrawn = /** @type {HTMLInputElement | null} */ (document.getElementById('as-withdrawn'));
/** Absent on the page of a document. */
const text = /** @type {HTMLTextAreaElement | null} */ (document.getElementById('text'));

/**
 * @param {string} title
 * @param {Tried} answer
 * @param {string} id
 */
const drawTried = (title, { blocks }, id) =>
  h(
    'section',
    { class: 'tried', 'aria-labelledby': `${id}-title` },
    h('h3', { id: `${id}-title` }, title),
    h(
      'div',
      { class: 'body' },
      ...drawBlocks(
        { author: 'bot', id, seq: 0, at: 0, blocks: /** @type {import('./types.js').Block[]} */ (blocks) },
        // A question that is proposed is tried in its turn.
        { onChoice: ({ kind, value }) => kind === 'ask' && ask(value) },
      ),
    ),
  );

/** @param {string} words */
function ask(words) {
  question.value = words;
  form.requestSubmit();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  if (button) void once(button, tryNow);
});

async function tryNow() {
  tried.replaceChildren(h('p', { class: 'hint' }, texts.trying));
  try {
    const withdrawn = asWithdrawn?.checked ?? false;
    const body = { path, question: question.value, withdrawn, ...(text ? { text: text.value } : {}) };
    const { before, after } = /** @type {{ before: Tried, after: Tried }} */ (
      await call('/staff/api/knowledge/ask', { method: 'POST', body, timeoutMs: TIMEOUT_MS })
    );
    const isSame = JSON.stringify(before.blocks) === JSON.stringify(after.blocks);
    tried.replaceChildren(
      ...(isSame ? [h('p', {}, h('strong', {}, texts.sameAnswer))] : []),
      h(
        'div',
        { class: 'compared' },
        drawTried(texts.before, before, 'before'),
        ...(isSame ? [] : [drawTried(withdrawn ? texts.withdrawn : texts.after, after, 'after')]),
      ),
    );
  } catch (error) {
    tried.replaceChildren();
    throw error;
  }
}
