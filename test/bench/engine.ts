import { FIGURE_MARK } from '#src/knowledge/model/figures.ts';
import { termsOf } from '#src/retrieval/keyword/keyword-index.ts';
import type { KnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { bodyText, figureWords } from '#src/retrieval/passages/index-content.ts';
import type { Passage, PassageFilter } from '#src/retrieval/passages/passage.ts';

/** Something that finds sections: ours, or one that we compare with. */
export interface Engine {
  readonly name: string;
  /** Keys of the ten best sections that may be served, best first. */
  search(question: string, filter: PassageFilter): Promise<readonly string[]>;
}

/** Sections looked at. */
export const DEPTH = 10;

/** The four fields of a section, as our own index reads them. */
export interface SectionFields {
  readonly title: string;
  readonly question: string;
  readonly wordings: string;
  readonly body: string;
}

/** What each field weighs in our own index. */
export const BOOST: Record<keyof SectionFields, number> = { title: 1, question: 2, wordings: 1.5, body: 1 };

/** The texts of a section that our own index reads, for another engine to read. */
export function fieldsOf(passage: Passage, { figures }: Pick<KnowledgeBase, 'figures'>): SectionFields {
  const { heading, proposition, appliesTo, articles } = passage;
  return {
    title: passage.document.title,
    question: [heading, proposition?.statement ?? '', appliesTo ?? '', ...articles].join('\n'),
    wordings: passage.wordings.join('\n'),
    body: [bodyText(passage).replace(FIGURE_MARK, ' '), ...figureWords(passage, figures)].join('\n'),
  };
}

/** Our own analyser as a tokenizer: stems, their five-letter prefixes and article numbers, repeated as they come. */
export const tokensOf = (text: string): string[] => termsOf(text).map(({ token }) => token);

/** What our own search gives a token beside a plain stem: more for an article, less for a prefix. */
export function tokenWeights(text: string): ReadonlyMap<string, number> {
  return new Map(termsOf(text).map(({ token, weight }) => [token, weight]));
}
