import type { Quantities } from '#src/reader/quantities.ts';
import type { ReservedPublic } from './reserved-share.ts';

/** How many workers of a public a question counts, or their share. */
export type WorkforceSaid = { readonly part: number; readonly whole: number } | { readonly percent: number };

/** The words of each public, on folded text. */
export const PUBLIC_WORDS: Readonly<Record<ReservedPublic, RegExp>> = {
  disability: /\bhandicap\w*|\brqth\b/,
  insertion:
    /\bdefavoris\w+|\ben (?:parcours d')?insertion\b|\ben parcours\b|\beloigne\w* de l'emploi|\bpublics? d'insertion\b/,
  prison: /\bdetenus\b|\b(?:personnes|femmes) detenues\b|\bsous main de justice\b/,
};
const ANY = Object.values(PUBLIC_WORDS)
  .map(({ source }) => source)
  .join('|');
const PEOPLE = '(?:salaries?|personnes?|travailleurs?|employes?|postes?|etp|ouvriers?|agents?|effectifs?)';
const OVER = "(?:sur|parmi|pour|/) ?(?:nos |les |un (?:total|effectif) (?:de |d')|une equipe de |environ )?";
/** « 22 travailleurs handicapés sur 40 », « 18 sur 45 ». */
const PART_FIRST = new RegExp(
  String.raw`\b(\d{1,5}) (?:[^\d,;.?]{0,60} )?${OVER}(\d{1,5})\b(?! ?(?:%|€|ans?\b|mois\b|heures?\b))`,
);
/** « 40 salariés dont 22 en situation de handicap », « effectif de 40, dont 22 handicapés ». */
const WHOLE_FIRST = new RegExp(
  String.raw`\b(?:effectifs? (?:de |d'|: ?))?(\d{1,5}) (?:${PEOPLE})?[^\d.?]{0,30}?\b(?:dont|avec|et) (\d{1,5})\b`,
);

/**
 * Reads the workers of a public among a whole workforce.
 * @returns undefined when the question says neither a count of both nor one share
 */
export function workforceSaid({ text, shares }: Quantities): WorkforceSaid | undefined {
  const whole = WHOLE_FIRST.exec(text);
  if (whole && near(text, whole.index, whole.index + whole[0].length)) {
    const [total, part] = [Number(whole[1]), Number(whole[2])];
    if (part <= total && total > 0) return { part, whole: total };
  }
  const first = PART_FIRST.exec(text);
  if (first && near(text, first.index, first.index + first[0].length)) {
    const [part, total] = [Number(first[1]), Number(first[2])];
    if (part <= total && total > 0) return { part, whole: total };
  }
  const own = shares.filter(({ at, end }) => near(text, at, end));
  return own.length === 1 && own[0] && shares.length === 1 ? { percent: own[0].value } : undefined;
}

/** Whether words of a public stand in or beside a place. */
const near = (text: string, at: number, end: number): boolean =>
  new RegExp(ANY).test(text.slice(Math.max(0, at - 45), end + 45));
