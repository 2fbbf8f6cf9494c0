import { drawBlocks } from '/assets/blocks.js';
import { ApiError, call } from './api.js';
import { byId, h } from './dom.js';
import { drawProblems } from './knowledge-draw.js';
import { basis, compare, end, onPress, path, reload, tell } from './knowledge-file.js';

/**
 * @typedef {import('../../desk/trial.ts').TrialProblem} Problem
 * @typedef {import('../../desk/trial.ts').SectionAnswer} Answer
 * @typedef {import('./knowledge-file.js').Outcome} Outcome
 */

/** A page is read again when its writer rests for so long. */
const REST_MS = 600;
const EDITING_MS = 30_000;

const text = byId('text', HTMLTextAreaElement);
const problems = byId('problems', HTMLElement);
const preview = byId('preview', HTMLElement);
const others = byId('others', HTMLElement);
/** What is kept somewhere, in service or as a draft. */
let kept = text.value;
let count = 0;

/** Takes the writer to a line. @param {number} line */
function goTo(line) {
  const before = text.value.split('\n').slice(0, line - 1);
  const at = before.join('\n').length + (line > 1 ? 1 : 0);
  const end = text.value.indexOf('\n', at);
  text.focus();
  text.setSelectionRange(at, end === -1 ? text.value.length : end);
  const height = Number.parseFloat(getComputedStyle(text).lineHeight) || 24;
  text.scrollTop = Math.max(0, (line - 4) * height);
  follow();
}

/** The line that the writer is on. */
const lineNow = () => text.value.slice(0, text.selectionStart).split('\n').length;

/** @param {readonly Answer[]} answers */
function showAnswers(answers) {
  if (answers.length === 0) {
    preview.replaceChildren(h('p', { class: 'hint' }, preview.dataset.none ?? ''));
    return;
  }
  preview.replaceChildren(
    ...answers.map(({ heading, blocks, why, line }, place) =>
      h(
        'details',
        { class: 'answer', 'data-line': String(line) },
        h('summary', {}, heading),
        why === undefined ? undefined : h('p', { class: 'mistake' }, why),
        h('div', { class: 'body' }, ...drawAnswer(blocks, `section-${place}`)),
      ),
    ),
  );
  follow();
}

/**
 * An answer, drawn by what draws it in the chat.
 * @param {Answer['blocks']} blocks
 * @param {string} id
 */
const drawAnswer = (blocks, id) =>
  drawBlocks(
    // A section says no file and asks nothing.
    { author: 'bot', id, seq: 0, at: 0, blocks: /** @type {import('./types.js').Block[]} */ (blocks) },
    { onChoice: () => undefined },
  );

/** Opens the answer of the section that is being written. */
function follow() {
  const line = lineNow();
  const shown = /** @type {HTMLDetailsElement[]} */ ([...preview.querySelectorAll('details.answer')]);
  const current = shown.findLast((one) => Number(one.dataset.line) <= line) ?? shown[0];
  for (const one of shown) one.open = one === current;
}

async function read() {
  count += 1;
  const mine = count;
  try {
    const answer = /** @type {{ problems: readonly Problem[], answers: readonly Answer[] }} */ (
      await call('/staff/api/knowledge/read', { method: 'POST', body: { path, text: text.value } })
    );
    // What was typed since is read after it.
    if (mine !== count) return;
    problems.replaceChildren(drawProblems(answer.problems, goTo));
    showAnswers(answer.answers);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (mine === count) problems.replaceChildren(h('p', { class: 'mistake' }, error.message));
  }
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
text.addEventListener('input', () => {
  clearTimeout(resting);
  resting = setTimeout(read, REST_MS);
});
for (const event of ['click', 'keyup']) text.addEventListener(event, follow);

const isDirty = () => text.value !== kept;
addEventListener('beforeunload', (event) => {
  if (isDirty()) event.preventDefault();
});

onPress('publish', async () => {
  const outcome = /** @type {Outcome} */ (
    await call('/staff/api/knowledge/publish', {
      method: 'POST',
      body: { path, text: text.value, basis: basis.of },
    })
  );
  if (!end(outcome, goTo)) return;
  kept = text.value;
  reload('said' in outcome ? outcome.said : '');
});

onPress('save', async () => {
  const { said } = /** @type {{ said: string }} */ (
    await call('/staff/api/knowledge/prepared', {
      method: 'PUT',
      body: { path, text: text.value, basis: basis.of },
    })
  );
  kept = text.value;
  reload(said);
});

onPress('drop-prepared', async () => {
  const { said } = /** @type {{ said: string }} */ (
    await call('/staff/api/knowledge/drop', { method: 'POST', body: { path } })
  );
  kept = text.value;
  // A page that was only begun is no more.
  reload(said, basis.current === '' ? '/staff/connaissances' : undefined);
});

onPress('compare', () => compare({ text: text.value }));

onPress('download', async () => {
  const address = URL.createObjectURL(new Blob([text.value], { type: 'text/markdown;charset=utf-8' }));
  const name = document.getElementById('download')?.dataset.name ?? 'page.md';
  h('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
});

/** Says that the page is open, and hears who else has it. */
async function sayEditing() {
  try {
    const { said } = /** @type {{ said?: string }} */ (
      await call('/staff/api/knowledge/editing', { method: 'POST', body: { path } })
    );
    others.hidden = said === undefined;
    if (others.textContent !== (said ?? '')) others.textContent = said ?? '';
  } catch (error) {
    // What ends a session is said by what the person does next.
    if (error instanceof ApiError && error.status === 401) tell(error);
    else if (!(error instanceof ApiError)) throw error;
  }
}

void read();
void sayEditing();
setInterval(() => {
  if (document.visibilityState === 'visible') void sayEditing();
}, EDITING_MS);
