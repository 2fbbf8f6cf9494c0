import { KeepLast } from '#src/platform/keep-last.ts';
import { shippedTagger } from './acts-file.ts';
import { withMarkedAsks } from './marked-asks.ts';
import { type Act, actOfLabel, begins, labelsOf, type TaggerWeights } from './tagger.ts';
import { type MessageWord, messageWords } from './words.ts';

/** A stretch of a message that does one thing, as it is written. */
export interface SaidAct {
  readonly act: Act;
  readonly text: string;
}

/** What a message does, one thing after the other. */
export type ReadActs = (message: string) => Promise<readonly SaidAct[]>;

/**
 * Reads what messages do as it was learnt from messages cut by hand, in a time that grows as they do; nothing where the
 * encoder stops, or what was learnt lacks.
 * @param statesOf what the encoder has of each word
 */
export function actsReader(
  statesOf: (message: string) => Promise<Float32Array>,
  weights: () => TaggerWeights = shippedTagger,
): ReadActs {
  const labelsIn = async (words: readonly MessageWord[], message: string) =>
    labelsOf(words, await statesOf(message), weights());
  const read = async (message: string): Promise<readonly SaidAct[]> => {
    const words = messageWords(message);
    if (words.length === 0) return [];
    const labels = await labelsIn(words, message).catch(() => []);
    const starts = labels.flatMap((label, at) => (begins(label) ? [at] : []));
    const acts = starts.map((from, index) => {
      const until = starts[index + 1] ?? words.length;
      return {
        act: actOfLabel(labels[from] as number),
        text: message.slice(words[from]?.start, words[until - 1]?.end),
      };
    });
    return withMarkedAsks(acts);
  };
  // A message is cut by what hears its wishes, then by what hears its questions.
  const last = new KeepLast<readonly SaidAct[]>(KEPT);
  return (message) => last.of(message, () => read(message), isRead);
}

/** Messages whose acts are kept. */
const KEPT = 64;
const isRead = (acts: readonly SaidAct[]): boolean => acts.length > 0;
