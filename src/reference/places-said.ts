import {
  DEPARTMENTS,
  departmentOf,
  departmentOfPostcode,
  plainPlace,
  REGION_NAMES,
  TOWNS,
} from './french-places.ts';

/** A town that a text names. Several departments have a Saint-Denis: all are given, in the order of the table. */
export interface TownSaid {
  readonly name: string;
  readonly codes: readonly string[];
}

/** Places of France that a text names. */
export interface PlacesSaid {
  /** Official names. */
  readonly regions: readonly string[];
  /** Codes of departments, by their names, their numbers and postal codes. */
  readonly departments: readonly string[];
  readonly towns: readonly TownSaid[];
  /** The text in plain words, with « # » in the place of what was read. */
  readonly rest: string;
}

const NUMBER = /\b(2[ab]|97[1-6]|\d{2})\b/g;
/** Where a number stands for a department in the middle of a sentence: « dans le 93 », « (13) ». */
const NUMBER_IN_SENTENCE =
  /(?<=\b(?:dans le|sur le|le|du|departements?|dept|dep|et le|et)) (2[ab]|97[1-6]|\d{2})(?= |$)(?! (?:ans?|euros?|personnes?|salaries?|jours?|mois|heures?|couverts?|repas|postes?|pour cent|m2|km|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b)/g;
/** « nous cherchons … à Saint-Denis (93) », « traiteur Saint-Denis 93 »: the last word. */
const NUMBER_AT_END = /(?<!\b(?:lot|a|de|d|pour|article|les|n)) (2[ab]|97[1-6]|\d{2}) *$/g;

/** A side of a town, and no department: « Marseille nord », « les quartiers nord ». A comma between them parts two places. */
const SIDE = /(?<=(\p{L}[\p{L}'’-]{0,30})) nord(?!\p{L})/giu;
const TOWN_ENDS: ReadonlySet<string> = new Set(TOWNS.map(({ plain }) => plain.split(' ').at(-1) ?? plain));
const SIDES_OF = new Set(['quartier', 'quartiers', 'banlieue', 'secteur', 'zone', 'cote', 'rive', 'gare']);

/** A text without the sides of towns. */
const withoutSides = (text: string): string =>
  text.replace(SIDE, (side, before: string) => {
    const plain = plainPlace(before).split(' ').at(-1) ?? '';
    return TOWN_ENDS.has(plain) || SIDES_OF.has(plain) ? '' : side;
  });

/**
 * The places that a text names.
 * @param isSentence numbers stand for departments only where a sentence says so
 */
export function placesSaid(text: string, isSentence = false): PlacesSaid {
  let rest = ` ${plainPlace(withoutSides(text))} `;
  const take = (name: string): boolean => {
    const before = rest;
    rest = rest.replaceAll(` ${name} `, ' # ');
    return rest !== before;
  };
  const regions = [...new Set(REGION_NAMES.filter(([name]) => take(name)).map(([, region]) => region))];
  const named = DEPARTMENTS.map(({ code, name }) => ({ code, plain: plainPlace(name) }))
    .sort((a, b) => b.plain.length - a.plain.length)
    .filter(({ plain }) => take(plain))
    .map(({ code }) => code);
  const towns = TOWNS.filter(({ plain }) => take(plain)).map(({ plain, name }) => ({
    name,
    codes: TOWNS.filter((one) => one.plain === plain).map(({ code }) => code),
  }));
  const read = (pattern: RegExp, codeOf: (code: string) => string | undefined): string[] => {
    const found: string[] = [];
    rest = rest.replace(pattern, (whole: string, group?: string) => {
      const code = codeOf(typeof group === 'string' ? group : whole);
      if (code === undefined) return whole;
      found.push(code);
      return whole.startsWith(' ') ? ' # ' : '#';
    });
    return found;
  };
  const postal = read(/\b\d{5}\b/g, (code) => departmentOfPostcode(code)?.code);
  const patterns = isSentence ? [NUMBER_IN_SENTENCE, NUMBER_AT_END] : [NUMBER];
  const numbered = patterns.flatMap((pattern) => read(pattern, (code) => departmentOf(code)?.code));
  return { regions, departments: [...new Set([...named, ...numbered, ...postal])], towns, rest };
}
