import { describe, expect, it } from 'vitest';
import {
  type FileHeader,
  freePagesIn,
  isMapPage,
  readFileHeader,
  unusedIn,
  wipe,
} from '#src/platform/database/scrub/page-remains.ts';

const HEADER: FileHeader = { pageSize: 4_096, usable: 4_096, pages: 1_000, hasMaps: true, freeList: 0 };
/** A page of rows with its cells at some places, and where its content begins. */
function pageOf(cells: readonly number[], content: number, firstFree = 0): Buffer {
  const page = Buffer.alloc(4_096, 0x61);
  page.writeUInt8(13, 0);
  page.writeUInt16BE(firstFree, 1);
  page.writeUInt16BE(cells.length, 3);
  page.writeUInt16BE(content, 5);
  page.writeUInt8(0, 7);
  for (const [place, cell] of cells.entries()) page.writeUInt16BE(cell, 8 + 2 * place);
  return page;
}

describe('What of a page of SQLite is not in use', () => {
  it('lies between the places of its cells and the cells, and in its free blocks, but for where these lead', () => {
    const page = pageOf([4_000, 3_000], 3_000, 3_500);
    page.writeUInt16BE(0, 3_500);
    page.writeUInt16BE(100, 3_502);
    expect(unusedIn(page, 3, HEADER)).toEqual([
      { from: 12, to: 3_000 },
      { from: 3_504, to: 3_600 },
    ]);
    const before = Buffer.from(page);
    expect(wipe(page, unusedIn(page, 3, HEADER))).toBe(true);
    expect(page.subarray(0, 12)).toEqual(before.subarray(0, 12));
    expect(page.subarray(3_000, 3_504)).toEqual(before.subarray(3_000, 3_504));
    expect(page.subarray(3_600)).toEqual(before.subarray(3_600));
    expect(page.subarray(12, 3_000).every((byte) => byte === 0)).toBe(true);
    expect(wipe(page, unusedIn(page, 3, HEADER))).toBe(false);
  });

  it.each([
    ['of another type', () => Buffer.alloc(4_096, 0x61)],
    ['whose cells begin before its places end', () => pageOf(Array(2_000).fill(4_000), 3_000)],
    ['whose content begins after its end', () => pageOf([], 5_000)],
    ['one of whose cells lies before its content', () => pageOf([2_000], 3_000)],
    ['one of whose cells lies after its end', () => pageOf([4_097], 3_000)],
    [
      'whose free blocks lead backwards',
      () => {
        const page = pageOf([4_000], 3_000, 3_500);
        page.writeUInt16BE(3_100, 3_500);
        page.writeUInt16BE(8, 3_502);
        return page;
      },
    ],
    [
      'one of whose free blocks is longer than it',
      () => {
        const page = pageOf([4_000], 3_000, 3_500);
        page.writeUInt16BE(0, 3_500);
        page.writeUInt16BE(900, 3_502);
        return page;
      },
    ],
  ])('is nothing of a page %s: it is left alone', (_, make) => {
    expect(unusedIn(make(), 3, HEADER)).toEqual([]);
  });

  it('is nothing of a page that maps others, where a file has them', () => {
    // With pages of 4,096 bytes each map is of 819 pages: 2, 822, 1642…
    expect([2, 822, 1_642].every((number) => isMapPage(number, HEADER))).toBe(true);
    expect([1, 3, 821, 823].some((number) => isMapPage(number, HEADER))).toBe(false);
    const page = pageOf([4_000], 3_000);
    expect(unusedIn(page, 822, HEADER)).toEqual([]);
    expect(unusedIn(page, 822, { ...HEADER, hasMaps: false })).not.toEqual([]);
  });

  it('is read of a file that is one, and of no other', () => {
    const first = Buffer.alloc(100);
    first.write('SQLite format 3\0', 'latin1');
    first.writeUInt16BE(4_096, 16);
    first.writeUInt32BE(7, 32);
    expect(readFileHeader(first, 40_960)).toEqual({
      pageSize: 4_096,
      usable: 4_096,
      pages: 10,
      hasMaps: false,
      freeList: 7,
    });
    expect(() => readFileHeader(Buffer.alloc(100), 40_960)).toThrow();
  });

  it('names the free pages of a list, and none that the file has not', () => {
    const list = Buffer.alloc(4_096);
    list.writeUInt32BE(9, 0);
    list.writeUInt32BE(3, 4);
    for (const [place, number] of [12, 5_000, 0].entries()) list.writeUInt32BE(number, 8 + 4 * place);
    expect(freePagesIn(list, HEADER)).toEqual({ free: [12], next: 9, end: 20 });
  });
});
