/** Where something stands in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * How something is said: wanted; denied by what stands before it, « pas le lundi »; or by what stands after it, « le lundi
 * je ne veux rien », which denies less surely; or nobody can tell, « pas que le lundi ».
 */
export type Denial = 'said' | 'denied' | 'denied-after' | 'unclear';

/** Words that deny, in a folded text; « plus » only where it is no degree. */
const NEGATION =
  /\b(?:pas|rien|jamais|aucun\w{0,3}|ni|sans|sauf|hors|dehors|evit\w{1,4}|arret\w{1,4}|cesse[rz]?|excepte\w?|hormis|a part|stop|plus)\b/g;
/** « pas de souci », « pas trop », « sans faute » */
const NOT_SO =
  /^(?:pas (?:de (?:souci|probleme)|mal|trop)|sans (?:faute|probleme|souci|attendre)|arretees?|arretes)\b/;
/** « plus tard », « plus que le lundi » */
const DEGREE = /^ ?(?:tard|tot|souvent|vite|pratique|simple|facile|calme|tranquille|que|qu'|adapte\w{0,2})/;
const NO_MORE = /^ (?:rien|jamais|aucun|de |d'|du tout)/;
const NE = /\b(?:ne\b|n')/;
const WANTS = /\b(?:veux|voulons|souhaite|souhaitons|recevoir) $/;
/** Those that deny what was said before them: verbs are denied with them. */
const OF_VERB = /^(?:pas|rien|jamais|aucun\w{0,3}|plus)$/;
/** « ne … que le lundi », « rien qu’après 18 h »: only then. */
const ONLY = /\bqu(?:e |')(?:(?:le|la|les|a|au|aux|vers|apres|avant|entre|des|de|en|partir) |l'|d'){0,4}$/;

interface Negation extends Span {
  readonly word: string;
}

function negationsIn(clause: string): Negation[] {
  return [...clause.matchAll(NEGATION)].flatMap((match) => {
    const [word] = match;
    const [start, rest] = [match.index, clause.slice(match.index)];
    if (NOT_SO.test(rest) || (word === 'plus' && !isNoMore(clause, start))) return [];
    return [{ word, start, end: start + word.length }];
  });
}

function isNoMore(clause: string, start: number): boolean {
  const [before, after] = [clause.slice(0, start), clause.slice(start + 'plus'.length)];
  if (DEGREE.test(after)) return false;
  return NO_MORE.test(after) || NE.test(before) || WANTS.test(before);
}

/**
 * Whether what stands somewhere in a folded clause is denied there. Pure.
 * @param others whatever else of its kind stands there: what is denied is the nearest of them
 */
export function denialOf(clause: string, at: Span, others: readonly Span[]): Denial {
  const all = negationsIn(clause);
  const before = all.findLast(({ end }) => end <= at.start);
  if (before) {
    if (!ONLY.test(clause.slice(before.end, at.start))) return 'denied';
    return before.word === 'pas' ? 'unclear' : 'said';
  }
  const after = all.find(({ start, word }) => start >= at.end && OF_VERB.test(word));
  if (!after) return 'said';
  return others.some(({ start }) => start >= after.end) ? 'said' : 'denied-after';
}

/** Whether a clause denies anything at all. Pure. */
export const deniesSomething = (clause: string): boolean => negationsIn(clause).length > 0;

/**
 * Whether what stands somewhere in a folded clause is denied by words that only links part from it: « c’est pas passé en
 * procédure adaptée » denies the procedure, « ils ne m’ont pas retenu en procédure adaptée » does not. Pure.
 * @param link a whole word that may stand between what denies and what is denied
 */
export function denialBeside(clause: string, { start, end }: Span, link: RegExp): Denial {
  const words = clause.slice(Math.max(0, start - LONGEST_LINK), start).split(' ');
  let from = words.length;
  while (from > 0 && mayLink(words[from - 1] ?? '', link)) from--;
  const linked = words.slice(from).join(' ');
  const span = { start: linked.length, end: linked.length + end - start };
  return denialOf(`${linked}${clause.slice(start, end)}`, span, []);
}

/** Characters before what may be denied in which what denies it is looked for. */
const LONGEST_LINK = 120;

const mayLink = (word: string, link: RegExp): boolean =>
  word === '' || link.test(word) || new RegExp(`^(?:${NEGATION.source})$`).test(word);
