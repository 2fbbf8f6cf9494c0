/** Signs that only text in UTF-8 that was read as Latin-1 has: « Ã© », « â€™ ». */
const TWICE_READ = /Ã[\u0080-\u00BF©¨ªª«»§¢´¹®¯]|â€[™œ\u009D“”¦]|Â[«»°\u00A0]/g;
/** Letters and signs beyond ASCII that French text is written with. */
const FRENCH = /[àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»’‘“”–—…€°·•§²³½¼¾×±©®\u00A0\u202F]/gu;
const BEYOND_ASCII = /[^\u0000-\u007F]/gu;
/** Part of the signs beyond ASCII that must be French for a guess to be believed. */
const SURE = 0.9;
/** Part of a text that may be signs that no text has. */
const ODD = 0.002;

/**
 * The text of some bytes: UTF-8, UTF-16 (with its mark, or by its zeros), or what older tools write (Windows-1252,
 * Latin-1, Mac), of which the French letters decide.
 * @returns undefined for what would read as gibberish
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  const marked = byMark(bytes);
  const text = marked ? decode(bytes, marked) : (decode(bytes, 'utf-8') ?? inOldFrench(bytes));
  if (text === undefined || isGibberish(text)) return undefined;
  return text.replace(/^\uFEFF/, '');
}

function byMark(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 2_000);
  const zeros = [0, 1].map((odd) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length);
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (odd > 0.4 * half && even < 0.05 * half) return 'utf-16le';
  return even > 0.4 * half && odd < 0.05 * half ? 'utf-16be' : undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The reading among the old encodings whose letters are French ones; undefined when none of them is. */
function inOldFrench(bytes: Uint8Array): string | undefined {
  const read = ['windows-1252', 'macintosh']
    .map((encoding) => decode(bytes, encoding) ?? '')
    .map((text) => ({ text, share: frenchShare(text) }))
    .sort((one, other) => other.share - one.share);
  return read[0] && read[0].share >= SURE ? read[0].text : undefined;
}

function frenchShare(text: string): number {
  const beyond = text.match(BEYOND_ASCII)?.length ?? 0;
  return beyond === 0 ? 0 : (text.match(FRENCH)?.length ?? 0) / beyond;
}

function isGibberish(text: string): boolean {
  const odd = text.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFD]/g)?.length ?? 0;
  const twice = text.match(TWICE_READ)?.length ?? 0;
  const beyond = text.match(BEYOND_ASCII)?.length ?? 0;
  return odd > ODD * text.length || (twice > 2 && 4 * twice > beyond);
}
