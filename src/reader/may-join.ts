import { fold } from '#src/platform/french/text-analysis.ts';
import { placesIn } from '#src/reference/places-by-region.ts';

const MAY =
  /\b(?:puis[- ]je|peut[- ](?:on|il|elle)|pouvons[- ]nous|(?:je|on|nous) (?:peux|peut|pouvons|pourrais|pourrait|pourrions)|(?:est[- ]il |est[- ]ce |c'est |ce serait )?possible (?:de|pour)|(?:ai|a|avons)[- ](?:je|t[- ]on|on|nous) le droit)\b/;
const TOLD =
  /\b(?:je suis|j'suis|on est|nous sommes|j'ai|on a|nous avons|je viens|on vient|nous venons|je (?:n'|ne )|on (?:n'|ne )|nous (?:n'|ne )|je travaille|on travaille|nous travaillons|mon (?:entreprise|siege|activite)|ma (?:boite|societe|structure)|notre (?:entreprise|siege|structure|societe|association)|basee?s?|situee?s?|installee?s?|depuis|meme si|si (?:je|on|nous)|en tant qu)\b/;

/** Whether a wish to be referenced asks if it may be, and tells of whom: « je suis à Lyon, je peux me référencer ? ». */
export function asksAsTheyAre(text: string): boolean {
  const folded = fold(text).replace(/\s+/g, ' ');
  return MAY.test(folded) && (TOLD.test(folded.replace(MAY, ' ')) || placesIn(text).length > 0);
}
