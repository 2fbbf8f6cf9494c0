import snowball from 'snowball-stemmers';

const stemmer = snowball.newStemmer('french');
const PREFIX_LENGTH = 5;

/**
 * French stop words, question words and chat filler. They carry no subject: « est-ce que je peux » and « c'est
 * quoi » open half of the questions.
 */
const STOP_WORDS = new Set(
  `a afin ai aie ainsi alors apres as au aucun aucune aujourd aura aurait aussi autre autres aux avais avait avant avec
  avez avoir avons beaucoup bien bonjour bonsoir bref c ca car ce ceci cela celle celles celui ces cet cette ceux chez
  ci comme comment d dans de des deja depuis derriere dois doit doivent donc dont du elle elles en encore ensuite entre
  es est et etaient etait etant ete etes etre eu eux faire fais fait fallait faudra faudrait faut font hein hello hui
  il ils j je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lorsque lorsqu lui m ma mais me
  meme memes merci mes mettre moi mon n ne ni non nos notre nous on ont or ou oui par parce parfois pas pendant peu
  peut peuvent peux plait plus plutot pour pourquoi pourra pourrait pouvez pouvoir pouvons pourrais puis puisque puisqu
  qu quand que quel quelle quelles quels quelqu quelque quelques quelquun qui quoi quoique s sa salut sans se sera serait
  ses si sinon soit sommes son sont suis sur svp t ta tandis te tel telle tels tes toi ton tous tout toute toutes tres tu
  un une va vais vas veut veux vers via voici voila voir vont vos votre voudrais vous y etc cest jai quil quelle dun dune
  ya stp bjr slt cdt cordialement est-ce`
    .split(/\s+/)
    .filter(Boolean),
);

/** Text of ASCII alone, but for the sign that is written for an apostrophe. */
const PLAIN = /^[\x00-_a-\x7f]*$/;

/** Lower case, no accents, ligatures opened, typographic signs made plain. Accents go before stemming, on both sides. */
export function fold(text: string): string {
  // Most words of a text have nothing to make plain, and texts are folded thousands of times a message.
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .replace(/[’ʼ‘`´]/g, "'")
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae');
}

/** « 60 000 », « 60.000 » and « 60 k€ » as one number, on both sides: 60000. Runs on folded text. */
function joinNumbers(folded: string): string {
  return folded
    .replace(/(\d)[ \u00A0\u202F.](?=\d{3}(?!\d))/g, '$1')
    .replace(/(?<!\d)(\d+)[ ]?k(?:€|eur|euros?|e)?(?![\p{L}\d])/gu, '$1000');
}

/** A word of a text as analysed. */
export interface Token {
  /** The folded word as written, for spelling repair. */
  readonly word: string;
  readonly stem: string;
}

/** Links of speech that are more than one word: « du coup » is no blow, « d'accord » no agreement. */
const SPOKEN_LINKS = /\b(?:du coup|en fait|au fait|d'accord(?!-))\b/g;

const ELISION = /^(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd)'(?=.)/;

/** The folded words that carry meaning, elisions cut, stop words left out. */
export function contentWords(text: string): string[] {
  const words: string[] = [];
  const plain = fold(text).replace(SPOKEN_LINKS, ' ');
  for (const match of joinNumbers(plain).matchAll(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu)) {
    let word = match[0];
    if (!word.includes("'")) {
      if (saysSomething(word)) words.push(word);
      continue;
    }
    while (ELISION.test(word)) word = word.replace(ELISION, '');
    for (const part of word.split("'")) if (saysSomething(part)) words.push(part);
  }
  return words;
}

const saysSomething = (word: string): boolean =>
  word !== '' && !STOP_WORDS.has(word) && (word.length > 1 || /\d/.test(word));

const stems = new Map<string, string>();

/** Snowball French stem of a folded word. Numbers and short acronyms stay whole. */
export function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  let found = stems.get(word);
  if (found === undefined) {
    found = stemmer.stem(word);
    // The vocabulary of a procurement index is a few thousand words; user text must not grow the cache for ever.
    if (stems.size < 50_000) stems.set(word, found);
  }
  return found;
}

/** Words of a text with their stems, in order. */
export function analyse(text: string): Token[] {
  return contentWords(text).map((word) => ({ word, stem: stem(word) }));
}

/** The different stems of a text, in order. */
export const stemsOf = (text: string): Set<string> => new Set(analyse(text).map((token) => token.stem));

/** The first letters of a stem as a token of its own: it keeps inflections and endings typed wrong together. */
export const prefixToken = (stemmed: string): string | undefined =>
  stemmed.length > PREFIX_LENGTH && !/\d/.test(stemmed) ? `${stemmed.slice(0, PREFIX_LENGTH)}*` : undefined;

/** The words of a text and nothing between them: letters and digits, folded, one space apart. */
export const bareWords = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
