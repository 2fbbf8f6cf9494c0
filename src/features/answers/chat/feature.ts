import type { Feature, Reading, Said, Standing } from '#src/conversation/feature.ts';
import type { AfterAnswer, Reply, Reviewed } from '#src/conversation/reply.ts';
import type { Conversation } from '#src/conversation/store/conversations.ts';
import type { Answerer } from '#src/features/answers/answerer.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Queryable } from '#src/platform/database/database.ts';
import type { Logger } from '#src/platform/logger.ts';
import type { ThreadContext } from '#src/reader/understand.ts';
import { replyToQuestion } from './reply-to-question.ts';
import { type AnswersState, answersMemory, threadIn, threadOf } from './thread.ts';

/** A question: as it was said, and without what says only when the tender closes. */
interface Question {
  readonly text: string;
  readonly question: string;
}

/** What is told, what it stands on, and what the thread then remembers: nothing where no question was answered. */
interface Told extends Reply, Pick<Said, 'standsOn'> {
  readonly thread?: ThreadContext | undefined;
}

type AnswerAct =
  | {
      readonly act: 'answer';
      readonly data: Told & { readonly needsPerson: boolean };
    }
  | { readonly act: 'speak-of'; readonly data: unknown };

/** What another feature adds to an answer where it is of use: the way to the sign-up, a document. */
export type Offer = (reply: Told, text: string, conversation: Conversation) => Told | Promise<Told>;

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
  const answer = async ({ text, question }: Question, { conversation, now }: Standing): Promise<Told> => {
    const started = performance.now();
    const thread = await threadOf(db, conversation);
    const { answer, ...answered } = await replyToQuestion(answerer(), question, thread, parisDay(now));
    let reply: Told = answered;
    for (const offer of offers) reply = await offer(reply, text, conversation);
    logger.info(
      { kind: reply.kind, ms: Math.round(performance.now() - started), fallback: answer.fallback },
      'question answered',
    );
    return reply;
  };
  return {
    name: 'answers',
    memory: answersMemory,
    knows: async () => undefined,
    hears: (message: Reading, at) => {
      const { content, text, closing } = message;
      if (content.type !== 'text' && content.type !== 'action') return [];
      // The bare « vendredi midi » beside a question answers who asked for it.
      const question = at.asked === EXPERT ? closing.questionBeside : closing.question;
      return [{ turn: { text, question }, ground: 'answer', probability: SURE }];
    },
    prepare: async (turn, at) => {
      const reply: Told | undefined = await reviewed(at.conversation, () => answer(turn, at));
      if (!reply) return undefined;
      const { kind, blocks, thread, standsOn } = reply;
      return {
        act: 'answer',
        data: { kind, blocks, thread, standsOn, needsPerson: kind === 'handoff' },
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

/** Whose question is about the closing date. */
const EXPERT = 'expert';
