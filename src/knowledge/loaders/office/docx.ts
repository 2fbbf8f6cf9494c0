import { type Element, isTag } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import mammoth from 'mammoth';
import type { Outline } from '#src/knowledge/loaders/outline.ts';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';
import { readHtml } from '#src/knowledge/loaders/text/html-outline.ts';
import { loaderTexts } from '#src/knowledge/loaders/texts.ts';
import { all, childrenOf, coreTitle, textIn } from './xml.ts';
import { openZip, packed, xmlOf } from './zip.ts';

const BODY = 'word/document.xml';
/** Letters smaller than this, in half points, are seen by nobody. */
const SMALLEST = 4;
/** Fewer hidden letters are ornaments: they go without a word. */
const FEW_LETTERS = 6;
const EXCERPT = 70;
const MOST_TOLD = 10;

/** Styles that mammoth does not know: French ones, and those that are no text of the document. */
const STYLES = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Titre'] => h1.title:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  ...[1, 2, 3, 4, 5, 6].flatMap((level) => [
    `p[style-name='Titre ${level}'] => h${level}:fresh`,
    `p[style-name='Heading ${level}'] => h${level}:fresh`,
  ]),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => `p[style-name='toc ${level}'] => !`),
  "p[style-name='TOC Heading'] => !",
  "p[style-name='table of figures'] => !",
];

/**
 * Reads a Word document by mammoth. Its pictures are not opened, and what is written without being seen is taken out
 * first and told.
 * @throws RefusedFile
 */
export async function readDocx(bytes: Uint8Array): Promise<Outline> {
  const files = openZip(bytes, (name) => /\.(?:xml|rels)$/i.test(name));
  const body = xmlOf(files, BODY);
  if (body === undefined) throw new RefusedFile('not this format');
  const seen = withoutUnseen(body);
  const archive = packed({ ...files, [BODY]: new TextEncoder().encode(seen.xml) });
  let pictures = 0;
  const { value } = await mammoth
    .convertToHtml(
      { buffer: Buffer.from(archive) },
      {
        styleMap: STYLES,
        includeDefaultStyleMap: true,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => {
          pictures += 1;
          return { src: '' };
        }),
      },
    )
    .catch(() => {
      throw new RefusedFile('damaged');
    });
  const outline = readHtml(value, { boldHeadings: true });
  const title = outline.title ?? coreTitle(xmlOf(files, 'docProps/core.xml'));
  const drawn = pictures > 0 ? [loaderTexts.pictures(pictures)] : [];
  return { ...outline, title, notes: [...seen.hidden.map(loaderTexts.hidden), ...outline.notes, ...drawn] };
}

/**
 * A document without its runs that nobody sees: hidden ones, tiny ones, white ones on white paper. White letters of a
 * table or a text box may stand on a colour that only its style says: they stay.
 */
function withoutUnseen(xml: string): { xml: string; hidden: string[] } {
  const document = parseDocument(xml, { xmlMode: true, withStartIndices: true, withEndIndices: true });
  const runs = document.children.filter(isTag).flatMap((node) => unseenRuns(node, false));
  const kept: string[] = [];
  let at = 0;
  for (const run of runs) {
    kept.push(xml.slice(at, run.startIndex ?? at));
    at = (run.endIndex ?? at - 1) + 1;
  }
  const hidden = runs
    .map((run) => all(childrenOf(run), 'w:t').map(textIn).join('').trim())
    .filter((text) => text.length >= FEW_LETTERS)
    .slice(0, MOST_TOLD)
    .map((text) => (text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text));
  return { xml: [...kept, xml.slice(at)].join(''), hidden };
}

/** The runs of an element that nobody sees, in order. */
function unseenRuns(node: Element, onColour: boolean): Element[] {
  if (node.name === 'w:r' && isUnseen(node, onColour)) return [node];
  const coloured = onColour || COLOURED.has(node.name) || isShaded(node);
  return childrenOf(node).flatMap((child) => unseenRuns(child, coloured));
}

const COLOURED = new Set(['w:tbl', 'w:txbxContent']);

/** Whether a paragraph has a ground of its own. */
function isShaded(node: Element): boolean {
  if (node.name !== 'w:p') return false;
  const properties = childrenOf(node).find(({ name }) => name === 'w:pPr');
  return properties !== undefined && childrenOf(properties).some(({ name }) => name === 'w:shd');
}

function isUnseen(run: Element, onColour: boolean): boolean {
  const properties = childrenOf(run).find(({ name }) => name === 'w:rPr');
  if (!properties) return false;
  const said = new Map(childrenOf(properties).map((one) => [one.name, one.attribs['w:val']]));
  if (said.has('w:vanish') && !['0', 'false', 'off'].includes(said.get('w:vanish') ?? '')) return true;
  const size = Number(said.get('w:sz') ?? SMALLEST);
  if (size < SMALLEST) return true;
  const isWhite = (said.get('w:color') ?? '').toUpperCase() === 'FFFFFF';
  return isWhite && !onColour && !said.has('w:shd') && !said.has('w:highlight');
}
