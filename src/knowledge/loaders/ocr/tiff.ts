import UTIF, { type IFD } from 'utif2';
import { RefusedFile } from '#src/knowledge/loaders/refusal.ts';

/** More dots than this on a page is no scan: an A3 page at 600 dots an inch has 70 million. */
const MOST_DOTS = 80_000_000;
/** Width of what is given to recognition, in dots: 200 an inch for a page of 30 cm. */
const MOST_WIDTH = 2_400;
/** Marks of TIFF: kind of picture, width, height, where its strips or tiles are, and how long. */
const TAGS = {
  kind: 't254',
  width: 't256',
  height: 't257',
  strips: 't273',
  stripBytes: 't279',
  tiles: 't324',
  tileBytes: 't325',
} as const;

/** Whether some bytes are of a TIFF, by their first ones. */
export const isTiff = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.length)).toString('latin1');
  return head === 'II*\u0000' || head === 'MM\u0000*';
};

/**
 * How many pages a TIFF has: its pictures but their small copies.
 * @throws RefusedFile
 */
export function tiffPages(bytes: Uint8Array): number {
  const pages = picturesOf(bytes);
  if (pages.length === 0) throw new RefusedFile('damaged');
  for (const page of pages) {
    if (dotsOf(page) > MOST_DOTS) throw new RefusedFile('expands');
    const places = numbers(page, TAGS.strips) ?? numbers(page, TAGS.tiles) ?? [];
    const lengths = numbers(page, TAGS.stripBytes) ?? numbers(page, TAGS.tileBytes) ?? [];
    if (places.some((place, index) => place + (lengths[index] ?? 0) > bytes.length))
      throw new RefusedFile('truncated');
  }
  return pages.length;
}

/** A page of a TIFF, from 1, in shades of grey, as a PGM: what text recognition reads. */
export function drawTiff(bytes: Uint8Array, number: number): Buffer {
  const page = picturesOf(bytes)[number - 1];
  if (!page || dotsOf(page) > MOST_DOTS) throw new Error('the page is not there, or too large');
  UTIF.decodeImage(bufferOf(bytes), page);
  return asGrey(UTIF.toRGBA8(page), page);
}

/** Averages squares of dots, so that a fine scan is read in its time. */
function asGrey(dots: Uint8Array, { width, height }: IFD): Buffer {
  const step = Math.max(1, Math.ceil(width / MOST_WIDTH));
  const [across, down] = [Math.floor(width / step), Math.floor(height / step)];
  const head = Buffer.from(`P5\n${across} ${down}\n255\n`);
  const grey = Buffer.alloc(across * down);
  for (let y = 0; y < down; y += 1)
    for (let x = 0; x < across; x += 1) grey[y * across + x] = shade(dots, width, { x, y, step });
  return Buffer.concat([head, grey]);
}

function shade(
  dots: Uint8Array,
  width: number,
  { x, y, step }: { readonly x: number; readonly y: number; readonly step: number },
): number {
  let sum = 0;
  for (let row = y * step; row < (y + 1) * step; row += 1)
    for (let column = x * step; column < (x + 1) * step; column += 1) {
      const at = 4 * (row * width + column);
      sum += 0.299 * (dots[at] ?? 255) + 0.587 * (dots[at + 1] ?? 255) + 0.114 * (dots[at + 2] ?? 255);
    }
  return Math.round(sum / (step * step));
}

/** Its pictures, in order; one that says to be a small copy of another is none. */
const picturesOf = (bytes: Uint8Array): IFD[] =>
  UTIF.decode(bufferOf(bytes)).filter(
    (page) => dotsOf(page) > 0 && ((numbers(page, TAGS.kind)?.[0] ?? 0) & 1) === 0,
  );

const dotsOf = (page: IFD): number =>
  (numbers(page, TAGS.width)?.[0] ?? 0) * (numbers(page, TAGS.height)?.[0] ?? 0);

const numbers = (page: IFD, tag: string): number[] | undefined => {
  const value = page[tag];
  return Array.isArray(value) ? value.map(Number) : undefined;
};

const bufferOf = (bytes: Uint8Array): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
