import type { Block, Choice, RichText, SourceItem } from '#src/channel/blocks.ts';
import type { OutboundMessage } from '#src/channel/port.ts';
import { isWebAddress } from '#src/channel/web-address.ts';
import { type Entity, type FormattedText, splitText } from './split.ts';
import { telegramTexts } from './texts.ts';

/** Limits of the Bot API: UTF-16 units after entities, and bytes of a button's data. */
export const LIMITS = { text: 4_096, caption: 1_024, callbackData: 64, callbackAnswer: 200 } as const;
/** A longer label does not fit on a phone. */
const LABEL = 60;

/** A button under a message; `callback_data` is short, the choice itself is found again in the conversation. */
interface Button {
  readonly text: string;
  readonly callback_data: string;
}
export type Keyboard = readonly (readonly Button[])[];

/** One message of Telegram. A document's text is its caption. */
export type Piece = FormattedText & { readonly keyboard?: Keyboard } & (
    | { readonly type: 'text' }
    | { readonly type: 'document'; readonly fileId: string; readonly name: string }
  );

/** What a button's data says. */
type ButtonData =
  | { readonly type: 'choice'; readonly seq: number; readonly index: number }
  | { readonly type: 'rating'; readonly messageId: string; readonly rating: 'up' | 'down' }
  /** A button of a case, which says all by itself: it serves in the experts' group only. */
  | { readonly type: 'case'; readonly value: string };

/** The value of a case's button; 64 bytes at most, with its longest verb. */
const CASE_VALUE = /^case:[a-z]{1,12}:[\w-]{1,40}$/;

/** A message as Telegram takes it: one or several messages, in order, the buttons under the last. */
export function renderMessage(message: OutboundMessage): Piece[] {
  const known = new Set(
    message.blocks.flatMap((block) => (block.type === 'sources' ? block.items.map(({ n }) => n) : [])),
  );
  const pieces: Piece[] = [];
  let words = new Words();
  const flush = () => {
    pieces.push(...splitText(words, LIMITS.text).map((part) => ({ type: 'text' as const, ...part })));
    words = new Words();
  };
  for (const block of message.blocks) {
    if (block.type !== 'file') {
      addBlock(words, block, known);
      continue;
    }
    // Short words go with the file as its caption, so that one is not read without the other.
    const caption = splitText(words, LIMITS.text);
    const [only] = caption;
    const fits = caption.length <= 1 && (only?.text.length ?? 0) <= LIMITS.caption;
    if (fits) words = new Words();
    else flush();
    const { fileId, name } = block;
    pieces.push({ type: 'document', fileId, name, ...(fits && only ? only : { text: '', entities: [] }) });
  }
  flush();
  const keyboard = keyboardOf(message);
  if (keyboard.length === 0) return pieces;
  const last = pieces.pop() ?? { type: 'text', text: telegramTexts.choose, entities: [] };
  return [...pieces, { ...last, keyboard }];
}

/** Reads what {@link renderMessage} wrote in a button; undefined for anything else. */
export function readButton(data: string): ButtonData | undefined {
  const choice = /^c:(\d{1,15}):(\d{1,3})$/.exec(data);
  if (choice) return { type: 'choice', seq: Number(choice[1]), index: Number(choice[2]) };
  if (CASE_VALUE.test(data)) return { type: 'case', value: data };
  const rating = /^r:([\w-]{1,56}):(up|down)$/.exec(data);
  if (rating?.[1] && rating[2])
    return { type: 'rating', messageId: rating[1], rating: rating[2] as 'up' | 'down' };
  return undefined;
}

/** The choices of a message, in the order that buttons count them. */
export const choicesOf = (blocks: readonly Block[]): Choice[] =>
  blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));

/** A keyboard after a press: the button says that it was taken. Undefined when nothing changes. */
export function markPressed(keyboard: Keyboard, data: string): Keyboard | undefined {
  const pressed = telegramTexts.pressed('');
  const isFresh = (button: Button) => button.callback_data === data && !button.text.startsWith(pressed);
  if (!keyboard.some((row) => row.some(isFresh))) return undefined;
  return keyboard.map((row) =>
    row.map((button) => (isFresh(button) ? { ...button, text: telegramTexts.pressed(button.text) } : button)),
  );
}

function keyboardOf({ blocks, id, seq }: OutboundMessage): Button[][] {
  const rows = choicesOf(blocks).map(({ label, value }, index) => [
    {
      text: shorten(cleanText(label).replace(/\s+/g, ' ').trim()) || '…',
      callback_data: CASE_VALUE.test(value) ? value : `c:${seq}:${index}`,
    },
  ]);
  if (!blocks.some(({ type }) => type === 'rating')) return rows;
  return [
    ...rows,
    [
      { text: telegramTexts.ratingUp, callback_data: `r:${id}:up` },
      { text: telegramTexts.ratingDown, callback_data: `r:${id}:down` },
    ],
  ];
}

function shorten(label: string): string {
  const letters = [...new Intl.Segmenter('fr').segment(label)].map(({ segment }) => segment);
  return letters.length <= LABEL
    ? label
    : `${letters
        .slice(0, LABEL - 1)
        .join('')
        .trimEnd()}…`;
}

function addBlock(words: Words, block: Exclude<Block, { type: 'file' }>, known: ReadonlySet<number>): void {
  switch (block.type) {
    case 'paragraph':
      words.paragraph(() => addText(words, block.text, known));
      return;
    case 'note':
      words.paragraph(() => {
        words.add(block.tone === 'warning' ? '⚠️ ' : 'ℹ️ ');
        addText(words, block.text, known);
      });
      return;
    case 'list':
      words.paragraph(() => {
        for (const item of block.items) {
          words.line();
          words.add('• ');
          addText(words, item, known);
        }
      });
      return;
    case 'sources':
      if (block.items.length > 0) words.paragraph(() => addSources(words, block.items));
      return;
    case 'choices':
    case 'rating':
    case 'answer-field':
      return;
    default:
      block satisfies never;
  }
}

function addText(words: Words, text: RichText, known: ReadonlySet<number>): void {
  for (const span of text) {
    if (span.strong) words.inside('bold', () => words.add(span.text));
    else words.add(span.text);
    for (const n of span.cites ?? []) if (known.has(n)) words.add(`${words.endsOpen ? ' ' : ''}[${n}]`);
  }
}

/** Sources fold away under the answer: on a phone they would hide it. */
function addSources(words: Words, sources: readonly SourceItem[]): void {
  words.inside('bold', () => words.add(telegramTexts.sources));
  words.line();
  words.inside('expandable_blockquote', () => {
    for (const [index, source] of sources.entries()) {
      if (index > 0) words.line();
      addSource(words, source);
    }
  });
}

function addSource(words: Words, source: SourceItem): void {
  words.add(`[${source.n}] `);
  const name = [source.title, source.section].filter(Boolean).join(', ');
  if (source.url && isWebAddress(source.url)) words.inside('text_link', () => words.add(name), source.url);
  else words.add(name);
  const page = source.page === undefined ? undefined : telegramTexts.page(source.page);
  const slide = source.slide === undefined ? undefined : telegramTexts.slide(source.slide);
  const details = [...source.articles, page, slide].filter(Boolean);
  if (details.length > 0) words.add(` (${details.join(' ; ')})`);
  if (source.validity) words.add(`. ${source.validity}.`);
}

/**
 * Words as data: no control characters, no writing direction that turns the rest around, no half character; and an
 * « @name » that Telegram would turn into a ping gets an invisible joiner.
 */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/(?<![\p{L}\p{N}._%+-])@(?=[A-Za-z0-9_])/gu, '@\u2060');

/** Text being written, with its formatting. */
class Words implements FormattedText {
  text = '';
  readonly entities: Entity[] = [];

  /** Ends with words: a mark needs a space before it, but marks follow one another. */
  get endsOpen(): boolean {
    return /[^\s\]]$/.test(this.text);
  }

  add(text: string): void {
    this.text += cleanText(text);
  }

  /** Goes to a line of its own. */
  line(): void {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n';
  }

  paragraph(write: () => void): void {
    const before = this.text;
    if (before !== '') this.text = `${before.trimEnd()}\n\n`;
    const start = this.text.length;
    write();
    if (this.text.slice(start).trim() === '') this.text = before;
  }

  inside(type: Entity['type'], write: () => void, url?: string): void {
    const offset = this.text.length;
    write();
    const length = this.text.trimEnd().length - offset;
    if (length > 0) this.entities.push({ type, offset, length, ...(url ? { url } : {}) });
  }
}
