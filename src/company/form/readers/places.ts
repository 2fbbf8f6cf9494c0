import { departmentOf, departmentOfPostcode, plainPlace, TOWNS } from '#src/reference/french-places.ts';
import { placesSaid } from '#src/reference/places-said.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

/** Where a company works. */
export interface Places {
  /** Codes of departments. */
  readonly departments: readonly string[];
  /** Official names of regions. */
  readonly regions: readonly string[];
  readonly radius?: {
    readonly km: number;
    readonly around: string;
    readonly department?: string | undefined;
  };
  readonly everywhere?: true;
}

const MOST_KM = 500;
const RADIUS =
  /\b(\d{1,4}) ?(?:km|kilometres?|kms)\b(?: (?:autour|aux alentours|a la ronde|de rayon|a partir|max|maximum)){0,4}(?: (?:autour|de|d|du|depuis)){0,4} ?(.*)/;
const EVERYWHERE =
  /\b(?:toute la france|france entiere|partout(?: en france)?|tout le territoire(?: national)?|national|nationale|dans tout le pays|la france|tous les departements|metropole entiere)\b/;

/** Reads the territories that a company serves. */
export function readPlaces(text: string): Read<Places> {
  const rest = ` ${plainPlace(text)} `;
  const radius = RADIUS.exec(rest.trim());
  if (radius) {
    const km = Number(radius[1]);
    if (km > MOST_KM) return bad(errors.radiusBig);
    // « dans un rayon de 30 km » may have its town before it.
    const where =
      radius[2]?.trim() ||
      rest
        .trim()
        .slice(0, radius.index)
        .replace(/\b(?:dans|un|rayon|de|sur|et|autour)\b/g, ' ')
        .trim();
    const town = townIn(where);
    if (!town) return where ? bad(errors.radiusTown(where.slice(0, 40))) : bad(errors.placesNone);
    return good({
      departments: town.code ? [town.code] : [],
      regions: [],
      radius: { km, around: town.name, department: town.code },
    });
  }
  if (EVERYWHERE.test(rest)) return good({ departments: [], regions: [], everywhere: true });
  const { regions, departments: named, towns } = placesSaid(text);
  const departments = [...new Set([...named, ...towns.flatMap(({ codes }) => codes[0] ?? [])])].sort();
  if (departments.length === 0 && regions.length === 0) return bad(errors.placesNone);
  return good({ departments, regions });
}

/** A town that the table knows, or any with the number of its department or its postal code beside it. */
function townIn(text: string): { name: string; code?: string } | undefined {
  const said = ` ${plainPlace(text)} `;
  const postcode = /\b\d{5}\b/.exec(said)?.[0];
  const number = /\b(2[ab]|97[1-6]|\d{2})\b/.exec(said.replace(/\b\d{5}\b/, ' '))?.[1];
  const department = postcode ? departmentOfPostcode(postcode) : number ? departmentOf(number) : undefined;
  const known = TOWNS.find(({ plain }) => said.includes(` ${plain} `));
  if (known && (!department || department.code === known.code)) return { name: known.name, code: known.code };
  const words = text
    .replace(/\d{2,5}|\b2[abAB]\b/g, ' ')
    .replace(/[^\p{L}'’ -]/gu, ' ')
    .replace(/^\s*(?:à|a|au|aux|on est à|nous sommes à|basé[es]* à)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!department || words.length < 2 || SENTENCE.test(` ${plainPlace(words)} `)) return undefined;
  return {
    name: words.replace(/(?:^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase()),
    code: department.code,
  };
}

/** Words of a sentence, which no town that the table lacks is named by: « on est 12 », « 12 salariés ». */
const SENTENCE =
  / (?:on|nous|je|j|ai|est|sommes|suis|sont|avons|etes|tu|vous|ils?|elles?|salaries?|employes?|personnes?|gars|ans?|euros?|pas|oui|non) /;

/** Towns of districts, how many, and how the postal code of each begins; the first is 01. */
const DISTRICTS: ReadonlyMap<string, { readonly most: number; readonly start: string }> = new Map([
  ['Paris', { most: 20, start: '750' }],
  ['Lyon', { most: 9, start: '690' }],
  ['Marseille', { most: 16, start: '130' }],
]);
const ORDINALS =
  'premier,deuxieme,troisieme,quatrieme,cinquieme,sixieme,septieme,huitieme,neuvieme,dixieme,onzieme,douzieme,treizieme,quatorzieme,quinzieme,seizieme,dix septieme,dix huitieme,dix neuvieme,vingtieme'.split(
    ',',
  );
const DISTRICT = new RegExp(
  `\\b(?:(\\d{1,2}) ?(?:e|eme|er|ieme)|(\\d{1,2})(?= arr)|(${ORDINALS.toReversed().join('|')}))\\b`,
);

/** Letters after a town, in which its district is said: « Marseille, dans le quinzième ». */
const NEAR = 32;

/** A town with its district, « Marseille 15e », where one is said: « dans le quinzième », « 13015 ». */
function withDistrict(name: string, text: string): string {
  const town = DISTRICTS.get(name);
  if (!town) return name;
  const said = plainPlace(text);
  const at = said.indexOf(plainPlace(name));
  const before = /\b(\d{1,2}) ?(?:e|eme|er|ieme)? arr[a-z]{0,14}(?: de)? ?$/.exec(
    said.slice(0, Math.max(0, at)),
  )?.[1];
  const [, figure, bare, word] = DISTRICT.exec(said.slice(Math.max(0, at), at + NEAR)) ?? [];
  const postcode = /(?<!\d)\d{5}(?!\d)/.exec(text)?.[0];
  const coded = postcode?.startsWith(town.start) ? postcode.slice(3) : undefined;
  const number = word === undefined ? Number(figure ?? bare ?? before ?? coded) : ORDINALS.indexOf(word) + 1;
  return number >= 1 && number <= town.most ? `${name} ${number}${number === 1 ? 'er' : 'e'}` : name;
}

/** Reads the town of a company's seat, as « Montreuil (93) ». */
export function readTown(text: string): Read<string> {
  const postcode = /(?<!\d)\d{5}(?!\d)/.exec(text)?.[0];
  if (postcode && !departmentOfPostcode(postcode)) return bad(errors.postcode);
  const town = text.length <= 120 ? townIn(text) : undefined;
  return town?.code ? good(`${withDistrict(town.name, text)} (${town.code})`) : bad(errors.townNone);
}

/** « on est à Montreuil », « SAS à Montreuil, 12 salariés »: a town that the table knows, said in passing. */
export function townSaidIn(text: string): string | undefined {
  const said = plainPlace(text);
  const named = (pattern: (plain: string) => string) =>
    TOWNS.find(({ plain }) => new RegExp(pattern(plain)).test(said));
  // « Roubaix 59100, je bouge sur Lille »: a postal code is written beside one's own town, and « sur » of where one works.
  const known =
    (/\b\d{5}\b/.test(said) ? TOWNS.find((town) => isBesideItsCode(town, said)) : undefined) ??
    named((plain) => `\\b(?:a|au|aux|siege|bases?|basees?) (?:${plain})\\b`) ??
    named((plain) => `\\bsur (?:${plain})\\b`);
  return known && `${withDistrict(known.name, text)} (${known.code})`;
}

/** Whether a town stands beside a postal code of its own department: « roubaix 59100 », « 59100 Roubaix ». */
function isBesideItsCode({ plain, code }: (typeof TOWNS)[number], said: string): boolean {
  const postal = new RegExp(`\\b(?:${plain}) (\\d{5})\\b|\\b(\\d{5}) (?:${plain})\\b`).exec(said);
  const digits = postal?.[1] ?? postal?.[2];
  return digits !== undefined && departmentOfPostcode(digits)?.code === code;
}

/** The department at the end of « Montreuil (93) ». */
export const departmentOfTown = (town: string): string | undefined => /\((\w{2,3})\)$/.exec(town)?.[1];
