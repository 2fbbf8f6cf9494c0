import { type FigureMention, readFigureText } from '#src/features/answers/figures/mentions.ts';
import { stem } from '#src/platform/french/text-analysis.ts';

/** A word of a sentence: its stem, or what stands for a small word that changes the meaning, or a figure. */
export interface Word {
  /** Equal for words that say the same. */
  readonly key: string;
  /**
   * `figure`: an amount, a rate, a delay, a date. `mark`: a condition, a limit, a negation. `scope`: what opens the
   * case that a rule is for, and many other things. `colon`: what stands before it only announces what follows.
   * `blank`: the taxes of an amount that is left to be filled in.
   */
  readonly kind: 'plain' | 'mark' | 'scope' | 'figure' | 'colon' | 'blank';
  readonly mention?: FigureMention | undefined;
  /** A plain word as written, folded. */
  readonly written?: string | undefined;
}

/**
 * Small words that change what a sentence says, with one name for those that say the same. In order: the longer ones
 * first. They are read in folded text, where « dès » has been opened into « à partir de ».
 */
const MARKS: readonly [RegExp, string][] = [
  [
    /\ba l'exception (?:de |d'|du |des )|\ba moins que\b|\bsauf\b|\bhormis\b|\bexcept(?:e|ion)s?\b|\bhors\b(?! tax)/g,
    'SAUF',
  ],
  [
    /\ba condition (?:que |qu'|de |d')|\bsous reserve (?:que |qu'|de |d'|du |des )|\bpourvu qu(?:e |')|\ben cas d(?:e |')/g,
    'SI',
  ],
  [/\btant qu(?:e |')|\bdes lors qu(?:e |')|\blorsqu(?:e |')|\bquand\b|\bs'il(?=s? )|\bsi\b/g, 'SI'],
  [
    /\bne (peu\w+|doi\w+|pouvez|devez) (?:pas )?((?:\p{L}+ ){0,2}?)(?:plus d(?:e |')|depasser\b|exceder\b|etre superieure?s? a)/gu,
    '$1 $2 AUPLUS',
  ],
  [
    /\bne (peu\w+|doi\w+) (?:pas )?((?:\p{L}+ ){0,2}?)(?:moins d(?:e |')|etre inferieure?s? a)/gu,
    '$1 $2 AUMOINS',
  ],
  [/\bne depass\w+ pas\b|\bn'exced\w+ pas\b|\bpas plus d(?:e |')/g, 'AUPLUS'],
  [/\b(?:d')?au moins\b|\bau minimum\b|\bminimum d(?:e |')(?=\d)|\bpas moins d(?:e |')/g, 'AUMOINS'],
  [
    /\b(?:d')?au plus\b|\bau maximum\b|\bmaximum d(?:e |')(?=\d)|\bdans la limite d(?:e |'|u |es )|\bjusqu'(?:a|au|aux)\b/g,
    'AUPLUS',
  ],
  [
    /\b(?:a |de )?moins d(?:e |')(?=\d|la |l'|ce)|\b(?:a un (?:montant|prix) )?inferieure?s? aux?\b|\b(?:au|en) ?-?dessous d(?:e |u |es |')|\bsous(?= (?:\d|conditions?\b|ces?\b|les?\b|un\b|cert))/g,
    'SOUS',
  ],
  [
    /\bplus d(?:e |')(?=\d|la |l'|ce)|\bsuperieure?s? aux?\b|\bau-dessus d(?:e |u |es |')|\bau-dela d(?:e |u |es |')|\bdepass\w+|\bexced\w+/g,
    'AUDESSUS',
  ],
  [/\ba partir d(?:e |u |es |')|\ba compter d(?:e |u |es |')|\bdepuis\b/g, 'DES'],
  [/\bseulement\b|\buniquement\b|\bexclusivement\b|\bstrictement\b/g, 'SEULEMENT'],
  [
    /\b(?:ne |n')((?:(?!pas\b|plus\b|jamais\b|rien\b|aucune?\b)[\p{L}']{1,40} ){1,8}?)qu(?:e |')(?!il|elle|on\b)/gu,
    '$1 SEULEMENT',
  ],
  [/\b(?:ne |n')((?:[\p{L}']{1,40} ){0,4}?)jamais\b/gu, 'JAMAIS $1'],
  [/\b(?:ne |n')((?:[\p{L}']{1,40} ){0,4}?)(?:pas|plus|rien|aucune?|guere|nulle?|ni)\b/gu, 'NON $1'],
  [/\bjamais\b/g, 'JAMAIS'],
  // A lone « ne » denies nothing: « avant que l'acheteur ne statue ».
  [/\b(?:(?:et|mais) non\b|ne (?=peu\w+ |pouvez |saurai\w+ |doi\w+ )|pas\b|aucune?\b|ni\b)/g, 'NON '],
  [/\bsans\b/g, 'SANS'],
  [/\bavant\b/g, 'AVANT'],
  [/\bapres\b/g, 'APRES'],
  [/\b(?:pendant|durant)\b/g, 'PENDANT'],
];
/** Taxes of an amount that is left to be filled in: « vaut … € HT ». Those of a figure stand with it. */
const BLANKS: readonly [RegExp, string][] = [
  [/€ ?ht\b/g, 'HT'],
  [/€ ?ttc\b/g, 'TTC'],
];
const SCOPES: readonly [RegExp, string][] = [
  [/\bface (?:a|aux?)\b|\bvis-a-vis d(?:e|u|es)\b|\bchez\b|\baupres d(?:e|u|es)\b|\bpour\b/g, 'POUR'],
  [/\b(?:dans|en|lors d(?:e|u|es))\b/g, 'DANS'],
];
const MARK_NAMES = new Set(MARKS.flatMap(([, name]) => name.match(/[A-Z]+/g) ?? []));
const SCOPE_NAMES = new Set(SCOPES.map(([, name]) => name));
const BLANK_NAMES = new Set(BLANKS.map(([, name]) => name));

/** Words that folding would take for others: « dès » for « des », « dépassé » (out of date) for « dépasse ». */
const OPENED: readonly [RegExp, string][] = [
  [/(?<!\p{L})[Dd]ès(?!\p{L})/gu, 'à partir de'],
  [/(?<!\p{L})[Dd]épassé(?:e?s?)(?!\p{L})/gu, 'périmé'],
];

/** Words that carry nothing by themselves, and may come and go between two ways of saying the same. */
const LIGHT = new Set(
  `le la les l un une des du de d au aux a et ou sur par avec que qu qui dont où ou ce cet cette ces celui celle ceux celles ci c son sa
  ses leur leurs votre vos vous il ils elle elles on nous se s y est sont etre soit ete a ont avoir ainsi donc aussi
  alors mais car or lui eux meme memes tout toute tous toutes bien tres ici la deja encore puis ensuite ne n cela ceci ca
  pratique concretement noter plus attention ailleurs oui non savoir
  euro euros ht ttc`
    .split(/\s+/)
    .filter(Boolean),
);

/** Reads the words of a sentence, in order, light ones left out. */
export function wordsOf(sentence: string): Word[] {
  const opened = OPENED.reduce((done, [pattern, words]) => done.replace(pattern, words), sentence);
  const { text, mentions } = readFigureText(opened);
  const words: Word[] = [];
  let from = 0;
  for (const [index, mention] of [...mentions, undefined].entries()) {
    const next = mention?.at ?? text.length;
    // What follows the figure decides of some marks: « moins de » counts before a number.
    words.push(...plainWords(text.slice(from, next), mention !== undefined));
    if (mention) words.push({ key: `#${mention.figure}`, kind: 'figure', mention });
    from = mentions[index]?.end ?? text.length;
  }
  return words;
}

function plainWords(text: string, beforeFigure: boolean): Word[] {
  const marked = [...MARKS, ...SCOPES, ...BLANKS].reduce(
    (done, [pattern, name]) => done.replace(pattern, ` ${name} `),
    (beforeFigure ? `${text.trimEnd()} 0` : text).replace(/\bsous-trait/g, 'soustrait'),
  );
  const found = marked.match(/[\p{L}\d]+|(?<=[\s»"]):(?=\s|$)/gu) ?? [];
  if (beforeFigure) found.pop();
  return found.flatMap((word): Word[] => {
    if (word === ':') return [{ key: word, kind: 'colon' }];
    if (MARK_NAMES.has(word)) return [{ key: word, kind: 'mark' }];
    if (SCOPE_NAMES.has(word)) return [{ key: word, kind: 'scope' }];
    if (BLANK_NAMES.has(word)) return [{ key: word, kind: 'blank' }];
    return LIGHT.has(word) || (word.length === 1 && !/\d/.test(word))
      ? []
      : [{ key: stem(word), kind: 'plain', written: word }];
  });
}
