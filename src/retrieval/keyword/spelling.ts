/** The most that a byte counts: a word has fewer pairs of letters than that. */
const UINT8_MAX = 255;

/** Words kept with what they were repaired to. */
const REPAIRS_KEPT = 500;

/**
 * Repairs words that the index does not know: nearest known word by shared letter pairs, then by edit distance
 * (one edit, two from eight letters on). Words of three letters and fewer and numbers are left alone.
 */
export class SpellingRepair {
  readonly #vocabulary: ReadonlyMap<string, number>;
  /** Made with the first word that is not known: most messages have none. */
  #near: NearWords | undefined;
  /** What was found lately: a message is searched several times. */
  readonly #repaired = new Map<string, string | undefined>();

  /** @param vocabulary folded words with the number of passages that hold them */
  constructor(vocabulary: ReadonlyMap<string, number>) {
    this.#vocabulary = vocabulary;
  }

  /** Whether the index holds this folded word. */
  knows(word: string): boolean {
    return this.#vocabulary.has(word);
  }

  /** The likely intended word, or undefined when the word is known or nothing is near. */
  repair(word: string): string | undefined {
    if (word.length <= 3 || /\d/.test(word) || this.#vocabulary.has(word)) return undefined;
    if (!this.#repaired.has(word)) {
      if (this.#repaired.size >= REPAIRS_KEPT) this.#repaired.clear();
      this.#repaired.set(word, this.#nearest(word));
    }
    return this.#repaired.get(word);
  }

  #nearest(word: string): string | undefined {
    const allowed = word.length >= 8 ? 2 : 1;
    let best: { word: string; distance: number; frequency: number } | undefined;
    this.#near ??= nearWords(this.#vocabulary);
    for (const index of candidatesOf(word, allowed, this.#near)) {
      const candidate = this.#near.words[index] as string;
      const distance = editDistance(word, candidate, allowed);
      if (distance > allowed) continue;
      const frequency = this.#near.frequencies[index] as number;
      if (!best || distance < best.distance || (distance === best.distance && frequency > best.frequency)) {
        best = { word: candidate, distance, frequency };
      }
    }
    return best?.word;
  }
}

/** The words that may be meant, the shortest first, and where each pair of letters stands among them, in their order. */
interface NearWords {
  readonly words: readonly string[];
  readonly frequencies: readonly number[];
  readonly byPair: ReadonlyMap<string, readonly number[]>;
  /** How many words are shorter than each length. */
  readonly shorterThan: readonly number[];
  /** For one word at a time: how many of its pairs each word has; all zero between two. */
  readonly shared: Uint8Array;
}

function nearWords(vocabulary: ReadonlyMap<string, number>): NearWords {
  const usable = [...vocabulary]
    .filter(([word]) => word.length > 3 && !/\d/.test(word))
    .sort(([a], [b]) => a.length - b.length);
  const byPair = new Map<string, number[]>();
  for (const [index, [word]] of usable.entries())
    for (const pair of pairsOf(word)) {
      const list = byPair.get(pair);
      if (list) list.push(index);
      else byPair.set(pair, [index]);
    }
  const longest = usable.at(-1)?.[0].length ?? 0;
  const lengths = usable.map(([word]) => word.length);
  return {
    words: usable.map(([word]) => word),
    frequencies: usable.map(([, frequency]) => frequency),
    byPair,
    shorterThan: Array.from({ length: longest + 2 }, (_, length) => firstAtLeast(lengths, length)),
    shared: new Uint8Array(usable.length),
  };
}

/** Words of a message that no page knows may be many: only those that an edit can reach are counted, without a table a word. */
function candidatesOf(
  word: string,
  allowed: number,
  { words, byPair, shorterThan, shared }: NearWords,
): number[] {
  const from = shorterThan[Math.max(0, word.length - allowed)] ?? words.length;
  const to = shorterThan[word.length + allowed + 1] ?? words.length;
  const pairs = pairsOf(word);
  const touched: number[] = [];
  for (const pair of pairs) {
    const list = byPair.get(pair) ?? [];
    for (let at = firstAtLeast(list, from); at < list.length; at += 1) {
      const index = list[at] as number;
      if (index >= to) break;
      if (shared[index] === 0) touched.push(index);
      shared[index] = Math.min(UINT8_MAX, (shared[index] as number) + 1);
    }
  }
  const scored = touched.map((index) => {
    const score = (2 * (shared[index] as number)) / (pairs.length + (words[index] as string).length + 1);
    shared[index] = 0;
    return [index, score] as const;
  });
  return scored
    .filter(([, similarity]) => similarity > 0.3)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 40)
    .map(([index]) => index);
}

/** Where the first number that is not below another stands among ascending ones. */
function firstAtLeast(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pairsOf(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: padded.length - 1 }, (_, index) => padded.slice(index, index + 2));
}

/** Damerau-Levenshtein distance (adjacent swaps count one), or `limit + 1` as soon as it is passed. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(
        (previous[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (previous[j - 1] as number) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, (before[j - 2] as number) + 1);
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return Math.min(previous[b.length] as number, limit + 1);
}
