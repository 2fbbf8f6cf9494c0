/**
 * Finds amounts, rates and legal delays written in a page instead of quoted from the register. One edit of the
 * register must change every answer, so a page holds none of its own. Calendar dates, years and article numbers
 * are free. Paragraphs that open with « Exemple : » are worked examples and are left alone.
 */
const WORDS =
  'deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|seize|vingt|vingt-et-un|trente|quarante|cinquante|soixante|cent|mille';
const UNITS = 'jours?|semaines?|mois|ans?|années?|heures?|fois';
const BARE = new RegExp(
  [
    String.raw`\d[\d\s\u00A0\u202F.,]{0,30}(?:€|euros?|k€|M€|millions?|milliards?|%|pour cent)`,
    String.raw`(?<![\d/-])\d+(?:[.,]\d+)?[\s\u00A0\u202F](?:${UNITS})(?![\p{L}])`,
    String.raw`(?<![\p{L}-])(?:${WORDS})[\s\u00A0](?:${UNITS})(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:la moitié|un tiers|deux tiers|un quart|le double|le triple)(?![\p{L}])`,
  ].join('|'),
  'giu',
);

/** The bare figures of one paragraph or list item, as written. */
export function bareFiguresIn(text: string): string[] {
  if (/^\s*(?:\*\*)?exemple\b.{0,40}?:/iu.test(text)) return [];
  return [...text.replace(/\{\{[^{}]*\}\}/g, '§').matchAll(BARE)].map((match) => match[0].trim());
}
