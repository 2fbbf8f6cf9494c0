/**
 * Recognises the words of a picture, or of a page of a PDF that is one: the file's bytes on standard input, the
 * paragraphs as JSON on standard output. Usage: `node process.ts PAGE`, 0 for a picture alone.
 */
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createWorker, PSM } from 'tesseract.js';
import { drawPage } from '../pdf/draw-page.ts';
import { paragraphsOf } from './paragraphs.ts';
import { drawTiff, isTiff } from './tiff.ts';

/** The model of French that comes with the packages: nothing is downloaded. */
const FRENCH = join(
  dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/fra/package.json'))),
  '4.0.0_best_int',
);

// Libraries that speak would spoil the answer.
for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const)
  console[name] = () => undefined;

const page = Number(process.argv[2] ?? 0);
const bytes = await buffer(process.stdin);
const picture = isTiff(bytes)
  ? drawTiff(bytes, Math.max(1, page))
  : page > 0
    ? await drawPage(bytes, page)
    : bytes;
const worker = await createWorker('fra', 1, { langPath: FRENCH, gzip: true, cacheMethod: 'none' });
await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO });
const { data } = await worker.recognize(picture, {}, { blocks: true, text: false });
process.stdout.write(JSON.stringify(paragraphsOf(data.blocks ?? [])), () => process.exit(0));
