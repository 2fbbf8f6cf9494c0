import { LATE_INTEREST } from '#src/calculators/payment/late-interest-reading.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { comparesSums, newSubject } from '#src/reader/follow-up.ts';
import { polarityOf } from '#src/reader/polarity.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Answer } from './answer.ts';
import { computedBy, type Reached, toComputedAnswer } from './compute.ts';

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
  const said = cleanQuestion(text).text;
  const isAsked = id === thread.asking;
  // What is told of a late invoice is counted by what each message says of it, and not by their words side by side.
  if (id === undefined || id === LATE_INTEREST || said.length > LONGEST) return undefined;
  if (newSubject(said) !== undefined || comparesSums(said)) return undefined;
  if (!isAsked && !/\d/.test(said)) return undefined;
  const before = understand(thread.question, undefined, today);
  const waiting = isAsked && computedBy(id, { ...before, told: thread.told }, base.figures, today);
  const chosen = waiting ? chosenOf(said, waiting) : undefined;
  if (chosen === undefined && !/\d/.test(said)) return undefined;
  const asked = chosen ?? said;
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
  const date = understanding.date;
  // What was told before counts in both: it is nothing that this message gives.
  const [whole, last] = [understanding, { ...before, told, date }].map((one) =>
    computedBy(id, one, base.figures, today),
  );
  if (!whole || (chosen === undefined && last && comesToTheSame(whole, last))) return undefined;
  // What was asked may leave something more to ask: « la facture est du 12 juin », and the rate is still missing.
  const goesOn = isAsked && (chosen !== undefined || polarityOf(asked) === undefined);
  if (whole.result.clarify && !(goesOn && whole.result.clarify.question !== last?.result.clarify?.question))
    return undefined;
  const answer = toComputedAnswer(whole, understanding, [], base.figures);
  return answer && { answer, understanding };
}

/** The same result, whether it answers a yes or no, « Oui, 5 800 € … », or not. */
function comesToTheSame(...both: readonly [Reached, Reached]): boolean {
  const [one, other] = both.map(({ result }) => fold(result.headline.replace(/^(?:Oui|Non), /, '')));
  return one === other;
}

/** What a message chooses of the answers that a computation offered, by its words on the button or as it is sent. */
function chosenOf(said: string, waiting: Reached): string | undefined {
  const words = fold(said).trim();
  return waiting.result.clarify?.choices.find(({ label, value }) =>
    [label, value].some((one) => one !== undefined && fold(one) === words),
  )?.value;
}
