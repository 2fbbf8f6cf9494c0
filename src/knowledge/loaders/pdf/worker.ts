/**
 * Reads one PDF in a process of its own and prints its pages as JSON, without the text that nobody can see on them.
 * pdf-parse can hold its thread for many seconds on a hostile file, so the parent must be able to kill it.
 * Usage: `node pdf-worker.ts FILE`.
 */
import { readFile } from 'node:fs/promises';
import { PDFParse } from 'pdf-parse';
import type { Drawing } from './drawing.ts';
import { type DrawnPage, readDrawing, withoutHidden } from './drawn-text.ts';
import type { Box } from './geometry.ts';

interface TextContent {
  readonly items: { str?: string }[];
}
/** What is used of pdf.js's documents and pages, which pdf-parse keeps to itself. */
interface Page {
  readonly view: Box;
  getOperatorList(options: object): Promise<Drawing>;
  getTextContent(options: object): Promise<TextContent>;
  cleanup(): void;
}
interface Document {
  getPage(number: number): Promise<Page>;
  getOptionalContentConfig(): Promise<{ isVisible(group: unknown): boolean }>;
}

/** What is told of a page beside its text. */
interface Told {
  hidden?: string;
  scan?: boolean;
  mixed?: boolean;
}

/** Has a page give its text without what is hidden on it. */
async function screenPage(page: Page, isShown: (layer: unknown) => boolean): Promise<Told> {
  // 0: annotations are not drawn, as their text is not extracted.
  const drawn: DrawnPage = readDrawing(await page.getOperatorList({ annotationMode: 0 }), page.view, isShown);
  page.cleanup();
  const hidden = drawn.texts.flatMap(({ text, hidden }) => (hidden ? [text] : []));
  const told: Told = drawn.scan ? { scan: true } : {};
  if (!hidden.some((text) => /\S/.test(text))) return told;
  const extract = page.getTextContent.bind(page);
  const raw = await extract({ disableNormalization: true });
  const kept = withoutHidden(
    raw.items.map(({ str }) => str ?? ''),
    drawn.texts,
  );
  page.getTextContent = async (options) => {
    const content = await extract(options);
    content.items.forEach((item, index) => {
      if (item.str !== undefined) item.str = (kept?.[index] ?? '').normalize('NFKC');
    });
    return content;
  };
  return { ...told, hidden: hidden.join(' '), ...(kept ? {} : { mixed: true }) };
}

const path = process.argv[2] ?? '';
const parser = new PDFParse({ data: new Uint8Array(await readFile(path)) });
const info = await parser.getInfo();
const document = Reflect.get(parser, 'doc') as Document;
const layers = await document.getOptionalContentConfig();
const told: Told[] = [];
for (let number = 1; number <= info.total; number += 1) {
  const page = await document.getPage(number);
  told.push(await screenPage(page, (layer) => layers.isVisible(layer)));
}
const { pages } = await parser.getText({ pageJoiner: '' });
await parser.destroy();
const title = typeof info.info?.Title === 'string' ? info.info.Title : undefined;
process.stdout.write(
  JSON.stringify({
    title,
    pages: pages.map((page, index) => ({ page: page.num, text: page.text, ...told[index] })),
  }),
);
