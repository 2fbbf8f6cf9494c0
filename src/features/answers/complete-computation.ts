import { LATE_INTEREST } from '#src/calculators/payment/late-interest-reading.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { comparesSums, newSubject } from '#src/reader/follow-up.ts';
import { polarityOf } from '#src/reader/polarity.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Answer } from './answer.ts';
import { computedBy, toComputedAnswer } from './compute.ts';

/** Characters of the longest message that says a number anew. */
const LONGEST = 320;

/**
 * A message that gives a number to the last computation, whatever the words around it: the one that it asked for (« ma
 * femme dit 2,15 %, ça fait combien ? »), or another in its place (« je rectifie : 26 €, pas 24 »).
 * @param id the computation that is counted again
 * @returns undefined where nothing is counted by that, or the same as before
 */
export function completedComputation(
  id: string | undefined,
  text: string,
  {
    thread,
    base,
    today,
  }: { readonly thread: ThreadContext; readonly base: KnowledgeBase; readonly today: IsoDate },
): { readonly answer: Answer; readonly understanding: Understanding } | undefined {
  const asked = cleanQuestion(text).text;
  const isAsked = id === thread.asking;
  // What is told of a late invoice is counted by what each message says of it, and not by their words side by side.
  if (id === undefined || id === LATE_INTEREST || asked.length > LONGEST || !/\d/.test(asked))
    return undefined;
  if (newSubject(asked) !== undefined || comparesSums(asked)) return undefined;
  const read = understand(`${thread.question} ${asked}`, undefined, today);
  const { told, askedDate, lastAnswered } = thread;
  const understanding = {
    ...read,
    asked,
    followsUp: true,
    asking: id,
    told,
    lastAnswered,
    ...(askedDate && { askedDate, date: askedDate.date }),
  };
  const before = understand(thread.question, undefined, today);
  const date = understanding.date;
  const [whole, last] = [understanding, { ...before, date }].map((one) =>
    computedBy(id, one, base.figures, today),
  );
  if (!whole || whole.result.headline === last?.result.headline) return undefined;
  // What was asked may leave something more to ask: « la facture est du 12 juin », and the rate is still missing.
  const goesOn = isAsked && polarityOf(asked) === undefined;
  if (whole.result.clarify && !(goesOn && whole.result.clarify.question !== last?.result.clarify?.question))
    return undefined;
  const answer = toComputedAnswer(whole, understanding, [], base.figures);
  return answer && { answer, understanding };
}
