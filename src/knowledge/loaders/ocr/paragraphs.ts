/** What is used of the recognised blocks of a picture. */
interface Recognised {
  readonly paragraphs: readonly {
    readonly lines: readonly { readonly text: string; readonly confidence: number }[];
  }[];
}

/** A line of which the reading is less sure, out of 100, is a drawing, or a stain. */
const SURE = 55;

/** « remise parla gardienne »: what the French model runs together after a participle, whatever the size of the letters. */
const RUN_TOGETHER =
  /(?<=\p{L}(?:ée?s?|ie?s?|ue?s?|ise?|ites?|its?)) parl([ae]) (?!(?:de|du|des|d|à|au|aux|en|bien|mal|plus|peu|pas|aussi|avec|pour)(?!\p{L}))(?=\p{L})/gu;

/** The paragraphs that were recognised on a picture, without what is no text. */
export function paragraphsOf(blocks: readonly Recognised[]): string[] {
  return blocks
    .flatMap(({ paragraphs }) => paragraphs)
    .map(({ lines }) =>
      lines
        .filter(({ confidence, text }) => confidence >= SURE && isText(text))
        .map(({ text }) => text.trim())
        .join('\n')
        .replace(/(\p{Ll})[-\u2010]\n(?=\p{Ll})/gu, '$1')
        .replace(/\s+/g, ' ')
        .replace(RUN_TOGETHER, ' par l$1 ')
        .trim(),
    )
    .filter(Boolean);
}

/** Whether a line holds a word, or a number, more than signs. */
function isText(line: string): boolean {
  const letters = line.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const signs = line.match(/[^\p{L}\p{N}\s.,;:!?'’()«»"%€/-]/gu)?.length ?? 0;
  return /\p{L}{3}|\p{N}{2}/u.test(line) && letters > 3 * signs;
}
