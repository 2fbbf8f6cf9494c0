/** « chiffre d'affaires », and « un chiffre mini de 200 000 » for short, as they are typed too. */
const TURNOVER =
  /\bchif{1,2}res? d'? ?af{1,2}aires?\b|\bchif{1,2}res?\b(?= (?:mini|minimum|minimal|annuel)\b)|(?<=\b(?:mon|notre|nos|votre|euros de|€ de|\d de) )chif{1,2}res?\b(?! (?:de (?!ma\b|mon\b|mes\b|notre\b|l'autre\b)|cle\b))|\bchif{1,2}res? de (?:ma|mon|mes|notre|l'autre)\b/;
const BESIDE =
  /(?<=\b(?:de|mon|notre|un|du|en|le|son|leur|votre|mini|minimum) )c\.?a\b\.?|\bc\.?a\b\.?(?= (?:annuel|mini|exig|requis|demande))/;
const ANY =
  /\bc\.?a\b\.?(?! (?:fait (?:\d+ (?:ans|mois|jours|semaines)|trop|beaucoup)|marche|va|passe|compte|suffit|depend))/;

/**
 * Whether a question speaks of turnover. « ça » folds like « CA »: the two letters count when the question writes them
 * « CA », or beside words of turnover.
 */
export function mentionsTurnover(text: string, question: string): boolean {
  if (TURNOVER.test(text)) return true;
  const spelt = question.normalize('NFC');
  // « qu'est-ce que le code dit de ça ? » speaks of no turnover.
  if (/(?<!\p{L})ça(?!\p{L})/iu.test(spelt) && !/(?<!\p{L})c\.?a(?!\p{L})/iu.test(spelt)) return false;
  return (/(?<![\p{L}\d])C\.?A\.?(?![\p{L}\d])/u.test(question) ? ANY : BESIDE).test(text);
}
