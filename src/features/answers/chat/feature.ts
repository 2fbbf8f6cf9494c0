import { paragraph, plainText } from '#src/channel/blocks.ts';
import {
  AS_ANSWER,
  type Candidate,
  type Feature,
  type Reading,
  type Said,
  type Standing,
} from '#src/conversation/feature.ts';
import { memoryOf } from '#src/conversation/memory.ts';
import type { AfterAnswer, Reply, Reviewed } from '#src/conversation/reply.ts';
import { actOf, sureOf, wishOf } from '#src/conversation/rules/reading.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { Answerer, SupportedAnswer } from '#src/features/answers/answerer.ts';
import { stillAsking } from '#src/features/answers/compute/still-asking.ts';
import { ACTS_OF_LAST, OF_LAST_ANSWER, type OfLastAnswer } from '#src/features/answers/of-last-answer.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';
import { questionText } from '#src/reader/deadline/question-text.ts';
import type { Within } from '#src/reader/encoder/within.ts';
import { tellingWords, type UnsureQuestion } from '#src/reader/parts.ts';
import { asksTheSame, ordersSomething } from '#src/reader/purchases/asked-again.ts';
import { deniesKind, onPurchase } from '#src/reader/purchases/several.ts';
import { asHeading, asksByWords, hasAskingWord, namesNothing } from '#src/reader/questions/asked-pieces.ts';
import { correctionIn } from '#src/reader/standing/correction.ts';
import { toldBy } from '#src/reader/told.ts';
import { onlyTold, type ThreadContext } from '#src/reader/understand.ts';
import { saidDifferently, wasJustSaid } from './again.ts';
import { givesWhatIsAsked } from './gives-what-is-asked.ts';
import { type AnswerReply, replyOf, replyToQuestion } from './reply-to-question.ts';
import { asWhole, isSaidIn, isShort, under, withLeft, withoutExpert, withoutSaid } from './several.ts';
import { notUnderstood, sameAsAbove } from './texts.ts';
import { type AnswersState, answersMemory, threadIn, threadOf } from './thread.ts';

/** A question: as it was said, and without what says only when the tender closes. */
interface Question {
  readonly text: string;
  readonly question: string;
  /** It is said back above its answer, where the message asks another one too. */
  readonly asked?: string | undefined;
  /** It follows another part of the message. */
  readonly follows?: 'question' | 'wish' | 'person' | undefined;
  /** It is read after the question before it in the message. */
  readonly goesOn?: boolean | undefined;
  /** What was asked before it is no matter, only what was told. */
  readonly alone?: boolean | undefined;
  /** It is put together of words that stand apart in the message. */
  readonly isPieced?: boolean | undefined;
  /** Another question of the message is answered after it. */
  readonly isFollowed?: boolean | undefined;
  /** Other questions of the message, which are offered. */
  readonly more?: readonly string[] | undefined;
  /** Other questions of the message, each with what it may be: they are proposed. */
  readonly unsure?: readonly UnsureQuestion[] | undefined;
  /** Other questions of the message for which nothing is near: they are said to be. */
  readonly unheard?: readonly string[] | undefined;
  /** What the message tells beside, which the question was cut out of. */
  readonly told?: string | undefined;
  /** Where it stands in a message that asks several things. */
  readonly within?: Within | undefined;
  /** It asks nothing new: it is about the last answer. */
  readonly again?: OfLastAnswer | undefined;
}

/** What is told, what it stands on, and what the thread then remembers: nothing where no question was answered. */
interface Told extends Reply, Pick<Said, 'standsOn'> {
  readonly thread?: ThreadContext | undefined;
  /** Nothing was found for it, or several things. */
  readonly isUnheard?: boolean | undefined;
}

interface Answering {
  readonly act: 'answer';
  readonly data: Told & { readonly needsPerson: boolean };
}

type AnswerAct =
  | (Answering & { readonly besideHeard?: Answering | 'nothing' | undefined })
  | { readonly act: 'speak-of'; readonly data: unknown };

/** What another feature adds to an answer where it is of use: the way to the sign-up, a document. */
export type Offer = (
  reply: Told,
  text: string,
  conversation: Conversation,
  now: number,
) => Told | Promise<Told>;

/** The wish for a person, who answers what has no answer. */
const PERSON = 'handoff';
/** How words of courtesy are heard, complaints among them. */
const COURTESY = 'help';
/** Less sure than whoever knows the words: all that nobody else takes is a question. */
const SURE = 0.5;

/** Answers questions from the pages, the law and the rules. */
export function answersFeature(parts: {
  readonly db: Queryable;
  readonly answerer: () => Answerer;
  readonly logger: Pick<Logger, 'info'>;
  readonly offers: readonly Offer[];
  readonly reviewed: Reviewed;
  readonly after: AfterAnswer;
}): Feature<Question, AnswerAct, AnswersState> {
  const { db, answerer, logger, offers, reviewed, after } = parts;
  const answer = async (
    {
      text,
      question,
      asked,
      follows,
      goesOn,
      alone,
      isFollowed,
      more,
      unsure,
      unheard,
      told,
      within,
    }: Question,
    { conversation, now, before = [] }: Standing,
  ): Promise<Told | undefined> => {
    const started = performance.now();
    // What follows another question was asked by itself.
    const threadBefore = ownOf(before).at(-1)?.thread;
    const ownThread = goesOn ? threadBefore : onlyTold(threadBefore);
    const spoken = follows === 'question' ? ownThread : await threadOf(db, conversation, now);
    const thread = alone ? onlyTold(spoken) : spoken;
    const answered = await replyToQuestion(answerer(), question, thread, parisDay(now), within);
    const { answer } = answered;
    // Beside a wish for a person, what has no answer is for that person.
    if (follows === 'person' && (answered.kind === 'refusal' || isUnheard(answer))) return undefined;
    const isAgain = await wasJustSaid(db, { conversation, now }, text, answered);
    const instead = isAgain ? await besides({ question, thread, now, conversation }, answered) : undefined;
    let reply: Told = toldOf(instead ?? (isAgain ? saidDifferently(answered) : answered));
    if (!isAgain) for (const offer of offers) reply = await offer(reply, text, conversation, now);
    if (isToldIn(before, answer)) reply = { ...reply, standsOn: [], blocks: [paragraph(sameAsAbove)] };
    if (asked && reply.thread?.open) reply = { ...reply, blocks: asWhole(asked, reply.blocks) };
    let blocks = withoutSaid(reply.blocks, ownOf(before));
    if (isFollowed) blocks = withoutExpert(blocks);
    reply = {
      ...reply,
      blocks: under(asked, withLeft({ more, unsure, unheard }, blocks)),
      thread:
        reply.thread &&
        stillAsking(
          toldBeside(reply.thread, told, parisDay(now)),
          ownOf(before).map((one) => one.thread),
        ),
      isUnheard: isUnheard(answer),
    };
    logger.info(
      { kind: reply.kind, ms: Math.round(performance.now() - started), fallback: answer.fallback },
      'question answered',
    );
    return reply;
  };
  /** What may be asked instead of what was just said, to other words: to say it once more would tell that nobody listens. */
  const besides = async (
    {
      question,
      thread,
      now,
      conversation,
    }: {
      readonly question: string;
      readonly thread: ThreadContext | undefined;
      readonly now: number;
      readonly conversation: Conversation;
    },
    { kind, answer }: AnswerReply,
  ): Promise<AnswerReply | undefined> => {
    const given = answer.citations.map(({ section }) => section);
    if (kind !== 'answer' || given.length === 0 || answer.thread.open) return undefined;
    const other = await answerer().otherwise(question, thread, parisDay(now), given);
    const reply = other && replyOf(other);
    return reply && !(await wasJustSaid(db, { conversation, now }, '', reply)) ? reply : undefined;
  };
  const sayAgain = async (as: OfLastAnswer, { conversation, now }: Standing): Promise<Told | undefined> => {
    const thread = await threadOf(db, conversation, now);
    const answered = await answerer().again(as, thread, parisDay(now));
    const reply = answered && replyOf(answered);
    // Who finds it hard still is answered otherwise.
    if (!reply || (await wasJustSaid(db, { conversation, now }, '', reply))) return undefined;
    let told = toldOf(reply);
    for (const offer of offers) told = await offer(told, '', conversation, now);
    return told;
  };
  return {
    name: 'answers',
    memory: answersMemory,
    knows: async () => undefined,
    hears: (message: Reading, at) => {
      const { content, text, closing, parts } = message;
      if (content.type !== 'text' && content.type !== 'action') return [];
      // One question, without what is told around it, is a part of its message too.
      if (parts.length > 1 || isCutOut(parts[0]))
        return parts.map((_, index) => partOf(message, index, at.now));
      // The bare « vendredi midi » beside a question answers who asked for it.
      const question = at.asked === EXPERT ? closing.questionBeside : closing.question;
      const turn = { text, question };
      const asked: Candidate<Question> = { turn, ground: 'answer', probability: SURE };
      // What puts right, or goes on with, a purchase that was told of is no wish, whatever it looks like.
      if (isOfPurchase(question, at.memory.thread, parisDay(at.now)))
        return [{ turn, ground: 'meant', probability: SURE_OF_PURCHASE }, asked];
      // Another feature that waits for an answer is heard first.
      if (at.asked === undefined && givesWhatIsAsked(text, at.memory.thread, parisDay(at.now)))
        return [{ turn, ground: 'asked', probability: AS_ANSWER }, asked];
      // « c’est pas ma question » says what to do: the question before is read again.
      if (wishOf(message) === COURTESY && correctionIn(text) && answeredIn(at))
        return [{ turn, ground: 'meant', probability: 1 }];
      const again = ACTS_OF_LAST.get(actOf(message) ?? '');
      if (!again || wishOf(message) !== OF_LAST_ANSWER) return [asked];
      return [{ turn: { ...turn, again }, ground: 'meant', probability: sureOf(message) }, asked];
    },
    prepare: async (turn, at) => {
      const { again } = turn;
      const reply: Told | undefined = await reviewed(at.conversation, () =>
        again ? sayAgain(again, at) : answer(turn, at),
      );
      if (!reply) return undefined;
      const { kind, blocks, thread, standsOn } = reply;
      return {
        act: 'answer',
        data: { kind, blocks, thread, standsOn, needsPerson: kind === 'handoff' },
        besideHeard: reply.isUnheard ? inShort(turn) : undefined,
      };
    },
    act: async (_tx, doing, { now }): Promise<Said> => {
      if (doing.act === 'speak-of') {
        const thread = threadIn(doing.data);
        return { blocks: [], kind: 'answer', ...(thread && { state: { thread, threadAt: now } }) };
      }
      const { kind, blocks, thread, standsOn, needsPerson } = doing.data;
      return {
        kind,
        blocks,
        standsOn,
        ...(thread && { state: { thread, threadAt: now } }),
        isReply: true,
        isOpen: thread?.open === true,
        next: after({ needsPerson }),
      };
    },
    pending: () => undefined,
  };
}

/** Surer than a wish that the same words may be, less than who makes a document again. */
const SURE_OF_PURCHASE = 0.97;

/** Whether a message goes on with the last question for another purchase, or puts right what is bought. */
function isOfPurchase(text: string, thread: ThreadContext | undefined, today: string): boolean {
  if (!thread || ordersSomething(text)) return false;
  const on = onPurchase(text, thread.told, today);
  if (on) return on.isTurned && asksTheSame(on.text, on.told, today);
  return deniesKind(text);
}

/** A part of a message that says several things. */
function partOf({ parts, text: message }: Reading, index: number, now: number): Candidate<Question> {
  const { text = '', asked, goesOn, alone, more, unsure, unheard, told, within } = parts[index] ?? {};
  const isForPerson = parts.some(({ meant: [first] }) => first?.wish === PERSON);
  const after = asked === undefined ? (isForPerson ? 'person' : 'wish') : 'question';
  const follows = index === 0 ? undefined : after;
  const isFollowed = asked !== undefined && parts[index + 1]?.asked !== undefined;
  const question = questionText(text, now);
  const turn = {
    text,
    question,
    asked,
    follows,
    goesOn,
    alone,
    isFollowed,
    more,
    unsure,
    unheard,
    told,
    within,
    isPieced: !isSaidIn(message, asked ?? text),
  } as const;
  return { turn, ground: 'answer', probability: SURE, part: index };
}

/** What is told of the contract beside a question serves what follows. */
const toldBeside = (thread: ThreadContext, told: string | undefined, today: string): ThreadContext =>
  told === undefined ? thread : { ...thread, told: toldBy(told, thread.told, today, thread.told?.procedure) };

/** Whether nothing was found for a question, or several things: what is forbidden, or known to have no answer, is heard. */
const isUnheard = ({ kind, offered, isUnknown, isOutside }: SupportedAnswer): boolean =>
  offered !== undefined || (kind === 'refusal' && (isUnknown || isOutside) === true);

/** What is said of a question that was not understood beside something that was: a line, where it plainly asks something. */
function inShort({ text, asked, follows, isPieced }: Question): Answering | 'nothing' | undefined {
  // Whoever is asked for reads the whole message: « … au sujet de l'entreprise qui menace ».
  if (follows === 'person') return 'nothing';
  const question = asked ?? asHeading(text);
  // « plus tard l'inscription. … je peux réclamer quoi, combien ils me doivent »: the word beside it is not what matters.
  if (
    follows === 'wish' &&
    !asksByWords(text) &&
    hasAskingWord(text) &&
    tellingWords(question).length >= WHOLE
  )
    return undefined;
  if (!asksByWords(text) || tellingWords(question).length === 0 || namesNothing(question)) return 'nothing';
  // Nobody is quoted with words that they did not say one after the other.
  if (!isShort(question) || isPieced) return 'nothing';
  const blocks = [paragraph(notUnderstood(question))];
  return { act: 'answer', data: { kind: 'help', blocks, standsOn: [], needsPerson: false } };
}
/** Telling words of what is surely a question by itself. */
const WHOLE = 4;
/** Whether the only question of a message was cut out of it, or stands beside others that are not answered. */
const isCutOut = (part: Reading['parts'][number] | undefined): boolean =>
  part?.told !== undefined ||
  part?.alone === true ||
  part?.more !== undefined ||
  part?.unsure !== undefined ||
  part?.unheard !== undefined;

/** Whether a page answered the last question of the conversation. */
const answeredIn = ({ conversation }: Standing): boolean => {
  const { thread } = memoryOf(answersMemory, conversation.state);
  return thread?.lastAnswered !== undefined && !thread.isElsewhere;
};

const toldOf = ({ kind, blocks, thread, standsOn }: AnswerReply): Told => ({
  kind,
  blocks,
  thread,
  standsOn,
});

/** What was prepared for the questions before, in the same message. */
const ownOf = (before: NonNullable<Standing['before']>): readonly Told[] =>
  before.flatMap((one) => (one.feature === 'answers' && one.act === 'answer' ? [one.data as Told] : []));

/** Whether an answer was prepared for an earlier part of the message. */
function isToldIn(before: NonNullable<Standing['before']>, { kind, blocks }: SupportedAnswer): boolean {
  const main = plainText(blocks);
  return kind === 'answer' && ownOf(before).some((own) => plainText(own.blocks).includes(main));
}

/** Whose question is about the closing date. */
const EXPERT = 'expert';
