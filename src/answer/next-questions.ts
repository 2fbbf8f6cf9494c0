import type { Choice } from '#src/channel/blocks.ts';
import { slugify } from '#src/knowledge/guide-parser.ts';
import type { Hit } from '#src/retrieval/retriever.ts';

/** Part of the best score from which a neighbour is worth proposing. */
const NEAR = 0.45;

/** A button that asks a page's question. */
export const askChoice = (heading: string): Choice => ({
  id: slugify(heading),
  label: heading,
  kind: 'ask',
  value: heading,
});

/** Questions near the one answered, at most three, not the ones already used. */
export function followUpsOf(hits: readonly Hit[], used: ReadonlySet<string>): Choice[] {
  const top = hits[0]?.score ?? 0;
  return hits
    .filter(({ passage, score }) => !passage.page && !used.has(passage.key) && score >= NEAR * top)
    .slice(0, 3)
    .map(({ passage }) => askChoice(passage.heading));
}
