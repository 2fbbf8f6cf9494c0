/** What falls due to who writes, and closes no tender: « j'ai les paies à faire le 5 », « le loyer tombe le 8 ». */
const OWN_DUE =
  /\b(?:la|les|ma|mes|nos|notre|des|une) (?:paies?|payes?)\b|\b(?:salaires?|loyers?|urssaf|prelev\w{0,5}|echeances? (?:de |du )?(?:pret|credit)|traites?|banque|banquier|impots|cotisations?|vacances|conges?|anniversaire|rentree)\b|\bpaie (?:mes|les) (?:gars|ouvriers|salaries|salaires|employes)\b/;
/** A tender, or what is handed in for one. */
const TENDER =
  /\b(?:consultations?|appels? d'offres?|offres?|candidatures?|plis?|date limite|cloture|ferme|fermeture|recours|refere)\b/;
/** There is none: « y a pas de consultation », « j'ai pas d'appel d'offres ». */
const NO_TENDER =
  /\b(?:pas|aucune?|sans|ni) (?:de |d'|une? |la |date |du tout ){0,3}(?:consultations?|appels? d'offres?|marches?|offres?|date limite)\b/;

/** Whether a folded message says that no tender closes. */
export const saysNoTender = (folded: string): boolean => NO_TENDER.test(folded);

/** Whether the day of a folded message is of what falls due to its author, or of nothing that closes: never a closing date. */
export const isOwnDue = (folded: string): boolean =>
  saysNoTender(folded) || (OWN_DUE.test(folded) && !TENDER.test(folded));

/** Whether a folded message says of a day that was noted that it is something else: « non le 5 c'est la paie de mes gars ». */
export function takesBackDay(folded: string, day: number): boolean {
  const said = new RegExp(`\\ble 0?${day}(?:er)?(?!\\d)(?! ?(?:h|:))`).test(folded);
  return said && /\b(?:non|pas|rien a voir|jamais|plutot)\b/.test(folded) && isOwnDue(folded);
}
