import type { Proposition } from '#src/knowledge/model/document.ts';
import { stemsOf } from '#src/platform/french/text-analysis.ts';

/** Part of a proposition's statement, or of its page's heading, that stands in a question: the better of the two. */
export function sharedWords(question: string, heading: string, { statement }: Proposition): number {
  const asked = stemsOf(question);
  const held = (text: string): number => {
    const stems = stemsOf(text);
    return stems.size === 0 ? 0 : [...stems].filter((stem) => asked.has(stem)).length / stems.size;
  };
  return Math.max(held(statement), held(heading));
}

/** Words of a question that are neither of the proposition's statement nor of its page's heading. */
export const wordsBeside = (question: string, heading: string, { statement }: Proposition): number =>
  stemsOf(question).difference(new Set([...stemsOf(statement), ...stemsOf(heading)])).size;

/** Letters that two forms of one word share at least, but for their last ones: « entendus », « entendue ». */
const ROOT = 5;
const ENDING = 2;

/** Whether some stems hold a word of others, whatever its ending. */
export const sharesWord = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((one) => [...others].some((other) => isSameWord(one, other)));

function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const root = Math.max(ROOT, Math.max(one.length, other.length) - ENDING);
  return one.length >= root && other.length >= root && one.slice(0, root) === other.slice(0, root);
}
