import type { Understanding } from '#src/reader/understand.ts';
import type { ReadReasons } from '#src/reader/wish/reasons.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { isLikelyAsked } from './learnt-refusal.ts';
import type { Ruling } from './rule.ts';
import { mayBeQuestion, rulingOn, SURE, SURE_BY_WORDS } from './rules.ts';

/**
 * From so likely on, a reason holds whatever else the message may be; below, a likely question stays one: of 366 messages of
 * people held apart 210 are then refused for the right reason, and 216 without, of 5,081 wordings of the pages 33, and 47.
 */
const PLAIN = 0.8;

/**
 * What is done of a message that nobody answers, or not without a person.
 * @param byWords tells why by its words alone, where nothing reads what it means
 */
export async function rulingOf(
  { meaning }: Pick<KnowledgeBase, 'meaning'>,
  { asked, lastAnswered }: Pick<Understanding, 'asked' | 'lastAnswered'>,
  byWords: () => ReadReasons,
): Promise<Ruling | undefined> {
  if (!meaning) return rulingOn(await byWords()(asked), SURE_BY_WORDS);
  const ruling = rulingOn(await meaning.readReasons(asked), SURE);
  if (!ruling) return undefined;
  const isPlain = ruling.probability >= PLAIN;
  // What goes on with a conversation says little by itself: « et ça coûte combien ? » asks of what was answered.
  if (lastAnswered)
    return isPlain && !isLikelyAsked(await meaning.readWishes(asked, lastAnswered)) ? ruling : undefined;
  if (isPlain || mayBeQuestion(ruling)) return ruling;
  return isLikelyAsked(await meaning.readWishes(asked)) ? undefined : ruling;
}
