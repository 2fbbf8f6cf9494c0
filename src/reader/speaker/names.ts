import type { Kinds } from '#src/reader/words/phrase-features.ts';
import names from './names.json' with { type: 'json' };

/** What the words are names of that tell who speaks: public bodies, posts, trades, the two sides of a contract. */
export const NAMES: Kinds = new Map(
  Object.entries(names).flatMap(([kind, words]) => words.map((word) => [word, `<${kind}>`])),
);
