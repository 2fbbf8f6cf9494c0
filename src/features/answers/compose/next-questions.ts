import type { Choice } from '#src/channel/blocks.ts';
import { slugify } from '#src/knowledge/model/guide-parser.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
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
  // What the search found, before the closer look that tells the best page from its neighbours: these are neighbours.
  const nearness = ({ features, score }: Hit) => features?.fused ?? score / top;
  return hits
    .filter((hit) => !asksNothing(hit.passage) && !used.has(hit.passage.key) && nearness(hit) >= NEAR)
    .slice(0, 3)
    .map(({ passage }) => askChoice(passage.heading));
}
