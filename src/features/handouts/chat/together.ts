import { type Block, type Choice, type RichText, type SourceItem, sourcesIn } from '#src/channel/blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { GivenHandout, HandoutReply } from './pending.ts';

/** Several documents given in one reply: the words of each, all their files, their sources told apart by their numbers. */
export function together(replies: readonly HandoutReply[]): HandoutReply | undefined {
  const [first, ...more] = replies;
  if (!first || more.length === 0) return first;
  const words: Block[] = [];
  const sources: SourceItem[] = [];
  for (const { blocks } of replies) {
    const before = sources.length;
    words.push(...blocks.filter(({ type }) => !BELOW.has(type)).map((block) => renumbered(block, before)));
    sources.push(...sourcesIn(blocks).map((item) => ({ ...item, n: item.n + before })));
  }
  const offered = replies.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.type === 'choices' ? block.choices : [])),
  );
  const choices = new Map<string, Choice>(offered.map((one) => [one.id, one]));
  choices.delete(EXPERT_BUTTON.id);
  const gives = replies.flatMap(givenBy);
  // What one of them still asks is answered next.
  const waits = replies.find(({ pending }) => pending?.open) ?? replies.at(-1);
  return {
    kind: 'answer',
    blocks: [
      ...words,
      { type: 'sources', items: sources },
      { type: 'choices', choices: [...choices.values(), EXPERT_BUTTON] },
      { type: 'rating' },
    ],
    files: replies.flatMap(({ files = [] }) => files),
    pending: waits?.pending,
    gives,
    answer: first.answer && { ...first.answer, blocks: words, citations: sources },
  };
}

/** What stands below the words of a reply, once. */
const BELOW: ReadonlySet<Block['type']> = new Set(['sources', 'choices', 'rating']);

/** What a reply gives to take away, of our models; nothing where it asks something first. */
export const givenBy = ({ files = [], pending }: HandoutReply): readonly GivenHandout[] =>
  files.length > 0 && pending?.model !== undefined
    ? [{ model: pending.model, said: pending.said, at: pending.at, fields: pending.fields }]
    : [];

/** A block whose marks of sources count on from those before. */
function renumbered(block: Block, by: number): Block {
  const spans = (text: RichText): RichText =>
    text.map((span) => (span.cites ? { ...span, cites: span.cites.map((n) => n + by) } : span));
  if (block.type === 'paragraph' || block.type === 'note') return { ...block, text: spans(block.text) };
  return block.type === 'list' ? { ...block, items: block.items.map(spans) } : block;
}
