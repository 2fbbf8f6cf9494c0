import { words } from '#src/channel/make-blocks.ts';
import type { Candidate, Feature, Reading } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { stopNews } from '#src/person/store/news-stops.ts';
import { LONGEST_STOP, STOP_WORDS, stopSaid } from '#src/person/unasked/rules/stop-words.ts';
import { isUnasked, STOP_BUTTON } from '#src/person/unasked/said.ts';
import { unaskedTexts as texts } from '#src/person/unasked/texts.ts';
import { bareWords } from '#src/platform/french/text-analysis.ts';

/** The kind of the word that nothing more will be told unasked. */
const KIND = 'no-news';

/** « stop » to all that is told unasked, whatever it is about: nothing more is; questions are answered as before. */
export const noNewsFeature: Feature<object, { readonly act: 'stop' }> = {
  name: 'no-news',
  memory: NO_MEMORY,
  saidBeside: [KIND],
  alwaysHeard: { words: STOP_WORDS, buttons: [STOP_BUTTON.value] },
  knows: async () => undefined,
  hears: (message: Reading, { asked }): Candidate<object>[] => {
    const beside = { turn: {}, ground: 'right', probability: 1, isBeside: true } as const;
    if (message.button === STOP_BUTTON.value) return [beside];
    if (message.content.type !== 'text' || message.text.length > LONGEST_STOP) return [];
    const said = stopSaid(bareWords(message.text));
    // A bare « stop » is about what was said last; beside a question that waits, or an expert, it ends that.
    if (said === 'plain' || (said === 'bare' && isUnasked(message.shown.kind))) return [beside];
    return said === 'bare' && asked === undefined ? [{ turn: {}, ground: 'meant', probability: 1 }] : [];
  },
  prepare: async () => ({ act: 'stop' }),
  act: async (tx, _doing, { conversation: { personId }, now }) => {
    if (personId !== undefined) await stopNews(tx, personId, now);
    return { kind: KIND, blocks: words(personId === undefined ? texts.stoppedNobody : texts.stopped) };
  },
  pending: () => undefined,
};
