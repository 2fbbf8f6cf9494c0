import type { Block } from '#src/channel/blocks.ts';
import { button, choicesOf, words } from '#src/channel/make-blocks.ts';
import type { InboundContent } from '#src/channel/port.ts';
import type { NamedCandidate } from '#src/conversation/feature.ts';
import { kernelStateOf } from '#src/conversation/memory.ts';
import { doubtTexts as texts } from '#src/conversation/texts.ts';

/** How many wishes are offered. */
const OFFERED = 3;
/** How the values of these buttons begin. Telegram keeps 64 bytes of them. */
const START = 'is-for:';

/** The kind of a question about whom a message is for. */
export const DOUBT_KIND = 'doubt';

/** « Vous voulez… ? », with a button for each of those whom a message may be for. */
export function doubtBlocks(ranked: readonly NamedCandidate[]): Block[] {
  const wishes = ranked.flatMap(({ feature, wish }) => (wish === undefined ? [] : [{ feature, wish }]));
  const each = wishes.filter(
    ({ feature }, index) => wishes.findIndex((w) => w.feature === feature) === index,
  );
  const offered = each.slice(0, OFFERED);
  const labels = offered.map(({ wish }) => wish);
  return [
    ...words(texts.asks(labels)),
    ...choicesOf(offered.map(({ feature, wish }) => button(START + feature, wish))),
  ];
}

/** The feature that was chosen, and the message that it is for; undefined where no such button was pressed. */
export function chosenIn(
  content: InboundContent,
  state: unknown,
): { readonly feature: string; readonly content: InboundContent } | undefined {
  if (content.type !== 'action' || !content.value.startsWith(START)) return undefined;
  const { doubt } = kernelStateOf(state);
  if (doubt === undefined) return undefined;
  return { feature: content.value.slice(START.length), content: { type: 'text', text: doubt } };
}
