import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { type Outline, OutlineBuilder } from '#src/knowledge/loaders/outline.ts';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';
import { rowsSaid } from '#src/knowledge/loaders/table.ts';
import { loaderTexts } from '#src/knowledge/loaders/texts.ts';
import { all, childrenOf, coreTitle, first, parseXml, textIn } from './xml.ts';
import { openZip, xmlOf } from './zip.ts';

const WANTED = new Set(['content.xml', 'styles.xml', 'meta.xml', 'META-INF/manifest.xml']);
/** Elements that are no text of the document: what was taken out, remarks, its contents, notes at the foot. */
const UNSAID = new Set([
  'text:tracked-changes',
  'office:annotation',
  'office:annotation-end',
  'text:table-of-content',
  'text:illustration-index',
  'text:alphabetical-index',
  'text:note',
  'office:forms',
  'text:sequence-decls',
  'svg:title',
  'svg:desc',
  'draw:image',
]);
/** A cell that is repeated to fill a sheet is repeated so many times at most. */
const MOST_REPEATED = 50;
const MOST_TOLD = 10;

/**
 * Reads an OpenDocument text: headings, paragraphs, lists, tables row by row.
 * @throws RefusedFile
 */
export function readOdt(bytes: Uint8Array): Outline {
  const files = openZip(bytes, (name) => WANTED.has(name));
  if (/encryption-data/.test(xmlOf(files, 'META-INF/manifest.xml') ?? '')) throw new RefusedFile('protected');
  const content = xmlOf(files, 'content.xml');
  if (content === undefined) throw new RefusedFile('not this format');
  const root = parseXml(content);
  const text = first(root, 'office:text');
  if (!text) throw new RefusedFile('not this format');
  const styles = stylesOf([...root, ...parseXml(xmlOf(files, 'styles.xml') ?? '')]);
  const reader = new OdtReader(styles);
  reader.blocks(childrenOf(text));
  const { out } = reader;
  const pictures = all([text], 'draw:image').length;
  const notes = [...out.notes, ...(pictures > 0 ? [loaderTexts.pictures(pictures)] : [])];
  return { title: out.title ?? coreTitle(xmlOf(files, 'meta.xml')), parts: out.parts, notes };
}

/** What is used of a style. */
interface Style {
  readonly parent: string | undefined;
  readonly level: number | undefined;
  readonly hidden: boolean;
}

function stylesOf(roots: readonly Element[]): ReadonlyMap<string, Style> {
  const found = new Map<string, Style>();
  for (const style of all(roots, 'style:style')) {
    const { attribs } = style;
    const properties = childrenOf(style).find(({ name }) => name === 'style:text-properties');
    const level = Number(attribs['style:default-outline-level']);
    found.set(attribs['style:name'] ?? '', {
      parent: attribs['style:parent-style-name'],
      level: level > 0 ? level : undefined,
      hidden: properties?.attribs['text:display'] === 'none',
    });
  }
  return found;
}

class OdtReader {
  readonly out = new OutlineBuilder();
  readonly #styles: ReadonlyMap<string, Style>;
  #told = 0;

  constructor(styles: ReadonlyMap<string, Style>) {
    this.#styles = styles;
  }

  blocks(nodes: readonly Element[]): void {
    for (const node of nodes) this.#block(node);
  }

  #block(node: Element): void {
    if (UNSAID.has(node.name)) return;
    if (node.name === 'text:h')
      this.out.heading(Number(node.attribs['text:outline-level']) || 1, this.#text(node));
    else if (node.name === 'text:p') this.#paragraph(node);
    else if (node.name === 'text:list') this.#list(node);
    else if (node.name === 'table:table') this.#table(node);
    else this.blocks(childrenOf(node));
  }

  #paragraph(node: Element): void {
    const level = this.#levelOf(node.attribs['text:style-name']);
    if (level === undefined) this.out.paragraph(this.#text(node));
    else this.out.heading(Math.max(1, level), this.#text(node), level === 0);
    // A frame is anchored in a paragraph, and holds others.
    for (const box of all(childrenOf(node), 'draw:text-box')) this.blocks(childrenOf(box));
  }

  /** The level of a paragraph that looks like a heading by its style; the title of a document is of level 0. */
  #levelOf(name: string | undefined): number | undefined {
    for (let at = name, deep = 0; at !== undefined && deep < 20; deep += 1) {
      if (/^(?:Title|Titre)$/.test(at)) return 0;
      const style = this.#styles.get(at);
      const level = style?.level ?? Number(/^Heading_20_(\d)$/.exec(at)?.[1] ?? 0);
      if (level > 0) return level;
      at = style?.parent;
    }
    return undefined;
  }

  #list(node: Element): void {
    const headings = all(childrenOf(node), 'text:h');
    // Numbered headings are written as lists.
    if (headings.length > 0) this.blocks(childrenOf(node).flatMap(childrenOf));
    else this.out.list(this.#items(node));
  }

  #items(list: Element): string[] {
    return childrenOf(list).flatMap((item) =>
      childrenOf(item).flatMap((child) => {
        if (child.name === 'text:list') return this.#items(child);
        return UNSAID.has(child.name) ? [] : [this.#text(child)];
      }),
    );
  }

  #table(table: Element): void {
    const rows: string[][] = [];
    let heads = 0;
    const walk = (nodes: readonly Element[], inHead: boolean): void => {
      for (const node of nodes) {
        if (node.name === 'table:table-row') {
          rows.push(this.#cells(node));
          if (inHead) heads += 1;
        } else if (/^table:table-(?:header-rows|rows|row-group)$/.test(node.name))
          walk(childrenOf(node), inHead || node.name === 'table:table-header-rows');
      }
    };
    walk(childrenOf(table), false);
    this.out.list(rowsSaid(rows, heads > 0 ? heads : undefined));
  }

  #cells(row: Element): string[] {
    return childrenOf(row).flatMap((cell) => {
      const repeated = Number(cell.attribs['table:number-columns-repeated'] ?? 1);
      const text = childrenOf(cell)
        .map((inner) => (inner.name === 'text:list' ? this.#items(inner).join(' ; ') : this.#text(inner)))
        .filter(Boolean)
        .join(' ');
      return Array<string>(Math.min(MOST_REPEATED, Math.max(1, repeated))).fill(text);
    });
  }

  /** The words of a paragraph, without what is hidden in it. */
  #text(node: Element): string {
    const said = (child: ChildNode): string => {
      if (isText(child)) return child.data;
      if (!isTag(child) || UNSAID.has(child.name) || child.name === 'draw:text-box') return '';
      if (['text:s', 'text:tab', 'text:line-break'].includes(child.name)) return ' ';
      const isHidden =
        child.name === 'text:hidden-text' || this.#styles.get(child.attribs['text:style-name'] ?? '')?.hidden;
      if (isHidden) this.#tell(textIn(child));
      return isHidden ? '' : child.children.map(said).join('');
    };
    return node.children.map(said).join('');
  }

  #tell(text: string): void {
    if (text.trim().length < 6 || this.#told >= MOST_TOLD) return;
    this.#told += 1;
    this.out.notes.push(loaderTexts.hidden(text.trim().slice(0, 70)));
  }
}
