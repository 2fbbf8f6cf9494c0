import type { Element } from 'domhandler';
import { type Outline, type OutlinePart, oneLine } from '#src/knowledge/loaders/outline.ts';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';
import { rowsSaid } from '#src/knowledge/loaders/table.ts';
import { loaderTexts } from '#src/knowledge/loaders/texts.ts';
import { all, childrenOf, coreTitle, first, parseXml, textIn } from './xml.ts';
import { type Opened, openZip, xmlOf } from './zip.ts';

/** Places of a slide that say nothing of their own: its date, its footer, its number, what is above every page. */
const UNSAID_PLACES = new Set(['dt', 'ftr', 'sldNum', 'hdr']);
const TITLES = new Set(['title', 'ctrTitle']);
/** A text that stands on as many slides, and on more than half of them, is a footer that somebody drew. */
const REPEATED = 4;

/**
 * Reads a presentation: a part a slide, its title the heading, its number the place. Speaker notes and hidden slides are
 * left out, and told.
 * @throws RefusedFile
 */
export function readPptx(bytes: Uint8Array): Outline {
  const files = openZip(bytes, (name) =>
    /^(?:ppt\/(?:slides|diagrams|notesSlides)\/|ppt\/presentation|ppt\/_rels\/|docProps\/core).*\.(?:xml|rels)$/.test(
      name,
    ),
  );
  const order = slidesOf(files);
  if (order.length === 0) throw new RefusedFile('not this format');
  const slides = order.map((path, index) => readSlide(files, path, index + 1));
  const parts = withoutFooters(slides.filter(({ hidden }) => !hidden).map(({ part }) => part));
  const notes = [
    ...slides.filter(({ hidden }) => hidden).map(({ part }) => loaderTexts.hiddenSlide(part.slide ?? 0)),
    ...slides
      .filter(({ hidden, part, pictures }) => !hidden && part.blocks.length === 0 && pictures > 0)
      .map(({ part }) => loaderTexts.pictureSlide(part.slide ?? 0)),
  ];
  const spoken = Object.keys(files).filter((name) =>
    /^ppt\/notesSlides\/notesSlide\d+\.xml$/.test(name),
  ).length;
  if (spoken > 0) notes.push(loaderTexts.speakerNotes(spoken));
  const title = parts[0]?.headings[0] ?? coreTitle(xmlOf(files, 'docProps/core.xml'));
  return { title, parts, notes };
}

/** The paths of the slides, in the order in which they are shown. */
function slidesOf(files: Opened): string[] {
  const presentation = parseXml(xmlOf(files, 'ppt/presentation.xml') ?? '');
  const targets = relationsOf(files, 'ppt/presentation.xml');
  return all(presentation, 'p:sldId').flatMap(({ attribs }) => {
    const path = targets.get(attribs['r:id'] ?? '')?.path;
    return path && files[path] ? [path] : [];
  });
}

/** What a part of the archive names by an id: the paths, and what they are. */
function relationsOf(files: Opened, path: string): Map<string, { path: string; type: string }> {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const name = path.slice(folder.length + 1);
  const relations = all(parseXml(xmlOf(files, `${folder}/_rels/${name}.rels`) ?? ''), 'Relationship');
  return new Map(
    relations.map(({ attribs }) => {
      const target = attribs.Target ?? '';
      const absolute = target.startsWith('/') ? target.slice(1) : resolved(folder, target);
      return [attribs.Id ?? '', { path: absolute, type: attribs.Type ?? '' }];
    }),
  );
}

function resolved(folder: string, target: string): string {
  const parts = folder.split('/');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

interface Slide {
  readonly part: OutlinePart;
  readonly hidden: boolean;
  readonly pictures: number;
}

function readSlide(files: Opened, path: string, slide: number): Slide {
  const [root] = parseXml(xmlOf(files, path) ?? '').filter(({ name }) => name === 'p:sld');
  const part: OutlinePart = { headings: [], slide, blocks: [] };
  if (!root) return { part, hidden: false, pictures: 0 };
  const titles: string[] = [];
  const visit = (node: Element): void => {
    if (node.name === 'mc:Fallback') return;
    if (node.name === 'p:sp') readShape(node, part, titles);
    else if (node.name === 'a:tbl') addTable(node, part);
    else for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  for (const { path: diagram, type } of relationsOf(files, path).values())
    if (type.endsWith('/diagramData')) addList(part, diagramTexts(xmlOf(files, diagram) ?? ''));
  const title = oneLine(titles.join(' '));
  const hidden = root.attribs.show === '0';
  const pictures = all([root], 'p:pic').length;
  return { part: { ...part, headings: title ? [title] : [] }, hidden, pictures };
}

function readShape(shape: Element, part: OutlinePart, titles: string[]): void {
  const place = first(childrenOf(shape), 'p:ph')?.attribs.type;
  const isHidden = first(childrenOf(shape), 'p:cNvPr')?.attribs.hidden === '1';
  if (isHidden || UNSAID_PLACES.has(place ?? '')) return;
  const paragraphs = all(childrenOf(shape), 'a:p').map(paragraphText).filter(hasWords);
  if (TITLES.has(place ?? '')) titles.push(...paragraphs);
  else if (paragraphs.length === 1 && paragraphs[0])
    part.blocks.push({ type: 'paragraph', text: paragraphs[0] });
  else addList(part, paragraphs);
}

/** The words of a paragraph, but those that the tool writes itself: the slide's number, the day. */
function paragraphText(node: Element): string {
  return oneLine(
    childrenOf(node)
      .map((child) => {
        if (child.name === 'a:br') return ' ';
        if (child.name === 'a:fld' && /slidenum|datetime/.test(child.attribs.type ?? '')) return '';
        return all([child], 'a:t').map(textIn).join('');
      })
      .join(''),
  );
}

function addTable(table: Element, part: OutlinePart): void {
  const rows = all([table], 'a:tr').map((row) =>
    all(childrenOf(row), 'a:tc').map((cell) =>
      all([cell], 'a:p').map(paragraphText).filter(Boolean).join(' '),
    ),
  );
  const properties = first([table], 'a:tblPr');
  addList(part, rowsSaid(rows, properties?.attribs.firstRow === '1' ? 1 : undefined));
}

/** The texts of a diagram, in the order of its points. */
const diagramTexts = (xml: string): string[] =>
  all(parseXml(xml), 'dgm:pt')
    .map((point) => all([point], 'a:p').map(paragraphText).filter(Boolean).join(' '))
    .filter(hasWords);

function addList(part: OutlinePart, items: readonly string[]): void {
  const said = items.filter(hasWords);
  if (said.length > 0) part.blocks.push({ type: 'list', items: said });
}

/** The slides without what is drawn on most of them. */
function withoutFooters(parts: readonly OutlinePart[]): OutlinePart[] {
  const times = new Map<string, number>();
  const textsOf = (block: OutlinePart['blocks'][number]) =>
    block.type === 'list' ? block.items : [block.text];
  for (const part of parts)
    for (const text of new Set(part.blocks.flatMap(textsOf))) times.set(text, (times.get(text) ?? 0) + 1);
  const isFooter = (text: string) => {
    const count = times.get(text) ?? 0;
    return count >= REPEATED && 2 * count > parts.length;
  };
  return parts.map((part) => ({
    ...part,
    blocks: part.blocks.flatMap((block): OutlinePart['blocks'] => {
      if (block.type === 'paragraph') return isFooter(block.text) ? [] : [block];
      const items = block.items.filter((item) => !isFooter(item));
      return items.length > 0 ? [{ type: 'list', items }] : [];
    }),
  }));
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
