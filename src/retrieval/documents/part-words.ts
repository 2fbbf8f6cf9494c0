import { stemsOf } from '#src/platform/french/text-analysis.ts';
import { bodyText, sentencesOf } from '#src/retrieval/passages/index-content.ts';
import { ownHeading, type Passage } from '#src/retrieval/passages/passage.ts';
import { toldBy } from './asked-thing.ts';

/** A sentence, an item of a list or a row of a table, as a question is compared with it. */
export interface SentenceWords {
  /** Its place in its part. */
  readonly index: number;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** Its words, with those of the sentence that announces its list, of its heading and of its document's title. */
  readonly under: ReadonlySet<string>;
  /** The same, with the sentences before and after it. */
  readonly around: ReadonlySet<string>;
  /** The place of the sentence that announces its list. */
  readonly opening: number | undefined;
  readonly told: ReturnType<typeof toldBy>;
}

/** The words of a part of a document. */
export interface PartWords {
  readonly title: ReadonlySet<string>;
  /** Of its title and heading. */
  readonly over: ReadonlySet<string>;
  /** Of all that it says, its title and heading included. */
  readonly all: ReadonlySet<string>;
  readonly sentences: readonly SentenceWords[];
}

const NONE: ReadonlySet<string> = new Set();
const kept = new WeakMap<Passage, PartWords>();

/** The words of a part, analysed once. */
export function wordsOf(passage: Passage): PartWords {
  const known = kept.get(passage);
  if (known) return known;
  const title = stemsOf(passage.document.title);
  const over = title.union(stemsOf(ownHeading(passage)));
  const plain: Omit<SentenceWords, 'around'>[] = [];
  for (const block of passage.details) {
    const last = plain.at(-1);
    const opening = block.type === 'list' && last?.text.trimEnd().endsWith(':') ? last : undefined;
    for (const text of block.type === 'list' ? block.items : sentencesOf(block.text)) {
      const words = stemsOf(text);
      const under = words.union(over).union(opening?.words ?? NONE);
      plain.push({ index: plain.length, text, words, under, opening: opening?.index, told: toldBy(text) });
    }
  }
  const sentences = plain.map((one, at) => ({
    ...one,
    around: one.under.union(plain[at - 1]?.words ?? NONE).union(plain[at + 1]?.words ?? NONE),
  }));
  const found = { title, over, all: over.union(stemsOf(bodyText(passage))), sentences };
  kept.set(passage, found);
  return found;
}

/** The words of a whole document. */
export interface DocumentWords {
  readonly title: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** The words of a document, from its parts. */
export function wordsOfAll(parts: readonly Passage[]): DocumentWords {
  const words = new Set<string>();
  for (const part of parts) for (const word of wordsOf(part).all) words.add(word);
  return { title: parts[0] ? wordsOf(parts[0]).title : NONE, words };
}
