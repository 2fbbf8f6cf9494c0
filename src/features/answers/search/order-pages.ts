import { decideByFigure } from '#src/features/answers/figures/decision.ts';
import { decidesWithout, hingesOn } from '#src/features/answers/verdict/told-case.ts';
import {
  asksItsWords,
  asksTheSame,
  isLikelyAsked,
  isNearer,
  verdictOn,
} from '#src/features/answers/verdict/verdict.ts';
import { polarityOf } from '#src/reader/polarity.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import type { Hit } from '#src/retrieval/retriever.ts';

/** A page that the search found, its figures filled. */
export interface FoundPage {
  readonly hit: Hit;
  readonly evidence: Evidence;
}

/** A page nearly as good as the first, of the same rule, is put before it when it decides a yes/no question. */
const NEARLY_AS_GOOD = 0.8;
const LOOKED_AT = 4;
/** A page that decides on doing without the very thing that is left out is of the subject from this part of the best. */
const SAME_SUBJECT = 0.5;

/**
 * A yes/no question wants a yes or a no: when the best page gives none, one that compares the very figure or day of the
 * question, or decides on doing without what is left out, comes first. No other does: on labelled wordings, what a
 * neighbouring page concludes was right one time in two.
 */
export function decidingFirst(
  understanding: Understanding,
  usable: readonly FoundPage[],
): readonly FoundPage[] {
  const [best, ...others] = usable;
  const decides = ({ evidence }: FoundPage) =>
    decideByFigure(evidence, understanding) !== undefined ||
    (asksTheSame(evidence, understanding.positive.question) &&
      verdictOn(evidence, understanding) !== undefined);
  if (
    !best ||
    !understanding.positive.polarity ||
    decides(best) ||
    leavesOpen(best.evidence, understanding.positive.question)
  )
    return usable;
  const { question } = understanding.positive;
  const without = usable
    .slice(0, LOOKED_AT)
    .find(
      ({ hit, evidence }) => hit.score >= SAME_SUBJECT * best.hit.score && decidesWithout(evidence, question),
    );
  if (without) return [without, ...usable.filter((one) => one !== without)];
  const related = ({ hit: { passage, score } }: FoundPage) =>
    score >= NEARLY_AS_GOOD * best.hit.score &&
    (passage.documentId === best.hit.passage.documentId ||
      passage.articles.some((article) => best.hit.passage.articles.includes(article)));
  const deciding = others
    .slice(0, LOOKED_AT)
    .find((one) => related(one) && decideByFigure(one.evidence, understanding) !== undefined);
  return deciding ? [deciding, ...usable.filter((one) => one !== deciding)] : usable;
}

/**
 * The best page, the surer as the others of its article conclude the same: which of them is asked then changes nothing.
 */
export function withAgreement(
  understanding: Understanding,
  usable: readonly FoundPage[],
): readonly FoundPage[] {
  const [best, ...others] = usable;
  const verdict = best && verdictOn(best.evidence, understanding);
  if (!best || !verdict || best.evidence.fit === undefined) return usable;
  const articles = new Set(best.hit.passage.articles);
  const agreeing = others
    .slice(0, LOOKED_AT)
    .filter(
      ({ hit, evidence }) =>
        hit.passage.articles.some((article) => articles.has(article)) &&
        verdictOn(evidence, understanding) === verdict,
    );
  const none = agreeing.reduce((left, { evidence: { fit = 0 } }) => left * (1 - fit), 1 - best.evidence.fit);
  return [{ ...best, evidence: { ...best.evidence, fit: 1 - none } }, ...others];
}

/** A page is the very one asked from this probability. */
const VERY_ONE = 0.7;

/**
 * The very page asked, which answers by neither yes nor no, or on a condition that the question tells is not met: no yes
 * or no is to be taken from its neighbours.
 */
function leavesOpen(evidence: Evidence, question: string): boolean {
  const { fit = 0, passage } = evidence;
  const open = !passage.proposition && polarityOf(passage.heading) !== undefined;
  return fit >= VERY_ONE && (open || hingesOn(evidence, question));
}

/** Pages as near as this to the first speak of the same thing. */
const AS_NEAR = 0.9;

/**
 * Pages of the same subject that conclude differently leave a doubt: then neither yes nor no is said. Not when the first
 * states word for word what is asked, and the others something near.
 */
export function withoutDoubt(understanding: Understanding, usable: readonly FoundPage[]): Understanding {
  const [first] = usable;
  const { question } = understanding.positive;
  if (!first) return understanding;
  const exact = asksItsWords(first.evidence, question);
  const verdicts = usable
    .slice(0, LOOKED_AT)
    .filter(({ hit }) => hit.score >= AS_NEAR * first.hit.score)
    .filter((one) => one === first || !exact || asksItsWords(one.evidence, question))
    .filter(
      ({ evidence }) =>
        evidence === first.evidence ||
        (isLikelyAsked(evidence) && !isNearer(first.evidence, evidence, question)),
    )
    .filter(({ evidence }) => asksTheSame(evidence, question))
    .flatMap(({ evidence }) => verdictOn(evidence, understanding) ?? []);
  if (new Set(verdicts).size <= 1) return understanding;
  return {
    ...understanding,
    polarity: undefined,
    positive: { ...understanding.positive, polarity: undefined },
  };
}
