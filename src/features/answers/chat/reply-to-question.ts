import type { Block } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Answerer, ThreadState } from '#src/conversation/ports.ts';
import type { Reply } from '#src/conversation/reply.ts';

/** Answers a question as a message: its blocks, its sources, what to go on with, and a rating. */
export async function replyToQuestion(
  answerer: Answerer,
  text: string,
  thread: ThreadState | undefined,
  today: string,
): Promise<Reply> {
  const answer = await answerer.answer(text, thread, today);
  const blocks: Block[] = [...answer.blocks];
  if (answer.citations.length > 0) blocks.push({ type: 'sources', items: answer.citations });
  blocks.push({ type: 'choices', choices: [...answer.followUps, EXPERT_BUTTON] });
  blocks.push({ type: 'rating' });
  return { kind: answer.kind, blocks, thread: answer.thread, answer };
}
