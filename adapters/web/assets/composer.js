import { byId, hasFinePointer } from './dom.js';
import { texts } from './texts.js';

const DRAFT = 'hotline.draft';
/** As the server counts. */
const MAX_LENGTH = 20_000;
const MAX_BYTES = 127_000;
const COUNT_FROM = 18_000;
const MAX_LINK_WORDS = 300;

/** A link may bring the words to send, which the person reads first; the address then forgets them. */
function wordsOfLink() {
  const address = new URL(location.href);
  const words = address.searchParams.get('ecrire')?.trim().slice(0, MAX_LINK_WORDS) ?? '';
  address.searchParams.delete('ecrire');
  if (words !== '') history.replaceState(history.state, '', address);
  return words;
}

/**
 * Where the person writes.
 * @param {{ onSend: (text: string) => void, onProblem: (sentence: string) => void }} handlers
 */
export function createComposer({ onSend, onProblem }) {
  const form = byId('composer', HTMLFormElement);
  const field = byId('question', HTMLTextAreaElement);
  const counter = byId('counter', HTMLSpanElement);

  const adjust = () => {
    // Browsers without `field-sizing` need a measured height; the style sheet caps both at eight lines.
    if (!CSS.supports('field-sizing', 'content')) {
      field.style.height = 'auto';
      field.style.height = `${field.scrollHeight}px`;
    }
    const { length } = field.value;
    counter.textContent = length >= COUNT_FROM ? texts.counter(length, MAX_LENGTH) : '';
    counter.classList.toggle('over', length > MAX_LENGTH);
  };
  const keepDraft = () => {
    try {
      sessionStorage.setItem(DRAFT, field.value);
    } catch {
      // Without storage a reload loses what was being written, and nothing else.
    }
  };
  const submit = () => {
    const text = field.value;
    if (text.trim() === '') {
      onProblem(texts.empty);
      field.focus();
      return;
    }
    if (text.length > MAX_LENGTH || new TextEncoder().encode(JSON.stringify(text)).length > MAX_BYTES) {
      onProblem(texts.tooLong(MAX_LENGTH));
      field.focus();
      return;
    }
    field.value = '';
    adjust();
    keepDraft();
    onProblem('');
    onSend(text);
    if (hasFinePointer()) field.focus();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener('keydown', (event) => {
    // Enter that ends the composition of an accent or an ideogram is not a send (229: Safari tells it so).
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  field.addEventListener('input', () => {
    adjust();
    keepDraft();
  });

  field.value = wordsOfLink() || (sessionStorage.getItem(DRAFT) ?? '');
  adjust();
  return { focus: () => field.focus() };
}
