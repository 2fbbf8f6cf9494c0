import type { Block } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import type { Support } from '#src/conversation/store/supports.ts';
import { aboutAnswer } from '#src/features/answers/compose/about-answer.ts';
import { carriedNote } from '#src/features/answers/compose/carried.ts';
import { ambiguityOf, clarificationFor } from '#src/features/answers/compose/clarify.ts';
import { askedTerm, glossarySource } from '#src/features/answers/compose/define.ts';
import { followUpsOf } from '#src/features/answers/compose/next-questions.ts';
import { withCorrection, withPerson } from '#src/features/answers/compose/remarks.ts';
import { moreOfAnswer, type SaidAgain, simplerAnswer } from '#src/features/answers/compose/said-again.ts';
import { isIndexed, readArticle } from '#src/features/answers/law/article.ts';
import { lawInstead, withArticles } from '#src/features/answers/law/with-law.ts';
import { knowledgeTools } from '#src/features/answers/llm/knowledge-tools.ts';
import { learntRefusal } from '#src/features/answers/refuse/learnt-refusal.ts';
import { refuse } from '#src/features/answers/refuse/refuse.ts';
import { rulingOn } from '#src/features/answers/refuse/rules.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import {
  aboutLastAnswer,
  asksSomething,
  mayBeWhole,
  onLastSubject,
  saysNothing,
} from '#src/reader/follow-up.ts';
import { isForeign, isReadable } from '#src/reader/language.ts';
import { mendSpelling } from '#src/reader/spelling/mend-spelling.ts';
import { type MendedReading, readMended } from '#src/reader/spelling/read-mended.ts';
import { type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import { asksHeading, type KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import type { Retriever, SearchResult } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { answerFromPages, type ModelComposer } from './answer-from-pages.ts';
import { computationFor, toComputedAnswer } from './compute.ts';
import { answerIntroduction, isIntroduction } from './introduction.ts';
import { computesTheSame, onItsOwnSubject } from './own-subject.ts';
import { offersOf, supportsOf } from './supports.ts';
import { definitionOpening, refusal } from './texts.ts';

/** Answers questions from one knowledge base. */
export interface Answerer {
  answer(text: string, thread: ThreadContext | undefined, today: IsoDate): Promise<SupportedAnswer>;
  /** The last answer of a thread said again, or what else its page says; nothing where no page answered. */
  again(
    as: SaidAgain,
    thread: ThreadContext | undefined,
    today: IsoDate,
  ): Promise<SupportedAnswer | undefined>;
}

/** An answer, with what it stands on. */
export interface SupportedAnswer extends Answer {
  readonly standsOn: readonly Support[];
}

export interface AnswererParts {
  readonly base: KnowledgeBase;
  readonly retriever: Retriever;
  /** Absent: answers are extractive. */
  readonly llm?: ModelComposer | undefined;
}

export function createAnswerer(parts: AnswererParts): Answerer {
  const { base } = parts;
  const answer = answerIn(parts);
  const supported = (made: Answer, today: IsoDate): SupportedAnswer => ({
    ...made,
    standsOn: [
      ...supportsOf(made.citations, base, made.thread.askedDate?.date ?? today),
      ...offersOf(made.offered, base),
    ],
  });
  return {
    answer: async (text, thread, today) => supported(await answer(text, thread, today), today),
    again: async (as, thread, today) => {
      const heading = thread?.lastAnswered?.heading;
      if (!thread || heading === undefined || thread.isElsewhere) return undefined;
      const last = await answerUnderstood(
        parts,
        lastQuestion({ question: heading, askedDate: thread.askedDate }, today),
        today,
      );
      if (last.kind === 'refusal') return undefined;
      const made = as === 'simpler' ? simplerAnswer(last, base.glossary) : moreOfAnswer(last, base.passages);
      return made && supported({ ...made, thread }, today);
    },
  };
}

/** A question and the heading of the section that answers it first; nothing when no section of a page does. */
function answeredBy(
  { kind, citations }: Answer,
  { asked }: Understanding,
  { passages }: KnowledgeBase,
): LastAnswered | undefined {
  const cited = citations.find(({ documentId, section }) =>
    passages.some((one) => one.documentId === documentId && one.heading === section),
  );
  return kind === 'refusal' || !cited ? undefined : { question: asked, heading: cited.section };
}

/** An answer that remembers what the next message is read after, and what this one was. */
function remembering(answer: Answer, understanding: Understanding, base: KnowledgeBase): Answer {
  const { asked: message, lastAnswered: after } = understanding;
  const own = answeredBy(answer, understanding, base);
  const isElsewhere = answer.kind === 'answer' && !answer.offered && own === undefined;
  return {
    ...answer,
    thread: {
      ...answer.thread,
      lastAnswered: own ?? after,
      isElsewhere: isElsewhere || undefined,
      continuation: after && { message, after },
    },
  };
}

/** The last question, read as it was then. */
function lastQuestion({ question, askedDate, continuation }: ThreadContext, today: IsoDate): Understanding {
  const read = understand(question, undefined, today);
  return {
    ...read,
    ...(askedDate && { askedDate, date: askedDate.date }),
    ...(continuation && { asked: continuation.message, lastAnswered: continuation.after }),
  };
}

/** A message that nothing said before completes: what was spoken of is still known. */
const byItself = (text: string, thread: ThreadContext | undefined, today: IsoDate): Understanding => ({
  ...understand(text, undefined, today),
  lastAnswered: thread?.lastAnswered,
});

type AnswerTo = (text: string, thread: ThreadContext | undefined, today: IsoDate) => Promise<Answer>;

function answerIn(parts: AnswererParts): AnswerTo {
  return async (text, thread, today) => {
    const about = thread && !thread.open ? aboutLastAnswer(text) : undefined;
    if (about && thread) {
      const last = await answerUnderstood(parts, lastQuestion(thread, today), today);
      return { ...aboutAnswer(about, last), thread };
    }
    // A page's own question, pressed or typed, needs nothing said before it.
    const joined = asksHeading(parts.base, text)
      ? byItself(text, thread, today)
      : understand(text, thread, today);
    const own = joined.followsUp && thread ? await onItsOwnSubject(parts, { joined, thread, today }) : joined;
    const understanding = await heard(parts, own, thread, today);
    const remembered = (answer: Answer) => remembering(answer, understanding, parts.base);
    if (!isReadable(understanding.asked)) return remembered(refuse(understanding, [refusal.empty]));
    const introduces = !understanding.followsUp && isIntroduction(understanding.asked);
    if (introduces) return remembered(answerIntroduction(understanding));
    const alone = await answerUnderstood(parts, understanding, today);
    const answer =
      (await onTheLastSubject(parts, alone, { understanding, thread, today })) ??
      (await withoutStory(parts, alone, { understanding, thread, today })) ??
      alone;
    // What means nothing is forgotten: what was spoken of before still is.
    if (answer.kind === 'refusal' && saysNothing(understanding.asked))
      return { ...answer, thread: thread ?? answer.thread };
    // A story without a question is completed by what follows.
    const open = answer.thread.open || !asksSomething(understanding.question);
    const kept = remembered(open ? { ...answer, thread: { ...answer.thread, open: true } } : answer);
    const { read } = cleanQuestion(text);
    if (read === 'all') return { ...kept, carried: carriedNote(answer, understanding, thread) };
    // Not said back: a pasted text may be somebody else's.
    const told = read === 'question' ? refusal.questionRead : refusal.tooLong;
    return { ...kept, blocks: [note(told), ...kept.blocks] };
  };
}

/**
 * A follow-up as it is to be answered: by itself when the last question is computed alike with it and without it. Its
 * words were then not heard, and to repeat the result would pass for an answer to them. What was told of the buyer, the
 * regime and the date still holds.
 */
async function heard(
  { base, retriever }: AnswererParts,
  joined: Understanding,
  thread: ThreadContext | undefined,
  today: IsoDate,
): Promise<Understanding> {
  const { asked, askedDate, date, case: told } = joined;
  if (!thread || !joined.followsUp || !mayBeWhole(asked)) return joined;
  if (!computesTheSame({ joined, thread, today }, base)) return joined;
  const alone = {
    ...understand(asked, undefined, today),
    askedDate,
    date,
    case: told,
    lastAnswered: joined.lastAnswered,
  };
  const answer = await answerUnderstood({ base, retriever }, alone, today);
  return answer.kind === 'answer' ? alone : joined;
}

/** The answer to a message that has none by itself but goes on with the last one; undefined when it has none either way. */
async function onTheLastSubject(
  parts: AnswererParts,
  { kind }: Answer,
  asked: { understanding: Understanding; thread: ThreadContext | undefined; today: IsoDate },
): Promise<Answer | undefined> {
  const { understanding, thread, today } = asked;
  if (kind !== 'refusal' || !thread || understanding.followsUp || rulingOn(understanding.asked))
    return undefined;
  const question = onLastSubject(understanding.asked, thread);
  if (!question) return undefined;
  const answer = await answerUnderstood(parts, understand(question, undefined, today), today);
  return answer.kind === 'answer' ? answer : undefined;
}

/**
 * The answer to a whole question that has none together with what was told before it, which asked nothing and may have
 * been about anything; undefined when it has none either way.
 */
async function withoutStory(
  parts: AnswererParts,
  { kind }: Answer,
  asked: { understanding: Understanding; thread: ThreadContext | undefined; today: IsoDate },
): Promise<Answer | undefined> {
  const { understanding, thread, today } = asked;
  if (kind !== 'refusal' || !thread || !understanding.followsUp || asksSomething(thread.question))
    return undefined;
  if (!asksSomething(understanding.asked) || !mayBeWhole(understanding.asked)) return undefined;
  const { date, askedDate, case: told, lastAnswered } = understanding;
  const alone = {
    ...understand(understanding.asked, undefined, today),
    date,
    askedDate,
    case: told,
    lastAnswered,
  };
  const answer = await answerUnderstood(parts, alone, today);
  return answer.kind === 'answer' ? answer : undefined;
}

async function answerUnderstood(
  parts: AnswererParts,
  understanding: Understanding,
  today: IsoDate,
): Promise<Answer> {
  if (isForeign(understanding.asked)) return refuse(understanding, [refusal.notFrench]);
  const ruling =
    rulingOn(understanding.asked) ?? rulingOn(mendSpelling(understanding.asked, parts.base.spelling));
  if (ruling?.kind === 'refuse') return refuse(understanding, [ruling.sentence]);
  if (ruling?.kind === 'refuse-and-point') {
    const { hits } = await parts.retriever.search(...searchOf(understanding));
    return refuse(understanding, [ruling.sentence], hits);
  }
  // A rule that points to a person knows better what the message is.
  const learnt = ruling ? undefined : await learntReason(parts.base, understanding);
  if (learnt) return refuse(understanding, [learnt]);
  const answer = await answerOnTheLaw(parts, readMended(understanding, parts.base.spelling, today), today);
  return withCorrection(withPerson(answer, understanding, ruling), understanding, parts.base.figures);
}

/** Why nobody answers a message, by what the reader learnt; nothing where it does not read. */
const learntReason = async (
  { meaning }: KnowledgeBase,
  { asked, lastAnswered }: Understanding,
): Promise<string | undefined> => meaning && learntRefusal(await meaning.readWishes(asked, lastAnswered));

/** The answer of an article, of the glossary, of a computation or of the pages, whichever the question asks for. */
async function answerOnTheLaw(
  { base, retriever, llm }: AnswererParts,
  { understanding, mended }: MendedReading,
  today: IsoDate,
): Promise<Answer> {
  const read = readArticle(understanding, base);
  if (read) return read;
  const unknown = understanding.unknownArticles.find((article) => !isIndexed(base.law, article));
  if (unknown) return refuse(understanding, [refusal.unknownArticle(unknown)]);
  const result = await retriever.search(...searchOf(understanding));
  const ambiguity = ambiguityOf(understanding.question, base.glossary);
  const defined = define(understanding, base, result);
  if (defined) return withQuestion(defined, ambiguity);
  const reached =
    (mended && computationFor(mended, base.figures, today)) ??
    computationFor(understanding, base.figures, today);
  const computed = reached && toComputedAnswer(reached, understanding, result.hits, base.figures);
  if (computed) return withArticles(computed, understanding, base);
  const model = llm && { tools: knowledgeTools({ base, retriever, understanding, today }), ...llm };
  // The pages' yes or no is read word by word: mistyped words are read as they were meant.
  const meant = mended ? { ...understanding, question: mended.question } : understanding;
  const answer = await answerFromPages(meant, result, base, model);
  if (answer.kind === 'refusal')
    return withQuestion(await lawInstead(answer, understanding, { base, retriever }), ambiguity);
  const offering = withArticles(answer, understanding, base);
  return withQuestion(offering, ambiguity ?? clarificationFor(result.hits, understanding));
}

const note = (text: string): Block => ({ type: 'note', tone: 'info', text: [{ text }] });

/** An answer for the common case, and the one question that decides, its answers as buttons. */
function withQuestion(answer: Answer, asked: ReturnType<typeof clarificationFor>): Answer {
  if (!asked) return answer;
  return {
    ...answer,
    blocks: [...answer.blocks, paragraph(asked.question)],
    followUps: asked.choices,
    thread: { ...answer.thread, open: true },
  };
}

/** « c'est quoi un DCE ? »: the glossary's definition, and the page of that question when there is one. */
function define(understanding: Understanding, base: KnowledgeBase, result: SearchResult): Answer | undefined {
  const term = askedTerm(understanding.asked, base.glossary);
  if (!term) return undefined;
  const opening = definitionOpening(term.term, term.expansion ?? undefined);
  const blocks: Block[] = [
    { type: 'paragraph', text: [{ text: `${opening} ${term.definition}`.trim(), cites: [1] }] },
  ];
  return {
    kind: 'answer',
    blocks,
    citations: [glossarySource(1, term)],
    composer: 'extractive',
    verdict: null,
    followUps: followUpsOf(result.hits, new Set()),
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}
