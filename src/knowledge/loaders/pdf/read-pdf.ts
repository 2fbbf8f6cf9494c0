import { PDFParse } from 'pdf-parse';
import { type Outline, oneLine } from '#src/knowledge/loaders/outline.ts';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';
import { loaderTexts } from '#src/knowledge/loaders/texts.ts';
import { excerptOf } from '#src/knowledge/screen/hidden-text.ts';
import { hiddenText } from '#src/knowledge/screen/texts.ts';
import type { Drawing } from './drawing.ts';
import { type DrawnPage, readDrawing, withoutHidden } from './drawn-text.ts';
import type { Box } from './geometry.ts';
import { type PageText, partsOfPages, type TextItem } from './page-layout.ts';

interface TextContent {
  readonly items: (TextItem & { readonly fontName?: string })[];
}
/** What is used of pdf.js's documents and pages, which pdf-parse keeps to itself. */
interface Page {
  readonly view: Box;
  /** The fonts of what was listed, by the names that its text gives them. */
  readonly commonObjs: { has(name: string): boolean; get(name: string): { readonly name?: unknown } | null };
  getOperatorList(options: object): Promise<Drawing>;
  getTextContent(options: object): Promise<TextContent>;
  cleanup(): void;
}
interface Document {
  getPage(number: number): Promise<Page>;
  getOptionalContentConfig(): Promise<{ isVisible(group: unknown): boolean }>;
}

/** A page with less text than this is an image, a cover or blank. */
const MIN_PAGE_CHARACTERS = 20;
/** Fewer hidden letters are ornaments: they go without a word. */
const FEW_LETTERS = 6;

/**
 * Reads a PDF page by page, without the text that nobody can see on them.
 * @throws RefusedFile
 */
export async function readPdf(bytes: Uint8Array): Promise<Outline> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(1_024, bytes.length));
  if (!head.includes('%PDF-')) throw new RefusedFile('damaged');
  const isWhole = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 2_048))).includes('%%EOF');
  // pdf.js takes the bytes for itself.
  const parser = new PDFParse({ data: new Uint8Array(bytes) });
  try {
    return await readPages(parser);
  } catch (error) {
    if (error instanceof RefusedFile) throw error;
    if (error instanceof Error && /password/i.test(`${error.name} ${error.message}`))
      throw new RefusedFile('protected');
    throw new RefusedFile(isWhole ? 'damaged' : 'truncated');
  } finally {
    await parser.destroy().catch(() => undefined);
  }
}

async function readPages(parser: PDFParse): Promise<Outline> {
  const info = await parser.getInfo();
  const document = Reflect.get(parser, 'doc') as Document;
  const layers = await document.getOptionalContentConfig();
  const notes: string[] = [];
  const pictures: number[] = [];
  const pages: PageText[] = [];
  for (let number = 1; number <= info.total; number += 1) {
    const page = await document.getPage(number);
    const read = await readPage(page, (layer) => layers.isVisible(layer));
    notes.push(...read.notes.map((note) => note(number)));
    if (read.isPicture && lettersIn(read.items) < MIN_PAGE_CHARACTERS) pictures.push(number);
    pages.push({ page: number, items: read.items, view: page.view });
    page.cleanup();
  }
  const parts = partsOfPages(pages);
  for (const { page } of pages) {
    const said = parts.filter((part) => part.page === page).flatMap(({ blocks }) => blocks);
    const length = said.reduce((sum, block) => sum + JSON.stringify(block).length, 0);
    if (length < MIN_PAGE_CHARACTERS) notes.push(loaderTexts.picturePage(page));
  }
  const title = typeof info.info?.Title === 'string' ? oneLine(info.info.Title) : undefined;
  return { title: title || undefined, parts, notes, pictures };
}

const lettersIn = (items: readonly TextItem[]): number =>
  items.reduce((sum, { str }) => sum + (str ?? '').trim().length, 0);

/** Reads a page's text without what is hidden on it, and tells of that. */
async function readPage(page: Page, isShown: (layer: unknown) => boolean) {
  // 0: annotations are not drawn, as their text is not extracted.
  const drawn: DrawnPage = readDrawing(await page.getOperatorList({ annotationMode: 0 }), page.view, isShown);
  const hidden = drawn.texts.flatMap(({ text, hidden }) => (hidden ? [text] : []));
  const notes: ((page: number) => string)[] = drawn.scan ? [hiddenText.pdfScan] : [];
  const { items: found } = await page.getTextContent({ disableNormalization: true });
  const items = found.map((item) => ({ ...item, bold: isBold(page, item.fontName) }));
  const isPicture = drawn.isPicture;
  if (!hidden.some((text) => /\S/.test(text))) return { items: items.map(normal), notes, isPicture };
  const kept = withoutHidden(
    items.map(({ str }) => str ?? ''),
    drawn.texts,
  );
  const said = hidden.join(' ');
  if (!kept) notes.unshift(hiddenText.pdfMixed);
  else if (said.replace(/\s/g, '').length >= FEW_LETTERS)
    notes.unshift((number) => hiddenText.pdfPage(number, excerptOf(said)));
  const seen = items.map((item, index) =>
    item.str === undefined ? item : normal({ ...item, str: kept?.[index] ?? '' }),
  );
  return { items: seen, notes, isPicture };
}

/** « Arial-BoldMT », « Lato-Heavy »: a font's own name says how thick it is, where it has one. */
const BOLD = /bold|black|heavy|demi|gras/i;
function isBold({ commonObjs }: Page, font: string | undefined): boolean {
  const name = font !== undefined && commonObjs.has(font) ? commonObjs.get(font)?.name : undefined;
  return typeof name === 'string' && BOLD.test(name);
}

const normal = (item: TextItem): TextItem =>
  item.str === undefined ? item : { ...item, str: item.str.normalize('NFKC') };
