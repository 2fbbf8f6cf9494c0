import { analyse, prefixToken } from '#src/platform/french/text-analysis.ts';

/** Tokens that get a row, and how many stems and prefixes there are at most. */
export interface Vocabulary {
  readonly tokens: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** For each token its prefix row, which stands for the stems without a row; -1 for none. */
  readonly backOff: Int32Array;
}

export interface VocabularySize {
  readonly stems: number;
  readonly prefixes: number;
}

/** Below this many passages a row learns noise; a wanted word (procurement) is kept from fewer. */
const RARE = 3;
const RARE_WANTED = 2;

/** Figures, dates and article numbers have no meaning to place; « dc1 » or « co2 » do. */
const hasMeaning = (token: string): boolean => !/\d/.test(token) || /^\p{L}{2,}\d{1,2}$/u.test(token);

/** In how many texts each stem occurs, and each prefix of a stem. */
export function documentFrequencies(texts: Iterable<readonly string[]>): {
  readonly stems: Map<string, number>;
  readonly prefixes: Map<string, number>;
} {
  const stems = new Map<string, number>();
  const prefixes = new Map<string, number>();
  const add = (counts: Map<string, number>, tokens: Set<string>): void => {
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  };
  for (const text of texts) {
    const distinct = new Set(text);
    add(stems, distinct);
    add(prefixes, new Set([...distinct].map(prefixToken).filter((prefix) => prefix !== undefined)));
  }
  return { stems, prefixes };
}

/** The stems of a text, meaningless numbers left out. */
export const meaningfulStems = (text: string): string[] =>
  analyse(text)
    .map((token) => token.stem)
    .filter(hasMeaning);

/**
 * The most frequent stems, the wanted ones even if rare, and the most frequent prefixes. A prefix of one stem only
 * is kept too: words of the same family that the corpus never showed fall on it.
 */
export function chooseVocabulary(
  texts: Iterable<readonly string[]>,
  wanted: ReadonlySet<string>,
  size: VocabularySize,
): Vocabulary {
  const { stems, prefixes } = documentFrequencies(texts);
  const frequent = (counts: Map<string, number>, limit: number, least: number): string[] =>
    [...counts]
      .filter(([, count]) => count >= least)
      .sort(([left, many], [right, more]) => more - many || (left < right ? -1 : 1))
      .slice(0, limit)
      .map(([token]) => token);
  const chosen = new Set(frequent(stems, size.stems, RARE));
  for (const stem of wanted) if ((stems.get(stem) ?? 0) >= RARE_WANTED) chosen.add(stem);
  const tokens = [...chosen, ...frequent(prefixes, size.prefixes, RARE)];
  const ids = new Map(tokens.map((token, id) => [token, id]));
  return {
    tokens,
    ids,
    backOff: Int32Array.from(tokens, (token) => ids.get(prefixToken(token) ?? '') ?? -1),
  };
}

/** The rows of a text in order: its stems, or their prefix when a stem has none; unknown words are left out. */
export function encode(vocabulary: Vocabulary, stems: readonly string[]): Int32Array {
  const rows = stems.map(
    (stem) => vocabulary.ids.get(stem) ?? vocabulary.ids.get(prefixToken(stem) ?? '') ?? -1,
  );
  return Int32Array.from(rows.filter((row) => row >= 0));
}
