import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import { type Outline, OutlineBuilder, oneLine } from '#src/knowledge/loaders/outline.ts';
import { rowsSaid } from '#src/knowledge/loaders/table.ts';
import { loaderTexts } from '#src/knowledge/loaders/texts.ts';

/** Elements that are no part of what a page says. */
const UNSAID = new Set(
  'script style template noscript title head iframe object svg math textarea select datalist nav footer aside form button input dialog audio video canvas map meta link'.split(
    ' ',
  ),
);
const ROLES_UNSAID = new Set([
  'navigation',
  'contentinfo',
  'search',
  'menu',
  'menubar',
  'dialog',
  'alertdialog',
]);
/** Words of a class or an id that name what surrounds a page. */
const AROUND =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|fil-?ariane|footer|pied-de-page|cookies?|tarteaucitron|sidebar|social|share|partage|partager|skip-?links?|pagination|pager|toolbar|sommaire|toc)(?:[\s_-]|$)/i;
/** Attributes that take an element out of sight. */
const UNSEEN_STYLE =
  /display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?(?![.\d])|font-size\s*:\s*0|text-indent\s*:\s*-\d{3}|(?:^|[\s;])color\s*:\s*(?:#f{3,8}\b|white\b|transparent\b)/i;
/** Elements that are written inside a line. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark output q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** Columns and rows that a cell may span: a page that says more makes a table of nothing. */
const MOST_SPANNED = 50;
/** Hidden elements that are told: staff need no more to look. */
const MOST_TOLD = 10;
const EXCERPT = 70;

/** How a page is read. */
export interface HtmlReading {
  /** A short paragraph all in bold is a heading: so people write in word processors. */
  readonly boldHeadings?: boolean;
}

/**
 * Reads HTML: headings, paragraphs, lists, tables row by row. What surrounds a page (menus, footers, forms, scripts) is
 * left out, and so is what its reader does not see, which is told.
 */
export function readHtml(html: string, reading: HtmlReading = {}): Outline {
  const root = parseDocument(html);
  const out = new OutlineBuilder();
  const walker = new Walker(out, reading);
  const named = oneLine(textOf(find(root.children, 'title')?.children ?? []));
  const body = mainOf(root.children);
  if (body.outside) out.heading(1, oneLine(textOf(body.outside.children)), true);
  walker.blocks(body.nodes);
  walker.flush();
  // A document that has no title of its own often begins with one in bold.
  const opening = out.opening === undefined ? out.parts[0]?.headings.at(-1) : undefined;
  const title = out.title ?? (named || (reading.boldHeadings ? opening : out.opening));
  return { title, parts: out.parts, notes: out.notes };
}

/** The part of a page that is its own, and its title when that stands outside. */
function mainOf(nodes: ChildNode[]): { nodes: ChildNode[]; outside: Element | undefined } {
  const main = findWhere(nodes, (one) => one.name === 'main' || one.attribs.role === 'main');
  const article = main ?? find(nodes, 'article');
  const isWhole = article !== undefined && textOf(article.children).trim().length > 200;
  if (!isWhole) return { nodes, outside: undefined };
  const title = find(nodes, 'h1');
  const isInside = title !== undefined && find(article.children, 'h1') !== undefined;
  return { nodes: article.children, outside: isInside ? undefined : title };
}

function find(nodes: readonly ChildNode[], name: string): Element | undefined {
  return findWhere(nodes, (one) => one.name === name);
}

function findWhere(nodes: readonly ChildNode[], holds: (one: Element) => boolean): Element | undefined {
  const waiting: ChildNode[] = [...nodes].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isTag(node)) continue;
    if (holds(node)) return node;
    for (let at = node.children.length - 1; at >= 0; at -= 1) waiting.push(node.children[at] as ChildNode);
  }
  return undefined;
}

/** The words of some nodes, a space where a block ends; without what is not said. */
function textOf(nodes: readonly ChildNode[]): string {
  const parts: string[] = [];
  const walk = (node: ChildNode): void => {
    if (isText(node)) parts.push(node.data);
    if (!isTag(node) || isUnsaid(node) || isNoteMark(node)) return;
    const apart = INLINE.has(node.name) ? '' : ' ';
    parts.push(apart);
    for (const child of node.children) walk(child);
    parts.push(apart);
  };
  for (const node of nodes) walk(node);
  return parts.join('');
}

/** The mark of a footnote in a text, and the arrow that leads back from it. */
const isNoteMark = ({ name, attribs, children }: Element): boolean =>
  (name === 'sup' && children.some((one) => isTag(one) && (one.attribs.href ?? '').startsWith('#'))) ||
  (name === 'a' && (attribs.href ?? '').startsWith('#') && textOfLink(children) === '↑');
const textOfLink = (nodes: readonly ChildNode[]): string =>
  nodes
    .map((node) => (isText(node) ? node.data : ''))
    .join('')
    .trim();

const isUnsaid = ({ name, attribs }: Element): boolean =>
  UNSAID.has(name) ||
  ROLES_UNSAID.has(attribs.role ?? '') ||
  ((name === 'div' || name === 'ul' || name === 'section' || name === 'header' || name === 'p') &&
    AROUND.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`)) ||
  isUnseen(attribs);

const isUnseen = (attribs: Record<string, string>): boolean =>
  attribs.hidden !== undefined || attribs['aria-hidden'] === 'true' || UNSEEN_STYLE.test(attribs.style ?? '');

/** Goes through a page in its order. */
class Walker {
  readonly #out: OutlineBuilder;
  readonly #reading: HtmlReading;
  #line: string[] = [];
  #told = 0;

  constructor(out: OutlineBuilder, reading: HtmlReading) {
    this.#out = out;
    this.#reading = reading;
  }

  blocks(nodes: readonly ChildNode[]): void {
    for (const node of nodes) this.#block(node);
  }

  /** Ends the paragraph that is being written. */
  flush(): void {
    this.#out.paragraph(this.#line.join(''));
    this.#line = [];
  }

  #block(node: ChildNode): void {
    if (isText(node)) this.#line.push(node.data);
    if (!isTag(node)) return;
    if (isUnsaid(node)) this.#tell(node);
    else if (isMenu(node)) return;
    else if (node.name === 'br') this.#line.push(' ');
    else if (INLINE.has(node.name)) this.#inline(node);
    else {
      this.flush();
      this.#element(node);
      this.flush();
    }
  }

  /** An element of a line; people also put whole blocks inside. */
  #inline(node: Element): void {
    if (isNoteMark(node)) return;
    const holdsBlock = findWhere(
      node.children,
      ({ name }) => !INLINE.has(name) && !['br', 'img'].includes(name),
    );
    if (holdsBlock) this.blocks(node.children);
    else this.#line.push(textOf(node.children));
  }

  #element(node: Element): void {
    const level = /^h([1-6])$/.exec(node.name)?.[1];
    if (level) this.#out.heading(Number(level), textOf(node.children), node.attribs.class === 'title');
    else if (node.name === 'table') this.#table(node);
    else if (node.name === 'ul' || node.name === 'ol') this.#list(node);
    else if (node.name === 'dl') this.#out.list(definitionsOf(node));
    else if (node.name === 'pre')
      for (const line of textOf(node.children).split('\n')) this.#out.paragraph(line);
    else if (this.#reading.boldHeadings && node.name === 'p' && isBoldHeading(node))
      this.#out.heading(7, textOf(node.children));
    else this.blocks(node.children);
  }

  #list(node: Element): void {
    if (findWhere(node.children, ({ name }) => name === 'table' || /^h[1-6]$/.test(name))) {
      // What is laid out as a list, and is a page of its own.
      for (const item of node.children) this.blocks(isTag(item) ? item.children : []);
      return;
    }
    const notes = node.children.some((one) => isTag(one) && (one.attribs.id ?? '').startsWith('footnote-'));
    if (notes) this.#out.heading(2, loaderTexts.footnotes);
    this.#out.list(itemsOf(node));
  }

  #table(node: Element): void {
    const rows = rowsOf(node);
    const isLayout =
      rows.every(({ cells }) => cells.length < 2) || find(node.children, 'table') !== undefined;
    if (isLayout) {
      for (const { elements } of rows) for (const cell of elements) this.#cell(cell);
      return;
    }
    const caption = find(node.children, 'caption');
    if (caption) this.#out.paragraph(textOf(caption.children));
    const heads = rows.findIndex(({ isHead }) => !isHead);
    const known = heads > 0 ? heads : undefined;
    const grid = spread(rows);
    this.#out.list(rowsSaid(grid, known));
  }

  #cell(cell: Element): void {
    this.flush();
    this.blocks(cell.children);
    this.flush();
  }

  /** Tells of a text that a browser would not show; menus and scripts go without a word. */
  #tell(node: Element): void {
    if (!isUnseen(node.attribs) || UNSAID.has(node.name) || this.#told >= MOST_TOLD) return;
    const text = oneLine(textOf(node.children));
    if (text.length < 6) return;
    this.#told += 1;
    this.#out.notes.push(loaderTexts.hidden(text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text));
  }
}

/** A line or a list of links alone, one beside the other: it leads elsewhere, and says nothing. */
function isMenu(node: Element): boolean {
  if (!['ul', 'ol', 'p', 'div'].includes(node.name)) return false;
  let links = 0;
  const holdsElse = (nodes: readonly ChildNode[]): boolean =>
    nodes.some((one) => {
      if (isText(one)) return /[\p{L}\p{N}]/u.test(one.data);
      if (!isTag(one)) return false;
      if (one.name !== 'a')
        return !['li', 'span', 'br', 'img', 'i'].includes(one.name) || holdsElse(one.children);
      links += 1;
      return findWhere(one.children, ({ name }) => !INLINE.has(name)) !== undefined;
    });
  return !holdsElse(node.children) && links >= 3;
}

/** A paragraph all in bold that ends like a heading. */
function isBoldHeading(node: Element): boolean {
  const children = node.children.filter((one) => !isText(one) || one.data.trim() !== '');
  const isBold =
    children.length > 0 && children.every((one) => isTag(one) && ['strong', 'b'].includes(one.name));
  const text = oneLine(textOf(node.children));
  return isBold && text.length <= 100 && /[\p{L}\p{N}?!»)]$/u.test(text) && text.split(' ').length <= 14;
}

/** The items of a list, those of the lists inside it after their own. */
function itemsOf(list: Element): string[] {
  return list.children.flatMap((item) => {
    if (!isTag(item) || isUnsaid(item)) return [];
    const inner = item.children.filter(
      (one): one is Element => isTag(one) && ['ul', 'ol'].includes(one.name),
    );
    const own = item.children.filter((one) => !inner.includes(one as Element));
    return [textOf(own), ...(item.name === 'li' ? inner.flatMap(itemsOf) : itemsOf(item))];
  });
}

/** « terme : ce qu'il veut dire ». */
function definitionsOf(list: Element): string[] {
  const parts = list.children
    .filter(isTag)
    .flatMap((child) => (['dt', 'dd'].includes(child.name) ? [child] : child.children.filter(isTag)));
  let term = '';
  return parts.flatMap((part) => {
    const text = oneLine(textOf(part.children));
    if (part.name !== 'dt') return [term ? `${term} : ${text}` : text];
    term = text;
    return [];
  });
}

interface Row {
  readonly cells: readonly { readonly text: string; readonly wide: number; readonly high: number }[];
  readonly elements: readonly Element[];
  readonly isHead: boolean;
}

/** The rows of a table, without those of the tables inside it. */
function rowsOf(table: Element): Row[] {
  const rows: Row[] = [];
  const walk = (nodes: readonly ChildNode[], inHead: boolean): void => {
    for (const node of nodes) {
      if (!isTag(node)) continue;
      if (node.name === 'tr') rows.push(rowOf(node, inHead));
      else if (['thead', 'tbody', 'tfoot'].includes(node.name)) walk(node.children, node.name === 'thead');
    }
  };
  walk(table.children, false);
  return rows;
}

function rowOf(tr: Element, inHead: boolean): Row {
  const elements = tr.children.filter(
    (one): one is Element => isTag(one) && ['td', 'th'].includes(one.name) && !isUnseen(one.attribs),
  );
  const span = (value: string | undefined) =>
    Math.min(MOST_SPANNED, Math.max(1, Number.parseInt(value ?? '1', 10) || 1));
  const cells = elements.map((cell) => ({
    text: textOf(cell.children),
    wide: span(cell.attribs.colspan),
    high: span(cell.attribs.rowspan),
  }));
  const isHead = inHead || (elements.length > 0 && elements.every(({ name }) => name === 'th'));
  return { cells, elements, isHead };
}

/** A table with each cell at its place: one that spans several rows stands in each of them. */
function spread(rows: readonly Row[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  rows.forEach(({ cells }, at) => {
    let column = 0;
    for (const cell of cells) {
      while (grid[at]?.[column] !== undefined) column += 1;
      for (const row of grid.slice(at, at + cell.high)) putCell(row, column, cell);
      column += cell.wide;
    }
  });
  return grid.map((row) => Array.from(row, (cell) => cell ?? ''));
}

/** What spans columns is said once. */
function putCell(row: string[], column: number, { text, wide }: Row['cells'][number]): void {
  for (let right = 0; right < wide; right += 1) row[column + right] = right === 0 ? text : '';
}
