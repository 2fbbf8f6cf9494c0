import { sourcesIn } from '#src/channel/blocks.ts';
import type { Said } from '#src/conversation/feature.ts';

/**
 * Answers to what was asked beside an answer, and what that answer got: what it notes is said first, the answers then, and
 * the next question last; in one message, where the one answer offers nothing to choose.
 */
export function amid(answers: readonly Said[], said: Said): readonly Said[] {
  const [answer, ...others] = answers;
  if (!answer || said.asksFrom === undefined) return [...answers, said];
  const noted = said.blocks.slice(0, said.asksFrom);
  const asks = said.blocks.slice(said.asksFrom);
  const first = { ...answer, blocks: [...noted, ...answer.blocks] };
  if (others.length > 0 || sourcesIn(answer.blocks).length === 0)
    return [first, ...others, { ...said, blocks: asks }];
  const told = first.blocks.filter(({ type }) => type !== 'choices' && type !== 'rating');
  const rated = answer.blocks.filter(({ type }) => type === 'rating');
  return [{ ...answer, blocks: [...told, ...asks, ...rated] }];
}
