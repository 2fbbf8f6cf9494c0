import { fold } from '#src/platform/french/text-analysis.ts';
import departments from './departments.json' with { type: 'json' };

/** A place that a question names, as far as a region tells it. */
export interface Place {
  /** As it is written: « Toulon », « Seine-et-Marne », « Bretagne ». */
  readonly name: string;
  readonly region: string;
  /** The department that a town or a number stands for. */
  readonly department?: string | undefined;
}

interface Known extends Place {
  readonly pattern: RegExp;
}

/** « Seine-et-Marne » → « seine et marne » */
const plainWords = (text: string): string => fold(text).replace(/[-’']/g, ' ').replace(/\s+/g, ' ').trim();

/** Departments and towns that are common words, read with their capital only. */
const COMMON = new Set(
  'lot cher ain manche somme orne creuse landes nord vienne marne indre loire jura var aube eure gard sens dole gap nice grasse tours lens vannes orange plaisir trappes houilles la garde apt foix pau dax mende'.split(
    ' ',
  ),
);
const TOWN_BEFORE = '(?:a|au|aux|sur|de|d|depuis|vers|pres de|secteur|cote|ville de)';
const DEPARTMENT_BEFORE =
  '(?:dans (?:le |la |les |l )?|en |du |de la |des |de l |d |sur (?:le |la |les |l )?|departement (?:de |du |des |de la |de l |d )?|l |le |la |les )';
const ALIASES: readonly [string, string][] = [
  ['ile de france', 'Île-de-France'],
  ['idf', 'Île-de-France'],
  ['region parisienne', 'Île-de-France'],
  ['banlieue parisienne', 'Île-de-France'],
  ['grand paris', 'Île-de-France'],
  ['paca', "Provence-Alpes-Côte d'Azur"],
  ['region sud', "Provence-Alpes-Côte d'Azur"],
];

const after = (before: string, name: string): RegExp =>
  new RegExp(
    String.raw`(?<![\p{L}\d])${before} ?(?:le |la |les )?${plainWords(name).replace(/^(?:le|la|les) /, '')}(?![\p{L}\d])`,
    'gu',
  );

const KNOWN: readonly Known[] = [
  ...departments.flatMap(({ name, region, towns }): Known[] => [
    ...towns.map((town) => ({ name: town, region, department: name, pattern: after(TOWN_BEFORE, town) })),
    {
      name,
      region,
      department: name === region ? undefined : name,
      pattern: after(name === 'Paris' ? TOWN_BEFORE : DEPARTMENT_BEFORE, name),
    },
  ]),
  ...[...new Set(departments.map(({ region }) => region))].map((region) => ({
    name: region,
    region,
    pattern: new RegExp(String.raw`(?<![\p{L}\d])${plainWords(region)}(?![\p{L}\d])`, 'gu'),
  })),
  ...ALIASES.map(([alias, region]) => ({
    name: region,
    region,
    pattern: new RegExp(String.raw`(?<![\p{L}\d])${alias}(?![\p{L}\d])`, 'gu'),
  })),
].sort((a, b) => plainWords(b.name).length - plainWords(a.name).length);

/** « dans le 93 », « (77) », « du 92 »; numbers alone count for those of the Paris region only. */
const CODE =
  /(?:dans le|departement|dept|dpt|\() ?(\d{2}|2[ab]|97\d)(?!\w|[,.]\d)|(?:le|du|au) (7[578]|9[1-5])(?!\w|[,.]\d| ?(?:%|€|euros|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre))/g;

/** « on est à nice », « basée à tours »: where a company is, whatever its capital. */
const isSeat = (text: string, name: string): boolean =>
  new RegExp(
    String.raw`\b(?:base\w*|situe\w*|installe\w*|est|suis|sommes|siege|atelier|boite|entreprise|association|scop|structure) a ${plainWords(name)}(?![\p{L}\d])`,
    'u',
  ).test(text);

/** Every place that a text names, the longest names first, each stretch of text read once. */
export function placesIn(question: string): Place[] {
  let rest = plainWords(question);
  const found: Place[] = [];
  for (const { pattern, name, region, department } of KNOWN) {
    if (COMMON.has(plainWords(name)) && !question.includes(name) && !isSeat(rest, name)) continue;
    const blanked = rest.replace(pattern, (whole) => '#'.repeat(whole.length));
    if (blanked === rest) continue;
    rest = blanked;
    found.push({ name, region, department });
  }
  for (const match of rest.matchAll(CODE)) {
    const code = (match[1] ?? match[2] ?? '').toUpperCase();
    const department = departments.find((one) => one.code === code);
    if (department)
      found.push({ name: department.name, region: department.region, department: department.name });
  }
  return found;
}
