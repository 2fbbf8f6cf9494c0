import type { Word } from './words.ts';

/** Words of a passage's sentence that a draft does not have at one place, and those that it has there instead. */
export interface Change {
  readonly lost: readonly Word[];
  /** Empty when words were only left out; `lost` is empty when words were only put in. */
  readonly added: readonly Word[];
  /** The passage's words just before and just after those lost. */
  readonly before?: Word | undefined;
  readonly after?: Word | undefined;
}

/** How words of a draft differ from a sentence of a passage. */
export interface Difference {
  /** The first and the last ones stand before the first word in common and after the last one. */
  readonly changes: readonly Change[];
  /** Words in common, in order; prepositions are not counted, here nor below. */
  readonly matched: number;
  /** The draft's words from the first to the last one in common: places in what was compared. */
  readonly start: number;
  readonly end: number;
}

/** What a word in common is worth; a place where the sentences differ costs one, whatever its length. */
const COMMON = 8;

/**
 * Compares words by their longest common subsequence, the one that differs in the fewest places: a clause left out is
 * then one loss, whatever its words. Undefined when they have none in common.
 */
export function differenceOf(source: readonly Word[], draft: readonly Word[]): Difference | undefined {
  const pairs = alignedPairs(source, draft);
  const first = pairs[0];
  const last = pairs.at(-1);
  if (!first || !last) return undefined;
  const bounds: [number, number][] = [[-1, -1], ...pairs, [source.length, draft.length]];
  const changes = bounds.slice(1).map(([si, di], index): Change => {
    const [ps, pd] = bounds[index] as [number, number];
    return {
      ...turned(source, ps + 1, si),
      added: draft.slice(pd + 1, di),
    };
  });
  const matched = weightOf(pairs.map(([si]) => source[si] as Word));
  return { changes, matched, start: first[1], end: last[1] + 1 };
}

/** Places of the words in common: in the source, in the draft. */
function alignedPairs(source: readonly Word[], draft: readonly Word[]): [number, number][] {
  const width = draft.length + 1;
  // Best worth of the rest from each pair of places: after a word in common, or inside a difference.
  const together = new Int16Array((source.length + 1) * width);
  const apart = new Int16Array((source.length + 1) * width);
  const same = (i: number, j: number): boolean => source[i]?.key === draft[j]?.key;
  for (let i = source.length; i >= 0; i -= 1)
    for (let j = draft.length; j >= 0; j -= 1) {
      const at = i * width + j;
      const matched =
        i < source.length && j < draft.length && same(i, j) ? COMMON + (together[at + width + 1] ?? 0) : -1;
      const skipped = Math.max(
        i < source.length ? (apart[at + width] ?? 0) : 0,
        j < draft.length ? (apart[at + 1] ?? 0) : 0,
      );
      apart[at] = Math.max(matched, skipped);
      together[at] = Math.max(matched, i === source.length && j === draft.length ? 0 : skipped - 1);
    }
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  let differs = false;
  while (i < source.length && j < draft.length) {
    const at = i * width + j;
    const worth = (differs ? apart[at] : together[at]) ?? 0;
    if (same(i, j) && worth === COMMON + (together[at + width + 1] ?? 0)) {
      pairs.push([i, j]);
      [i, j, differs] = [i + 1, j + 1, false];
    } else {
      const rest = differs ? worth : worth + 1;
      if ((apart[at + width] ?? 0) === rest) i += 1;
      else j += 1;
      differs = true;
    }
  }
  return pairs;
}

/**
 * The lost words of `source[from..to)`. « Écartez-le si A, ou si B » without « si A » may as well have lost « A si »: a
 * clause is read from its mark, so that words are taken from before as long as they are also the last ones.
 */
function turned(source: readonly Word[], from: number, to: number): Omit<Change, 'added'> {
  let start = from;
  let end = to;
  if (end > start && source[start]?.kind !== 'mark')
    for (let turns = to - from; turns > 0 && source[start - 1]?.key === source[end - 1]?.key; turns -= 1) {
      [start, end] = [start - 1, end - 1];
      if (source[start]?.kind === 'mark') break;
    }
  if (source[start]?.kind !== 'mark') [start, end] = [from, to];
  return { lost: source.slice(start, end), before: source[start - 1], after: source[end] };
}

/** Prepositions come and go between two ways of saying the same: they weigh nothing. */
export const weightOf = (words: readonly Word[]): number =>
  words.filter(({ kind }) => kind !== 'scope' && kind !== 'colon').length;
