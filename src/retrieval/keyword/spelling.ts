/**
 * Repairs words that the index does not know: nearest known word by shared letter pairs, then by edit distance
 * (one edit, two from eight letters on). Words of three letters and fewer and numbers are left alone.
 */
export class SpellingRepair {
  readonly #vocabulary: ReadonlyMap<string, number>;
  /** Made with the first word that is not known: most messages have none. */
  #near: NearWords | undefined;

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
    const allowed = word.length >= 8 ? 2 : 1;
    let best: { word: string; distance: number; frequency: number } | undefined;
    this.#near ??= nearWords(this.#vocabulary);
    for (const index of candidatesOf(word, this.#near)) {
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

/** The words that may be meant, and where each pair of letters stands among them. */
interface NearWords {
  readonly words: readonly string[];
  readonly frequencies: readonly number[];
  readonly byPair: ReadonlyMap<string, readonly number[]>;
}

function nearWords(vocabulary: ReadonlyMap<string, number>): NearWords {
  const usable = [...vocabulary].filter(([word]) => word.length > 3 && !/\d/.test(word));
  const byPair = new Map<string, number[]>();
  for (const [index, [word]] of usable.entries())
    for (const pair of pairsOf(word)) {
      const list = byPair.get(pair);
      if (list) list.push(index);
      else byPair.set(pair, [index]);
    }
  return {
    words: usable.map(([word]) => word),
    frequencies: usable.map(([, frequency]) => frequency),
    byPair,
  };
}

function candidatesOf(word: string, { words, byPair }: NearWords): number[] {
  const shared = new Map<number, number>();
  const pairs = pairsOf(word);
  for (const pair of pairs)
    for (const index of byPair.get(pair) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
  const score = (index: number, count: number) =>
    (2 * count) / (pairs.length + (words[index] as string).length + 1);
  return [...shared]
    .map(([index, count]) => [index, score(index, count)] as const)
    .filter(([, similarity]) => similarity > 0.3)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 40)
    .map(([index]) => index);
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
