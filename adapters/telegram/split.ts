/** Formatting of a stretch of text; offset and length in UTF-16 units, as Telegram counts. */
export interface Entity {
  readonly type: 'bold' | 'text_link' | 'expandable_blockquote';
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
}

/** Text with its formatting beside it: nothing in the words themselves is ever read as markup. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

/** Telegram ignores what comes after so many in one message. */
const MAX_ENTITIES = 100;
/** Never at a no-break space: it stands inside « 50 000 € ». */
const BOUNDARIES = [/\n\n+/g, /\n/g, /[.!?…»][ \n]/g, /[ \t]/g];
/** A part that is shorter than this share of the limit is only cut there to keep a piece of formatting whole. */
const SMALLEST_SHARE = 1 / 4;

/**
 * Cuts a text into parts that Telegram takes: between paragraphs where it can, then lines, sentences and words; inside
 * formatted stretches only when one is longer than a whole part, and never inside a character.
 */
export function splitText(formatted: FormattedText, limit: number): FormattedText[] {
  const parts: FormattedText[] = [];
  const entities = formatted.entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  let rest = trim({ text: formatted.text, entities });
  while (rest.text.length > limit || rest.entities.length > MAX_ENTITIES) {
    const cut = cutOf(rest, limit);
    const head = trim(slice(rest, 0, cut));
    if (head.text !== '') parts.push(head);
    rest = trim(slice(rest, cut, rest.text.length));
  }
  return rest.text === '' ? parts : [...parts, rest];
}

function cutOf({ text, entities }: FormattedText, limit: number): number {
  const max = Math.min(limit, entities[MAX_ENTITIES]?.offset ?? limit) || limit;
  const inside = (at: number) => entities.some(({ offset, length }) => offset < at && at < offset + length);
  const last = (from: number, allowed: (at: number) => boolean): number | undefined => {
    for (const boundary of BOUNDARIES) {
      const ends = [...text.slice(0, max + 1).matchAll(boundary)].map(
        (match) => match.index + match[0].length,
      );
      // The white space at a cut is dropped, so it may stick out of the limit.
      const found = ends.findLast((at) => at >= from && at <= max + 1 && allowed(at));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const outside = (at: number) => !inside(at);
  return (
    last(max * SMALLEST_SHARE, outside) ?? last(1, outside) ?? last(1, () => true) ?? characterEnd(text, max)
  );
}

/** The end of the last whole character, as people see them, at or before a place. */
function characterEnd(text: string, max: number): number {
  const from = Math.max(0, max - 100);
  // Never start in the middle of a surrogate pair.
  const start = /[\uDC00-\uDFFF]/.test(text.charAt(from)) ? from - 1 : from;
  const ends = [...new Intl.Segmenter('fr').segment(text.slice(start, max + 100))].map(
    ({ index, segment }) => start + index + segment.length,
  );
  return ends.findLast((end) => end <= max) ?? max;
}

function slice({ text, entities }: FormattedText, from: number, to: number): FormattedText {
  return {
    text: text.slice(from, to),
    entities: entities.flatMap((entity) => {
      const start = Math.max(entity.offset, from);
      const end = Math.min(entity.offset + entity.length, to);
      return end > start ? [{ ...entity, offset: start - from, length: end - start }] : [];
    }),
  };
}

/** Telegram trims a message: formatting must follow. */
function trim(formatted: FormattedText): FormattedText {
  const { text } = formatted;
  const from = text.length - text.trimStart().length;
  return slice(formatted, from, Math.max(from, text.trimEnd().length));
}
