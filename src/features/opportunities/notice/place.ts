import { departmentOf, departmentOfPostcode } from '#src/reference/french-places.ts';
import { departmentsOfNuts, nutsOf } from '#src/reference/nuts.ts';
import type { Place } from './notice.ts';
import { saidLine } from './words.ts';

/** What a notice writes of a place. */
interface Told {
  readonly nuts?: string | undefined;
  readonly commune?: string | undefined;
  readonly postcode?: string | undefined;
  readonly department?: string | undefined;
  /** Two letters or three. */
  readonly country?: string | undefined;
  readonly words?: string | undefined;
}

const FRANCE = new Set(['FR', 'FRA', 'GLP', 'MTQ', 'GUF', 'REU', 'MYT', 'GP', 'MQ', 'GF', 'RE', 'YT']);

/** A code of a department: « 1 » is « 01 », « 2a » is « 2A »; Corsica before 1976, « 20 », is told by neither. */
export function departmentCode(text: string | undefined): string | undefined {
  const code = (text ?? '').trim().toUpperCase();
  return departmentOf(/^\d$/.test(code) ? `0${code}` : code)?.code;
}

/** « 18000 », from « 18 000 » or « F-18000 »; undefined for what is no French postal code. */
export function postcodeOf(text: string | undefined): string | undefined {
  const code = (text ?? '').replace(/^F-?/i, '').replace(/\s/g, '');
  return /^\d{5}$/.test(code) && !/^00/.test(code) ? code : undefined;
}

/**
 * A place, from what a notice tells of it; undefined when it tells nothing. Its department comes from its nomenclature
 * where that names one, or from its postal code; where both name one and they differ, neither is believed.
 */
export function placeOf(told: Told): Place | undefined {
  const country = told.country?.trim().toUpperCase();
  const isAbroad = country !== undefined && country !== '' && !FRANCE.has(country);
  const nuts = nutsCode(told.nuts);
  const postcode = isAbroad ? undefined : postcodeOf(told.postcode);
  const place: Place = {
    nuts,
    department: isAbroad ? undefined : soleDepartment(told, nuts, postcode),
    commune: communeOf(told.commune),
    postcode,
    country: isAbroad ? country : undefined,
    words: saidLine(told.words, 300),
  };
  return Object.values(place).some((value) => value !== undefined) ? place : undefined;
}

function soleDepartment(
  told: Told,
  nuts: string | undefined,
  postcode: string | undefined,
): string | undefined {
  const covered = nuts === undefined ? [] : departmentsOfNuts(nuts);
  const byPost = postcode === undefined ? undefined : departmentOfPostcode(postcode)?.code;
  const named = departmentCode(told.department);
  const candidates = new Set([covered.length === 1 ? covered[0] : undefined, byPost, named]);
  candidates.delete(undefined);
  if (candidates.size !== 1) return undefined;
  const [only] = candidates;
  // A region that does not hold the town: one of the two is wrong.
  return covered.length > 1 && only !== undefined && !covered.includes(only) ? undefined : only;
}

/** A code of the nomenclature, as it is written; those of France must be known, in force or of before 2018. */
function nutsCode(text: string | undefined): string | undefined {
  const code = (text ?? '').trim().toUpperCase();
  if (!/^[A-Z]{2}[A-Z0-9]{0,3}$/.test(code)) return undefined;
  if (!code.startsWith('FR')) return code;
  return nutsOf(code) || departmentsOfNuts(code).length > 0 ? code : undefined;
}

/** « Orleans cedex 1 » → « Orleans » */
function communeOf(text: string | undefined): string | undefined {
  const said = saidLine(text, 100);
  const town = said?.split(/ cedex\b/i, 1)[0]?.trim();
  return town === undefined || town === '' || /^\d+$/.test(town) ? undefined : town;
}

/** The departments of a place: its own, or those of its region. Empty for the whole country, for abroad, for words only. */
export const departmentsOfPlace = ({ department, nuts }: Place): readonly string[] =>
  department !== undefined ? [department] : nuts === undefined ? [] : departmentsOfNuts(nuts);

/** Whether a place is the whole of France. */
export const isWholeCountry = ({ nuts, department }: Place): boolean =>
  nuts === 'FR' && department === undefined;

/** Places without those that say the same. */
export function distinctPlaces(places: readonly (Place | undefined)[]): Place[] {
  const known = new Map<string, Place>();
  for (const place of places) if (place) known.set(JSON.stringify(place), place);
  return [...known.values()];
}
