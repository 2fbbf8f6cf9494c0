import { digitsForWords } from '#src/platform/french/number-words.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

const COUNT = String.raw`(\d{1,3}|une?)`;
/** « pour une durée de quatre ans », « 1 an reconductible 3 fois », « marché de deux ans », « Opération de 18 mois » */
const LENGTH = new RegExp(
  String.raw`\b(?:duree|marche|accord-cadre|contrat|operation|maintenance|pour|d'|de)[^.;]{0,40}?\b${COUNT} (ans?|annees?|mois)\b(?: (?:reconductible|renouvelable|tacitement)[^.;0-9]{0,20}?${COUNT} fois)?`,
);

const numberOf = (text: string): number => (text.startsWith('un') ? 1 : Number(text));
const MOST_MONTHS = 180;

/** How long a contract runs with its renewals, in months, from the words of a notice; undefined where they do not tell. */
export function monthsSaid(text: string): number | undefined {
  const [, count, unit, times] = LENGTH.exec(digitsForWords(fold(text.slice(0, 4_000)))) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  const once = numberOf(count) * (unit === 'mois' ? 1 : 12);
  const months = once * (1 + (times === undefined ? 0 : numberOf(times)));
  return months > 0 && months <= MOST_MONTHS ? months : undefined;
}
