import { type Block, plainText, sourcesIn } from '#src/channel/blocks.ts';
import type { Said } from '#src/conversation/feature.ts';

/**
 * Answers to what was asked beside an answer, and what that answer got: what it notes is said first, the answers then, and
 * the next question last; in one message, where the one answer neither offers nor asks anything: two questions one below
 * the other would have the buttons of one only.
 */
export function amid(answers: readonly Said[], said: Said): readonly Said[] {
  const [answer, ...others] = answers;
  if (!answer || said.asksFrom === undefined) return [...answers, said];
  const noted = said.blocks.slice(0, said.asksFrom);
  const asks = said.blocks.slice(said.asksFrom);
  const first = { ...answer, blocks: [...noted, ...answer.blocks] };
  if (others.length > 0 || sourcesIn(answer.blocks).length === 0 || endsByAsking(answer.blocks))
    return [first, ...others, { ...said, blocks: asks }];
  const told = first.blocks.filter(({ type }) => type !== 'choices' && type !== 'rating');
  const rated = answer.blocks.filter(({ type }) => type === 'rating');
  return [{ ...answer, blocks: [...told, ...asks, ...rated] }];
}

/** Whether the last words of an answer ask something of its reader. */
function endsByAsking(blocks: readonly Block[]): boolean {
  const last = blocks.findLast(({ type }) => type === 'paragraph');
  return last !== undefined && /\?\s*$/.test(plainText([last]));
}
