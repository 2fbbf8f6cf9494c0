/** Where a clause stands in a folded text. */
export interface Clause {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a clause ends: a sign, a word that joins, or the subject of another verb. « il y a 6 jours » and « dit-il » begin
 * none, nor does what is signed: « ils ont signé le marché ».
 */
const BREAK =
  /[,;:.?!()\n](?!\d)|\b(?:et|mais|puis|donc|alors|or|car|sauf que|sinon)\b|(?<=[^-\s]\s)(?=(?:ils?|elles?|on|je|j'|jai\b|nous|c'est|c'etait|la mairie|la commune|l'acheteur|ma lettre|le courrier|la lettre|(?<!\b(?:sign(?:e|er|ent)|conclu|conclure) )(?:le marche|le contrat))(?![\p{L}-])(?! y a\b))/gu;
/** The clauses of a folded text. */
export function clausesOf(text: string): Clause[] {
  const breaks = [...text.matchAll(BREAK)].map(({ index, 0: sign }) => ({
    at: index,
    end: index + sign.length,
  }));
  let start = 0;
  const clauses: Clause[] = [];
  for (const { at, end } of [...breaks, { at: text.length, end: text.length }]) {
    if (text.slice(start, at).trim() !== '') clauses.push({ start, end: at });
    start = end;
  }
  return clauses;
}
