import { fold } from '#src/platform/french/text-analysis.ts';
import { logOdds } from './log-odds.ts';
import type { SentenceWords } from './part-words.ts';

/** Sentences kept at most as the answer. */
const QUOTED = 3;
/**
 * How near the best one in log-odds those are that are said with it: they may as well be the one that answers. Of 342
 * questions on 39 documents that two hands wrote, 4 in 100 more find their answer among what is said.
 */
const AS_GOOD = 2;
/** Items of a list that its announcement alone was found for. */
const LISTED = 8;

/** A sentence, and how well it answers beside the others of its part. */
export interface Scored extends SentenceWords {
  readonly score: number;
}

/** « Elle », « Ces derniers »: what a sentence speaks of is in the one before. */
const LEANS =
  /^(?:il|elle|ils|elles|ce|cet|cette|ces|cela|ceci|celui-ci|celle-ci|ceux-ci|celles-ci|son|sa|ses|leurs?|en outre|toutefois|cependant|dans ce cas|a defaut|sinon|mais|de meme|il s'agit)\b/;

/** The best sentence, with what it leans on, what leans on it, and others that are as good, in reading order. */
export function quotedWith(best: Scored, all: readonly Scored[]): string[] {
  const chosen = new Set([best.index, ...neededBy(best, all)]);
  const after = all[best.index + 1];
  if (after && leans(after)) chosen.add(after.index);
  for (const one of [...all].sort((a, b) => b.score - a.score)) {
    if (chosen.size >= QUOTED) break;
    if (logOdds(best.score) - logOdds(one.score) < AS_GOOD) chosen.add(one.index);
  }
  return [...chosen].sort((a, b) => a - b).map((index) => (all[index] as Scored).text.trim());
}

const leans = ({ text }: Scored): boolean => LEANS.test(fold(text));

/**
 * Items of a list, and characters of each, that are said together: « moins de 3 salariés : 120 € », « 10 salariés et plus :
 * 390 € ». One alone would be taken for everybody's.
 */
const TOGETHER = 5;
const SHORT_ITEM = 120;

/** The items of the list that one is of, where they are few and short: each holds for some only. */
function listOf({ opening, text }: Scored, all: readonly Scored[]): readonly Scored[] {
  const items = all.filter((one) => one.opening === opening);
  const areShort = items.length <= TOGETHER && items.every((one) => one.text.length <= SHORT_ITEM);
  return areShort && HOLDS_FIGURE.test(text) ? items : [];
}

const HOLDS_FIGURE = /\d/;

/** The sentences without which one is not understood: what announces its list, its list, or what it leans on. */
function neededBy(best: Scored, all: readonly Scored[]): number[] {
  if (best.opening !== undefined) return [best.opening, ...listOf(best, all).map(({ index }) => index)];
  const list = best.text.trimEnd().endsWith(':')
    ? all.filter(({ opening }) => opening === best.index).slice(0, LISTED)
    : [];
  const before = leans(best) ? all[best.index - 1] : undefined;
  return [...list, ...(before ? [before] : [])].map(({ index }) => index);
}
