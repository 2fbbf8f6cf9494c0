import { contentWords } from '#src/platform/french/text-analysis.ts';
import { isTalkWord, withoutTalk } from './around-question.ts';
import { asksSomething } from './follow-up.ts';
import type { Meaning } from './wish/meaning.ts';

/** What is said beside a question as well as by itself. */
const COURTESIES: ReadonlySet<string> = new Set(['greeting', 'thanks', 'goodbye-or-ok', 'complaint']);
/** Words that a question has beyond its courtesies. */
const FEWEST = 2;

/**
 * What a message means by what was learnt, without the courtesies of one that asks something more: « merci mais sous
 * combien de temps la mairie doit payer » is no thanks.
 */
export function believed(meant: readonly Meaning[], text: string): readonly Meaning[] {
  if (!meant.some(isCourtesy) || !asksMore(text)) return meant;
  return meant.filter((one) => !isCourtesy(one));
}

const isCourtesy = ({ act }: Meaning): boolean => act !== undefined && COURTESIES.has(act);

function asksMore(text: string): boolean {
  const left = withoutTalk(text);
  return asksSomething(left) && contentWords(left).filter((word) => !isTalkWord(word)).length >= FEWEST;
}
