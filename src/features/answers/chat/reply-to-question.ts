import type { Block } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Reply } from '#src/conversation/reply.ts';
import type { Answerer, SupportedAnswer } from '#src/features/answers/answerer.ts';
import type { Within } from '#src/reader/encoder/within.ts';
import type { ThreadContext } from '#src/reader/understand.ts';

/** A reply that answers a question. */
export interface AnswerReply extends Reply {
  readonly answer: SupportedAnswer;
  readonly standsOn: SupportedAnswer['standsOn'];
  /** What the thread must remember. */
  readonly thread: ThreadContext;
}

/** Answers a question as a message: its blocks, its sources, what to go on with, and a rating. */
export async function replyToQuestion(
  answerer: Answerer,
  text: string,
  thread: ThreadContext | undefined,
  today: string,
  within?: Within,
): Promise<AnswerReply> {
  return replyOf(await answerer.answer(text, thread, today, within));
}

/** An answer as a message. */
export function replyOf(answer: SupportedAnswer): AnswerReply {
  const blocks: Block[] = [...answer.blocks];
  if (answer.carried) blocks.push({ type: 'note', tone: 'info', text: [{ text: answer.carried }] });
  if (answer.citations.length > 0) blocks.push({ type: 'sources', items: answer.citations });
  blocks.push({ type: 'choices', choices: [...answer.followUps, EXPERT_BUTTON] });
  blocks.push({ type: 'rating' });
  return { kind: answer.kind, blocks, thread: answer.thread, standsOn: answer.standsOn, answer };
}
