import { hidden } from './texts.ts';

const NUMBER = String.raw`(?<![\p{L}\d,.-])\d{1,4}(?:\s?(?:bis|ter|quater|[a-d](?![\p{L}'’])))?(?:\s?[-/]\s?\d{1,4})?,?\s{1,20}`;
/** Ways that are nothing else. */
const WAY = String.raw`(?:rue|avenue|av\.|ave\.?|boulevard|bd\.?|bld\.?|bvd\.?|chemin|ch\.|impasse|imp\.|allées?|faubourg|fbg|esplanade|promenade|rond[- ]point|venelle|ruelle|sentier|lotissement|résidence|traverse|montée|villa|hameau)`;
/** Words that are a way before a name alone: « 3 place du Marché », but « 3 places ». */
const WORD_OR_WAY = String.raw`(?:place|pl\.|cours|route|rte|quai|square|sq\.|passage|mail|parvis|cité|parc|zone|za|zi|zac|voie|domaine|clos|port|pont)`;
const SMALL = String.raw`(?:de\s{1,20}la|de\s{1,20}l['’]\s?|de|du|des|d['’]\s?|la|le|les|l['’]\s?|à|au|aux|et|en|sur|sous|saint|sainte|st|ste)`;
const PROPER = String.raw`(?:\p{Lu}\.|\p{Lu}[\p{L}\d'’-]*)`;
const NAMED = String.raw`(?:${SMALL}\s{0,20}){0,4}(?:\d{1,2}\s{1,20}\p{L}+\s{1,20}(?:19|18)\d\d|${PROPER})(?:[\s-]{1,20}(?:${SMALL}\s{0,20}){0,4}${PROPER}){0,8}`;
/** What ends a street written without capitals. */
const STOP = String.raw`(?:et|ou|à|a|au|pour|mais|qui|que|est|on|je|nous|vous|il|elle|dans|depuis|avec|sans|car|donc|si|par|puis|ne|pas|chez|en|sur|où|avant|après|jusqu)(?![\p{L}])`;
const PLAIN = String.raw`(?:${SMALL}\s{0,20}){0,4}(?!${STOP})\p{L}[\p{L}'’-]*(?:\s(?!${STOP})\p{Ll}[\p{Ll}'’-]+){0,2}`;
/** Words after five digits that make them an amount. */
const UNIT = String.raw`(?:euros?|eur|ht|ttc|h\.t|k|m|francs?|habitants?|heures?|jours?|salariée?s?|personnes?|lots?|pages?)(?!\p{L})`;
const CITY = String.raw`\d{5}\s{1,20}(?!${UNIT}|${UNIT.toUpperCase().replace('\\P{L}', '\\p{L}')}|${capitalised(UNIT)})${PROPER}(?:[\s-]{1,20}(?:(?:${SMALL})[\s-]{0,20}){0,4}${PROPER}){0,8}(?:\s{1,20}(?:cedex|CEDEX|Cedex)(?:\s{1,20}\d{1,2})?)?`;
const BOX = String.raw`(?:BP|B\.P\.|CS|C\.S\.|TSA)\s?\d{2,6}`;
const REST = String.raw`(?:\s{0,20}[,;–-]?\s{0,20}${BOX})?(?:\s{0,20}(?:[,;–-]|à(?=\s))?\s{0,20}${CITY})?`;

const FULL = new RegExp(
  [
    String.raw`${NUMBER}(?:${WAY}|${WAY.toUpperCase()}|${capitalised(WAY)})\s{1,20}(?:${NAMED}|${PLAIN})${REST}`,
    String.raw`${NUMBER}(?:${WORD_OR_WAY}|${WORD_OR_WAY.toUpperCase()}|${capitalised(WORD_OR_WAY)})\s{1,20}${NAMED}${REST}`,
    String.raw`(?<![\p{L}\d])(?:[Ll]ieu[- ]dit|LIEU[- ]DIT)\s{1,20}(?:«[^»\n]{1,60}»|${NAMED})${REST}`,
    String.raw`(?<![\p{L}\d])${BOX}(?:\s{0,20}[,;–-]?\s{0,20}${CITY})?`,
    String.raw`(?<![\p{L}\d,.-])${CITY}`,
  ].join('|'),
  'gu',
);

/** Hides postal addresses: a street and its number, a post box, a post code and its town. */
export const hidePlaces = (text: string): string => text.replace(FULL, hidden.address);

/** The words of a pattern with a capital: « (?:rue|… » → « (?:Rue|… ». */
function capitalised(pattern: string): string {
  return pattern.replace(/(?<=[:|])\p{Ll}/gu, (letter) => letter.toUpperCase());
}
