import { fold } from '#src/platform/french/text-analysis.ts';
import table from './departments.json' with { type: 'json' };

/** A department of France, with its number of the official geographic code (Insee). */
export interface Department {
  readonly code: string;
  readonly name: string;
  readonly region: string;
}

/** « Seine-et-Marne » → « seine et marne »; « St-Denis » → « saint denis » */
export const plainPlace = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .trim();

export const DEPARTMENTS: readonly Department[] = table.map(({ code, name, region }) => ({
  code,
  name,
  region,
}));
export const REGIONS: readonly string[] = [...new Set(DEPARTMENTS.map(({ region }) => region))];

/** The region that calls itself Région Sud. */
export const REGION_SUD = "Provence-Alpes-Côte d'Azur";
export const ILE_DE_FRANCE = 'Île-de-France';

/** Other names of regions. */
const REGION_ALIASES: readonly (readonly [string, string])[] = [
  ...(['idf', 'region parisienne', 'grand paris', 'petite couronne'] as const).map(
    (alias) => [alias, ILE_DE_FRANCE] as const,
  ),
  ...(['paca', 'region sud', 'provence'] as const).map((alias) => [alias, REGION_SUD] as const),
  ['aura', 'Auvergne-Rhône-Alpes'],
  ['hdf', 'Hauts-de-France'],
  ['bfc', 'Bourgogne-Franche-Comté'],
];

/** Names of regions as they are read, the longest first. */
export const REGION_NAMES: readonly (readonly [string, string])[] = [
  ...REGIONS.map((name) => [plainPlace(name), name] as const),
  ...REGION_ALIASES,
].sort(([a], [b]) => b.length - a.length);

/** Names of towns as they are read, the longest first, with the code of their department. */
export const TOWNS: readonly { readonly plain: string; readonly name: string; readonly code: string }[] =
  table
    .flatMap(({ code, name, towns }) => [
      ...towns.map((town) => ({ plain: plainPlace(town), name: town, code })),
      ...(name === 'Paris' ? [{ plain: 'paris', name: 'Paris', code }] : []),
    ])
    .sort((a, b) => b.plain.length - a.plain.length);

export const departmentOf = (code: string): Department | undefined =>
  DEPARTMENTS.find((one) => one.code === code.toUpperCase());

/** The department of a postal code: its first digits, three overseas; Corsica's two are 20 with 0–1 and 2–9. */
export function departmentOfPostcode(postcode: string): Department | undefined {
  if (!/^\d{5}$/.test(postcode)) return undefined;
  if (/^9[78]/.test(postcode)) return departmentOf(postcode.slice(0, 3));
  if (postcode.startsWith('20')) return departmentOf(/^20[01]/.test(postcode) ? '2A' : '2B');
  return departmentOf(postcode.slice(0, 2));
}
