import { fold } from '#src/platform/french/text-analysis.ts';

const ORDINALS: ReadonlyMap<string, number> = new Map([
  ...(['premier', 'premiere', '1er', '1ere', '1re'] as const).map((word) => [word, 1] as const),
  ...(['deuxieme', 'second', 'seconde', '2e', '2eme', '2nd', '2nde'] as const).map(
    (word) => [word, 2] as const,
  ),
  ...(['troisieme', '3e', '3eme'] as const).map((word) => [word, 3] as const),
  ...(['quatrieme', '4e', '4eme'] as const).map((word) => [word, 4] as const),
  ...(['cinquieme', '5e', '5eme'] as const).map((word) => [word, 5] as const),
  ...(['sixieme', '6e', '6eme'] as const).map((word) => [word, 6] as const),
  ...(['septieme', '7e', '7eme'] as const).map((word) => [word, 7] as const),
  ...(['huitieme', '8e', '8eme'] as const).map((word) => [word, 8] as const),
]);
const LAST: ReadonlySet<string> = new Set(['dernier', 'derniere']);
/** A bare number is a rank behind one of them: « le 2 », « la n° 3 », « option 1 ». */
const BEFORE_NUMBER: ReadonlySet<string> = new Set([
  'le',
  'la',
  'numero',
  'num',
  'no',
  'n',
  'option',
  'choix',
]);
/** Words after which an ordinal ranks nothing: « seconde main », « la première fois ». */
const NO_RANK_BEFORE: ReadonlySet<string> = new Set(['main', 'fois', 'oeuvre']);

/**
 * The places in a list of this length that a text names: « la deuxième », « le 2 et le 4 », « la dernière ».
 * @returns places from 0, in the order said, each once
 */
export function ranksSaid(text: string, length: number): readonly number[] {
  const words = fold(text)
    .replace(/n°/g, 'n ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const ranks = words.flatMap((word, index) => {
    if (NO_RANK_BEFORE.has(words[index + 1] ?? '')) return [];
    if (LAST.has(word)) return [length];
    const number = /^\d$/.test(word) && isRank(words, index) ? Number(word) : undefined;
    return ORDINALS.get(word) ?? number ?? [];
  });
  return [...new Set(ranks)].filter((rank) => rank >= 1 && rank <= length).map((rank) => rank - 1);
}

/** The whole message, or behind a word that says so. */
const isRank = (words: readonly string[], index: number): boolean =>
  words.length === 1 || BEFORE_NUMBER.has(words[index - 1] ?? '');
