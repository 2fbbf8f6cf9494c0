import type { Choice } from '#src/channel/blocks.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** The place that a word names, from the first; −1 is the last. */
const PLACES: ReadonlyMap<string, number> = new Map([
  ['premier', 0],
  ['premiere', 0],
  ['1er', 0],
  ['1ere', 0],
  ['deuxieme', 1],
  ['second', 1],
  ['seconde', 1],
  ['2e', 1],
  ['2eme', 1],
  ['troisieme', 2],
  ['3e', 2],
  ['3eme', 2],
  ['quatrieme', 3],
  ['4e', 3],
  ['4eme', 3],
  ['dernier', -1],
  ['derniere', -1],
]);
/** « le numéro 2 »: a bare figure may be the answer to a question instead. */
const BEFORE_FIGURE: ReadonlySet<string> = new Set([
  'numero',
  'no',
  'n',
  'option',
  'choix',
  'bouton',
  'question',
]);
/** Words around a place that name nothing. */
const EMPTY: ReadonlySet<string> = new Set(
  'oui ok ben bah alors plutot donc la le l les c est cest ca je veux voudrais prends choisis celle celui question reponse option choix numero bouton no n svp stp merci mets met va pour dis moi dites'.split(
    ' ',
  ),
);
/** Words of a message that only names a button. */
const MOST = 9;
/** Letters by which a word is known again, whatever its ending. */
const STEM = 4;

/**
 * The button that a message names by its place: « la troisième », « oui le premier », « la 2e, par où commencer ».
 * Whatever else it says must be words of that button: « la première tranche est payée quand » names none.
 */
export function namedButton(text: string, buttons: readonly Choice[]): Choice | undefined {
  const words = wordsOf(text);
  // A place is said of questions that are offered: « le 1er » is a day where a date is asked.
  const offered = buttons.filter(({ kind }) => kind === 'ask');
  if (words.length > MOST || offered.length < 2) return undefined;
  const places = words.flatMap((word, at) => placeOf(word, words[at - 1]) ?? []);
  const [place, ...more] = places;
  const found = place === undefined || more.length > 0 ? undefined : offered.at(place);
  if (!found) return undefined;
  const label = wordsOf(found.label).map(stem);
  const left = words.filter((word, at) => !EMPTY.has(word) && placeOf(word, words[at - 1]) === undefined);
  return left.every((word) => label.includes(stem(word))) ? found : undefined;
}

function placeOf(word: string, before: string | undefined): number | undefined {
  const place = PLACES.get(word);
  if (place !== undefined) return place;
  return BEFORE_FIGURE.has(before ?? '') && /^[1-9]$/.test(word) ? Number(word) - 1 : undefined;
}

const stem = (word: string): string => word.slice(0, STEM);

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
