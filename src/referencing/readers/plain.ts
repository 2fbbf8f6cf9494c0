import { readerErrors as errors } from '#src/texts/referencing-readers.ts';
import { bad, good, type Read } from './read.ts';

/** Signs that show nothing, or that turn the text around them. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu;

/** The text on one line, without signs that nobody sees. */
export const tidy = (text: string): string =>
  text
    .replace(/[\t\n\r]+/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a text holds tags, which no answer needs. */
export const hasMarkup = (text: string): boolean => /<\/?[a-z!][^>]*>?/i.test(text);

/** The point of a sentence, not that of « S.A. ». */
const SENTENCE_END = /(?<=(?:^|[^.\p{L}])[\p{L}\p{N}'’-]{2,})\.$/u;

/** Reads words as they are: some letters or digits, no markup, not too long. */
export function readPlain(text: string, most: number): Read<string> {
  const said = tidy(text);
  if (said.length === 0) return bad(errors.nothing);
  if (said.length > most) return bad(errors.tooLong(most, said.length));
  if (hasMarkup(said)) return bad(errors.tags);
  return /[\p{L}\p{N}]/u.test(said) ? good(said.replace(SENTENCE_END, '')) : bad(errors.noWords);
}
