import { readFileSync } from 'node:fs';
import type { WordCounts } from './naive-bayes.ts';

/** Counted words of classes, by their keys; undefined of one that none was counted of. */
export interface CountedWords {
  readonly keys: readonly string[];
  of(key: string): WordCounts | undefined;
}

interface Header {
  readonly words: readonly string[];
  /** The key of each class, and how many words it has, in their order. */
  readonly classes: readonly (readonly [string, number])[];
}

/** Bytes of a word of a class: which one it is, then how many texts hold it. */
const BYTES = 4;
const MOST = 65_535;

/** A file: a line of JSON, then for each class its words, by their place among all, with how many texts hold each. */
export function packWords(classes: ReadonlyMap<string, WordCounts>): Buffer {
  const words = [...new Set([...classes.values()].flatMap((counts) => [...counts.keys()]))].sort();
  const places = new Map(words.map((word, place) => [word, place]));
  const header: Header = { words, classes: [...classes].map(([key, { size }]) => [key, size]) };
  const rows = [...classes.values()].flatMap((counts) =>
    [...counts]
      .map(([word, count]) => ({ place: places.get(word) as number, count }))
      .sort((a, b) => a.place - b.place)
      .map(({ place, count }) => {
        const row = Buffer.alloc(BYTES);
        row.writeUInt16LE(place, 0);
        row.writeUInt16LE(Math.min(MOST, count), 2);
        return row;
      }),
  );
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...rows]);
}

/** Reads such a file. @throws when it is none */
export function unpackWords(bytes: Buffer): CountedWords {
  const end = bytes.indexOf(10);
  const { words, classes } = JSON.parse(bytes.toString('utf8', 0, end)) as Header;
  const places = new Map<string, { readonly from: number; readonly count: number }>();
  let from = end + 1;
  for (const [key, count] of classes) {
    places.set(key, { from, count });
    from += count * BYTES;
  }
  if (bytes.length !== from) throw new Error('a file of words is cut short');
  return {
    keys: [...places.keys()],
    of: (key) => {
      const place = places.get(key);
      if (!place) return undefined;
      const counts = new Map<string, number>();
      for (let row = 0, at = place.from; row < place.count; row += 1, at += BYTES)
        counts.set(words[bytes.readUInt16LE(at)] as string, bytes.readUInt16LE(at + 2));
      return counts;
    },
  };
}

const opened = new Map<string, CountedWords>();

/** Reads a shipped file once; undefined where it lacks, or is none. */
export function shippedCounts(file: URL): CountedWords | undefined {
  try {
    const counted = opened.get(file.href) ?? unpackWords(readFileSync(file));
    opened.set(file.href, counted);
    return counted;
  } catch {
    return undefined;
  }
}
