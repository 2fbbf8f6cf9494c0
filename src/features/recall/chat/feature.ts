import { words } from '#src/channel/make-blocks.ts';
import type { Candidate, Feature, Reading } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { STOP_WORDS, saysStop } from '#src/features/recall/rules/may-be-told.ts';
import { RECALL_KIND, STOP_BUTTON, STOPPED_KIND } from '#src/features/recall/rules/message.ts';
import { recallTexts as texts } from '#src/features/recall/texts.ts';
import { stopNews } from '#src/person/store/news-stops.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';

/** « stop » to what was told unasked: nothing more is, until the end of time; questions are answered as before. */
export const recallFeature: Feature<object, { readonly act: 'stop' }> = {
  name: 'recall',
  memory: NO_MEMORY,
  saidBeside: [STOPPED_KIND],
  alwaysHeard: { words: STOP_WORDS, buttons: [STOP_BUTTON] },
  knows: async () => undefined,
  hears: (message: Reading): Candidate<object>[] => {
    const heard = { turn: {}, probability: 1, isBeside: true } as const;
    if (message.button === STOP_BUTTON) return [{ ...heard, ground: 'right' }];
    const bare = message.text.length <= 60 ? bareWords(message.text) : '';
    if (message.content.type !== 'text' || !saysStop(bare)) return [];
    if (STOP_WORDS.includes(bare)) return [{ ...heard, ground: 'right' }];
    // A bare « stop » is about what was said last.
    return message.shown.kind === RECALL_KIND ? [{ ...heard, ground: 'right' }] : [];
  },
  prepare: async () => ({ act: 'stop' }),
  act: async (tx, _doing, { conversation: { personId }, now }) => {
    if (personId !== undefined) await stopNews(tx, personId, now);
    return {
      kind: STOPPED_KIND,
      blocks: words(personId === undefined ? texts.stoppedNobody : texts.stopped),
    };
  },
  pending: () => undefined,
};
