import { type Classifier, classifierOf, type Labelled } from './classifier.ts';
import type { WishExample } from './examples.ts';
import type { WishScore } from './meaning.ts';

/** How likely it is that a message is one that nobody answers, for this reason; 0 to 1. */
export interface ReasonScore {
  /** « market-price », « forgery »; of a message that has none, what it is: « question », « out-of-scope ». */
  readonly reason: string;
  readonly probability: number;
}

/** Why nobody answers what was written, likeliest first; nothing where it could not be read. */
export type ReadReasons = (text: string) => Promise<readonly ReasonScore[]>;

/**
 * Reasons are told apart by themselves, among questions and what nobody answers: among all wishes, of 254 messages of
 * people held apart 149 were found, and 164 so. Their classes are kept beside those of the wishes, under this mark.
 */
const MARK = 'reason:';
/** What is no reason, and is near them. */
const BESIDE: ReadonlySet<string> = new Set([
  'question',
  'unanswerable',
  'out-of-scope',
  'harmful',
  'injection',
]);

/** The class of an example among the reasons; undefined where it tells nothing of them. */
export function reasonClass({ wish, reason, after }: WishExample): string | undefined {
  if (after || (reason === undefined && !BESIDE.has(wish))) return undefined;
  return `${MARK}${reason ?? wish}`;
}

/** The examples of reasons, of some examples and their vectors, in the same order. */
export const reasonExamples = (
  examples: readonly WishExample[],
  read: readonly Labelled[],
): readonly Labelled[] =>
  read.flatMap(({ vector }, at) => {
    const wish = examples[at] && reasonClass(examples[at]);
    return wish === undefined ? [] : [{ wish, vector }];
  });

/** Whether a class that was learnt is one of the reasons. */
export const isReasonClass = (name: string): boolean => name.startsWith(MARK);

/** What was learnt of wishes and of reasons, as one file keeps both. */
export const joined = (wishes: Classifier, reasons: Classifier): Classifier =>
  classifierOf([...wishes.lines, ...reasons.lines]);

/** The two that were joined. */
export const apart = ({
  lines,
}: Classifier): { readonly wishes: Classifier; readonly reasons: Classifier } => ({
  wishes: classifierOf(lines.filter(({ wish }) => !isReasonClass(wish))),
  reasons: classifierOf(lines.filter(({ wish }) => isReasonClass(wish))),
});

/** Scores of classes as those of reasons, in their order. */
export const reasonsIn = (scores: readonly WishScore[]): readonly ReasonScore[] =>
  scores.map(({ wish, probability }) => ({ reason: wish.slice(MARK.length), probability }));
