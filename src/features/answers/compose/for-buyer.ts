import type { Block as ShownBlock } from '#src/channel/blocks.ts';
import { writtenForCompany } from '#src/features/answers/texts.ts';
import type { Block } from '#src/knowledge/model/document.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { sentencesIn } from '#src/retrieval/passages/sentences.ts';

/** Whether the short answer of a section speaks to somebody else than the buyer who asks. */
export const speaksToAnother = (
  { toCompany }: Pick<Passage, 'toCompany'>,
  { side }: Pick<Understanding, 'side'>,
): boolean => side === 'buyer' && toCompany?.short === true;

/** The words of a section, under whom they speak to where that is not the buyer who asks: once they are verified. */
export const underWhom = (
  blocks: readonly ShownBlock[],
  { passage }: Pick<Evidence, 'passage'>,
  understanding: Pick<Understanding, 'side'>,
): readonly ShownBlock[] =>
  speaksToAnother(passage, understanding)
    ? [{ type: 'note', tone: 'info', text: [{ text: writtenForCompany }] }, ...blocks]
    : blocks;

/**
 * The details of a section as they are told to a buyer: without what speaks to a company, as it was read when the page was
 * indexed.
 */
export function toldToBuyer({
  passage: { toCompany },
  details,
}: {
  readonly passage: Pick<Passage, 'toCompany'>;
  readonly details: readonly Block[];
}): readonly Block[] {
  if (!toCompany) return details;
  const told: Block[] = [];
  for (const [at, block] of details.entries()) {
    const left = leftOf(block, new Set(toCompany.blocks[at]));
    if (left) told.push(left);
    // What announced a list announces nothing any more.
    else if (block.type === 'list' && announces(told.at(-1))) told.pop();
  }
  return told;
}

const announces = (block: Block | undefined): boolean =>
  block?.type === 'paragraph' && [':', '?'].includes(block.text.trimEnd().at(-1) ?? '');

/** A block without what stands at some places; undefined where nothing is left of it. */
function leftOf(block: Block, without: ReadonlySet<number>): Block | undefined {
  if (without.size === 0) return block;
  if (block.type === 'list') {
    const items = block.items.filter((_, at) => !without.has(at));
    return items.length > 0 ? { ...block, items } : undefined;
  }
  const text = sentencesIn(block)
    .filter((_, at) => !without.has(at))
    .join(' ')
    .trim();
  // Half an example shows nothing.
  return text === '' || text.toLowerCase().startsWith('exemple') ? undefined : { ...block, text };
}
