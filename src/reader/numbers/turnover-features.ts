/** Where an amount stands in a folded text. */
export interface Place {
  readonly at: number;
  readonly end: number;
}

/** What ends the clause of an amount. */
const CLAUSE = /[,;?!]|\.(?!\d)/;
/** What begins another clause after an amount, besides. */
const NEXT = /[,;?!]|\.(?!\d)| et (?!non\b)| mais | alors | pour (?!elle|lui|moi|nous|eux|ma|mon|le part)/;

/** Words, and signs of arithmetic, of a stretch of folded text, doubled letters made one: phones double and undouble. */
const wordsOf = (text: string): string[] =>
  (text.match(/\p{L}+|[+=]|(?<!\d|\d )\d{1,2}(?!\d| \d)/gu) ?? []).map((word) =>
    word.replace(/([a-z])\1/g, '$1').slice(0, 6),
  );

/**
 * What is told of each amount of a folded text that speaks of turnover: the words of its clause, those beside it, and those
 * of the whole text, which says what is asked.
 */
export function turnoverFeatures(text: string, places: readonly Place[]): string[][] {
  const all = new Set(wordsOf(withoutAmounts(text, places)));
  return places.map(({ at, end }, index) => {
    const before = text.slice(places[index - 1]?.end ?? 0, at);
    const after = text.slice(end, places[index + 1]?.at ?? text.length);
    const told = ['one', `n${Math.min(places.length, 4)}|${Math.min(index, 3)}`];
    const clauses = before.split(CLAUSE);
    const clause = wordsOf(clauses.at(-1) ?? '');
    const rest = wordsOf(after.split(NEXT)[0] ?? '');
    told.push(...around('b', clause, [...clause].reverse()), ...around('a', rest, rest));
    told.push(`s${clause.slice(0, 2).join(' ')}`, `x${clause.at(-1) ?? '^'}|${rest[0] ?? '$'}`);
    told.push(`k${clause.join(' ')}|${rest.length === 0}`);
    for (const word of wordsOf(clauses.slice(0, -1).join(' ')).slice(-8)) told.push(`f${word}`);
    for (const word of wordsOf(after.slice((after.split(NEXT)[0] ?? '').length)).slice(0, 6))
      told.push(`t${word}`);
    for (const word of all) told.push(`g${word}`);
    // The clause names nobody: what is asked says whose it is.
    if (!clause.some((word) => NAMING.has(word))) for (const word of all) told.push(`w${word}`);
    return [...new Set(told)];
  });
}

const NAMING = new Set(
  [
    'je',
    'j',
    'on',
    'nous',
    'moi',
    'mon',
    'ma',
    'mes',
    'notre',
    'nos',
    'ils',
    'il',
    'elle',
    'lui',
    'marche',
    'lot',
  ].map((word) => word.slice(0, 6)),
);

/** The words of a side of an amount: all of them, each pair, and those next to it. */
function around(side: string, words: readonly string[], nearest: readonly string[]): string[] {
  return [
    ...words.slice(-10).map((word) => `${side}${word}`),
    ...words.slice(0, -1).map((word, at) => `${side}2${word} ${words[at + 1]}`),
    ...words.filter((word) => word.length > 4).map((word) => `${side}~${word.slice(0, 4)}`),
    ...[1, 2, 3].map((count) => `${side}n${count}${nearest.slice(0, count).join(' ') || '-'}`),
  ];
}

const withoutAmounts = (text: string, places: readonly Place[]): string =>
  places.reduce((rest, { at, end }) => rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end), text);
