import { asksDocuments } from '#src/features/answers/search/document-judge.ts';
import { withoutGreeting } from '#src/reader/around-question.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import type { Meaning } from '#src/reader/wish/meaning.ts';
import { readBoth } from '#src/reader/wish/read-both.ts';
import { asksHeading, type KnowledgeBase } from '#src/retrieval/knowledge-base.ts';

/**
 * What words mean by what was learnt from examples: nothing where the reader does not run, for a page's own question, and
 * for what a document says, which are asked whatever else they may mean.
 * @param after what was answered just before, looked up where it counts
 */
export async function learntIn(
  base: KnowledgeBase,
  text: string,
  after: () => Promise<LastAnswered | undefined>,
): Promise<readonly Meaning[]> {
  const { meaning } = base;
  if (!meaning || asksHeading(base, text) || (await asksDocuments(base, text))) return [];
  const before = await after();
  const meant = learntMeaning(await readBoth(meaning.readWishes, text, before));
  const rest = meant.some(isGreeting) ? withoutGreeting(text, FEWEST) : text;
  if (rest === text) return meant;
  // « bonjour jveu etre dans votre liste »: the greeting is not all that is said.
  const own = learntMeaning(await readBoth(meaning.readWishes, rest, before));
  return own.length > 0 && !own.some(isGreeting) ? own : meant;
}

/** How words of displeasure at an answer are heard, where they are nothing else. */
const DISPLEASED: ReadonlySet<string> = new Set(['complaint', 'answer-beside']);
/** How likely one of them must be, of a remark that a message makes in passing. */
const SURE = 0.5;

/** Tells whether a remark surely says that something was left without an answer; undefined where the reader does not run. */
export const missedIn = ({ meaning }: KnowledgeBase): ((words: string) => Promise<boolean>) | undefined =>
  meaning &&
  (async (words) => {
    const scores = await meaning.readWishes(words);
    return (
      scores.reduce((sum, { wish, probability }) => sum + (DISPLEASED.has(wish) ? probability : 0), 0) >= SURE
    );
  });

const isGreeting = ({ act, wish }: Meaning): boolean => act === 'greeting' || wish === 'greeting';

/** Words that a message must have beyond the greeting at its head, to say something else. */
const FEWEST = 3;
