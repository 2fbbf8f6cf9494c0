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
/** More bold letters than this share are no headings: the whole document is written so. */
const MOST_BOLD = 0.25;
const LONGEST_HEADING = 140;
/** A longer one that ends with a full stop is a sentence, unless it is bold. */
const LONGEST_TITLE = 60;
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
  const looks = looksOf(own.flat());
  const parts: OutlinePart[] = [];
  let headings: readonly string[] = [];
  const levels: number[] = [];
  pages.forEach(({ page }, index) => {
    const out = new PageBuilder(headings, levels);
    const blocks = withDropCaps(blocksOf(own[index] ?? []));
    const things = tablesOf(blocks, (block) => isHeading(block, blocks, looks));
    for (const thing of headingsFirst(things, looks)) addThing(out, thing, looks);
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

function addThing(out: PageBuilder, thing: Block | Table, looks: Looks): void {
  if ('cells' in thing) {
    out.rows(rowsOfTable(thing));
    return;
  }
  const level = levelOf(thing, looks);
  if (level > 0) {
    out.heading(level, joined(thing.lines).replace(/^[^\p{L}\p{N}«(“]+/u, ''));
    return;
  }
  for (const piece of piecesOf(thing.lines)) {
    if (piece.isItem) out.item(piece.text);
    else out.paragraph(piece.text);
  }
}

/** How the headings of a document look. */
interface Looks {
  /** Sizes of headings, the largest first, in points. */
  readonly sizes: readonly number[];
  /** Size of most letters, in points. */
  readonly body: number;
  /** Bold letters are few: a block of them is a heading. */
  readonly isBoldRare: boolean;
}

/** The level of a block that is a heading, from 1; 0 for another. Its size tells, or else its bold letters, and its number how deep. */
function levelOf(block: Block, { sizes, body, isBoldRare }: Looks): number {
  const text = joined(block.lines);
  if (text.length > LONGEST_HEADING || block.lines.length > 3 || !/\p{L}{2}/u.test(text)) return 0;
  const bySize = 1 + sizes.findIndex((size) => block.size >= size - 0.25);
  // A sentence in large, under its heading in bold.
  const isSentence =
    text.length > LONGEST_TITLE && text.endsWith('.') && !block.lines.some(({ bold }) => bold);
  if (bySize > 0) return isSentence ? 0 : bySize;
  const isBold = isBoldRare && block.lines.every(({ bold }) => bold) && block.size >= body - 0.5;
  if (!isBold || !isTitle(text)) return 0;
  return sizes.length + depthOf(text);
}

/** Whether a short text of bold letters names what comes, and is neither a sentence nor a part of one. */
const isTitle = (text: string): boolean =>
  /^[^\p{L}]{0,12}[\p{Lu}\p{N}]/u.test(text) &&
  !BULLET.test(text) &&
  !/[.,;:]$/.test(text) &&
  !/\p{N} ?(?:€|%)$/u.test(text);

const NUMBER =
  /^(?:(?:article|chapitre|partie|titre|annexe|section) )?(?<number>\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-Z])(?:[.)°]| ?[-–—:])/iu;

/** How deep a heading stands by its number: 1 for « 2. », 2 for « 2.3 »; without one, under those that have one. */
function depthOf(text: string): number {
  const dotted = /^\d{1,2}(?:\.\d{1,2})+/.exec(text)?.[0];
  if (dotted) return dotted.split('.').length;
  return NUMBER.test(text) ? 1 : DEEPEST_NUMBER + 1;
}
const DEEPEST_NUMBER = 3;

/** A heading by its bold letters has nothing beside it: the labels of columns are bold too. */
function isHeading(block: Block, blocks: readonly Block[], looks: Looks): boolean {
  const level = levelOf(block, looks);
  if (level === 0 || level <= looks.sizes.length) return level > 0;
  return !blocks.some((other) => other !== block && isLevelWith(other, block));
}

const isLevelWith = (one: Block, other: Block): boolean =>
  Math.min(one.top, other.top) - Math.max(one.bottom, other.bottom) > 0.4 * Math.min(one.size, other.size) &&
  one.lines.length <= 4;

/** A heading that is drawn after what stands under it comes before. */
function headingsFirst(things: readonly (Block | Table)[], looks: Looks): (Block | Table)[] {
  const ordered: (Block | Table)[] = [];
  for (const thing of things) {
    let at = ordered.length;
    if (!('cells' in thing) && levelOf(thing, looks) > 0)
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

/** How headings look: larger than the body, which most letters are of, or bold where few letters are. */
function looksOf(lines: readonly Line[]): Looks {
  const letters = new Map<number, number>();
  let bold = 0;
  for (const { size, text, bold: isBold } of lines) {
    const rounded = Math.round(size * 2) / 2;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
    if (isBold) bold += text.length;
  }
  const total = [...letters.values()].reduce((sum, count) => sum + count, 0);
  const body = [...letters].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
  const sizes = [...letters]
    .filter(([size, count]) => size >= body * HEADING_SIZE && count < 0.15 * total)
    .map(([size]) => size)
    .sort((one, other) => other - one);
  return { sizes, body, isBoldRare: bold < MOST_BOLD * total };
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
