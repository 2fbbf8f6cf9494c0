import { opened } from '#src/calculators/texts-amounts.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { asksSomething, newSubject } from '#src/reader/follow-up.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Answer } from './answer.ts';
import { computedBy, toComputedAnswer } from './compute.ts';

/** Characters of the longest message that only asks whether a result is right. */
const LONGEST = 160;
/** A number as it is written, in folded text: « 127 500 », « 31,8 », « 0.108 ». */
const NUMBER =
  /(?<![\d.,])\d{1,3}(?:[ .\u00A0\u202F]\d{3}){1,4}(?:,\d+)?(?![\d,])|(?<![\d.,])\d+(?:[.,]\d+)?/g;
/** Stems of what says that a result is right, or whose it is; anything else asks something of its own. */
const CHECKS = stemsOf(
  'bon juste exact exactement correct vrai vraiment raison d’accord compris calcul calculer résultat trouve trouvé obtiens donne égal arrondi environ triche ok sûr normal euros point points',
);

/** A number of a text, and how many decimals it is written with. */
interface Written {
  readonly value: number;
  readonly decimals: number;
}

function numbersIn(text: string): Written[] {
  return [...fold(text).matchAll(NUMBER)].map(([written]) => {
    const grouped = /^\d{1,3}(?:[ .\u00A0\u202F]\d{3})+/.test(written);
    const plain = grouped ? written.replace(/[ .\u00A0\u202F]/g, '') : written;
    const point = plain.replace(',', '.');
    return { value: Number(point), decimals: point.split('.')[1]?.length ?? 0 };
  });
}

/** Whether a number that somebody writes is a number that was found, as exact as they write it: 31,8 is 31,79. */
const isSame = ({ value, decimals }: Written, found: number): boolean =>
  Math.abs(value - found) < 0.5 * 10 ** -decimals + 1e-9 && Math.abs(value - found) <= Math.abs(found) / 50;

/**
 * « donc 127 500, et leur 170 000 dépasse, j'ai bon ? »: yes, where the number that a message only wants confirmed is the
 * result that was just computed; no number of a question is confirmed, and nothing is said of a message that asks more.
 */
export function claimedResult(
  text: string,
  {
    thread,
    base,
    today,
  }: { readonly thread: ThreadContext; readonly base: KnowledgeBase; readonly today: IsoDate },
): { readonly answer: Answer; readonly understanding: Understanding } | undefined {
  const asked = cleanQuestion(text).text;
  const id = thread.computed;
  if (id === undefined || asked.length > LONGEST || !asksSomething(asked)) return undefined;
  if (newSubject(asked) !== undefined) return undefined;
  const claimed = numbersIn(asked);
  if (claimed.length === 0) return undefined;
  const { told, askedDate, lastAnswered } = thread;
  const read = understand(thread.question, undefined, today);
  const understanding = {
    ...read,
    asked,
    followsUp: true,
    told,
    lastAnswered,
    ...(askedDate && { askedDate, date: askedDate.date }),
  };
  const counted = computedBy(id, understanding, base.figures, today);
  if (!counted || counted.result.clarify) return undefined;
  const { headline, steps } = counted.result;
  const given = numbersIn(thread.question).map(({ value }) => value);
  const found = numbersIn([headline, ...steps].join(' ; '))
    .map(({ value }) => value)
    .filter((value) => !given.includes(value));
  const isFound = (one: Written) => found.some((value) => isSame(one, value));
  const isKnown = (one: Written) => given.includes(one.value) || isFound(one);
  if (!claimed.some(isFound) || !claimed.every(isKnown) || asksMore(asked, [thread.question, headline]))
    return undefined;
  // What was answered with « oui » or « non » answered something else than whether the sum is right.
  const plain = headline.replace(/^(?:Oui|Non), /, '');
  const result = { ...counted.result, headline: opened('oui', plain), verdict: 'oui' as const };
  const answer = toComputedAnswer({ ...counted, result, isByPage: true }, understanding, [], base.figures);
  return answer && { answer, understanding };
}

/** Whether a message has a word of its own, which neither the question nor the result said. */
function asksMore(asked: string, said: readonly string[]): boolean {
  const known = stemsOf(said.join(' '));
  return [...stemsOf(asked)].some((stem) => !/\d/.test(stem) && !known.has(stem) && !CHECKS.has(stem));
}
