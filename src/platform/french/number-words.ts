const UNITS = [
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
];
const VALUES = new Map<string, number>([
  ...UNITS.map((word, index): [string, number] => [word, index + 1]),
  ['une', 1],
  ['vingt', 20],
  ['vingts', 20],
  ['trente', 30],
  ['quarante', 40],
  ['cinquante', 50],
  ['soixante', 60],
  ['septante', 70],
  ['octante', 80],
  ['nonante', 90],
  ['cent', 100],
  ['cents', 100],
  ['mille', 1_000],
  ['dizaine', 10],
  ['douzaine', 12],
  ['quinzaine', 15],
  ['vingtaine', 20],
  ['trentaine', 30],
  ['quarantaine', 40],
  ['cinquantaine', 50],
  ['soixantaine', 60],
  ['centaine', 100],
]);
const WORD = [...VALUES.keys()].sort((a, b) => b.length - a.length).join('|');
const WORDS = `(?:${WORD})(?:(?: et |-et-)(?:une?|onze)|[ -](?:${WORD}))*`;
// « deux millions quatre cent mille » is one number; « deux millions » by itself is read with its unit, and what follows it
// may count something else: « deux millions et trente jours ».
const THOUSANDS = `(?:(?:${WORD})[ -]){0,6}mille(?:[ -](?:${WORD}))*`;
const NUMBER = new RegExp(String.raw`(?<![\p{L}\d])${WORDS}(?: millions? ${THOUSANDS})?(?![\p{L}\d])`, 'gu');

/**
 * Writes the numbers of a folded French text in digits: « trente-cinq jours » → « 35 jours », « soixante mille » →
 * « 60000 ». A lone « un » or « une » stays: it is an article more often than a number.
 */
export function digitsForWords(folded: string): string {
  return folded.replace(NUMBER, (words) => (/^une?$/.test(words) ? words : String(numberOf(words))));
}

function numberOf(words: string): number {
  let millions = 0;
  let thousands = 0;
  let current = 0;
  for (const word of words.split(/[ -]/).filter((part) => part !== 'et')) {
    const value = VALUES.get(word) ?? 0;
    if (/^millions?$/.test(word)) {
      millions = (thousands + current) * 1_000_000;
      thousands = 0;
      current = 0;
    } else if (word === 'mille') {
      thousands += Math.max(current, 1) * value;
      current = 0;
    } else if (/^cents?$/.test(word)) current = Math.max(current, 1) * value;
    else if (/^vingts?$/.test(word) && current % 100 === 4) current += 76;
    else if (word.endsWith('aine') && current === 1) current = value;
    else current += value;
  }
  return millions + thousands + current;
}
