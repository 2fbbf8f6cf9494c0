import { fold } from '#src/platform/french/text-analysis.ts';
import {
  DEPARTMENTS,
  departmentOf,
  departmentOfPostcode,
  ILE_DE_FRANCE,
  plainPlace,
  REGION_NAMES,
  REGION_SUD,
  TOWNS,
} from '#src/reference/french-places.ts';

/** Asks who helps, advises or relays, somewhere. */
const WHO_HELPS =
  /\b(?:(?:m|nous |vous )?'?aid(?:e|er|es|ent|era|erait)|maide[rz]?|accompagn\w*|orient(?:e|er)|conseill(?:e|er|ers?|ent)|soutiens?\b|soutenir|epaul\w*|appuis?|coup de main|interlocuteurs?|reseaux?|relais|organismes?|contacter|(?:m'|s'|nous )?adresser|(?:me|se|nous) tourner)\b/;
/** What a place stands after: « à Bondy », « dans le 93 », « près de Toulon », « (93) ». */
const BEFORE =
  /(?:^|[\s(,'’-])(?:a|à|au|aux|en|dans|sur|vers|de|du|des|d|le|la|les|chez|depuis|cote|côté)\s*(?:['’(]\s*)?$|\(\s*$/iu;

interface Named {
  readonly words: readonly string[];
  readonly territory: string;
}

/** Where the Fabrique works, pages know the departments; elsewhere the region says enough. */
const territoryOf = (region: string, department?: string): string => {
  const name = region === REGION_SUD ? 'Région Sud' : region;
  return department && (region === ILE_DE_FRANCE || region === REGION_SUD) ? `${department}, ${name}` : name;
};
const ofDepartment = (code: string): string => {
  const department = departmentOf(code);
  return department ? territoryOf(department.region, department.name) : '';
};

/** Names of places by their first word, the longest first. */
const NAMES: ReadonlyMap<string, readonly Named[]> = Map.groupBy(
  [
    ...TOWNS.map(({ plain, code }) => ({ words: plain.split(' '), territory: ofDepartment(code) })),
    ...DEPARTMENTS.map(({ name, code }) => ({
      words: plainPlace(name).split(' '),
      territory: ofDepartment(code),
    })),
    ...REGION_NAMES.map(([plain, region]) => ({ words: plain.split(' '), territory: territoryOf(region) })),
  ].sort((one, other) => other.words.length - one.words.length),
  ({ words }) => words[0] ?? '',
);

/**
 * A question that asks who helps somewhere, with the place told as its department and region: pages know territories, not
 * towns. Of several places the last is meant, « et à Lyon ? » after Bondy. Other questions are left as they are. Pure.
 */
export function withTerritory(question: string): string {
  if (!WHO_HELPS.test(fold(question))) return question;
  const places = placesIn(question);
  const last = places.at(-1);
  if (!last) return question;
  return places.reduceRight(
    (text, { start, end, territory }) =>
      text.slice(0, start) + (start === last.start ? territory : '') + text.slice(end),
    question,
  );
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly territory: string;
}

function placesIn(question: string): Place[] {
  const words = [...question.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    plain: plainPlace(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const places: Place[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    // A postal code says where by itself.
    if (!first || !(BEFORE.test(question.slice(0, first.start)) || /^\d{5}$/.test(first.plain))) continue;
    const named = NAMES.get(first.plain)?.find((name) =>
      name.words.every((word, offset) => words[at + offset]?.plain === word),
    );
    const territory =
      named?.territory ?? numbered(first.plain, question.slice(0, first.start), question.slice(first.end));
    if (!territory) continue;
    const length = named?.words.length ?? 1;
    places.push({ start: first.start, end: words[at + length - 1]?.end ?? first.end, territory });
    at += length - 1;
  }
  return places;
}

/** « dans le 93 », « (2A) », « 13001 »; « à 70 000 € » and « le 25 mai » are no places. */
function numbered(plain: string, before: string, after: string): string | undefined {
  const isCode = /^(?:\d{2}|2[ab]|97\d)$/.test(plain) && /(?:\b(?:dans le|du|sur le)\s*|\()$/i.test(before);
  const isAmount = /^[\s.,]?(?:\d|€|%|\s*\p{L})/u.test(after) && !GOES_ON.test(after);
  if (isAmount) return undefined;
  const department = departmentOfPostcode(plain) ?? (isCode ? departmentOf(plain) : undefined);
  return department && territoryOf(department.region, department.name);
}

/** What goes on after a number that is a place: a town, or the rest of the sentence. */
const GOES_ON = /^\s+(?:\p{Lu}\p{Ll}|(?:pour|et|a|avec|qui|je|on)(?!\p{L}))/u;
