const RENEWALS =
  /\b(?:reconductibles?|renouvelables?|reconduit\w*|renouvel\w+)\b[^,;?]{0,20}?\b(\d) fois|\b(\d) (?:reconductions?|renouvellements?)\b|\b(?:reconductibles?|renouvelables?) (une) fois\b/;

/** How many times a question says that a contract may be renewed: « 1 an reconductible 3 fois » → 3; 0 when unsaid. */
export function renewalsIn(text: string): number {
  const found = RENEWALS.exec(text);
  if (!found) return 0;
  return found[3] ? 1 : Number(found[1] ?? found[2]);
}
