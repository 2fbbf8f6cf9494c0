import { z } from 'zod';
import { fold } from '#src/platform/french/text-analysis.ts';
import { type CompanySearch, otherActivity, placeNamed } from './asks-companies.ts';
import { type Criteria, placesIn, tradesIn } from './criteria.ts';
import { familiesSaid } from './families.ts';

/** What a search lacks. */
export const LACKS = ['activity', 'place'] as const;
export type Lack = (typeof LACKS)[number];

/** The words in which a search is told, in one message or over several. */
export const searchWordsSchema = z.object({
  /** Where the activity, or the commitment, is said. */
  activity: z.string().optional(),
  place: z.string().optional(),
});
export type SearchWords = z.output<typeof searchWordsSchema>;

/** Longest words that are kept of a search. */
const LONGEST = 400;
/** A message of so few words is an answer: each number in it is a department. */
const BARE = 4;

const ANY_PLACE =
  /\b(?:partout|france entiere|toute la france|n'importe ou|ou que ce soit)\b|^\W*(?:peu importe|n'importe|sans importance)\W*$/;
const ANY_ACTIVITY = /\btoutes? (?:les |vos |nos )?activites?\b|^\W*(?:toutes?|peu importe|n'importe)\W*$/;
/** Words of who looks for somebody, in sentences that are no search box: they name no trade. */
const AROUND_TRADE =
  /\b(?:annuaires?|consult\w*|list\w*|noms?|referenc\w*|adherents?|fiches?|base|plateforme|reseau|autres?|memes?|types?|genres?|engage\w*|responsables?|locale?s?|locaux|petite?s?|gens|gars|quelqu'un|confreres?|montre\w*|reper\w*|denich\w*|connait\w*|elargi\w*|orient\w*|rencontr\w*|compar\w*|sous[- ]?trait\w*|cotrait\w*|acheteu\w*|bailleur|college|lycee|ecoles?|direction|equipe|urgent\w*|vite|exist\w*|possible|magasin|dispo\w*|rien|trouv\w*|aucune?s?|plutot|loin|budget|attribu\w*|sourc\w*|faire|fait|voir|voyez|veut|vendre|vend\w*)\b/g;

/** Verbs of a sentence that are trades as well. */
const NO_TRADE = /\b(?:recherch\w*|consulter|assurer)\b/g;
/** Words that may name an activity that no sector has, and the letters of one. */
const MOST = 2;
const SHORTEST = 3;

/** What a search is told in: the words of a message that say it, and those said before for what it does not say. */
export function searchWords(text: string, before: SearchWords = {}): SearchWords {
  const said = text.slice(0, LONGEST);
  return {
    activity: saysActivity(said) ? said : before.activity,
    place: saysPlace(said) ? said : before.place,
  };
}

/** The same, of an answer: it is taken for what was asked, whatever its words. */
export const answeredWords = (answer: string, asks: Lack, before: SearchWords): SearchWords => {
  const said = answer.slice(0, LONGEST);
  const isAside = asks === 'place' ? namesTrade(said) : saysPlace(said);
  return { ...before, ...(isAside && searchWords(said, before)), [asks]: said };
};

/** Whether a text reads as an answer to what was asked, and not only as words that nobody knows. */
export const answersLack = (text: string, asks: Lack): boolean =>
  asks === 'place' ? saysPlace(text) : namesTrade(text) || ANY_ACTIVITY.test(fold(text));

const namesTrade = (text: string): boolean => tradesIn(fold(text)).length > 0;
const placesSaid = (text: string) => placesIn(text, text.trim().split(/\s+/).length > BARE);
const saysPlace = (text: string): boolean => placesSaid(text).places.length > 0 || ANY_PLACE.test(fold(text));

function saysActivity(text: string): boolean {
  const { sectors, stems, families } = activitySaid(text);
  return sectors.length + stems.length + families.length > 0 || ANY_ACTIVITY.test(fold(text));
}

/** The activity and the commitments that a message names beside its place. */
function activitySaid(text: string): Pick<Criteria, 'sectors' | 'stems' | 'families'> {
  const { wanted: families, rest } = familiesSaid(text);
  const { rest: words } = placesSaid(rest);
  const sectors = tradesIn(words.replace(NO_TRADE, ' '));
  if (sectors.length > 0 || ANY_ACTIVITY.test(fold(text))) return { sectors, stems: [], families };
  const { stems } = otherActivity(words.replace(AROUND_TRADE, ' '), placeNamed(text));
  const telling = stems.filter((stem) => stem.length >= SHORTEST);
  // More words than that are a story, of which one says the activity: it is asked.
  return { sectors: [], stems: telling.length <= MOST ? telling : [], families };
}

/** A search as far as it is told, and what it lacks: an activity, or a commitment that stands for it, and a place. */
export function searchOf({ activity, place }: SearchWords): {
  readonly search: CompanySearch;
  readonly lacks: Lack | undefined;
} {
  const said = activity === undefined ? { sectors: [], stems: [], families: [] } : activitySaid(activity);
  const places = place === undefined ? [] : placesSaid(place).places;
  const isKnown = place === undefined || places.length > 0 || ANY_PLACE.test(fold(place));
  return {
    search: { criteria: { ...said, places }, unknownPlace: isKnown ? undefined : place.trim() },
    lacks: activity === undefined ? 'activity' : place === undefined ? 'place' : undefined,
  };
}
