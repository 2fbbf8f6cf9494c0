import { choices, words } from '#src/channel/make-blocks.ts';
import { tellDuty } from '#src/conversation/duty/tell.ts';
import { dutyMails } from '#src/conversation/duty/texts.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { HOUR_MS } from '#src/platform/calendar/durations.ts';
import { speaksOfDying } from './distress.ts';
import { dyingText } from './texts.ts';

/** The kind of what is said to words about dying: also while an expert, who may be away, holds the conversation. */
const KIND = 'distress';

/**
 * To words about dying, the number to call, and nothing else; those on duty are told by mail. It is the first of the features, so that whatever else the
 * message says is left aside, and no question that waits is asked again after it.
 */
export const dyingFeature: Feature<object, { readonly act: 'say' }> = {
  name: 'dying',
  memory: NO_MEMORY,
  saidBeside: [KIND],
  knows: async () => undefined,
  hears: ({ content }) =>
    content.type === 'text' && speaksOfDying(content.text)
      ? [{ turn: {}, ground: 'right', probability: 1, isBeside: true }]
      : [],
  prepare: async () => ({ act: 'say' }),
  act: async (tx, _said, { conversation, now }) => {
    // Once an hour: who writes on is not a mail each time.
    const hour = Math.floor(now / HOUR_MS);
    await tellDuty(tx, { id: `distress-${conversation.id}-${hour}`, ...dutyMails.distress }, now);
    return { kind: KIND, blocks: [...words(...dyingText()), choices(EXPERT_BUTTON)], isLast: true };
  },
  pending: () => undefined,
};
