import { buffer } from 'node:stream/consumers';
import PDFKit from 'pdfkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IndexService } from '#src/knowledge/ingest/index-service.ts';
import { recognise } from '#src/knowledge/loaders/ocr/recognise.ts';
import { drawPage } from '#src/knowledge/loaders/pdf/draw-page.ts';
import { recognisedPages, recognitionProgress } from '#src/knowledge/store/recognised-pages.ts';
import { createLogger } from '#src/platform/logger.ts';
import { tiffOf } from '#support/documents/tiff.ts';
import { endlessDrawing, tinyPdf } from '#support/documents/tiny-pdf.ts';
import { openWorkshop, problemLines, type Workshop } from '#support/knowledge/workshop.ts';

const RULE = 'La clef du vestiaire des Cordeliers est remise par la gardienne, sauf le jeudi.';

/** A page as a scanner gives it. */
async function scanned(lines: readonly string[]): Promise<Buffer> {
  const pdf = new PDFKit({ size: 'A4' });
  pdf.fontSize(16);
  for (const line of lines) pdf.text(line).moveDown();
  pdf.end();
  return drawPage(await buffer(pdf), 1);
}

/** A PDF of which the pages are pictures, but those that are given as words. */
async function scannedPdf(pages: readonly (Buffer | string)[]): Promise<Buffer> {
  const pdf = new PDFKit({ size: 'A4', autoFirstPage: false });
  for (const page of pages) {
    pdf.addPage();
    if (typeof page === 'string') pdf.text(page);
    else pdf.image(page, 0, 0, { width: 595 });
  }
  pdf.end();
  return buffer(pdf);
}

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

/** The server's part that follows the folder. */
function openService(): IndexService {
  return new IndexService({
    db: shop.db,
    config: {
      knowledgeDir: shop.knowledge.path,
      dataDir: shop.data.path,
      embeddings: { provider: 'static' },
      watchKnowledge: false,
    },
    logger: createLogger('silent'),
    onLoad: async () => undefined,
  });
}

const QUESTION = 'Qui remet la clef du vestiaire des Cordeliers ?';

describe('a scanned document', () => {
  it('serves what it has in words at once, and its pictures as they are read in the background', async () => {
    const pdf = await scannedPdf([
      'Le gymnase des Cordeliers ouvre le mardi matin, et la loge en garde les clefs.',
      await scanned(['Livret des Cordeliers', RULE]),
    ]);
    shop.knowledge.write({ 'documents/livret.pdf': pdf });
    const first = await shop.ingest();
    expect(problemLines(first)).toEqual([
      'warning documents/livret.pdf:1 lecture en cours (0 sur 1) : les pages qui sont des images sont lues par reconnaissance',
    ]);
    expect((await shop.ask('Quand ouvre le gymnase des Cordeliers ?')).cited).toEqual([
      'documents/livret.pdf p. 1',
    ]);
    expect(await recognitionProgress(shop.db)).toEqual([{ file: expect.any(String), read: 0, total: 1 }]);
    const service = openService();
    await service.start();
    await expect.poll(() => recognitionProgress(shop.db), { timeout: 60_000 }).toEqual([]);
    await expect
      .poll(async () => (await shop.ask(QUESTION)).text, { timeout: 60_000 })
      .toContain(', page 2 (lu par reconnaissance) :');
    await service.stop();
    const { text, cited } = await shop.ask(QUESTION);
    expect(cited).toEqual(['documents/livret.pdf p. 2']);
    expect(text).toContain('est remise par la gardienne');
    const again = await shop.ingest();
    expect(problemLines(again)).toEqual([
      expect.stringMatching(/^warning documents\/livret\.pdf:1 1 page lue par reconnaissance/),
    ]);
    expect(again.scans).toBeUndefined();
  }, 180_000);

  it('goes on after a stop where it was', async () => {
    const page = await scanned([RULE]);
    shop.knowledge.write({ 'documents/livret.pdf': await scannedPdf([page, page]) });
    await shop.ingest();
    const first = openService();
    await first.start();
    await expect.poll(async () => (await recognitionProgress(shop.db))[0]?.read, { timeout: 60_000 }).toBe(1);
    await first.stop();
    const left = await recognitionProgress(shop.db);
    // The second page may have been read before the stop was heard.
    expect(left.length === 0 || left[0]?.read === 1).toBe(true);
    const second = openService();
    await second.start();
    await expect.poll(() => recognitionProgress(shop.db), { timeout: 60_000 }).toEqual([]);
    await second.stop();
    await shop.ingest();
    expect((await shop.ask(QUESTION)).cited).toEqual(['documents/livret.pdf p. 1']);
  }, 180_000);

  it('may be a picture alone; its text goes with it', async () => {
    shop.knowledge.write({ 'documents/affiche.png': await scanned([RULE]) });
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringMatching(/^warning documents\/affiche\.png:1 lecture en cours \(0 sur 1\)/),
    ]);
    const service = openService();
    await service.start();
    await expect.poll(() => recognitionProgress(shop.db), { timeout: 60_000 }).toEqual([]);
    await expect
      .poll(async () => (await shop.ask(QUESTION)).cited, { timeout: 60_000 })
      .toEqual(['documents/affiche.png']);
    await service.stop();
    shop.knowledge.write({ 'documents/affiche.png': undefined });
    await shop.ingest(undefined, 'all');
    expect(await recognisedPages(shop.db)).toEqual(new Map());
  }, 180_000);
});

describe('a TIFF', () => {
  it('of several pages is read page by page, and cited by its page', async () => {
    const pages = [await scanned(['Le gymnase des Cordeliers ouvre le mardi matin.']), await scanned([RULE])];
    shop.knowledge.write({ 'documents/livret.tif': await tiffOf(pages) });
    expect(problemLines(await shop.ingest())).toEqual([
      expect.stringMatching(/^warning documents\/livret\.tif:1 lecture en cours \(0 sur 2\)/),
    ]);
    const service = openService();
    await service.start();
    await expect.poll(() => recognitionProgress(shop.db), { timeout: 60_000 }).toEqual([]);
    await service.stop();
    await shop.ingest();
    const { text, cited } = await shop.ask(QUESTION);
    expect(cited).toEqual(['documents/livret.tif p. 2']);
    expect(text).toContain('page 2 (lu par reconnaissance) :');
  }, 180_000);

  it('that lacks its end, or is none, is refused in true words', async () => {
    const whole = await tiffOf([await scanned([RULE])]);
    shop.knowledge.write({
      'documents/coupe.tif': whole.subarray(0, 4_000),
      'documents/note.tiff': 'Ni image ni PDF, mais un mot.',
    });
    const told = problemLines(await shop.ingest());
    expect(told).toEqual([
      expect.stringMatching(/^error documents\/coupe\.tif:1 fichier (?:incomplet|abîmé)/),
      expect.stringMatching(/^error documents\/note\.tiff:1 fichier abîmé/),
    ]);
  }, 60_000);
});

describe('the recognition of a page', () => {
  it('that draws without end is killed in its time, and gives nothing', async () => {
    const started = performance.now();
    expect(await recognise(tinyPdf([{ packed: endlessDrawing() }]), 1, { timeoutMs: 3_000 })).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('of what is no picture gives nothing', async () => {
    expect(await recognise(Buffer.from('ni image ni PDF'), 0)).toEqual([]);
  });
});
