import { fold } from '#src/platform/french/text-analysis.ts';
import { bad, good, type Read } from './read.ts';
import { readerErrors as errors } from './texts.ts';

const WORDS: Readonly<Record<string, number>> = {
  zero: 0,
  aucun: 0,
  aucune: 0,
  personne: 0,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  quinze: 15,
  vingt: 20,
  trente: 30,
  cinquante: 50,
  cent: 100,
  'une dizaine': 10,
  'une vingtaine': 20,
  'une trentaine': 30,
  'une cinquantaine': 50,
  'une centaine': 100,
};
const MOST_PEOPLE = 1_000_000;
const MOST_EUROS = 1e11;
const NUMBER = '(-?\\d{1,3}(?:[ .\\u00a0\\u202f]\\d{3})+|-?\\d+(?:[.,]\\d+)?)';

const toNumber = (text: string): number =>
  /^-?\d{1,3}(?:[ .\u00a0\u202f]\d{3})+$/.test(text)
    ? Number(text.replace(/[^\d-]/g, ''))
    : Number(text.replace(',', '.'));

/** Reads how many people a company employs: « 12 salariés », « aucun », « je suis seul ». */
export function readHeadcount(text: string): Read<number> {
  const said = fold(text).trim();
  if (
    /\b(?:seul|seule|tout seul|pas de salarie|sans salarie|aucun|zero|auto-?entrepreneur|micro-?entrepreneur)\b/.test(
      said,
    )
  )
    return good(0);
  const digits = new RegExp(NUMBER).exec(said)?.[1];
  const word = Object.keys(WORDS)
    .filter((name) => new RegExp(`\\b${name}\\b`).test(said) && counts(name, said))
    .sort((a, b) => b.length - a.length)[0];
  const value = digits === undefined ? (word === undefined ? undefined : WORDS[word]) : toNumber(digits);
  if (value === undefined || Number.isNaN(value)) return bad(errors.headcountNone);
  if (value < 0) return bad(errors.negative);
  return value > MOST_PEOPLE ? bad(errors.headcountBig) : good(Math.floor(value));
}

const PEOPLE = '(?:salarie|employe|personne|collaborat|permanent|equivalent|etp)';

/** Whether a number in words counts people: it is nearly all that is said, or stands before them. « un coup de main » has none. */
function counts(name: string, said: string): boolean {
  const words = said.split(/[^\p{L}\p{N}']+/u).filter(Boolean).length;
  const most = name === 'un' || name === 'une' ? 3 : 6;
  return words <= most || new RegExp(`\\b${name}(?: de| d')? ?${PEOPLE}`).test(said);
}

/** Reads a turnover in euros: « 150 k€ », « 1,2 M€ », « 80 000 euros ». */
export function readTurnover(text: string): Read<number> {
  const said = fold(text);
  if (/^\W*(?:zero|aucun|rien|pas encore de chiffre|0)\b/.test(said)) return good(0);
  const found = new RegExp(`${NUMBER}\\s*(k|milliers?|mille|millions?|milliards?|m(?!ois))?`).exec(said);
  if (!found?.[1]) return bad(errors.turnoverNone);
  const unit = found[2] ?? '';
  const factor = /^(?:k|mill(?:e|ier))/.test(unit)
    ? 1e3
    : /^milliard/.test(unit)
      ? 1e9
      : /^m/.test(unit)
        ? 1e6
        : 1;
  const value = toNumber(found[1]) * factor;
  if (value < 0) return bad(errors.negative);
  return value > MOST_EUROS ? bad(errors.turnoverBig) : good(Math.round(value));
}
