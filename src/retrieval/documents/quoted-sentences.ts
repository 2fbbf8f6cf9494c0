import { fold } from '#src/platform/french/text-analysis.ts';
import type { SentenceWords } from './part-words.ts';

/** Sentences kept at most as the answer, and how near the best the others are. */
const QUOTED = 3;
const AS_GOOD = 0.86;
const AS_GOOD_BESIDE = 0.8;
/** Items of a list that its announcement alone was found for. */
const LISTED = 8;

/** A sentence, and how well it answers beside the others of its part. */
export interface Scored extends SentenceWords {
  readonly score: number;
}

/** « Elle », « Ces derniers »: what a sentence speaks of is in the one before. */
const LEANS =
  /^(?:il|elle|ils|elles|ce|cet|cette|ces|cela|ceci|celui-ci|celle-ci|ceux-ci|celles-ci|son|sa|ses|leurs?|en outre|toutefois|cependant|dans ce cas|a defaut|sinon|mais|de meme|il s'agit)\b/;

/** The best sentence, with what it leans on and others that are as good, in reading order. */
export function quotedWith(best: Scored, all: readonly Scored[]): string[] {
  const chosen = new Set([best.index, ...neededBy(best, all)]);
  for (const one of [...all].sort((a, b) => b.score - a.score)) {
    if (chosen.size >= QUOTED) break;
    const isBeside = Math.abs(one.index - best.index) === 1;
    if (one.score >= (isBeside ? AS_GOOD_BESIDE : AS_GOOD) * best.score) chosen.add(one.index);
  }
  return [...chosen].sort((a, b) => a - b).map((index) => (all[index] as Scored).text.trim());
}

/** The sentences without which one is not understood: what announces its list, its list, or what it leans on. */
function neededBy(best: Scored, all: readonly Scored[]): number[] {
  if (best.opening !== undefined) return [best.opening];
  const list = best.text.trimEnd().endsWith(':')
    ? all.filter(({ opening }) => opening === best.index).slice(0, LISTED)
    : [];
  const before = LEANS.test(fold(best.text)) ? all[best.index - 1] : undefined;
  return [...list, ...(before ? [before] : [])].map(({ index }) => index);
}
