import { readFileSync } from 'node:fs';
import { WEIGHTS } from '#src/reader/encoder/metadata.ts';
import {
  countWords,
  makeNaiveBayes,
  type NaiveBayes,
  type WordCounts,
} from '#src/reader/words/naive-bayes.ts';
import { questionsAnswered } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';

/** Of a section by its key: how many of the messages that it answers hold each word; undefined where none was counted. */
export type SectionWords = (key: string) => WordCounts | undefined;

/** The words of all messages of the training data, counted for each section (`npm run reader:words`). */
export const SHIPPED_WORDS = new URL('section-words.bin', WEIGHTS);

interface Header {
  readonly words: readonly string[];
  /** The key of each section, and how many words it has, in their order. */
  readonly sections: readonly (readonly [string, number])[];
}

/** Bytes of a word of a section: which one it is, then how many messages hold it. */
const BYTES = 3;
const MOST = 255;

/** A file: a line of JSON, then for each section its words, by their place among all, with how many messages hold each. */
export function packWords(sections: ReadonlyMap<string, WordCounts>): Buffer {
  const words = [...new Set([...sections.values()].flatMap((counts) => [...counts.keys()]))].sort();
  const places = new Map(words.map((word, place) => [word, place]));
  const header: Header = { words, sections: [...sections].map(([key, { size }]) => [key, size]) };
  const rows = [...sections.values()].flatMap((counts) =>
    [...counts]
      .map(([word, count]) => ({ place: places.get(word) as number, count }))
      .sort((a, b) => a.place - b.place)
      .map(({ place, count }) => {
        const row = Buffer.alloc(BYTES);
        row.writeUInt16LE(place, 0);
        row.writeUInt8(Math.min(MOST, count), 2);
        return row;
      }),
  );
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...rows]);
}

/** Reads such a file. @throws when it is none */
export function unpackWords(bytes: Buffer): SectionWords {
  const end = bytes.indexOf(10);
  const { words, sections } = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  const places = new Map<string, { readonly from: number; readonly count: number }>();
  let from = end + 1;
  for (const [key, count] of sections) {
    places.set(key, { from, count });
    from += count * BYTES;
  }
  if (bytes.length !== from) throw new Error('a file of words is cut short');
  return (key) => {
    const place = places.get(key);
    if (!place) return undefined;
    const rows = Array.from({ length: place.count }, (_, row) => place.from + row * BYTES);
    return new Map(rows.map((at) => [words[bytes.readUInt16LE(at)] as string, bytes.readUInt8(at + 2)]));
  };
}

const NONE: SectionWords = () => undefined;

let opened: SectionWords | undefined;

/** The shipped words; where the file lacks, none: each section has the words of its own questions. Read once. */
export function shippedWords(): SectionWords {
  try {
    opened ??= unpackWords(readFileSync(SHIPPED_WORDS));
    return opened;
  } catch {
    return NONE;
  }
}

/**
 * Which of some passages is asked, by words alone: what people said of each, or the questions that it answers where nobody
 * wrote messages for it.
 */
export const makeSectionBayes = (
  passages: readonly Passage[],
  words: SectionWords = shippedWords(),
): NaiveBayes =>
  makeNaiveBayes(passages.map((passage) => words(passage.key) ?? countWords(questionsAnswered(passage))));
