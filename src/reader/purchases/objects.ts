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

/** A purchase that was told of, as far as its name goes. */
type Known = Pick<NamedObject, 'id' | 'said'> & { readonly kind?: Kind | undefined };

/**
 * What a folded text names that may be bought, in the order in which it is said.
 * @param known purchases that were told of: the first word of one names it, « le transport » for « le transport scolaire »
 */
export function objectsIn(folded: string, known: readonly Known[] = []): NamedObject[] {
  const named = [...folded.matchAll(PATTERN)].flatMap(({ 0: found, index }) => {
    const word = KNOWN.get(found);
    return word
      ? [{ id: word.id, said: word.said, kind: word.kind, at: index, end: index + found.length }]
      : [];
  });
  const shorter = known.flatMap((one) => {
    const at = one.kind === undefined ? undefined : headIn(folded, one.said);
    return at === undefined || named.some(({ at: start, end }) => at.start < end && at.end > start)
      ? []
      : [{ id: one.id, said: one.said, kind: one.kind as Kind, at: at.start, end: at.end }];
  });
  return [...named, ...shorter].toSorted((one, other) => one.at - other.at);
}

/** Letters of the shortest word that names a purchase by itself. */
const SHORTEST = 4;

/** Where a text says the first word of a name of several. */
function headIn(folded: string, said: string): { readonly start: number; readonly end: number } | undefined {
  const [head = '', ...rest] = fold(said.replace(ARTICLE, '')).split(' ');
  if (rest.length === 0 || head.length < SHORTEST) return undefined;
  for (let at = folded.indexOf(head); at >= 0; at = folded.indexOf(head, at + 1)) {
    const end = at + head.length;
    if (!LETTER.test(folded[at - 1] ?? ' ') && !LETTER.test(folded[end] ?? ' ')) return { start: at, end };
  }
  return undefined;
}
const LETTER = /[\p{L}-]/u;

/** Whether a folded text says that food is bought: goods, and not the service of who cooks or serves it. */
export const namesFood = (folded: string): boolean =>
  objectsIn(folded).some(({ id }) => id === 'food') && !SERVED.test(folded);
const SERVED =
  /\btraiteurs?\b|\brepas (?:deja )?(?:prepare|livre|cuisine)e?s\b|\b(?:prepar|cuisin|serv)\w{1,5} (?:les |des |nos |leurs? )?repas\b|\bprestation de (?:repas|restauration)\b/;

/** The codes of the table, to be checked against the vocabulary. */
export const OBJECT_CODES: readonly string[] = table.map(({ cpv }) => cpv);
