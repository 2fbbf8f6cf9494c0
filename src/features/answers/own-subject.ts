import { judged } from '#src/features/answers/search/judge.ts';
import { fitFeatures, pageFit } from '#src/features/answers/search/page-fit.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { fold, stemsOf } from '#src/platform/french/text-analysis.ts';
import { withoutCase } from '#src/reader/detect-case.ts';
import { asksSomething, withoutLink } from '#src/reader/follow-up.ts';
import { polarityOf } from '#src/reader/polarity.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Hit, Retriever, SearchResult } from '#src/retrieval/retriever.ts';
import { computationFor } from './compute.ts';

/** « et pour… », « et si… », « et combien »: it fills a place in the question before, or turns it. */
const FILLS =
  /^(?:pour|si|en|avec|dans|chez|sans|sur|sous|par|a|au|aux|entre|apres|avant|quand|combien|comment|pourquoi|ou|qui|quoi|quels?|quelles?|c'est|ca|cela)\b/;

interface Parts {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
}

interface FollowUpReading {
  readonly joined: Understanding;
  readonly thread: ThreadContext;
  readonly today: IsoDate;
}

/**
 * A message that was joined to the question before, read by itself when it names a subject of its own: « et l'avance ? »
 * after a question on prices would get the answer on prices again. What was told of the buyer and the date still holds.
 * A bare name is read in the question before as long as a page speaks of both; a whole question, after another or after
 * a story, where a page is the likelier to be the one asked.
 */
export async function onItsOwnSubject(
  { base, retriever }: Parts,
  { joined, thread, today }: FollowUpReading,
): Promise<Understanding> {
  const message = ownMessage(joined.asked, thread);
  const subject = message && ownSubject(message, thread.question, base);
  if (!message || !subject || computesAnew({ joined, thread, today }, base)) return joined;
  const { asked, date, askedDate, told, side, role, moment, case: inCase } = joined;
  // After what no section answered, the section that was read before it is of another question.
  const lastAnswered = thread.isElsewhere ? undefined : joined.lastAnswered;
  const isQuestion = asksByItself(message);
  const read = understand(message, undefined, today);
  const alone = {
    ...(isQuestion ? read : withoutPolarity(read)),
    asked,
    date,
    askedDate,
    told,
    side,
    role,
    moment,
    case: inCase,
    lastAnswered,
  };
  const together = await retriever.search(...searchOf({ ...joined, lastAnswered }));
  const apart = await retriever.search(...searchOf(alone));
  const best = together.hits[0];
  const other = apart.hits[0];
  if (!best || !other || !speaksOf(other, subject)) return joined;
  // « et sinon… » says that it is another subject.
  if (!speaksOf(best, subject) || /\bsinon\b/.test(fold(asked))) return alone;
  // « et le solde ? »: by itself it hardly asks, and both readings find the same page.
  const agree = best.passage.key === other.passage.key && judged(together, base, joined) === 'doubt';
  if (agree) return { ...joined, alsoRead: [alone] };
  return isQuestion && fitOf(other, apart, base) > fitOf(best, together, base) ? alone : joined;
}

/** What a message asks by itself, without its link to what was said before; undefined when it only goes on with it. */
function ownMessage(asked: string, thread: ThreadContext): string | undefined {
  const linked = withoutLink(asked);
  if (linked !== undefined) return FILLS.test(linked) ? undefined : linked;
  return isAskedOfStory(asked, thread) ? asked : undefined;
}

/**
 * A whole question after a story: « je réponds pour ma société, on dépose mardi », then « quels papiers fournir ? ». One
 * that wants a yes or a no gets it from what the story tells.
 */
const isAskedOfStory = (asked: string, { question, open }: ThreadContext): boolean =>
  open === true && !asksSomething(question) && asksByItself(asked) && !polarityOf(asked);

/** What the two messages together compute, and what the first one did. */
function headlines({ joined, thread, today }: FollowUpReading, { figures }: KnowledgeBase) {
  const before = { ...understand(thread.question, undefined, today), date: joined.date };
  const headline = (read: Understanding) => computationFor(read, figures, today)?.result.headline;
  return { together: headline(joined), before: headline(before) };
}

/** Whether the two messages together compute something that the first did not: « et le contrat écrit ? ». */
export function computesAnew(reading: FollowUpReading, base: KnowledgeBase): boolean {
  const { together, before } = headlines(reading, base);
  return together !== undefined && together !== before;
}

/** Whether the two messages together only compute what the first did. */
export function computesTheSame(reading: FollowUpReading, base: KnowledgeBase): boolean {
  const { together, before } = headlines(reading, base);
  return together !== undefined && together === before;
}

/** « j'ai droit à une avance ? », not « l'avance ? ». */
const asksByItself = (message: string): boolean =>
  asksSomething(message.replaceAll('?', ' ')) || !['vrai', undefined].includes(polarityOf(message)?.modality);

/** A bare name asks neither yes nor no. */
const withoutPolarity = (read: Understanding): Understanding => ({
  ...read,
  polarity: undefined,
  positive: { ...read.positive, polarity: undefined },
});

/** The most telling stem of a message that is not in the question before, nor names a buyer or a category. */
function ownSubject(message: string, before: string, { keywords, fidelity }: KnowledgeBase) {
  const known = stemsOf(before);
  const telling = (stem: string) => keywords.idf(stem) * fidelity(stem);
  return [...stemsOf(withoutCase(message))]
    .filter((stem) => !/^\d/.test(stem) && !known.has(stem))
    .sort((one, other) => telling(other) - telling(one))[0];
}

/** Whether a page is asked about with a word. */
const speaksOf = ({ passage: { heading, wordings } }: Hit, stem: string): boolean =>
  stemsOf([heading, ...wordings].join(' ')).has(stem);

const fitOf = (hit: Hit, result: SearchResult, base: KnowledgeBase): number =>
  pageFit(fitFeatures(hit, result, base));
