import type { Outline, OutlinePart } from '#src/knowledge/loaders/outline.ts';
import { loaderTexts } from '#src/knowledge/loaders/texts.ts';
import type { RecognisedPages } from '#src/knowledge/store/recognised-pages.ts';

/** Pages of a document that are read by recognition: it takes seconds for each. */
export const MOST_PAGES = 50;

/** The pages of an outline that recognition may read. */
export const pagesToRecognise = ({ pictures = [] }: Outline): number[] => pictures.slice(0, MOST_PAGES);

/**
 * A document with what was recognised on its pages that are pictures, each at its place. The others serve meanwhile.
 * @param known what is known of its pages; undefined before any of them was asked for
 */
export function withRecognised(outline: Outline, known: RecognisedPages | undefined): Outline {
  const pages = pagesToRecognise(outline);
  if (pages.length === 0) return outline;
  const read = pages.filter((page) => known?.get(page) !== undefined);
  const parts = [...outline.parts, ...read.flatMap((page) => partOf(page, known?.get(page) ?? []))];
  const told = new Set(pages.map(loaderTexts.picturePage));
  const notes = outline.notes.filter((note) => !told.has(note));
  const empty = read.filter((page) => known?.get(page)?.length === 0);
  return {
    ...outline,
    parts: parts.sort((one, other) => (one.page ?? 0) - (other.page ?? 0)),
    notes: [
      ...notes,
      ...(read.length < pages.length ? [loaderTexts.reading(read.length, pages.length)] : []),
      ...(read.length > empty.length ? [loaderTexts.recognised(read.length - empty.length)] : []),
      ...empty.map((page) => (page === 0 ? loaderTexts.emptyPicture : loaderTexts.picturePage(page))),
    ],
  };
}

function partOf(page: number, paragraphs: readonly string[]): OutlinePart[] {
  if (paragraphs.length === 0) return [];
  const blocks = paragraphs.map((text) => ({ type: 'paragraph' as const, text }));
  return [{ headings: [], ...(page > 0 ? { page } : {}), recognised: true, blocks }];
}
