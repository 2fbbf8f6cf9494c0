import type { Quantities } from '#src/reader/quantities.ts';

/** A part of a sentence that says one thing, in a text whose numbers are masked. */
export interface Clause {
  readonly at: number;
  readonly end: number;
  /** Its words, with `#` in the place of what it counts. */
  readonly words: string;
  /** The sentence that it belongs to, by its rank. */
  readonly sentence: number;
}

/** Where a clause ends: a mark, or a word that links it to the next. */
const CUT =
  /[?!;\n…()]|[.:,](?!\d)|(?<!\d)[.,](?=\d)| (?:-|–|—) | (?:et(?! demie?\b)|mais|puis|donc|car|alors que|sauf que|parce que|vu que|sinon|pendant que|du coup)(?= )/gu;
/** Where a sentence does, too. */
const ENDS = /[?!;\n…]|\.(?!\d)/u;

/** A text of the same length where all that is counted is `#`: a word beside a number is then read as it stands. */
export function masked({ text, amounts, durations, shares, days }: Quantities): string {
  let rest = text;
  for (const { at, end } of [...amounts, ...durations, ...shares, ...days])
    rest = rest.slice(0, at) + '#'.repeat(end - at) + rest.slice(end);
  return rest;
}

/** The clauses of a masked text, in its order. */
export function clausesOf(text: string): Clause[] {
  const clauses: Clause[] = [];
  let at = 0;
  let sentence = 0;
  const push = (end: number) => {
    if (/[\p{L}\d#]/u.test(text.slice(at, end)))
      clauses.push({ at, end, words: text.slice(at, end), sentence });
  };
  for (const { 0: mark, index } of text.matchAll(CUT)) {
    push(index);
    at = index + mark.length;
    if (ENDS.test(mark)) sentence++;
  }
  push(text.length);
  return clauses;
}

/** The clause in which something stands, and its rank. */
export function clauseAt(clauses: readonly Clause[], at: number): number {
  return clauses.findIndex((clause) => clause.at <= at && at < clause.end);
}

/** The words of a clause before and after one of its numbers. */
export function around({ at, words }: Clause, place: { readonly at: number; readonly end: number }) {
  return { before: words.slice(0, place.at - at), after: words.slice(place.end - at) };
}

/** Words that say a number and nothing of what it is: with nothing else beside it, it answers what was asked. */
const FILLERS =
  "a ah ai ait alors attendez attends au aux avec bah ben bien bon bonjour c c' ca calcul calculer calculez calculons ce cela celle ces cette chez combien comment compter corrige corrigez d d' dans de dernier des desolee? desole dire dis dit dites donc donne donnerait donnez du elle en encore enfin er eme erreur est et etait etaient etre euh euro euros eur exact exactement environ faire fais fait faisait fait faites ferait fini finalement fois hein heu hop il ils j j' je juste l l' la le les lui m m' ma maintenant me merci mes moi moins mon n n' ne non nous on ou oui ouais ok pa par pardon pas peu plus plutot pour pres pres precisement presque quoi rectifie refaire refais refaites refait s s' serait seulement si simplement sera soit sont sur te total tot tout trompe trompee tjs toujours tu un une va viens voila vous y ya".split(
    ' ',
  );
const CLOSED = new Set(FILLERS);

/** Words of a clause that are letters. */
const WORD = /\p{L}+/gu;

/** Whether a clause says nothing but numbers, fillers and some other words. */
export function saysOnly({ words }: Pick<Clause, 'words'>, others: ReadonlySet<string>): boolean {
  for (const [word] of words.matchAll(WORD)) if (!CLOSED.has(word) && !others.has(word)) return false;
  return true;
}

/** « c'est pas 18 000 »: what it is not counts for nothing, whatever is said instead. */
export const isDenied = (text: string, at: number): boolean =>
  /\b(?:pas|jamais|ni) (?:les |de |des |a )?$/.test(text.slice(Math.max(0, at - 20), at));

/** What takes a number back: another is said in its place. */
export const MENDS =
  /\b(?:pardon|non|plutot|rectifi\w{1,3}|erreur|tromp\w{1,4}|en fait|finalement|corrig\w{1,4}|viens de (?:le|vous le) dire|je (?:vous )?(?:l'ai|ai) (?:deja )?dit)\b|\b(?:c'est|c|c'etait|fait|et) pas\b|(?:^|[,;(] ?)pas (?=\d)/;
/** How much, in any words. */
export const HOW_MUCH =
  /\bco[mn]bien\b|\bca (?:me |nous )?(?:fait|ferait|donne)\b|\bcela (?:fait|ferait|donne)\b|\bcalcul/;
