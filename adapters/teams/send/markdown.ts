import type { RichText, Span } from '#src/channel/blocks.ts';

/** A piece of text that is shown in one way: the unit that is never cut inside. */
interface Atom extends Span {
  readonly length: number;
}

/** How spans become the text of a platform. */
type Write = (text: RichText) => string;

/** The Markdown of Teams: what people and pages wrote is never markup, nor a mention, nor HTML. */
export const toMarkdown: Write = (text) =>
  text
    .map((span) => {
      const words = escapeMarkdown(span.text);
      const strong = span.strong && words.trim() ? words.replace(words.trim(), (own) => `**${own}**`) : words;
      return `${strong}${citesOf(span, (n) => `\\[${n}\\]`)}`;
    })
    .join('')
    .replace(/^[^\S\n]+/gm, '')
    // At the start of a line, these would begin a list or a title.
    .replace(/^[-+#](?=[\s#-]|$)/gm, '\\$&')
    .replace(/^(\d{1,9})(?=[.)]\s)/gm, '$1\\')
    .replace(/\n/g, '  \n');

export const citesOf = (span: Span, write: (n: number) => string): string =>
  span.cites && span.cites.length > 0 ? ` ${span.cites.map(write).join(' ')}` : '';

const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

/** Adaptive Cards replace « {{DATE(…)}} » in any text: a space nobody sees keeps the braces apart. */
export const inertBraces = (text: string): string => text.replaceAll('{{', '{\u200B{');

/**
 * Cuts a text into pieces that fit once written: between sentences, else between words, else between characters.
 * @param max longest piece, in UTF-16 units
 */
export function splitText(text: RichText, max: number, write: Write): RichText[] {
  if (write(text).length <= max) return [text];
  const pieces: Atom[][] = [[]];
  let length = 0;
  for (const sentence of sentencesOf(text, max, write)) {
    const size = sentence.reduce((sum, atom) => sum + atom.length, 0);
    if (length > 0 && length + size > max) {
      pieces.push([]);
      length = 0;
    }
    for (const atom of sentence) {
      if (length > 0 && length + atom.length > max) {
        pieces.push([]);
        length = 0;
      }
      pieces.at(-1)?.push(atom);
      length += atom.length;
    }
  }
  return pieces
    .map((atoms) => atoms.map(({ length: _, ...span }) => span))
    .filter((piece) => piece.length > 0);
}

function sentencesOf(text: RichText, max: number, write: Write): Atom[][] {
  const sentences: Atom[][] = [[]];
  for (const atom of atomsOf(text, max, write)) {
    sentences.at(-1)?.push(atom);
    if (/[.!?…]\s+$/.test(atom.text)) sentences.push([]);
  }
  return sentences;
}

function atomsOf(text: RichText, max: number, write: Write): Atom[] {
  return text.flatMap((span) => {
    const words = span.text.match(/\S+\s*|\s+/g) ?? [span.text];
    const pieces = words.flatMap((word) => cutWord(word, max, write));
    return pieces.map((piece, index) => {
      const last = index === pieces.length - 1;
      const atom: Span = {
        text: piece,
        ...(span.strong ? { strong: true } : {}),
        ...(last && span.cites ? { cites: span.cites } : {}),
      };
      return { ...atom, length: write([atom]).length };
    });
  });
}

/** A « word » longer than a whole message, cut between characters, never inside one. */
function cutWord(word: string, max: number, write: Write): string[] {
  if (write([{ text: word, strong: true }]).length <= max / 2) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (write([{ text: piece + character, strong: true }]).length > max / 2 && piece) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}
