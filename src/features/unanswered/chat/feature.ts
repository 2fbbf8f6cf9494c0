import { words } from '#src/channel/make-blocks.ts';
import type { Feature } from '#src/conversation/feature.ts';
import { NO_MEMORY } from '#src/conversation/memory.ts';
import { asksNoNews } from '#src/features/unanswered/rules/asks-stop.ts';
import { STOP_BUTTON } from '#src/features/unanswered/tell.ts';
import { newsTexts } from '#src/features/unanswered/texts-news.ts';
import { stopNews } from '#src/person/store/news-stops.ts';

/** The kind of the word that nothing more will be told unasked. */
const KIND = 'no-news';

/** Hears who wants to be told nothing that they did not just ask for: « STOP », or the button under such news. */
export const questionsFeature: Feature<object, { readonly act: 'stop' }> = {
  name: 'unanswered',
  memory: NO_MEMORY,
  saidBeside: [KIND],
  knows: async () => undefined,
  hears: ({ content, text, button }, { asked }) => {
    if (button === STOP_BUTTON) return [{ turn: {}, ground: 'command', probability: 1, isBeside: true }];
    // « stop » beside a question that waits, or in an exchange with an expert, ends that.
    if (content.type !== 'text' || asked !== undefined || !asksNoNews(text)) return [];
    return [{ turn: {}, ground: 'meant', probability: 1 }];
  },
  prepare: async () => ({ act: 'stop' }),
  act: async (tx, _doing, { conversation, now }) => {
    const { personId } = conversation;
    if (personId !== undefined) await stopNews(tx, personId, now);
    return { kind: KIND, blocks: words(newsTexts.stopped) };
  },
  pending: () => undefined,
};
