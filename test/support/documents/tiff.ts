import { deflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';

/** A page of shades of grey, 8 bits a dot. */
interface Grey {
  readonly width: number;
  readonly height: number;
  readonly dots: Buffer;
}

/** A TIFF of several pages, as a scanner writes it: each of one strip, packed. @param pages PNGs */
export async function tiffOf(pages: readonly Buffer[]): Promise<Buffer> {
  const parts: Buffer[] = [Buffer.from('II*\0\0\0\0\0', 'latin1')];
  let length = 8;
  let link = 4;
  const add = (part: Buffer): number => {
    const at = length;
    const padded = part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]);
    parts.push(padded);
    length += padded.length;
    return at;
  };
  const links: [number, number][] = [];
  for (const page of pages) {
    const { width, height, dots } = await greyOf(page);
    const strip = deflateSync(dots);
    const place = add(strip);
    const directory = directoryOf([
      [256, width],
      [257, height],
      [258, 8],
      [259, 8],
      [262, 1],
      [273, place],
      [277, 1],
      [278, height],
      [279, strip.length],
    ]);
    const at = add(directory);
    links.push([link, at]);
    link = at + directory.length - 4;
  }
  const whole = Buffer.concat(parts);
  for (const [from, to] of links) whole.writeUInt32LE(to, from);
  return whole;
}

/** Marks of one long each, in the order of their numbers, and a link to the next directory. */
function directoryOf(tags: readonly (readonly [number, number])[]): Buffer {
  const directory = Buffer.alloc(2 + 12 * tags.length + 4);
  directory.writeUInt16LE(tags.length, 0);
  for (const [index, [tag, value]] of tags.entries()) {
    const at = 2 + 12 * index;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  return directory;
}

async function greyOf(png: Buffer): Promise<Grey> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, image.width, image.height);
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const dots = Buffer.alloc(image.width * image.height);
  for (let index = 0; index < dots.length; index += 1) dots[index] = data[4 * index] ?? 255;
  return { width: image.width, height: image.height, dots };
}
