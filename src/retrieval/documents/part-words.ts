import { stemsOf } from '#src/platform/french/text-analysis.ts';
import { TOKENS } from '#src/retrieval/keyword/numbering.ts';
import { bodyText } from '#src/retrieval/passages/index-content.ts';
import { ownHeading, type Passage } from '#src/retrieval/passages/passage.ts';
import { sentencesOf } from '#src/retrieval/passages/sentences.ts';
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
/** Parts of which the sentences are kept: some kilobytes each. A question looks at a few dozen, and is answered in two steps. */
const KEPT = 200;
const kept = new Map<Passage, PartWords>();

/**
 * The stems of each part, by their numbers: ten thousand parts are a few megabytes. They say what a whole document holds,
 * of which a question looks at every part.
 */
const stemsOfParts = new WeakMap<Passage, Int32Array>();

function stemsOfPart(passage: Passage): Int32Array {
  const known = stemsOfParts.get(passage);
  if (known) return known;
  const all = stemsOf(passage.document.title)
    .union(stemsOf(ownHeading(passage)))
    .union(stemsOf(bodyText(passage)));
  const stems = Int32Array.from(all, (stem) => TOKENS.of(stem));
  stemsOfParts.set(passage, stems);
  return stems;
}

/** The words of a part, analysed once for as long as questions look at it. */
export function wordsOf(passage: Passage): PartWords {
  const words = kept.get(passage) ?? readWords(passage);
  // The last looked at goes to the end: the first are those that nobody asks for.
  kept.delete(passage);
  kept.set(passage, words);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return words;
}

function readWords(passage: Passage): PartWords {
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
  const all = new Set<string>();
  for (const stem of stemsOfPart(passage)) all.add(TOKENS.texts[stem] as string);
  return { title, over, all, sentences };
}

/** The words of a whole document. */
export interface DocumentWords {
  readonly title: ReadonlySet<string>;
  readonly words: ReadonlySet<string>;
}

/** The words of a document, from its parts. */
export function wordsOfAll(parts: readonly Passage[]): DocumentWords {
  const words = new Set<string>();
  for (const part of parts) for (const stem of stemsOfPart(part)) words.add(TOKENS.texts[stem] as string);
  return { title: parts[0] ? stemsOf(parts[0].document.title) : NONE, words };
}
