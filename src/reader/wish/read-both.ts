import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import { meanOf, type ReadWishes, type WishScore } from './meaning.ts';

/** Words of a message that is nearly the same whatever was said before it. */
const SHORT = 6;

/**
 * What a message may wish. After an answer, a short one is read by itself too, and both readings count alike: « c’est
 * sûr ? » below an answer on penalties reads half as a question on penalties, and « et pour l’État ? » is nothing alone.
 */
export async function readBoth(
  read: ReadWishes,
  text: string,
  after: LastAnswered | undefined,
): Promise<readonly WishScore[]> {
  const here = await read(text, after);
  if (!after || text.trim().split(/\s+/).length > SHORT) return here;
  return meanOf(here, await read(text));
}
