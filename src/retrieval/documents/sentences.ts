import { ownHeading, type Passage } from '#src/retrieval/passages/passage.ts';
import { sentencesOf } from '#src/retrieval/passages/sentences.ts';

/** What stands over the sentences of a part as the reader embeds it: the title of the document, and its own heading. */
export function titleAndHeading(passage: Passage): string {
  const heading = ownHeading(passage);
  return `${passage.document.title}. ${heading ? `${heading}. ` : ''}`;
}

/** A sentence of a part of a document as the reader embeds it: under its title and heading. */
export const underTitle = (passage: Passage, sentence: string): string =>
  `${titleAndHeading(passage)}${sentence}`;

/** The sentences of a part that are read closely where it may answer, in order. */
export const sentencesOfPart = (passage: Passage): string[] =>
  passage.details.flatMap((block) => (block.type === 'list' ? block.items : sentencesOf(block.text)));
