import type { Random } from './random.ts';

/** Passages of a knowledge base are cut near this length: the vectors must meet the same at training. */
const WINDOW = 800;
const SHORTEST = 60;

/** A wording and the passage it should find. */
export interface Pair {
  readonly wording: string;
  readonly passage: string;
  /** What the pair was read from; a batch holds one source only, so that its wrong answers are close ones. */
  readonly source: string;
}

/** A headed stretch of text, with the headings above it, outermost first. */
export interface Section {
  readonly headings: readonly string[];
  readonly paragraphs: readonly string[];
}

/** A sheet, article or page. */
export interface CorpusDocument {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly sections: readonly Section[];
}

/** One line, single spaces. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Paragraphs joined into windows of about 800 characters; a longer paragraph is cut at its sentences. */
export function windows(paragraphs: readonly string[]): string[] {
  const found: string[] = [];
  let current = '';
  const pieces = paragraphs.flatMap((text) =>
    text.length > WINDOW ? text.split(/(?<=[.;!?])\s+/).filter(Boolean) : [text],
  );
  for (const piece of pieces) {
    if (current && current.length + piece.length > WINDOW) {
      found.push(current);
      current = '';
    }
    current = current ? `${current} ${piece}` : piece;
  }
  if (current) found.push(current);
  // A last crumb says little alone: it goes with the window before it.
  const last = found.at(-1);
  if (found.length > 1 && last && last.length < SHORTEST) found.splice(-2, 2, `${found.at(-2)} ${last}`);
  return found.filter((text) => text.length >= SHORTEST);
}

/** All windows of a document, as a search would index them. */
export const documentWindows = (document: CorpusDocument): string[] =>
  document.sections.flatMap((section) => windows(section.paragraphs));

/** The pairs of a document: its title, then its title with the headings, in front of each window. */
export function documentPairs(document: CorpusDocument): Pair[] {
  const { source, title } = document;
  return document.sections.flatMap(({ headings, paragraphs }) =>
    windows(paragraphs).flatMap((passage) => {
      const own = headings.join(' ');
      // A short heading (« Conditions ») means nothing without the title of its sheet.
      const headed = own.split(/\s+/).length >= 5 ? own : `${title} ${own}`;
      const pairs = [{ wording: title, passage, source }];
      if (own) pairs.push({ wording: headed, passage, source });
      return pairs;
    }),
  );
}

/** A sentence shorter than this names no subject (« C'est possible. »). */
const SHORTEST_SENTENCE = 30;

/**
 * A sentence of a passage → the rest of it, for a share of the passages. Titles are few and alike: these wordings
 * teach the words that only occur in running text.
 */
export function sentencePairs(pairs: readonly Pair[], share: number, random: Random): Pair[] {
  const passages = new Map(pairs.map((pair) => [pair.passage, pair.source]));
  return [...passages].flatMap(([passage, source]) => {
    if (random.next() >= share) return [];
    const sentences = passage.split(/(?<=[.;!?])\s+/).filter((text) => text.length >= SHORTEST_SENTENCE);
    if (sentences.length < 2) return [];
    const [wording = ''] = sentences.splice(random.below(sentences.length), 1);
    return [{ wording, passage: sentences.join(' '), source }];
  });
}
