/** @import { Passage, Row, Start } from './desk-types.js' */
/** @import { Draft, Store } from './desk-store.js' */

import { ApiError, call } from './api.js';
import { filled } from './canned-words.js';
import { freshId } from './desk-store.js';
import { deskTexts as texts } from './desk-texts.js';
import { button, h, hasFinePointer } from './dom.js';

const TALLEST = 320;

/**
 * Where an expert writes, to the company or to the team. What is written is kept at each key, on this machine, until the
 * server has it.
 * @param {{ start: Start, store: Store, onSent: (row: Row, kind: 'reply' | 'note') => void }} parts
 */
export function createComposer({ start, store, onSent }) {
  const field = h('textarea', { id: 'words', rows: '3' });
  const label = h('label', { for: 'words', class: 'composer-label' });
  const modes = h('div', { class: 'modes', role: 'group', 'aria-label': 'Destinataire' });
  const cited = h('ul', { class: 'cited', 'aria-label': 'Sources jointes' });
  const hint = h('p', { class: 'small composer-hint' });
  const failed = h('p', { class: 'failed', role: 'alert' });
  const canned = h('select', { 'aria-label': texts.canned, class: 'canned' });
  const send = button({ class: 'primary send' }, [texts.send], () => void submit());
  const root = h(
    'form',
    { class: 'composer' },
    modes,
    label,
    field,
    cited,
    failed,
    h('div', { class: 'composer-bottom' }, hint, canned, send),
  );
  /** @type {Row | undefined} */
  let row;
  /** @type {Draft} */
  let draft = store.draft('');
  /** Cases whose words are on their way: others may be answered meanwhile. @type {Set<string>} */
  const sending = new Set();

  for (const mode of /** @type {const} */ (['reply', 'note']))
    modes.append(
      button(
        { class: 'mode', 'data-mode': mode },
        [mode === 'reply' ? texts.toCompany : texts.toTeam],
        () => {
          setMode(mode);
          field.focus();
        },
      ),
    );
  canned.append(
    h('option', { value: '' }, texts.canned),
    ...start.canned.map(({ id, title }) => h('option', { value: id }, title)),
  );
  canned.hidden = start.canned.length === 0;
  canned.addEventListener('change', () => {
    const chosen = start.canned.find(({ id }) => id === canned.value);
    canned.value = '';
    if (chosen && row) insert(filled(chosen, row, start.me.name));
  });
  field.addEventListener('input', () => {
    draft[draft.mode] = field.value;
    save();
    grow();
  });
  root.addEventListener('submit', (event) => event.preventDefault());
  // Another tab went on with the same words, or sent them: they must not be sent again from here.
  store.onDraftElsewhere((caseId, before) => {
    const isSame = draft.reply === (before?.reply ?? '') && draft.note === (before?.note ?? '');
    if (row?.id !== caseId || sending.has(caseId) || !isSame) return;
    draft = { ...store.draft(caseId), mode: draft.mode };
    field.value = draft[draft.mode];
    draw();
    grow();
  });

  function save() {
    if (row) store.saveDraft(row.id, draft);
  }
  function grow() {
    field.style.height = 'auto';
    field.style.height = `${Math.min(TALLEST, field.scrollHeight + 2)}px`;
  }

  /** Puts words where the caret is. @param {string} words */
  function insert(words) {
    if (row?.state === 'closed') return;
    setMode('reply');
    const from = field.selectionStart;
    const to = field.selectionEnd;
    const before = field.value.slice(0, from);
    const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
    field.setRangeText(gap + words, from, to, 'end');
    field.dispatchEvent(new Event('input'));
    field.focus();
    const mark = field.value.indexOf('[', from);
    const end = mark >= 0 ? field.value.indexOf(']', mark) : -1;
    // What is left to complete is what one types next.
    if (mark >= 0 && end > mark && end < from + gap.length + words.length)
      field.setSelectionRange(mark, end + 1);
  }

  /** @param {'reply' | 'note'} mode */
  function setMode(mode) {
    draft.mode = row?.state === 'closed' ? 'note' : mode;
    field.value = draft[draft.mode];
    save();
    draw();
    grow();
  }

  function draw() {
    if (!row) return;
    const isNote = draft.mode === 'note';
    const closed = row.state === 'closed';
    root.classList.toggle('for-note', isNote);
    drawModes(closed);
    label.textContent = isNote ? texts.noteLabel : texts.replyLabel;
    const isSending = sending.has(row.id);
    const rest = isNote ? texts.keep : texts.send;
    send.textContent = isSending ? texts.sending : rest;
    send.setAttribute('aria-disabled', String(isSending));
    canned.hidden = closed || start.canned.length === 0;
    cited.replaceChildren(...(isNote ? [] : draft.cited).map(drawCited));
    hint.textContent = hintOf(row, isNote);
  }

  /** @param {boolean} closed a closed case takes no reply */
  function drawModes(closed) {
    for (const one of modes.children) {
      const { dataset } = /** @type {HTMLElement} */ (one);
      one.setAttribute('aria-pressed', String(dataset.mode === draft.mode));
      if (dataset.mode === 'reply') /** @type {HTMLElement} */ (one).hidden = closed;
    }
  }

  /** @param {{ key: string, title: string }} source */
  function drawCited({ key, title }) {
    const remove = button({ class: 'remove', 'aria-label': texts.removeSource(title) }, ['×'], () => {
      draft.cited = draft.cited.filter((one) => one.key !== key);
      save();
      draw();
      field.focus();
    });
    return h('li', {}, h('span', {}, title), remove);
  }

  /** @param {Row} of @param {boolean} isNote */
  function hintOf({ state, owner }, isNote) {
    const keys = hasFinePointer() ? texts.sendHint : '';
    if (state === 'closed') return texts.closedComposer;
    if (isNote) return keys;
    if (state === 'open') return [texts.willTake, keys].filter(Boolean).join(' · ');
    return owner && owner.key !== start.me.key ? texts.helping(owner.name) : keys;
  }

  /** What is sent twice is one message, unless its words changed between. @param {string} signature */
  function signDraft(signature) {
    if (draft.sentText === signature) return;
    draft.sentText = signature;
    draft.id = freshId();
  }

  async function submit() {
    if (!row || sending.has(row.id)) return;
    const { id: caseId } = row;
    const { mode } = draft;
    const text = field.value.trim();
    failed.textContent = '';
    if (text === '') return field.focus();
    if (mode === 'reply' && /\[[^[\]]* \?\]/.test(text)) {
      failed.textContent = texts.unfilled;
      return field.focus();
    }
    const sources = mode === 'reply' ? draft.cited.map(({ key }) => key) : [];
    signDraft(JSON.stringify([mode, text, sources]));
    sending.add(caseId);
    save();
    draw();
    const sent = { ...draft };
    try {
      const answer = /** @type {{ row: Row }} */ (
        await call(`/desk/api/cases/${caseId}/${mode}`, {
          method: 'POST',
          body: { id: sent.id, text, sources },
        })
      );
      sending.delete(caseId);
      forget(caseId, mode, sent[mode]);
      onSent(answer.row, mode);
    } catch (error) {
      sending.delete(caseId);
      showFailure(caseId, error);
    }
    draw();
  }

  /** @param {string} caseId @param {unknown} error */
  function showFailure(caseId, error) {
    if (row?.id === caseId) failed.textContent = error instanceof ApiError ? error.message : String(error);
  }

  /** What left is no draft any more; what was typed meanwhile is kept. @param {string} caseId @param {'reply' | 'note'} mode @param {string} was */
  function forget(caseId, mode, was) {
    const isHere = row?.id === caseId;
    const kept = isHere ? draft : store.draft(caseId);
    if (kept[mode] === was) kept[mode] = '';
    if (mode === 'reply') kept.cited = [];
    kept.id = undefined;
    kept.sentText = undefined;
    if (mode === 'note' && isHere && row?.state !== 'closed') kept.mode = 'reply';
    store.saveDraft(caseId, kept);
    if (!isHere) return;
    field.value = kept[kept.mode];
    grow();
  }

  return {
    root,
    submit,
    /** @param {Row} opened */
    open: (opened) => {
      row = opened;
      draft = store.draft(opened.id);
      failed.textContent = '';
      if (opened.state === 'closed') draft.mode = 'note';
      field.value = draft[draft.mode];
      draw();
      grow();
    },
    /** The case as it is now. @param {Row} changed */
    update: (changed) => {
      const wasClosed = row?.state === 'closed';
      row = changed;
      if (changed.state === 'closed' && draft.mode === 'reply') setMode('note');
      else if (wasClosed && changed.state !== 'closed') setMode('reply');
      else draw();
    },
    /** @param {'reply' | 'note'} mode */
    focus: (mode) => {
      setMode(mode);
      field.focus();
    },
    /** A passage of the knowledge joins the reply, with what it says or as a source alone. @param {Passage} passage @param {boolean} withText */
    addPassage: ({ key, text, source }, withText) => {
      if (!draft.cited.some((one) => one.key === key))
        draft.cited = [...draft.cited, { key, title: `${source.title}, ${source.section}` }];
      if (withText) insert(text);
      else setMode('reply');
      save();
      draw();
    },
  };
}
