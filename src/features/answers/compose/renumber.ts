import type { Block, RichText } from '#src/channel/blocks.ts';
import type { Draft } from './extractive.ts';

/** The draft with its sources numbered 1, 2, 3… in their order, and its citations with them. */
export function renumber(draft: Draft): Draft {
  const numbers = new Map(draft.sources.map((source, index) => [source.n, index + 1]));
  const spans = (text: RichText): RichText =>
    text.map((span) => (span.cites ? { ...span, cites: span.cites.map((n) => numbers.get(n) ?? n) } : span));
  const blocks = draft.blocks.map((block): Block => {
    if (block.type === 'paragraph' || block.type === 'note') return { ...block, text: spans(block.text) };
    return block.type === 'list' ? { ...block, items: block.items.map(spans) } : block;
  });
  return { ...draft, blocks, sources: draft.sources.map((source, index) => ({ ...source, n: index + 1 })) };
}
