/** Kinds of files that become documents, each with its loader. */
export const FORMATS = [
  'pdf',
  'docx',
  'odt',
  'pptx',
  'xlsx',
  'html',
  'markdown',
  'csv',
  'text',
  'image',
] as const;
export type Format = (typeof FORMATS)[number];

const MEGABYTE = 1024 * 1024;
/** A person writes no longer text: four times the longest novel. */
const LONGEST_TEXT = 8 * MEGABYTE;

/** The formats by the ending of a file's name, and how large such a file may be, in bytes. */
const BY_EXTENSION: Readonly<Record<string, { readonly format: Format; readonly maxBytes: number }>> = {
  '.md': { format: 'markdown', maxBytes: LONGEST_TEXT },
  '.markdown': { format: 'markdown', maxBytes: LONGEST_TEXT },
  '.txt': { format: 'text', maxBytes: LONGEST_TEXT },
  '.html': { format: 'html', maxBytes: LONGEST_TEXT },
  '.htm': { format: 'html', maxBytes: LONGEST_TEXT },
  '.csv': { format: 'csv', maxBytes: LONGEST_TEXT },
  '.tsv': { format: 'csv', maxBytes: LONGEST_TEXT },
  '.pdf': { format: 'pdf', maxBytes: 100 * MEGABYTE },
  '.docx': { format: 'docx', maxBytes: 100 * MEGABYTE },
  '.odt': { format: 'odt', maxBytes: 100 * MEGABYTE },
  '.pptx': { format: 'pptx', maxBytes: 100 * MEGABYTE },
  '.xlsx': { format: 'xlsx', maxBytes: 100 * MEGABYTE },
  '.png': { format: 'image', maxBytes: 20 * MEGABYTE },
  '.jpg': { format: 'image', maxBytes: 20 * MEGABYTE },
  '.jpeg': { format: 'image', maxBytes: 20 * MEGABYTE },
  '.tif': { format: 'image', maxBytes: 100 * MEGABYTE },
  '.tiff': { format: 'image', maxBytes: 100 * MEGABYTE },
};

/** The format of a file by its extension, in lower case with its dot; undefined when nothing reads it. */
export const formatOf = (extension: string): Format | undefined => BY_EXTENSION[extension]?.format;

/** Size in bytes over which a file of this extension is not read. */
export const maxBytesOf = (extension: string): number => BY_EXTENSION[extension]?.maxBytes ?? 100 * MEGABYTE;

/** What to save a file as, that is of a format that nobody reads any more. */
export const LEGACY: Readonly<Record<string, string>> = {
  '.doc': '.docx',
  '.dot': '.docx',
  '.docm': '.docx',
  '.dotx': '.docx',
  '.rtf': '.docx',
  '.pages': '.docx',
  '.wpd': '.docx',
  '.ppt': '.pptx',
  '.pps': '.pptx',
  '.ppsx': '.pptx',
  '.pptm': '.pptx',
  '.odp': '.pptx',
  '.key': '.pptx',
  '.xls': '.xlsx',
  '.xlsm': '.xlsx',
  '.xlsb': '.xlsx',
  '.ods': '.xlsx',
  '.numbers': '.xlsx',
  '.heic': '.jpg',
  '.webp': '.png',
  '.bmp': '.png',
};

/** Shortcuts that a synced folder holds in place of what it keeps elsewhere, and what to download instead. */
export const SHORTCUTS: Readonly<Record<string, string>> = {
  '.gdoc': '.docx',
  '.gsheet': '.xlsx',
  '.gslides': '.pptx',
};

/** The format that some bytes are of, by their first ones: what a file of another name really is. */
export function sniffed(bytes: Uint8Array): 'pdf' | 'zip' | 'ole' | 'image' | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024));
  if (head.includes('%PDF-')) return 'pdf';
  if (head.subarray(0, 4).equals(ZIP) || head.subarray(0, 4).equals(EMPTY_ZIP)) return 'zip';
  if (head.subarray(0, 8).equals(OLE)) return 'ole';
  return IMAGES.some((image) => head.subarray(0, image.length).equals(image)) ? 'image' : undefined;
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const IMAGES = [
  Buffer.from([0x89, 0x50, 0x4e, 0x47]),
  Buffer.from([0xff, 0xd8, 0xff]),
  Buffer.from('II*\u0000', 'latin1'),
  Buffer.from('MM\u0000*', 'latin1'),
];
