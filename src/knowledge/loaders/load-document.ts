import { extname } from 'node:path';
import type { DocumentMeta, Problem } from '#src/knowledge/model/document.ts';
import type { RecognisedPages } from '#src/knowledge/store/recognised-pages.ts';
import type { ConfinedReader } from './confined/confined-reader.ts';
import { type Format, formatOf, sniffed } from './formats.ts';
import type { LoadedDocument } from './loaded-document.ts';
import { pagesToRecognise, withRecognised } from './ocr/with-recognised.ts';
import type { Refusal } from './refusal.ts';
import { formatTexts, refusalTexts, SNIFFED } from './texts.ts';
import { toDocument } from './to-document.ts';

/**
 * Reads a document of any format in its bounded process.
 * @param path path in the knowledge folder, whose ending says the format
 * @param meta the side-car's description, where there is one
 * @param known what was recognised on its pages that are pictures
 */
export async function loadDocument(
  path: string,
  bytes: Uint8Array,
  meta: DocumentMeta | undefined,
  reader: ConfinedReader,
  known?: RecognisedPages,
): Promise<LoadedDocument> {
  const format = formatOf(extname(path).toLowerCase()) as Format;
  const read = await reader.read(format, bytes);
  if ('outline' in read) {
    const pictures = pagesToRecognise(read.outline);
    const outline = withRecognised(read.outline, known);
    const made = toDocument(path, outline, meta);
    const waits = pictures.some((page) => known?.get(page) === undefined);
    if (made.refused === undefined || !waits) return { ...made, pictures };
    // Its pages are being recognised: it is not refused, and says how far that is.
    return { problems: outline.notes.map((note) => warning(path, note)), pictures };
  }
  const message = refusalOf(read.refused, bytes);
  return { problems: [{ path, line: 1, message, severity: 'error' }], refused: read.refused };
}

const warning = (path: string, message: string): Problem => ({ path, line: 1, message, severity: 'warning' });

/** What is said of a file that is refused; one of another format is called what it is. */
function refusalOf(refused: Refusal, bytes: Uint8Array): string {
  const really = refused === 'not this format' ? sniffed(bytes) : undefined;
  return really && really !== 'ole' ? formatTexts.really(SNIFFED[really]) : refusalTexts[refused];
}
