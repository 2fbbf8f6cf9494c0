import { analyse } from '#src/platform/french/text-analysis.ts';
import { departmentOf } from '#src/reference/french-places.ts';
import { placesSaid } from '#src/reference/places-said.ts';
import { sectorsIn } from '#src/reference/sectors.ts';
import { FAMILIES, familiesSaid, type WantedFamily } from './families.ts';

/** A place that is asked for: a region, or departments of which any will do. */
export interface WantedPlace {
  readonly name: string;
  readonly region?: string | undefined;
  readonly departments: readonly string[];
  /** A town: the directory knows who works in its department. */
  readonly isTown: boolean;
}

/** What somebody looks for. What is empty is not asked. */
export interface Criteria {
  /** Ids of sectors, of which any will do. */
  readonly sectors: readonly string[];
  /** Stems of an activity that no sector has, all to be found in what a company offers. */
  readonly stems: readonly string[];
  readonly places: readonly WantedPlace[];
  readonly families: readonly WantedFamily[];
}

/** Words around an activity that say nothing of it. */
const AROUND =
  /\b(?:entreprises?|structures?|societes?|prestataires?|fournisseurs?|partenaires?|acteurs?|travail(?:ler|le|lent)?|propos\w*|cherch\w*|recherch\w*|trouv\w*|besoin|connaiss\w*|capables?|specialis\w*|pres|autour|secteur|region|departement|coin|chez|prestations?|services?)\b/g;

/** Verbs of those who look for somebody, where companies name their trade. */
const VERBS: readonly (readonly [RegExp, string])[] = [
  [/\bnett?o[iy]\w+/g, 'nettoyage'],
  [/\bimprim\w+/g, 'impression'],
  [/\b(?:tondre|tond|taille[rz]? (?:les |nos |des )?haies?)\b/g, 'jardinage'],
  [/\bdemenag\w+/g, 'demenagement'],
  [/\b(?:former|formation de) /g, 'formation '],
];

/** Ids of the sectors that a text names, in folded words. */
export const tradesIn = (folded: string): string[] =>
  sectorsIn(
    VERBS.reduce((text, [verb, trade]) => text.replace(verb, trade), folded).replaceAll('#', ' '),
  ).map(({ id }) => id);

/** An activity in free words: its sectors, or the stems to find in what companies say. */
export function activityIn(text: string): Pick<Criteria, 'sectors' | 'stems'> {
  const { rest } = familiesSaid(text);
  const sectors = tradesIn(rest);
  if (sectors.length > 0) return { sectors, stems: [] };
  const words = analyse(rest.replace(AROUND, ' ').replaceAll('#', ' '));
  return { sectors: [], stems: [...new Set(words.map(({ stem }) => stem))].slice(0, 8) };
}

/** What a contract is worth is no postal code, nor a department: « 25 000 € ». */
const MONEY = /(?<!\d)\d[\d \u00A0\u202F.]{0,12}(?:k|m)?[ \u00A0\u202F]?(?:€|euros?\b)/giu;
/** A lot of a tender is no department: « un lot de nettoyage », « le lot 2 »; « dans le Lot » is one. */
const OF_TENDER =
  /\b(?:un|ce|mon|notre|votre|des|les|chaque) lots?\b|\blots? (?:de|n|numero|reserve\w{0,2}|\d{1,2})\b|(?<!dans )\ble lot(?= \w)/giu;

/** The places that a text asks for. @param isSentence see {@link placesSaid} */
export function placesIn(text: string, isSentence: boolean): { places: WantedPlace[]; rest: string } {
  const said = placesSaid(isSentence ? text.replace(MONEY, ' ').replace(OF_TENDER, ' ') : text, isSentence);
  const departments = said.departments.map((code) => ({
    name: departmentOf(code)?.name ?? code,
    departments: [code],
    isTown: false,
  }));
  // « Saint-Denis (93) » is one place; a town far from the departments that are named is one more.
  const towns = said.towns
    .filter(({ codes }) => !codes.some((code) => said.departments.includes(code)))
    .map(({ name, codes }) => ({ name, departments: codes, isTown: true }));
  const regions = said.regions.map((region) => ({ name: region, region, departments: [], isTown: false }));
  return { places: [...regions, ...departments, ...towns], rest: said.rest };
}

/** Reads what a person types in the three fields of the page. @param family id of a family, or nothing */
export function criteriaOf(asked: { activity: string; place: string; family: string }): Criteria {
  const { wanted } = familiesSaid(asked.activity);
  const chosen = FAMILIES.filter((family) => family === asked.family).map((family) => ({ family }));
  return {
    ...activityIn(asked.activity),
    places: placesIn(asked.place, false).places,
    families: [...chosen, ...wanted.filter(({ family }) => family !== asked.family)],
  };
}

/** Whether anything is asked at all. */
export const asksSomething = ({ sectors, stems, places, families }: Criteria): boolean =>
  sectors.length + stems.length + places.length + families.length > 0;
