import { invoiceTold } from '#src/calculators/payment/invoice-told.ts';
import type { Block } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import type { Support } from '#src/conversation/store/supports.ts';
import { aboutAnswer } from '#src/features/answers/compose/about-answer.ts';
import { carriedNote, slotsOf } from '#src/features/answers/compose/carried.ts';
import { ambiguityOf, clarificationFor } from '#src/features/answers/compose/clarify.ts';
import { askedTerm, glossarySource } from '#src/features/answers/compose/define.ts';
import { doubtfulAnswer } from '#src/features/answers/compose/doubt.ts';
import { followUpsOf } from '#src/features/answers/compose/next-questions.ts';
import { withCorrection, withPerson } from '#src/features/answers/compose/remarks.ts';
import { moreOfAnswer, simplerAnswer } from '#src/features/answers/compose/said-again.ts';
import { doubtfulWish } from '#src/features/answers/compose/wish-doubt.ts';
import { isIndexed, readArticle } from '#src/features/answers/law/article.ts';
import { lawInstead, withArticles } from '#src/features/answers/law/with-law.ts';
import { knowledgeTools } from '#src/features/answers/llm/knowledge-tools.ts';
import { answeringEach } from '#src/features/answers/purchases/on-purchase.ts';
import { type LearntRefusal, learntRefusal } from '#src/features/answers/refuse/learnt-refusal.ts';
import { rulingOf } from '#src/features/answers/refuse/read-ruling.ts';
import { refuse } from '#src/features/answers/refuse/refuse.ts';
import type { Ruling } from '#src/features/answers/refuse/rule.ts';
import { yieldsToDocument, yieldsToSureDocument } from '#src/features/answers/refuse/rules.ts';
import {
  comesFirst,
  type DocumentsOn,
  documentsOn,
  silentDocument,
} from '#src/features/answers/search/document-judge.ts';
import { askerOf, isForOthers, offeredTo } from '#src/features/answers/search/for-whom.ts';
import { standing } from '#src/features/answers/search/judge.ts';
import { searchAsRead } from '#src/features/answers/search/search-as-read.ts';
import { searchOf } from '#src/features/answers/search/search-of.ts';
import type { Role } from '#src/knowledge/model/document.ts';
import { regimeServes } from '#src/knowledge/model/regime.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { contentWords, fold } from '#src/platform/french/text-analysis.ts';
import { cleanQuestion } from '#src/reader/clean-question.ts';
import { detectCase, withoutCase } from '#src/reader/detect-case.ts';
import type { LastAnswered } from '#src/reader/encoder/continuation.ts';
import type { Within } from '#src/reader/encoder/within.ts';
import { asksAnew, asksSomething, mayBeWhole, onLastSubject, saysNothing } from '#src/reader/follow-up.ts';
import { isForeign, isReadable } from '#src/reader/language.ts';
import { type MendedReading, readMended } from '#src/reader/spelling/read-mended.ts';
import { askedInstead } from '#src/reader/standing/asked-instead.ts';
import { correctionIn } from '#src/reader/standing/correction.ts';
import { restatedIn, withoutSpeaker } from '#src/reader/standing/restated.ts';
import { speaksOfRole } from '#src/reader/standing/role.ts';
import { speakerAfter, type Told, toldBy } from '#src/reader/told.ts';
import { inCase, type ThreadContext, type Understanding, understand } from '#src/reader/understand.ts';
import { learntMeaning } from '#src/reader/wish/learnt.ts';
import { readBoth } from '#src/reader/wish/read-both.ts';
import { reasonsByWords } from '#src/reader/wish/reasons-by-words.ts';
import { asksHeading, type KnowledgeBase, sectionAsked } from '#src/retrieval/knowledge-base.ts';
import { asksNothing, type Passage } from '#src/retrieval/passages/passage.ts';
import type { Retriever, SearchResult } from '#src/retrieval/retriever.ts';
import type { Answer } from './answer.ts';
import { answerFromDocuments, nearestInDocuments } from './answer-from-documents.ts';
import { answerFromPages, gistsIn, type ModelComposer } from './answer-from-pages.ts';
import { isBeside, readCorrected, setAside } from './beside.ts';
import { completedComputation } from './complete-computation.ts';
import { claimedResult } from './compute/claimed-result.ts';
import { formalByWorth } from './compute/procedure-by-worth.ts';
import { computedAnswer } from './computed-answer.ts';
import { countedInvoice, isOnInvoice } from './counted-invoice.ts';
import { answerForProcedure, asksForProcedure, givenAlike } from './for-procedure.ts';
import { answerIntroduction, answerTold, isIntroduction } from './introduction.ts';
import { ACTS_OF_LAST, OF_LAST_ANSWER, type OfLastAnswer } from './of-last-answer.ts';
import { computesAnew, computesTheSame, onItsOwnSubject } from './own-subject.ts';
import { paymentDelayAsked } from './payment-delay-asked.ts';
import { offersOf, supportsOf } from './supports.ts';
import { definitionOpening, refusal } from './texts.ts';
import { withPage } from './with-page.ts';

/** Answers questions from one knowledge base. */
export interface Answerer {
  /** @param within where it stands in a message that asks several things */
  answer(
    text: string,
    thread: ThreadContext | undefined,
    today: IsoDate,
    within?: Within,
  ): Promise<SupportedAnswer>;
  /**
   * The last answer of a thread said again, what else its page says, what it stands on, or what follows from it; nothing
   * where that cannot be said.
   */
  again(
    as: OfLastAnswer,
    thread: ThreadContext | undefined,
    today: IsoDate,
  ): Promise<SupportedAnswer | undefined>;
  /**
   * What a message may ask besides what some sections answer, which were just given: the nearest others, to choose from;
   * nothing where none is near.
   */
  otherwise(
    text: string,
    thread: ThreadContext | undefined,
    today: IsoDate,
    given: readonly string[],
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
  const answering = (own: AnswererParts) => answeringEach(own, answerIn(own));
  const answer = answering(parts);
  const supported = (made: Answer, today: IsoDate): SupportedAnswer => ({
    ...made,
    standsOn: [
      ...supportsOf(
        [...made.citations, ...(made.shown ?? []), ...(made.glimpsed ?? [])],
        base,
        made.thread.askedDate?.date ?? today,
      ),
      ...offersOf(made.offered, base),
    ],
  });
  return {
    answer: async (text, thread, today, within) => {
      const own = within
        ? answering({ ...parts, retriever: readingWithin(parts.retriever, within) })
        : answer;
      return supported(await own(text, thread, today), today);
    },
    again: async (as, thread, today) => {
      const made = thread && (await ofLastAnswer(parts, as, thread, today));
      return made && supported({ ...made, thread }, today);
    },
    otherwise: async (text, thread, today, given) => {
      const made = await besidesGiven(parts, given, { text, thread, today });
      return made && supported(made, today);
    },
  };
}

/** A retriever that reads what it searches where it stands in its message. */
const readingWithin = (retriever: Retriever, within: Within): Retriever => ({
  search: (question, options) => retriever.search(question, { ...options, within }),
});

/** The sections nearest to a message besides those that were given, as a doubt between them. */
async function besidesGiven(
  { base, retriever }: AnswererParts,
  given: readonly string[],
  { text, thread, today }: { text: string; thread: ThreadContext | undefined; today: IsoDate },
): Promise<Answer | undefined> {
  if (sectionAsked(base, text)) return undefined;
  const read = { ...understand(text, thread, today), notThat: given };
  const { hits } = await searchAsRead(retriever, read);
  const others = offeredTo(hits, askerOf(read)).filter(({ passage }) => !given.includes(passage.heading));
  const doubtful = doubtfulAnswer(read, others, { gists: gistsIn(read, others, base) });
  return doubtful && remembering(doubtful, read, { base, today });
}

/** What is wanted of the last answer; nothing where that cannot be said. */
async function ofLastAnswer(
  parts: AnswererParts,
  as: OfLastAnswer,
  thread: ThreadContext,
  today: IsoDate,
): Promise<Answer | undefined> {
  const { base } = parts;
  if (as !== 'simpler' && as !== 'more') {
    const last = lastQuestion(thread, today);
    return aboutAnswer(as, await answerUnderstood(parts, last, today), thread.asked ?? last.asked);
  }
  const heading = thread.lastAnswered?.heading;
  if (heading === undefined || thread.isElsewhere) return undefined;
  const section = sectionAsked(base, heading);
  const asked = section
    ? ofSection(section, thread, today)
    : lastQuestion({ question: heading, askedDate: thread.askedDate }, today);
  const last = await answerUnderstood(parts, asked, today);
  if (last.kind === 'refusal') return undefined;
  return as === 'simpler' ? simplerAnswer(last, base.glossary) : moreOfAnswer(last, base.passages);
}

/** Characters of the longest message that only asks something of the last answer. */
const OF_ANSWER = 160;

/** What a message wants of the last answer, by what was learnt; nothing for any other, and where no reader runs. */
async function wantedOfAnswer(
  { base: { meaning } }: AnswererParts,
  text: string,
  { lastAnswered }: ThreadContext,
): Promise<OfLastAnswer | undefined> {
  if (!meaning || text.length > OF_ANSWER) return undefined;
  const [first] = learntMeaning(await readBoth(meaning.readWishes, text, lastAnswered));
  return first?.wish === OF_LAST_ANSWER ? ACTS_OF_LAST.get(first.act ?? '') : undefined;
}

/** A question and the heading of the section that answers it first; nothing when no section of a page does. */
function answeredBy(
  { kind, citations, shown = [] }: Answer,
  { asked }: Understanding,
  { passages }: KnowledgeBase,
): LastAnswered | undefined {
  const cited = [...citations, ...shown].find(({ documentId, section }) =>
    passages.some((one) => one.documentId === documentId && one.heading === section),
  );
  return kind === 'refusal' || !cited ? undefined : { question: asked, heading: cited.section };
}

/** An answer that remembers what the next message is read after, what this one was, and what was told. */
function remembering(
  answer: Answer,
  understanding: Understanding,
  { base, today }: { base: KnowledgeBase; today: IsoDate },
): Answer {
  const { asked: message, lastAnswered: after } = understanding;
  const own = answeredBy(answer, understanding, base);
  const isElsewhere = answer.kind === 'answer' && !answer.offered && own === undefined;
  return {
    ...answer,
    thread: {
      ...answer.thread,
      lastAnswered: own ?? after,
      isElsewhere: isElsewhere || undefined,
      continuation: after && { message: understanding.head ?? message, after },
      asked: message,
      completed: understanding.asking,
      told: toldNow(answer, understanding, { base, today, lastAnswered: own ?? after }),
    },
  };
}

/** What was told of the contract, and of the invoice that is paid late. */
function toldNow(
  { thread }: Answer,
  { asked, told: before }: Understanding,
  {
    base,
    today,
    lastAnswered,
  }: { base: KnowledgeBase; today: IsoDate; lastAnswered: LastAnswered | undefined },
): Told | undefined {
  const said = toldBy(asked, before, today, thread.told?.procedure);
  const procedure = said?.procedure ?? formalByWorth(said, base.figures, today);
  const told = procedure ? { ...said, procedure } : said;
  const isOn = isOnInvoice({ ...thread, lastAnswered }, base);
  const invoice = invoiceTold(asked, before?.invoice, today, isOn, told?.role);
  return invoice ? { ...told, invoice } : told;
}

/** The last question, read as it was then. */
function lastQuestion(
  { question, askedDate, continuation, completed, told }: ThreadContext,
  today: IsoDate,
): Understanding {
  const read = understand(question, undefined, today);
  return {
    ...read,
    asking: completed,
    told,
    ...speakerAfter(read.asked, told),
    moment: read.moment ?? told?.moment,
    case: inCase(read.case, told),
    ...(askedDate && { askedDate, date: askedDate.date }),
    ...(continuation && { asked: continuation.message, lastAnswered: continuation.after }),
  };
}

/** A message that nothing said before completes: what was spoken of is still known. */
function byItself(text: string, thread: ThreadContext | undefined, today: IsoDate): Understanding {
  const read = understand(text, undefined, today);
  const told = thread?.told;
  return {
    ...read,
    told,
    ...speakerAfter(read.asked, told),
    moment: read.moment ?? told?.moment,
    case: inCase(read.case, told),
    lastAnswered: thread?.lastAnswered,
  };
}

/** A section's own question, as a button sends it: whatever was said before, it is answered by that section. */
function ofSection(
  { heading, regime }: Passage,
  thread: ThreadContext | undefined,
  today: IsoDate,
): Understanding {
  const read = byItself(heading, thread, today);
  const isUnder = regimeServes(regime, read.case.regime);
  return { ...read, heading, case: isUnder ? read.case : { ...read.case, regime, regimeSaid: true } };
}

/** A message as it is to be answered, and after what. */
interface PutRight {
  readonly said: string;
  readonly after: ThreadContext | undefined;
  /** It says who speaks. */
  readonly isPutRight?: boolean;
  /** Nothing said before completes it. */
  readonly isAlone?: boolean;
}

/**
 * A message that puts right who speaks, without what it says of that; the last question, where it says nothing else. What
 * was answered for somebody else is set aside.
 */
function asPutRight(message: string, thread: ThreadContext | undefined, base: KnowledgeBase): PutRight {
  const restated = thread && restatedIn(message, thread.told);
  // « je suis la mairie » completes what was asked.
  if (!thread || !restated || (thread.open && restated.left === '')) return { said: message, after: thread };
  const { left, speaker } = restated;
  const told = { ...thread.told, ...speaker };
  const { question, lastAnswered } = thread;
  const asker = { ...speaker, speaksOf: new Set<Role>() };
  const given = base.passages.find(({ heading }) => heading === lastAnswered?.heading);
  const isBeside = left === '' || (given !== undefined && isForOthers(given, asker));
  if (!isBeside) return { said: left, after: { ...thread, told }, isPutRight: true };
  return {
    said: left || withoutSpeaker(question),
    after: {
      ...thread,
      question:
        speaksOfRole(fold(question), 'subcontractor') && told.role !== 'subcontractor' ? '' : question,
      told,
      lastAnswered: undefined,
      setAside: setAside(thread, lastAnswered),
    },
    isPutRight: true,
    isAlone: true,
  };
}

type AnswerTo = (text: string, thread: ThreadContext | undefined, today: IsoDate) => Promise<Answer>;

function answerIn(parts: AnswererParts): AnswerTo {
  return async (message, before, today) => {
    const { passages } = parts.base;
    const section = sectionAsked(parts.base, message);
    if (section && !asksNothing(section)) {
      const asked = ofSection(section, before, today);
      return remembering(await answerUnderstood(parts, asked, today), asked, { base: parts.base, today });
    }
    const { said, after, isAlone, isPutRight = false } = asPutRight(message, before, parts.base);
    const thread = after?.isOnlyTold ? undefined : after;
    const delay = thread && paymentDelayAsked(said, { thread, base: parts.base, today });
    // After what a late invoice is worth, « c'est bien trente jours ? » is of the time to pay.
    const text = delay ?? said;
    const wanted = thread && (await wantedOfAnswer(parts, text, thread));
    const ofLast = wanted && (await ofLastAnswer(parts, wanted, thread, today));
    if (ofLast) return { ...ofLast, thread };
    // A page's own question, pressed or typed, needs nothing said before it.
    const joined =
      delay !== undefined || isAlone || !thread || asksHeading(parts.base, text)
        ? byItself(text, after, today)
        : understand(text, thread, today);
    const own = joined.followsUp && thread ? await onItsOwnSubject(parts, { joined, thread, today }) : joined;
    const understanding = await heard(parts, own, thread, today);
    const remembered = (answer: Answer) => remembering(answer, understanding, { base: parts.base, today });
    const completing = (id: string | undefined, of = thread): Answer | undefined => {
      const { base } = parts;
      const made = of && completedComputation(id, text, { thread: of, base, today });
      return made && remembering(made.answer, made.understanding, { base, today });
    };
    if (!isReadable(understanding.asked)) return remembered(refuse(understanding, [refusal.empty]));
    const owed = countedInvoice(text, { thread, base: parts.base, today });
    if (owed) return remembering(owed.answer, owed.understanding, { base: parts.base, today });
    const also = thread?.alsoAsking;
    const given = completing(thread?.asking) ?? (also && completing(also.asking, { ...thread, ...also }));
    if (given) return given;
    const claimed = thread && claimedResult(text, { thread, base: parts.base, today });
    if (claimed) return remembering(claimed.answer, claimed.understanding, { base: parts.base, today });
    const alike = thread && (await forOtherProcedure(parts, joined, thread, today));
    if (alike) return alike;
    const corrected = thread && delay === undefined && (await onceCorrected(parts, joined, thread, today));
    if (corrected) return corrected;
    const introduces = !understanding.followsUp && isIntroduction(understanding.asked);
    if (introduces) return remembered(answerIntroduction(understanding));
    const alone = await answerUnderstood(parts, understanding, today);
    const counted = alone.kind === 'refusal' || alone.offered ? completing(thread?.computed) : undefined;
    if (counted) return counted;
    const answer =
      (await onTheLastSubject(parts, alone, { understanding, thread, today })) ??
      (await withoutStory(parts, alone, { understanding, thread, today })) ??
      (await noted(parts.base, alone, understanding, today)) ??
      (await perhapsWished(parts, alone, understanding)) ??
      alone;
    // What means nothing is forgotten: what was spoken of before still is.
    if (answer.kind === 'refusal' && saysNothing(understanding.asked))
      return { ...answer, thread: thread ?? answer.thread };
    // A story without a question is completed by what follows.
    const open = answer.thread.open || !asksSomething(understanding.question);
    const kept = remembered(open ? { ...answer, thread: { ...answer.thread, open: true } } : answer);
    const { read } = cleanQuestion(text);
    if (read === 'all')
      return {
        ...kept,
        carried: carriedNote(answer, understanding, { thread: after, isPutRight, passages }),
      };
    // Not said back: a pasted text may be somebody else's.
    const told = read === 'question' ? refusal.questionRead : refusal.tooLong;
    return { ...kept, blocks: [note(told), ...kept.blocks] };
  };
}

/** To « et si c'est un MAPA ? », what the section that was given says of it; nothing where another section answers, or a count. */
async function forOtherProcedure(
  { base, retriever, llm }: AnswererParts,
  joined: Understanding,
  thread: ThreadContext,
  today: IsoDate,
): Promise<Answer | undefined> {
  const message = joined.asked;
  if (!asksForProcedure(message) || computesAnew({ joined, thread, today }, base)) return undefined;
  const { hits } = await retriever.search(...searchOf(joined));
  const given = givenAlike(thread, hits, base);
  if (!given) return undefined;
  const last = await answerUnderstood({ base, retriever, llm }, lastQuestion(thread, today), today);
  if (last.kind === 'refusal' || last.citations[0]?.section !== given.heading) return undefined;
  return answerForProcedure(last, given, { message, thread, base, today });
}

/**
 * The answer to a message that corrects what was understood: to the last question with what it says in place of what was
 * wrong, by another section. Undefined for any other message, and where what it corrects is a number of a computation.
 */
async function onceCorrected(
  parts: AnswererParts,
  joined: Understanding,
  thread: ThreadContext,
  today: IsoDate,
): Promise<Answer | undefined> {
  const { base } = parts;
  const { asked } = joined;
  if (!base.meaning || !thread.asked || asksHeading(base, asked)) return undefined;
  const lastAnswered = thread.isElsewhere ? undefined : thread.lastAnswered;
  if (!(await isCorrecting(base.meaning, asked, lastAnswered))) return undefined;
  if (joined.followsUp && computesAnew({ joined, thread, today }, base)) return undefined;
  const read = readCorrected(asked, { thread, lastAnswered, today });
  if (read === undefined) return nothingElse(parts, thread, { lastAnswered, today });
  const answer = await answerUnderstood(parts, read, today);
  const isGiven = answer.citations[0]?.section === lastAnswered?.heading;
  if (answer.kind === 'refusal' || isGiven) return undefined;
  return settingAside(remembering(answer, { ...read, asked }, { base, today }), read);
}

/** Whether a message says that what was understood is not what was meant: by its words, or as was learnt from examples. */
async function isCorrecting(
  { readWishes }: NonNullable<KnowledgeBase['meaning']>,
  asked: string,
  lastAnswered: LastAnswered | undefined,
): Promise<boolean> {
  const corrected = correctionIn(asked);
  // « non, un hôpital »: what was said of the case is said anew, and the question is the same.
  if (corrected && corrected.meant !== '' && contentWords(withoutCase(corrected.meant)).length === 0)
    return false;
  if (corrected || askedInstead(asked)) return true;
  return lastAnswered !== undefined && isBeside(await readBoth(readWishes, asked, lastAnswered));
}

/** What the last question may ask besides what was answered, where nothing more is said than that it is not that. */
async function nothingElse(
  { base, retriever }: AnswererParts,
  thread: ThreadContext,
  { lastAnswered, today }: { lastAnswered: LastAnswered | undefined; today: IsoDate },
): Promise<Answer | undefined> {
  if (!lastAnswered) return undefined;
  const last = lastQuestion(thread, today);
  const read = { ...last, lastAnswered: undefined, notThat: setAside(thread, lastAnswered) };
  const { hits } = await searchAsRead(retriever, read);
  const doubtful = doubtfulAnswer(read, offeredTo(hits, askerOf(read)));
  return doubtful && settingAside(remembering(doubtful, { ...read, lastAnswered }, { base, today }), read);
}

/** An answer that remembers which sections are not to be given again to the same question. */
const settingAside = (answer: Answer, { notThat }: Understanding): Answer => ({
  ...answer,
  thread: { ...answer.thread, setAside: notThat },
});

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
  const { asked, askedDate, date, told, side, role, moment, case: inCase } = joined;
  if (!thread || !joined.followsUp || !(mayBeWhole(asked) || asksAnew(asked))) return joined;
  if (!computesTheSame({ joined, thread, today }, base)) return joined;
  const alone = {
    ...understand(asked, undefined, today),
    askedDate,
    date,
    told,
    side,
    role,
    moment,
    case: inCase,
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
  if (kind !== 'refusal' || !thread || understanding.followsUp) return undefined;
  if (await rulingOf(parts.base, understanding, reasonsByWords)) return undefined;
  const question = onLastSubject(understanding.asked, thread);
  if (!question) return undefined;
  const { side, role } = understanding;
  const read = { ...understand(question, undefined, today), side, role };
  const answer = await answerUnderstood(parts, read, today);
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
  const { date, askedDate, told, side, role, moment, case: inCase, lastAnswered } = understanding;
  const alone = {
    ...understand(understanding.asked, undefined, today),
    date,
    askedDate,
    told,
    side,
    role,
    moment,
    case: inCase,
    lastAnswered,
  };
  const answer = await answerUnderstood(parts, alone, today);
  return answer.kind === 'answer' ? answer : undefined;
}

/**
 * A message that asks nothing and tells of a contract is noted: what it tells serves the questions that follow. Where
 * nobody reads, its words alone find a page for anything that is told.
 */
async function noted(
  { meaning }: KnowledgeBase,
  alone: Answer,
  { asked, question, askedDate }: Understanding,
  today: IsoDate,
): Promise<Answer | undefined> {
  const slots = slotsOf(toldBy(asked, undefined, today));
  if (asksSomething(asked) || slots.length < ENOUGH_TOLD) return undefined;
  // Of a story, what is nearest is worth being shown; of a few words, it is a guess.
  const isGuess = alone.offered !== undefined && asked.trim().split(/\s+/u).length <= FEW_WORDS;
  if (meaning && !alone.isUnknown && !isGuess) return undefined;
  // « … Donnez-moi un canevas. » asks without any of the signs of a question.
  const acts = (await meaning?.readActs(asked)) ?? [];
  if (acts.some(({ act }) => act === 'ask' || act === 'want')) return undefined;
  return { ...answerTold(slots, { question, askedDate }), followUps: alone.followUps };
}

/** Of what a contract is told by, how much makes a message that only tells. */
const ENOUGH_TOLD = 2;
/** Words of the longest message that only tells of a contract in a few words. */
const FEW_WORDS = 16;

/** What a message that no page answers may wish, where it is likelier a wish than a question. */
const perhapsWished = async (
  { base: { meaning } }: AnswererParts,
  { isUnknown }: Answer,
  understanding: Understanding,
): Promise<Answer | undefined> =>
  isUnknown && meaning
    ? doubtfulWish(
        understanding,
        await readBoth(meaning.readWishes, understanding.asked, understanding.lastAnswered),
      )
    : undefined;

/** A question under the regime that it is read to be of, where it names none. */
async function inMeantRegime(
  { base, retriever }: AnswererParts,
  asked: Understanding,
): Promise<Understanding> {
  if (asked.case.regimeSaid || !base.meaning) return asked;
  const { read } = await retriever.search(...searchOf(asked));
  if (!read || read.regime === asked.case.regime) return asked;
  const { regime } = read;
  // As where the regime is said: a buyer that was told of another contract is not this one's.
  const { buyer } = detectCase(asked.question);
  return { ...asked, case: { ...asked.case, regime, regimeSaid: true, buyer } };
}

async function answerUnderstood(parts: AnswererParts, asked: Understanding, today: IsoDate): Promise<Answer> {
  if (asked.heading !== undefined) {
    const read = { understanding: asked, mended: undefined };
    return withCorrection(await answerOfSection(parts, read, today), asked, parts.base.figures);
  }
  if (isForeign(asked.asked)) return refuse(asked, [refusal.notFrench]);
  const understanding = await inMeantRegime(parts, asked);
  const ruled = await rulingOf(parts.base, understanding, reasonsByWords);
  const ruling = (await isSurelyOnPage(parts, understanding, ruled)) ? undefined : ruled;
  // A rule that points to a person knows better what the message is.
  const learnt = ruling ? undefined : await learntReason(parts.base, understanding);
  const refused = await refusedAs(parts, understanding, { ruling, learnt });
  if (refused && !yieldsToSureDocument(ruling) && !learnt?.mayBeInDocument) return refused;
  const documents = await documentsOn(understanding, parts.base);
  if (refused) {
    if (documents?.answers)
      return (await answerFromDocuments(understanding, documents, parts.base, parts)) ?? refused;
    const mayBeShown = documents?.isNear && (learnt?.mayBeInDocument || yieldsToDocument(ruling));
    return (mayBeShown && (await nearestInDocuments(understanding, documents, parts.base))) || refused;
  }
  const read = readMended(understanding, parts.base.spelling, today);
  const answer = await answerOnTheLaw(parts, read, { today, documents });
  // What a document says is not for a person to confirm: it is read there.
  const isRead = yieldsToDocument(ruling) && citesDocument(answer, parts.base);
  const said = isRead ? answer : withPerson(answer, understanding, ruling);
  return withCorrection(said, understanding, parts.base.figures);
}

/**
 * From so likely on, a page has what a rule takes for another subject by a word: « ça coûte combien, un certificat de
 * signature », « ma femme pleure, que faire de cette lettre de rejet ». Of 128 messages that nobody answers and a rule
 * refuses, 2 are as likely, on a price that a page gives; of 16 that a page answers, 7.
 */
const SURELY = 0.65;

/** Whether a page surely answers what a rule refuses because no page does. */
async function isSurelyOnPage(
  { base, retriever }: AnswererParts,
  understanding: Understanding,
  ruling: Ruling | undefined,
): Promise<boolean> {
  if (!yieldsToDocument(ruling) || !base.meaning) return false;
  return standing(await searchAsRead(retriever, understanding), base, understanding) >= SURELY;
}

const citesDocument = ({ citations: [first] }: Answer, { documents }: KnowledgeBase): boolean =>
  first !== undefined && documents?.byDocument.has(first.documentId) === true;

const OUTSIDE = { isOutside: true } as const;
const DECLINED = { isDeclined: true } as const;

/** The refusal of what a rule, or what was learnt from examples, refuses; nothing for any other message. */
async function refusedAs(
  { retriever }: AnswererParts,
  understanding: Understanding,
  { ruling, learnt }: { ruling: Ruling | undefined; learnt: LearntRefusal | undefined },
): Promise<Answer | undefined> {
  const refusing = ruling?.kind === 'refuse' || ruling?.kind === 'refuse-and-point' ? ruling : undefined;
  const reason = refusing?.sentence ?? learnt?.sentence;
  if (reason === undefined) return undefined;
  // A piece of a message may look like another subject, where the message is of ours.
  const isOther = refusing ? refusing.rule === 'other-subject' : learnt?.mayBeInDocument;
  const why = isOther ? OUTSIDE : refusing || !learnt ? {} : DECLINED;
  if (refusing?.kind === 'refuse' || learnt?.isSure) return { ...refuse(understanding, [reason]), ...why };
  const { hits } = await searchAsRead(retriever, understanding);
  return { ...refuse(understanding, [reason], offeredTo(hits, askerOf(understanding))), ...why };
}

/** Why nobody answers a message, by what the reader learnt; nothing where it does not read. */
const learntReason = async (
  { meaning }: KnowledgeBase,
  { asked, lastAnswered }: Understanding,
): Promise<LearntRefusal | undefined> =>
  meaning
    ? learntRefusal(await readBoth(meaning.readWishes, asked, lastAnswered), await meaning.readReasons(asked))
    : undefined;

/** The answer to a section's own question: what is counted with what was told, where that is of it, else what it says. */
async function answerOfSection(
  { base, retriever, llm }: AnswererParts,
  { understanding, mended }: MendedReading,
  today: IsoDate,
): Promise<Answer> {
  const { heading } = understanding;
  const result = await searchAsRead(retriever, understanding);
  const shownTo = { ...result, hits: offeredTo(result.hits, askerOf(understanding)) };
  const computed = computedAnswer({ understanding, mended }, shownTo, base, today);
  const counted = computed && withPage(computed, understanding, shownTo, base);
  const isOfIt = counted?.citations.some(({ section }) => section === heading);
  if (counted && isOfIt) return withArticles(counted, understanding, base);
  const model = llm && { tools: knowledgeTools({ base, retriever, understanding, today }), ...llm };
  const answer = withArticles(await answerFromPages(understanding, result, base, model), understanding, base);
  return withQuestion(answer, clarificationFor(result.hits, understanding));
}

/** The answer of an article, of the glossary, of a computation or of the pages, whichever the question asks for. */
async function answerOnTheLaw(
  { base, retriever, llm }: AnswererParts,
  { understanding, mended }: MendedReading,
  { today, documents }: { today: IsoDate; documents: DocumentsOn | undefined },
): Promise<Answer> {
  const read = readArticle(understanding, base);
  if (read) return read;
  const unknown = understanding.unknownArticles.find((article) => !isIndexed(base.law, article));
  if (unknown) return refuse(understanding, [refusal.unknownArticle(unknown)]);
  const result = await searchAsRead(retriever, understanding);
  const fromDocuments = async () =>
    documents?.answers
      ? answerFromDocuments(understanding, documents, base, { llm, beside: result.hits })
      : undefined;
  const first = documents && comesFirst(documents, standing(result, base, understanding));
  const said = first ? await fromDocuments() : undefined;
  if (said) return said;
  const silent = documents && silentDocument(documents);
  if (silent !== undefined)
    return (
      (documents?.isNear && (await nearestInDocuments(understanding, documents, base))) || {
        ...refuse(understanding, [refusal.notInDocument(silent)]),
        isUnknown: true,
      }
    );
  const ambiguity = ambiguityOf(understanding.question, base.glossary);
  const shownTo = { ...result, hits: offeredTo(result.hits, askerOf(understanding)) };
  const defined = define(understanding, base, shownTo);
  if (defined) return withQuestion(defined, ambiguity);
  const computed = computedAnswer({ understanding, mended }, shownTo, base, today);
  if (computed) return withArticles(withPage(computed, understanding, shownTo, base), understanding, base);
  const model = llm && { tools: knowledgeTools({ base, retriever, understanding, today }), ...llm };
  // The pages' yes or no is read word by word: mistyped words are read as they were meant.
  const meant = mended ? { ...understanding, question: mended.question } : understanding;
  const answer = await answerFromPages(meant, result, base, model);
  const instead = answer.kind === 'refusal' || answer.offered ? await fromDocuments() : undefined;
  if (instead) return instead;
  const shown =
    answer.offered && documents?.isNear && (await nearestInDocuments(understanding, documents, base));
  // What the pages hesitate between stays one tap away.
  if (shown) return { ...shown, followUps: answer.followUps };
  if (answer.kind === 'refusal') {
    const law = await lawInstead(answer, understanding, { base, retriever });
    const near = law.kind === 'refusal' && documents?.isNear;
    return (
      (near && (await nearestInDocuments(understanding, documents, base))) || withQuestion(law, ambiguity)
    );
  }
  const offering = withArticles(answer, understanding, base);
  return withQuestion(offering, ambiguity ?? clarificationFor(result.hits, understanding));
}

const note = (text: string): Block => ({ type: 'note', tone: 'info', text: [{ text }] });

/**
 * An answer for the common case, and the one question that decides, its answers as buttons. A doubt has its own choices,
 * and asks already.
 */
function withQuestion(answer: Answer, asked: ReturnType<typeof clarificationFor>): Answer {
  if (!asked || answer.offered) return answer;
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
