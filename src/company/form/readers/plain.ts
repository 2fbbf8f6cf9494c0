import { hasMarkup, tidy } from '#src/platform/french/plain-words.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

/** The point of a sentence, not that of « S.A. ». */
const SENTENCE_END = /(?=\.$)(?<=(?:^|[^.\p{L}])[\p{L}\p{N}'’-]{2,})\./u;

/** Reads words as they are: some letters or digits, no markup, not too long. */
export function readPlain(text: string, most: number): Read<string> {
  const said = tidy(text);
  if (said.length === 0) return bad(errors.nothing);
  if (said.length > most) return bad(errors.tooLong(most, said.length));
  if (hasMarkup(said)) return bad(errors.tags);
  return /[\p{L}\p{N}]/u.test(said) ? good(said.replace(SENTENCE_END, '')) : bad(errors.noWords);
}
