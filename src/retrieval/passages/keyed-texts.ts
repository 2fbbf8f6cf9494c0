import type { VectorText } from './index-content.ts';
import type { Passage } from './passage.ts';

/** Texts of passages by the keys of their vectors, and the place of the passage of each. */
export interface KeyedTexts {
  readonly keys: readonly string[];
  readonly owners: Int32Array;
}

const known = new Map<string, WeakMap<Passage, readonly string[]>>();

/**
 * The keys of the texts of passages, made once for as long as a passage lives.
 * @param use what reads them, and as what: other texts have other keys
 */
export function keyedTexts<Text extends VectorText>(
  passages: readonly Passage[],
  use: string,
  textsOf: (passages: readonly Passage[]) => readonly Text[],
  keyOf: (text: Text) => string,
): KeyedTexts {
  const kept = known.get(use) ?? new WeakMap<Passage, readonly string[]>();
  known.set(use, kept);
  const keys: string[] = [];
  const owners: number[] = [];
  for (const [at, passage] of passages.entries()) {
    const own = kept.get(passage) ?? textsOf([passage]).map(keyOf);
    kept.set(passage, own);
    for (const key of own) {
      keys.push(key);
      owners.push(at);
    }
  }
  return { keys, owners: Int32Array.from(owners) };
}
