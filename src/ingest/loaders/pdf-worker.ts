/**
 * Reads one PDF in a process of its own and prints its pages as JSON. pdf-parse can hold its thread for many seconds
 * on a hostile file, so the parent must be able to kill it. Usage: `node pdf-worker.ts FILE`.
 */
import { readFile } from 'node:fs/promises';
import { PDFParse } from 'pdf-parse';

const path = process.argv[2] ?? '';
const parser = new PDFParse({ data: new Uint8Array(await readFile(path)) });
const info = await parser.getInfo();
const { pages } = await parser.getText({ pageJoiner: '' });
await parser.destroy();
const title = typeof info.info?.Title === 'string' ? info.info.Title : undefined;
process.stdout.write(
  JSON.stringify({ title, pages: pages.map((page) => ({ page: page.num, text: page.text })) }),
);
