import { opened } from '#src/calculators/texts-amounts.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { computedBy, type Reached, toComputedAnswer } from '#src/features/answers/compute.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { asksSomething, newSubject } from '#src/reader/follow-up.ts';
import { numbersSaid } from '#src/reader/numbers/numbers-said.ts';
import { claimsSaid } from '#src/reader/numbers/sums-said.ts';
import { quantitiesIn } from '#src/reader/quantities.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { againstClaims } from './claims.ts';

/** Characters of the longest message that only asks whether a result is right. */
const LONGEST = 160;
/** A number as it is written, in folded text: « 127 500 », « 31,8 », « 0.108 ». */
const NUMBER =
  /(?<![\d.,])\d{1,3}(?:[ .\u00A0\u202F]\d{3}){1,4}(?:,\d+)?(?!\d|,\d)|(?<![\d.,])\d+(?:[.,]\d+)?/g;
/** Stems of what says that a result is right, or whose it is; anything else asks something of its own. */
const CHECKS = stemsOf(
  'bon bonne juste exact exactement correct vrai vraiment raison d’accord compris calcul calculer résultat trouve trouvé obtiens donne égal arrondi environ triche ok sûr normal euros point points limite maximum max plafond seuil dépasse dépassent',
);

/** A number of a text, and how many decimals it is written with. */
interface Written {
  readonly value: number;
  readonly decimals: number;
  /** What it counts, where that is said. */
  readonly unit?: string | undefined;
}

function numbersIn(text: string): Written[] {
  const folded = fold(text);
  const units = new Map(numbersSaid(folded).map(({ at, unit }) => [at, unit.replace(/ .*/, '')]));
  return [...folded.matchAll(NUMBER)].map(({ 0: written, index }) => {
    const grouped = /^\d{1,3}(?:[ .\u00A0\u202F]\d{3})+/.test(written);
    const plain = grouped ? written.replace(/[ .\u00A0\u202F]/g, '') : written;
    const point = plain.replace(',', '.');
    return {
      value: Number(point),
      decimals: point.split('.')[1]?.length ?? 0,
      unit: units.get(index) || undefined,
    };
  });
}

/** Whether a number that somebody writes is a number that was found, as exact as they write it: 31,8 is 31,79. */
const isSame = ({ value, decimals }: Written, found: number): boolean =>
  Math.abs(value - found) < 0.5 * 10 ** -decimals + 1e-9 && Math.abs(value - found) <= Math.abs(found) / 50;

/** What a message is read with. */
interface Read {
  readonly thread: ThreadContext;
  readonly base: KnowledgeBase;
  readonly today: IsoDate;
}

/**
 * « donc 127 500, et leur 170 000 dépasse, j'ai bon ? »: yes, where the number that a message only wants confirmed is the
 * result that was just computed; no number of a question is confirmed, and nothing is said of a message that asks more.
 * What it asks after that of the same computation is counted too: « … j'ai bon ? je passerais avec 140 000 ? ».
 */
export function claimedResult(
  text: string,
  read: Read,
): { readonly answer: Answer; readonly understanding: Understanding } | undefined {
  const { thread, base, today } = read;
  const asked = cleanQuestion(text).text;
  const id = thread.computed;
  if (id === undefined || asked.length > LONGEST || !asksSomething(asked)) return undefined;
  if (newSubject(asked) !== undefined) return undefined;
  const understanding = readAs(asked, thread.question, read);
  // The question before it is counted by itself: no word of the message ends it.
  const counted = computedBy(id, { ...understanding, followsUp: false }, base.figures, today);
  if (!counted || counted.result.clarify) return undefined;
  const { headline, steps } = counted.result;
  const said = { question: thread.question, result: [headline, ...steps].join(' ; ') };
  const wrong = wrongClaim(asked, counted, { ...said, today });
  if (wrong) {
    const answer = toComputedAnswer({ ...wrong, isByPage: true }, understanding, [], base.figures);
    return answer && { answer, understanding };
  }
  const [claim = '', ...others] = asked.split(/(?<=\?)\s/);
  const rest = isConfirmed(asked, said, today) ? undefined : others.join(' ');
  if (rest === '' || (rest !== undefined && !isConfirmed(claim, said, today))) return undefined;
  const more =
    rest === undefined
      ? undefined
      : computedBy(id, readAs(rest, `${thread.question} ${rest}`, read), base.figures, today)?.result;
  if (rest !== undefined && (!more || more.clarify || more.headline === headline)) return undefined;
  const shown = more ?? counted.result;
  const result = {
    ...shown,
    headline: opened('oui', withoutVerdict(headline)),
    caveats: [...(more ? [opened(undefined, withoutVerdict(more.headline))] : []), ...shown.caveats],
    verdict: 'oui' as const,
    ...(more && { isOfAll: true as const }),
  };
  const whole = rest === undefined ? understanding : readAs(asked, `${thread.question} ${rest}`, read);
  const answer = toComputedAnswer({ ...counted, result, isByPage: true }, whole, [], base.figures);
  return answer && { answer, understanding: whole };
}

/** The same computation, where a message only claims another result: « 35 points c'est ça ? ». */
function wrongClaim(
  asked: string,
  counted: Reached,
  {
    question,
    result,
    today,
  }: { readonly question: string; readonly result: string; readonly today: IsoDate },
): Reached | undefined {
  const text = quantitiesIn(asked, today).text;
  const [claim, ...others] = numbersSaid(text);
  const isOnly = claim && others.length === 0 && claimsSaid(text).length === 1;
  if (!isOnly || asksMore(asked, [question, result])) return undefined;
  if (numbersSaid(fold(question)).some(({ value }) => value === claim.value)) return undefined;
  const unclaimed = { claims: [claim], understanding: understand(question, undefined, today) };
  const checked = againstClaims(counted, unclaimed, { isOnlyClaim: true });
  return checked?.result.verdict === 'non' ? checked : undefined;
}

/** A message as it is read with the question before it. */
function readAs(asked: string, question: string, { thread, today }: Read): Understanding {
  const { told, askedDate, lastAnswered } = thread;
  return {
    ...understand(question, undefined, today),
    asked,
    followsUp: true,
    told,
    lastAnswered,
    ...(askedDate && { askedDate, date: askedDate.date }),
  };
}

/** What was answered with « oui » or « non » answered something else than whether the sum is right. */
const withoutVerdict = (headline: string): string => headline.replace(/^(?:Oui|Non), /, '');

/** Whether a message says a result, no number nor day that is neither asked nor found, and nothing else. */
function isConfirmed(
  asked: string,
  { question, result }: { question: string; result: string },
  today: IsoDate,
): boolean {
  const [claimed, given, reached] = [asked, question, result].map((text) => saidIn(text, today));
  if (!claimed || !given || !reached) return false;
  const found = reached.numbers.filter(({ value }) => given.numbers.every((one) => one.value !== value));
  // « et si c'est 10 jours ? » is no claim of the 10 % that were counted with.
  const isFound = (one: Written) =>
    found.some(({ value, unit }) => isSame(one, value) && (!one.unit || !unit || one.unit === unit));
  const isKnown = (one: Written) => given.numbers.some(({ value }) => value === one.value) || isFound(one);
  const isFoundDay = (day: IsoDate) => reached.days.includes(day) && !given.days.includes(day);
  const isKnownDay = (day: IsoDate) => reached.days.includes(day) || given.days.includes(day);
  const isClaimed = claimed.numbers.some(isFound) || claimed.days.some(isFoundDay);
  const isAllKnown = claimed.numbers.every(isKnown) && claimed.days.every(isKnownDay);
  return isClaimed && isAllKnown && !asksMore(asked, [question, result]);
}

/** The days of a text, and its other numbers. */
function saidIn(text: string, today: IsoDate): { readonly numbers: Written[]; readonly days: IsoDate[] } {
  const { text: folded, days } = quantitiesIn(text, today);
  const left = days.reduce(
    (rest, { at, end }) => rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end),
    folded,
  );
  return { numbers: numbersIn(left), days: days.map(({ date }) => date) };
}

/** Whether a message has a word of its own, which neither the question nor the result said. */
function asksMore(asked: string, said: readonly string[]): boolean {
  const known = stemsOf(said.join(' '));
  return [...stemsOf(asked)].some((stem) => !/\d/.test(stem) && !known.has(stem) && !CHECKS.has(stem));
}
