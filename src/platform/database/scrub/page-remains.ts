/**
 * What a page of an SQLite file holds beside what is in use (https://www.sqlite.org/fileformat2.html, §1.6): rows that were
 * moved to another page leave a copy in the space that is not allocated, which `secure_delete` does not overwrite when the
 * row itself is deleted later.
 */

/** What the first page says of the whole file. */
export interface FileHeader {
  readonly pageSize: number;
  /** What of a page is in use: some files reserve its end. */
  readonly usable: number;
  readonly pages: number;
  /** Whether some pages map others (`auto_vacuum`). */
  readonly hasMaps: boolean;
  /** The first page of the list of free ones; 0 when there is none. */
  readonly freeList: number;
}

const MAGIC = 'SQLite format 3\0';
/** Where the header of the first page begins: what it says of the file comes before. */
const AFTER_FILE_HEADER = 100;
/** Types of pages that hold rows, and whether they lead to others. */
const ROW_PAGES: ReadonlyMap<number, boolean> = new Map([
  [2, true],
  [5, true],
  [10, false],
  [13, false],
]);
/** The page at this place of a file is never used: locks are taken there. */
const LOCKS_AT = 0x40_00_00_00;

/** Reads the header of a file. @throws when it is not an SQLite file */
export function readFileHeader(first: Buffer, bytes: number): FileHeader {
  if (first.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('not an SQLite file');
  const size = first.readUInt16BE(16);
  const pageSize = size === 1 ? 65_536 : size;
  return {
    pageSize,
    usable: pageSize - first.readUInt8(20),
    pages: Math.floor(bytes / pageSize),
    hasMaps: first.readUInt32BE(52) !== 0,
    freeList: first.readUInt32BE(32),
  };
}

/** Whether a page, counted from 1, maps others: it looks like a page of rows and is none. */
export function isMapPage(number: number, { usable, hasMaps, pageSize }: FileHeader): boolean {
  const locks = LOCKS_AT / pageSize + 1;
  if (!hasMaps || number < 2) return false;
  const each = Math.floor(usable / 5) + 1;
  const map = Math.floor((number - 2) / each) * each + 2;
  return number === (map === locks ? map + 1 : map);
}

/** A stretch of a page that is not in use. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a page of rows holds nothing that is in use. A page that does not look as it should has none: nothing is ever
 * written to it.
 */
export function unusedIn(page: Buffer, number: number, header: FileHeader): Stretch[] {
  const { usable } = header;
  const at = number === 1 ? AFTER_FILE_HEADER : 0;
  const leads = ROW_PAGES.get(page.readUInt8(at));
  if (leads === undefined || isMapPage(number, header)) return [];
  const cells = page.readUInt16BE(at + 3);
  const content = page.readUInt16BE(at + 5) || 65_536;
  const pointers = at + (leads ? 12 : 8);
  const gap = { from: pointers + 2 * cells, to: content };
  if (gap.from > gap.to || content > usable) return [];
  for (let place = pointers; place < gap.from; place += 2) {
    const cell = page.readUInt16BE(place);
    if (cell < content || cell >= usable) return [];
  }
  const free = freeBlocks(page, page.readUInt16BE(at + 1), { content, usable });
  return free ? [gap, ...free] : [];
}

/** The blocks among the rows that hold none, each leading to the next; undefined where they do not look as they should. */
function freeBlocks(
  page: Buffer,
  first: number,
  { content, usable }: { content: number; usable: number },
): Stretch[] | undefined {
  const free: Stretch[] = [];
  for (let block = first, before = content - 1; block !== 0; ) {
    if (block <= before || block + 4 > usable) return undefined;
    const size = page.readUInt16BE(block + 2);
    if (size < 4 || block + size > usable) return undefined;
    // Its first four bytes lead to the next one.
    free.push({ from: block + 4, to: block + size });
    before = block + size - 1;
    block = page.readUInt16BE(block);
  }
  return free;
}

/** The free pages that one page of their list names, and the next page of the list. */
export function freePagesIn(
  page: Buffer,
  { usable, pages }: FileHeader,
): { free: number[]; next: number; end: number } {
  const count = Math.min(page.readUInt32BE(4), usable / 4 - 2);
  const free = Array.from({ length: count }, (_, index) => page.readUInt32BE(8 + 4 * index)).filter(
    (number) => number > 1 && number <= pages,
  );
  return { free, next: page.readUInt32BE(0), end: 8 + 4 * count };
}

/** The largest page there is. */
const ZEROS = Buffer.alloc(65_536);

/** Overwrites some stretches of a page. @returns whether anything was there */
export function wipe(page: Buffer, stretches: readonly Stretch[]): boolean {
  let found = false;
  for (const { from, to } of stretches) {
    const part = page.subarray(from, to);
    if (part.equals(ZEROS.subarray(0, part.length))) continue;
    part.fill(0);
    found = true;
  }
  return found;
}
