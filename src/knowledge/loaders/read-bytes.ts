/** Reads a document's bytes by the loader of its format. Runs confined: what it is given was written by a stranger. */
import { type Format, sniffed } from './formats.ts';
import type { Outline } from './outline.ts';
import { RefusedFile } from './refusal.ts';
import { decodeText } from './text/encoding.ts';

/**
 * @throws RefusedFile
 */
export async function readBytes(format: Format, bytes: Uint8Array): Promise<Outline> {
  if (isEmpty(bytes)) throw new RefusedFile('empty');
  return READERS[format](bytes);
}

const READERS: Readonly<Record<Format, (bytes: Uint8Array) => Promise<Outline>>> = {
  pdf: async (bytes) => {
    if (['zip', 'ole', 'image'].includes(sniffed(bytes) ?? '')) throw new RefusedFile('not this format');
    return (await import('./pdf/read-pdf.ts')).readPdf(bytes);
  },
  docx: async (bytes) => (await import('./office/docx.ts')).readDocx(archive(bytes)),
  odt: async (bytes) => (await import('./office/odt.ts')).readOdt(archive(bytes)),
  pptx: async (bytes) => (await import('./office/pptx.ts')).readPptx(archive(bytes)),
  xlsx: async (bytes) => (await import('./office/xlsx.ts')).readXlsx(archive(bytes)),
  html: async (bytes) => (await textLoaders()).readPage(text(bytes)),
  markdown: async (bytes) => (await textLoaders()).readMarkdown(text(bytes)),
  csv: async (bytes) => (await textLoaders()).readCsv(text(bytes)),
  text: async (bytes) => (await textLoaders()).readPlainText(text(bytes)),
  image: async (bytes) => {
    if (sniffed(bytes) !== 'image') throw new RefusedFile(sniffed(bytes) ? 'not this format' : 'damaged');
    const { isTiff, tiffPages } = await import('./ocr/tiff.ts');
    // A TIFF may hold many pages, which are cited by their numbers.
    const pages = isTiff(bytes) ? tiffPages(bytes) : 1;
    const numbers = pages > 1 ? Array.from({ length: pages }, (_, index) => index + 1) : [PICTURE];
    return { parts: [], notes: [], pictures: numbers };
  },
};

/** What stands for the only page of a picture. */
const PICTURE = 0;

const textLoaders = () => import('./text/read-text.ts');

/** A document of Office, which is an archive; one that has a password is of the old kind, around an archive. */
function archive(bytes: Uint8Array): Uint8Array {
  const kind = sniffed(bytes);
  if (kind === 'zip') return bytes;
  if (kind !== 'ole') throw new RefusedFile(kind ? 'not this format' : 'damaged');
  const isLocked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(LOCKED);
  throw new RefusedFile(isLocked ? 'protected' : 'legacy');
}

/** The name under which Office keeps what a password closes. */
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

function text(bytes: Uint8Array): string {
  if (sniffed(bytes)) throw new RefusedFile('not this format');
  const decoded = decodeText(bytes);
  if (decoded === undefined) throw new RefusedFile('characters');
  return decoded;
}

/** Nothing, or blanks alone. */
const isEmpty = (bytes: Uint8Array): boolean =>
  bytes.length < 4_096 &&
  bytes.every((byte) => byte === 0 || byte === 9 || byte === 10 || byte === 13 || byte === 32);
