import type {
  Block,
  DocumentMeta,
  KnowledgeDocument,
  Problem,
  Section,
} from '#src/knowledge/model/document.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { withoutHiddenText } from '#src/knowledge/screen/hidden-text.ts';
import { fileTitle } from '#src/knowledge/screen/screen-document.ts';
import { hiddenText } from '#src/knowledge/screen/texts.ts';
import { articlesIn } from '#src/reference/article-number.ts';
import type { LoadedDocument } from './loaded-document.ts';
import { type Outline, type OutlinePart, oneLine } from './outline.ts';
import { splitText } from './text/split-text.ts';
import { loaderTexts, refusalTexts } from './texts.ts';

/** Aim of a passage, in characters: about what a person reads at a glance. */
const AIM = 900;
/** Titles that a tool wrote, and nobody. */
const NO_TITLE =
  /^(?:microsoft (?:word|powerpoint|excel)\b.*|pr[ée]sentation powerpoint|powerpoint presentation|sans titre.*|untitled.*|document\s?\d*|diapositive \d+|slide \d+|classeur\s?\d*|.{0,150}\.(?:docx?|indd|pptx?|odt|pdf|xlsx?|qxp|rtf|html?))$/i;
const LONGEST_TITLE = 200;

/**
 * A document made of what its loader read: passages of about 900 characters that stay inside their part, in reading
 * order.
 * @param meta the side-car's description, where there is one
 */
export function toDocument(path: string, outline: Outline, meta: DocumentMeta | undefined): LoadedDocument {
  const warn = (message: string): Problem => ({ path, line: 1, message, severity: 'warning' });
  const problems = outline.notes.map(warn);
  const title = meta?.title ?? titleOf(outline.title, path);
  const ids = new Map<string, number>();
  const sections: Section[] = [];
  for (const part of outline.parts) {
    const { blocks, told } = seenBlocks(part);
    problems.push(...told.map((message) => warn(placed(part, message))));
    const heading = headingOf(part, title);
    for (const details of passagesOf(blocks)) {
      const id = uniqueId(ids, part, heading);
      sections.push(sectionOf(part, { id, heading, details }, meta));
    }
  }
  if (sections.length === 0) {
    const message = path.toLowerCase().endsWith('.pdf') ? loaderTexts.scanned : refusalTexts['no text'];
    return { problems: [{ path, line: 1, message, severity: 'error' }], refused: 'no text' };
  }
  const own: DocumentMeta = {
    title,
    kind: 'document',
    audience: 'both',
    regime: 'any',
    territories: [],
    sources: [],
  };
  return {
    document: { id: path, path, meta: meta ?? own, sections } satisfies KnowledgeDocument,
    problems,
  };
}

function titleOf(given: string | undefined, path: string): string {
  const said = given && oneLine(withoutHiddenText(given).text);
  return said && said.length <= LONGEST_TITLE && !NO_TITLE.test(said) ? said : fileTitle(path);
}

/** Its own heading under the one above; where it has none, its place, or the document's title. */
function headingOf({ headings, page, slide }: OutlinePart, title: string): string {
  const own = headings
    .map((heading) => clean(heading))
    .filter((heading) => heading !== '' && fold(heading) !== fold(title));
  if (own.length > 0) return own.slice(-2).join(' › ');
  if (page !== undefined) return `Page ${page}`;
  return slide === undefined ? title : `Diapositive ${slide}`;
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

/** A text that may be indexed: no control characters, no marks of figures, no soft hyphens. */
const clean = (text: string): string =>
  oneLine(
    text
      .normalize('NFC')
      .replace(/[\u0000-\u0008\u000B-\u001F\u00AD]/g, '')
      .replace(/\{\{|\}\}|\*\*/g, ' '),
  );

/** « <prestataire> »: a blank to fill, that would be taken for a mark of HTML. */
const BLANK = /<(\p{L}[\p{L}\p{N} '’.-]{1,60})>/gu;
const ELEMENTS =
  /^(?:a|abbr|article|aside|audio|b|big|blockquote|body|br|button|canvas|center|cite|code|dd|del|div|dl|dt|em|embed|fieldset|font|footer|form|frame|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|li|link|main|map|mark|math|menu|meta|nav|noscript|object|ol|option|p|param|pre|s|script|section|select|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video)(?![\p{L}\p{N}])/iu;
const withBlanks = (text: string): string =>
  text.replace(BLANK, (mark, name: string) => (ELEMENTS.test(name) ? mark : `[${name.trim()}]`));

/** The blocks of a part as a reader sees them, and what staff are told of the rest. */
function seenBlocks(part: OutlinePart): { blocks: Block[]; told: string[] } {
  const told: string[] = [];
  const seen = (text: string): string => {
    const { text: left, hidden } = withoutHiddenText(withBlanks(text));
    told.push(...hidden.map((one) => hiddenText.found(one)));
    return clean(left);
  };
  const blocks = part.blocks.flatMap((block): Block[] => {
    if (block.type === 'paragraph') {
      const text = seen(block.text);
      return text ? [{ type: 'paragraph', text }] : [];
    }
    const items = block.items.map(seen).filter(Boolean);
    return items.length > 0 ? [{ type: 'list', items }] : [];
  });
  return { blocks, told };
}

function placed({ page, slide }: OutlinePart, message: string): string {
  if (page !== undefined) return loaderTexts.onPage(page, message);
  return slide === undefined ? message : loaderTexts.onSlide(slide, message);
}

/** Blocks gathered into passages: a paragraph that announces a list stays with it. */
function passagesOf(blocks: readonly Block[]): Block[][] {
  const passages: Block[][] = [];
  let current: Block[] = [];
  let length = 0;
  const end = () => {
    if (current.length > 0) passages.push(current);
    current = [];
    length = 0;
  };
  for (const block of blocks.flatMap(cut)) {
    const size = sizeOf(block);
    if (length > 0 && length + size > AIM) {
      const announces = current.at(-1);
      const follows =
        block.type === 'list' && announces?.type === 'paragraph' && announces.text.endsWith(':');
      if (follows) current.pop();
      end();
      if (follows && announces) {
        current.push(announces);
        length += sizeOf(announces);
      }
    }
    current.push(block);
    length += size;
  }
  end();
  return passages;
}

const sizeOf = (block: Block): number => {
  const texts = block.type === 'list' ? block.items : [block.text];
  return texts.reduce((sum, text) => sum + text.length + 1, 0);
};

/** A long block in pieces of about the length of a passage. */
function cut(block: Block): Block[] {
  if (sizeOf(block) <= AIM) return [block];
  if (block.type === 'paragraph') return splitText(block.text).map((text) => ({ type: 'paragraph', text }));
  const groups: string[][] = [];
  let length = 0;
  for (const item of block.items.flatMap((one) => splitText(one))) {
    if (groups.length === 0 || length + item.length > AIM) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(item);
    length += item.length;
  }
  return groups.map((items) => ({ type: 'list', items }));
}

function uniqueId(ids: Map<string, number>, { page, slide }: OutlinePart, heading: string): string {
  const base =
    page !== undefined ? `page-${page}` : slide !== undefined ? `diapositive-${slide}` : slugify(heading);
  const count = (ids.get(base) ?? 0) + 1;
  ids.set(base, count);
  const id = count === 1 ? base : `${base}-${count}`;
  // « lot-2 » may be a heading, and the second section of « lot ».
  if (count > 1 && ids.has(id)) return uniqueId(ids, { headings: [], blocks: [] }, `${heading} ${count}`);
  ids.set(id, ids.get(id) ?? 1);
  return id;
}

function sectionOf(
  { page, slide, recognised }: OutlinePart,
  { id, heading, details }: { id: string; heading: string; details: readonly Block[] },
  meta: DocumentMeta | undefined,
): Section {
  const text = details
    .map((block) => (block.type === 'list' ? block.items.join('\n') : block.text))
    .join('\n');
  return {
    id,
    heading,
    line: 1,
    details,
    articles: articlesIn(text).slice(0, 4),
    otherReferences: [],
    wordings: [],
    regime: meta?.regime ?? 'any',
    validFrom: meta?.validFrom,
    validUntil: meta?.validUntil,
    ...(page === undefined ? {} : { page }),
    ...(slide === undefined ? {} : { slide }),
    ...(recognised ? { recognised: true } : {}),
  };
}
