import { fold } from '#src/platform/french/text-analysis.ts';
import { featuresOf } from '#src/reader/acts/features.ts';
import { messageWords } from '#src/reader/acts/words.ts';
import phrases from '#src/reader/weights/set-aside.json' with { type: 'json' };
import words from '#src/reader/weights/set-aside-words.json' with { type: 'json' };
import { unpackLabels, unpackPhrases } from '#src/reader/words/packed.ts';
import { likelyClasses } from '#src/reader/words/phrase-classes.ts';
import { phrasesOf } from '#src/reader/words/phrase-features.ts';
import { labelsOf } from '#src/reader/words/word-labels.ts';

/** What each word of a message is: of what it sets aside, of what it means instead, or of what only says so. */
export const SET_ASIDE = ['other', 'aside', 'meant'] as const;
/** Whether a message puts right what it was answered. */
export const PUTS_RIGHT = ['right', 'none'] as const;

/** What was learnt of `set-aside.jsonl` (`npm run reader:speakers`). */
const OF_WORDS = unpackLabels(words);
const OF_MESSAGES = unpackPhrases(phrases);

/** What a message sets aside, and what it means instead, each stretch of it in its author's words, folded. */
export interface SetAside {
  readonly denied: readonly string[];
  readonly meant: readonly string[];
}

/** How likely a message puts right what it was answered. */
export const likelyPutsRight = (message: string): number =>
  likelyClasses(phrasesOf(message), OF_MESSAGES)[0] ?? 0;

/**
 * What a message that puts something right sets aside, and what it means instead: « vous me parlez de décennale, moi je
 * demande si la multirisque suffit ». To be asked of one that does: any other one has such words as well.
 */
export function setAsideIn(message: string): SetAside {
  const own = messageWords(message);
  const labels = labelsOf(featuresOf(own), OF_WORDS);
  const said = (kind: (typeof SET_ASIDE)[number]): readonly string[] => {
    const runs: string[] = [];
    for (let at = 0; at < own.length; at += 1) {
      if (SET_ASIDE[labels[at] as number] !== kind) continue;
      const from = at;
      while (SET_ASIDE[labels[at + 1] as number] === kind) at += 1;
      runs.push(fold(message.slice(own[from]?.start, own[at]?.end)).replace(/\s+/g, ' ').trim());
    }
    return runs;
  };
  return { denied: said('aside'), meant: said('meant') };
}
