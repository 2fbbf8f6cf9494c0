/**
 * « pas des travaux, des services », « c'est pas la mairie c'est le titulaire »: what something is said not to be, up to
 * where its author says what it is. A source of expressions on folded text.
 */
export const DENIED_THING =
  "(?:(?:c'est|ce n'est|c'etait|ce sont|c'etaient|je (?:ne )?parle|je parlais) )?pas (?:(?:pour|dans|sur|en|avec|chez) )?(?:des?|du|de la|de l'|les?|la|une?|l'|ma|mon|mes)?[ ]?[^,;.?!]{2,60}?(?:[,;.] ?(?:mais |plutot )?|mais (?=\\S)|(?=c'est \\S))";

/** What says that something was taken for something else: « non », « c'est pas », « pas la cantine », « au lieu de ». */
const TAKEN_FOR_ANOTHER =
  /^\W*(?:non|nan|mais non|attention|pardon|erreur)\b|\bje parl(?:e|ais)\b|\b(?:est|etait|sont|c) pas\b|\bpas (?:pour )?(?:la|le|les|l'|celui|celle|\d)|\bpas pour\b|\bau lieu de\b|\ben fait\b|\bfinalement\b/;

/** Whether a folded message says that something was taken for something else. */
export const isPutRight = (text: string): boolean => TAKEN_FOR_ANOTHER.test(text);
