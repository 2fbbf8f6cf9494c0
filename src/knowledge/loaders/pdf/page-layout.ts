import { type Outline, OutlineBuilder, type OutlinePart, oneLine } from '#src/knowledge/loaders/outline.ts';
import { type Block, blocksOf, type Line, linesOf, type TextItem } from './page-blocks.ts';
import { rowsOfTable, type Table, tablesOf } from './page-tables.ts';

export type { TextItem } from './page-blocks.ts';

/** The pieces of text of a page, in the order of its drawing, and its box. */
export interface PageText {
  readonly page: number;
  readonly items: readonly TextItem[];
  readonly view: readonly [number, number, number, number];
}

/** Part of a page's height, at its top and its foot, where what is printed on every page stands. */
const MARGIN = 0.12;
/** Pages that must print the same line for it to be one of theirs. */
const LEAST_RUNNING = 3;
const RUNNING_SHARE = 0.25;
/** How much larger than the body a heading is. */
const HEADING_SIZE = 1.15;
const LONGEST_HEADING = 140;
const BULLET = /^(?:[•●▪■◦○‣∙➢➤►▶✓✔❖◆→]|[-–—*](?=\s))\s*/u;

/**
 * The parts of a PDF's pages in reading order: under their headings, tables row by row with the labels of their columns,
 * without what is printed on every page.
 */
export function partsOfPages(pages: readonly PageText[]): Outline['parts'] {
  const lines = pages.map(({ items }) => linesOf(items));
  const running = runningLines(pages, lines);
  const own = lines.map((page, index) =>
    page.filter((line) => !isRunning(line, pages[index] as PageText, running)),
  );
  const sizes = headingSizes(own.flat());
  const parts: OutlinePart[] = [];
  let headings: readonly string[] = [];
  const levels: number[] = [];
  pages.forEach(({ page }, index) => {
    const out = new PageBuilder(headings, levels);
    const things = tablesOf(withDropCaps(blocksOf(own[index] ?? [])), (block) => levelOf(block, sizes) > 0);
    for (const thing of headingsFirst(things, sizes)) addThing(out, thing, sizes);
    // What stands in large on a cover is over no page of its own.
    headings = page === 1 && pages.length > 2 ? [] : out.headings;
    if (headings.length === 0) levels.length = 0;
    parts.push(...out.finish().map((part) => ({ ...part, page })));
  });
  joinAcross(parts);
  return parts.filter(({ blocks }) => blocks.length > 0);
}

/** Puts a page together under the headings of those before. */
class PageBuilder {
  headings: readonly string[];
  readonly #levels: number[];
  readonly #parts: OutlinePart[] = [];
  #out = new OutlineBuilder();
  #items: string[] = [];

  constructor(headings: readonly string[], levels: number[]) {
    this.headings = headings;
    this.#levels = levels;
  }

  heading(level: number, text: string): void {
    this.#end();
    while ((this.#levels.at(-1) ?? 0) >= level) this.#levels.pop();
    this.headings = [...this.headings.slice(0, this.#levels.length), oneLine(text)];
    this.#levels.push(level);
  }

  paragraph(text: string): void {
    this.#endList();
    this.#out.paragraph(text);
  }

  item(text: string): void {
    this.#items.push(text);
  }

  /** What goes on in the last item of a list, if one is being written. */
  isInList(): boolean {
    return this.#items.length > 0;
  }

  rows(rows: readonly string[]): void {
    this.#endList();
    this.#out.list(rows);
  }

  finish(): OutlinePart[] {
    this.#end();
    return this.#parts;
  }

  #endList(): void {
    this.#out.list(this.#items);
    this.#items = [];
  }

  #end(): void {
    this.#endList();
    const blocks = this.#out.parts.flatMap((part) => part.blocks);
    if (blocks.length > 0) this.#parts.push({ headings: [...this.headings], blocks });
    this.#out = new OutlineBuilder();
  }
}

function addThing(out: PageBuilder, thing: Block | Table, sizes: readonly number[]): void {
  if ('cells' in thing) {
    out.rows(rowsOfTable(thing));
    return;
  }
  const level = levelOf(thing, sizes);
  if (level > 0) {
    out.heading(level, joined(thing.lines).replace(/^[^\p{L}\p{N}«(“]+/u, ''));
    return;
  }
  for (const piece of piecesOf(thing.lines)) {
    if (piece.isItem) out.item(piece.text);
    else out.paragraph(piece.text);
  }
}

/** The level of a block that is a heading by its size, from 1; 0 for another. */
function levelOf(block: Block, sizes: readonly number[]): number {
  const text = joined(block.lines);
  const isShort = text.length <= LONGEST_HEADING && block.lines.length <= 3 && /\p{L}{2}/u.test(text);
  return isShort ? 1 + sizes.findIndex((size) => block.size >= size - 0.25) : 0;
}

/** A heading that is drawn after what stands under it comes before. */
function headingsFirst(things: readonly (Block | Table)[], sizes: readonly number[]): (Block | Table)[] {
  const ordered: (Block | Table)[] = [];
  for (const thing of things) {
    let at = ordered.length;
    if (!('cells' in thing) && levelOf(thing, sizes) > 0)
      while (at > 0 && isOver(thing, ordered[at - 1])) at -= 1;
    ordered.splice(at, 0, thing);
  }
  return ordered;
}

function isOver(heading: Block, thing: Block | Table | undefined): boolean {
  const blocks = thing === undefined ? [] : 'cells' in thing ? thing.cells.flat() : [thing];
  return (
    blocks.length > 0 &&
    blocks.every((block) => block.top <= heading.bottom + heading.size) &&
    blocks.some((block) => block.left < heading.right && block.right > heading.left)
  );
}

/** A large first letter goes with its word. */
function withDropCaps(blocks: readonly Block[]): Block[] {
  const whole: Block[] = [];
  for (const block of blocks) {
    const before = whole.at(-1);
    const [first, ...rest] = block.lines;
    const letter = before?.lines.length === 1 ? before.lines[0]?.text.trim() : undefined;
    if (letter && first && /^\p{Lu}['’]?$/u.test(letter) && /^\p{L}/u.test(first.text)) {
      whole.pop();
      whole.push({ ...block, lines: [{ ...first, text: letter + first.text }, ...rest] });
    } else whole.push(block);
  }
  return whole;
}

/** The items of lists and the prose of a block, in order. */
function piecesOf(lines: readonly Line[]): { text: string; isItem: boolean }[] {
  const pieces: { lines: Line[]; isItem: boolean }[] = [];
  for (const line of lines) {
    const isItem = BULLET.test(line.text);
    const last = pieces.at(-1);
    const clean = isItem ? { ...line, text: line.text.replace(BULLET, '') } : line;
    if (isItem || !last) pieces.push({ lines: [clean], isItem });
    else last.lines.push(clean);
  }
  return pieces.map(({ lines: own, isItem }) => ({ text: joined(own), isItem }));
}

/** Lines as one text: words that were cut at their ends are whole again. */
function joined(lines: readonly { readonly text: string }[]): string {
  return lines
    .map(({ text }) => text.trim())
    .join('\n')
    .replace(/(\p{Ll})[-\u00AD\u2010]\n(?=\p{Ll})/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The sizes of headings, the largest first: those over the body's, which most letters have. */
function headingSizes(lines: readonly Line[]): number[] {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  const total = [...letters.values()].reduce((sum, count) => sum + count, 0);
  const body = [...letters].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
  return [...letters]
    .filter(([size, count]) => size >= body * HEADING_SIZE && count < 0.15 * total)
    .map(([size]) => size)
    .sort((one, other) => other - one);
}

/** A line as it is printed on every page: its numbers are the pages'. */
const pattern = (text: string): string => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
/** Many print the title of a chapter after that of the document: as much as this is compared. */
const SAME_START = 18;
const startOf = (text: string): string => pattern(text).slice(0, SAME_START);

/** Lines of the margins that stand on many pages. */
function runningLines(pages: readonly PageText[], lines: readonly (readonly Line[])[]): ReadonlySet<string> {
  const times = new Map<string, number>();
  lines.forEach((page, index) => {
    const marginal = page.filter((line) => inMargin(line, pages[index] as PageText));
    for (const text of new Set(marginal.map((line) => startOf(line.text))))
      times.set(text, (times.get(text) ?? 0) + 1);
  });
  const least = Math.max(LEAST_RUNNING, RUNNING_SHARE * pages.length);
  return new Set([...times].filter(([, count]) => count >= least).map(([text]) => text));
}

function inMargin(line: Line, { view }: PageText): boolean {
  const [, bottom, , top] = view;
  const height = (line.y - bottom) / Math.max(1, top - bottom);
  return height < MARGIN || height > 1 - MARGIN;
}

const PAGE_NUMBER = /^(?:page|p\.)?\s?[-–—]?\s?\d{1,4}\s?[-–—]?(?:\s?(?:\/|sur|of)\s?\d{1,4})?$/i;

const isRunning = (line: Line, page: PageText, running: ReadonlySet<string>): boolean =>
  inMargin(line, page) && (running.has(startOf(line.text)) || PAGE_NUMBER.test(line.text.trim()));

/** A sentence that goes over to the next page is whole on the one where it begins. */
function joinAcross(parts: OutlinePart[]): void {
  for (let index = 1; index < parts.length; index += 1) {
    const before = parts[index - 1] as OutlinePart;
    const after = parts[index] as OutlinePart;
    const last = before.blocks.at(-1);
    const [first] = after.blocks;
    if (before.page === after.page || last?.type !== 'paragraph' || first?.type !== 'paragraph') continue;
    if (/[.!?:;»)]\s*$/.test(last.text) || !/^[\p{Ll}(«]/u.test(first.text)) continue;
    const end = /^[^.!?]{0,400}[.!?](?=\s|$)/.exec(first.text)?.[0];
    if (!end) continue;
    last.text = `${last.text.replace(/-$/, '')} ${end}`;
    first.text = first.text.slice(end.length).trim();
    if (first.text === '') after.blocks.shift();
  }
}
