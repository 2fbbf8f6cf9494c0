import { contentWords } from '#src/platform/french/text-analysis.ts';
import { withoutTalk } from '#src/reader/around-question.ts';
import { isCutQuote, sentencesOf } from '#src/reader/parts.ts';
import { asksByWords } from './asked-pieces.ts';

/** Characters of the longest message that is read with less. */
const LONGEST = 700;
/** Readings that are tried: each costs a search. */
const MOST = 4;

/**
 * A message that tells, then asks, with less of what it tells, what is nearest to the question kept longest; and its
 * question after each thing that is told. The question alone is among them where it says of what it asks.
 */
export function withLessTold(message: string): readonly string[] {
  if (message.length > LONGEST) return [];
  const sentences = message.split(/\n+/).flatMap((line) => sentencesOf(withoutTalk(line)));
  const question = sentences.at(-1);
  if (!question || sentences.length < 2 || sentences.some(isCutQuote) || !asksByWords(question)) return [];
  const told = sentences.slice(0, -1);
  const nearest = told.map((_, index) => sentences.slice(index + 1).join(' '));
  const each = told.map((one) => `${one} ${question}`);
  return [...new Set([...nearest, ...each])]
    .filter((reading) => reading !== message && contentWords(reading).length >= 2)
    .slice(0, MOST);
}
