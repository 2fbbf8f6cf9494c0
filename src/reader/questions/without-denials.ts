import { fold } from '#src/platform/french/text-analysis.ts';

/** Between what is told: sentences, and what a comma parts. */
const CLAUSES = /(?<=[.!?;,:])\s+(?=\S)/u;
/** Said before a remark: « ah mais », « bref ». */
const OPENING = '(?:(?:ah|oh|mais|euh|non|bref|et|moi|enfin|bon|ok|la|alors|deja|puis)[ ,]{1,2}){0,5}';
/** « j'ai pas demandé d'expert », « je vous parle pas du prix »: of what was said here. */
const NOT_OURS =
  "(?:je |j'|on |nous )(?:ne |n')?(?:vous |te |t'|l')?(?:(?:ai |avais |a |avons )(?:pas|jamais|rien) (?:\\p{L}{2,10} )?(?:parle|demande|voulu|dit)|(?:parle|parlais|demande|demandais|veux|voulais|parlons|demandons) (?:pas|plus))(?!\\p{L})";
/** « c'est pas une cantine »: of what the thing is not. */
const IS_NOT =
  "(?:c'est|ce n'est|c'etait|c est|c'est vraiment) pas (?:une?|des|le|la|les|l'|du|de la|de l')(?: |\\p{L})";
const DENIES = new RegExp(`^${OPENING}(?:${NOT_OURS}|${IS_NOT})`, 'u');

/** What is told, without the remarks that only say what is not so, or what was not asked: they are of no question. */
export const withoutDenials = (story: string): string =>
  story
    .split(CLAUSES)
    .filter((clause) => !DENIES.test(fold(clause).replace(/[’ʼ]/g, "'").trim()))
    .join(' ');
