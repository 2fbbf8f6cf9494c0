import type { Category } from '#src/calculators/buyers.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import { cpvOf } from '#src/reference/cpv.ts';
import table from './objects.json' with { type: 'json' };

/** What is bought, by the three words of the law (L1111-1 to L1111-4). */
export type Kind = 'works' | 'services' | 'supplies';

/** Something that is bought, as it is named. */
export interface NamedObject {
  /** What it is, whatever the word: « la cantine » and « les repas » are one. */
  readonly id: string;
  /** With its article: « la cantine ». */
  readonly said: string;
  readonly kind: Kind;
  /** Place in the folded text. */
  readonly at: number;
  readonly end: number;
}

/** Divisions of the common procurement vocabulary that are works, and the last of those that are supplies. */
const WORKS = 45;
const LAST_SUPPLIES = 44;
/** Software packages are supplies, though their division stands among those of services. */
const SOFTWARE = 48;

/** The kind of purchase that a code of the vocabulary is; undefined for a code that it does not have. */
export function kindOfCpv(code: string): Kind | undefined {
  const known = cpvOf(code);
  if (!known) return undefined;
  const division = Number(known.code.slice(0, 2));
  if (division === WORKS) return 'works';
  return division <= LAST_SUPPLIES || division === SOFTWARE ? 'supplies' : 'services';
}

/** Supplies and services are under the same thresholds. */
export const categoryOfKind = (kind: Kind): Category => (kind === 'works' ? 'works' : 'supplies-services');

/** The article of a name. */
const ARTICLE = /^(?:les?|la|l['’])\s?/u;

interface Word {
  readonly id: string;
  readonly said: string;
  readonly kind: Kind;
  readonly folded: string;
}

const WORDS: readonly Word[] = table
  .flatMap(({ id, cpv, said }) => {
    const kind = kindOfCpv(cpv);
    return kind ? said.map((one) => ({ id, said: one, kind, folded: fold(one.replace(ARTICLE, '')) })) : [];
  })
  // « cantine scolaire » before « cantine »: the longest word that stands there is the one said.
  .toSorted((a, b) => b.folded.length - a.folded.length);

const KNOWN: ReadonlyMap<string, Word> = new Map(WORDS.map((word) => [word.folded, word]));
const PATTERN = new RegExp(
  `(?<![\\p{L}-])(?:${WORDS.map(({ folded }) => folded).join('|')})(?![\\p{L}-])`,
  'gu',
);

/** What a folded text names that may be bought, in the order in which it is said. */
export const objectsIn = (folded: string): NamedObject[] =>
  [...folded.matchAll(PATTERN)].flatMap(({ 0: found, index }) => {
    const word = KNOWN.get(found);
    return word
      ? [{ id: word.id, said: word.said, kind: word.kind, at: index, end: index + found.length }]
      : [];
  });

/** The codes of the table, to be checked against the vocabulary. */
export const OBJECT_CODES: readonly string[] = table.map(({ cpv }) => cpv);
