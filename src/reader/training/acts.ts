import { type Act, beginOf, insideOf } from '#src/reader/acts/tagger.ts';
import { type MessageWord, messageWords } from '#src/reader/acts/words.ts';

/** A message cut into what it does, by hand. */
export interface CutMessage {
  readonly acts: readonly (readonly [Act, string])[];
  readonly writer: string;
}

/** The message as it was typed. */
export const messageOf = ({ acts }: CutMessage, between = ' '): string =>
  acts.map(([, text]) => text).join(between);

/** The same, each of its words labelled. */
export function labelledWords(
  cut: CutMessage,
  between = ' ',
): { words: readonly MessageWord[]; labels: readonly number[] } {
  const starts: number[] = [];
  let at = 0;
  for (const [, text] of cut.acts) {
    starts.push(at);
    at += text.length + 1;
  }
  const words = messageWords(messageOf(cut, between));
  let last = -1;
  const labels = words.map(({ start }) => {
    const index = starts.findLastIndex((from) => from <= start);
    const [act] = cut.acts[index] as CutMessage['acts'][number];
    const isFirst = index !== last;
    last = index;
    return isFirst ? beginOf(act) : insideOf(act);
  });
  return { words, labels };
}
