import { hash } from 'node:crypto';
import type { Block } from '#src/knowledge/model/document.ts';
import type { Figure, FigureRegister } from '#src/knowledge/model/figures.ts';
import { FIGURE_MARK, formatValue } from '#src/knowledge/model/figures.ts';
import type { Glossary } from '#src/knowledge/model/glossary.ts';
import { asksNothing, ownHeading, type Passage } from './passage.ts';
import { sentencesIn } from './sentences.ts';

/** Everything a generation serves, as stored: one consistent state of the knowledge folder. */
export interface IndexContent {
  readonly passages: readonly Passage[];
  readonly figures: readonly Figure[];
  readonly glossary: Glossary;
  /** Articles of the imported codes: apart, so that nothing of how pages are found depends on them. */
  readonly law?: readonly Passage[] | undefined;
}

/** A text to embed and the passage it stands for. */
export interface VectorText {
  readonly passage: number;
  readonly text: string;
}

/** A text that the reader embeds, and what it is to its passage: a question that it answers, or what it says. */
export interface ReaderText extends VectorText {
  readonly as: 'question' | 'passage';
}

/** Longest text of one vector, in characters: more than the reader reads, and a mean of more words says little. */
const VECTOR_CHARACTERS = 900;

/** The texts of a passage as one string, marks as they are. */
export const bodyText = (passage: Passage): string =>
  [passage.shortAnswer ?? '', ...passage.details.map(blockText)].filter(Boolean).join('\n');

const blockText = (block: Block): string => (block.type === 'list' ? block.items.join('\n') : block.text);

/**
 * What a question is compared with: the questions that a passage answers, its own first. A part of a document has
 * none: each of its sentences answers one.
 */
export const questionsAnswered = (passage: Passage): string[] =>
  asksNothing(passage) ? passage.details.flatMap(sentencesIn) : [passage.heading, ...passage.wordings];

/** What a passage of a document says, under the title of the document and its own heading. */
const saidUnderTitle = (passage: Passage, body: string): string => {
  const heading = ownHeading(passage);
  return `${passage.document.title}. ${heading ? `${heading}. ` : ''}${body}`;
};

/**
 * The texts that stand for each passage in the vector index: its question under its title, its body, and each wording
 * by itself, so that one wording near the person's words is enough.
 */
export function vectorTexts(passages: readonly Passage[]): VectorText[] {
  return passages.flatMap((passage, index) => {
    const title = passage.document.title;
    const body = bodyText(passage).replace(FIGURE_MARK, ' ');
    const texts = asksNothing(passage)
      ? [saidUnderTitle(passage, body)]
      : [
          `${title}. ${passage.heading}`,
          `${passage.heading} ${body.slice(0, VECTOR_CHARACTERS)}`,
          ...passage.wordings,
        ];
    return texts.map((text) => ({ passage: index, text }));
  });
}

/**
 * The texts that stand for each passage in the reader's index: each question that it answers, as people would type it,
 * and what it says under its title and heading. A page of a document asks nothing. `src/reader/training/` is trained on
 * these very texts.
 */
export function readerTexts(passages: readonly Passage[]): ReaderText[] {
  return passages.flatMap((passage, index) => {
    const title = passage.document.title;
    const body = bodyText(passage).replace(FIGURE_MARK, ' ').replaceAll('**', '');
    const asks = !asksNothing(passage);
    const said = asks ? `${title}. ${passage.heading} ${body}` : saidUnderTitle(passage, body);
    const questions = asks ? [passage.heading, ...passage.wordings] : [];
    return [
      { passage: index, text: said.slice(0, VECTOR_CHARACTERS), as: 'passage' as const },
      ...questions.map((text) => ({ passage: index, text, as: 'question' as const })),
    ];
  });
}

/**
 * Words that the figures of a passage add to what is indexed: each known value, past ones included (people quote
 * yesterday's), and how people call them.
 */
export function figureWords(passage: Passage, figures: FigureRegister): string[] {
  const ids = new Set([...bodyText(passage).matchAll(FIGURE_MARK)].map((match) => match[1] ?? ''));
  return [...ids].flatMap((id) => {
    const figure = figures.get(id);
    if (!figure) return [];
    return [
      figure.label,
      ...figure.aliases,
      ...figure.values.map(({ value }) => formatValue(figure.unit, value)),
    ];
  });
}

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data);

/** The key under which the vector of a text is kept. */
export const embeddingKey = (embedderId: string, text: string): string => sha256(`${embedderId}\n${text}`);
