import type { SourceItem } from '#src/channel/blocks.ts';
import type { Block } from '#src/knowledge/model/document.ts';
import {
  type Figure,
  type FigureRegister,
  type FigureValue,
  figureIdsIn,
  fillFigures,
  valueOn,
} from '#src/knowledge/model/figures.ts';
import { frenchDate, type IsoDate } from '#src/platform/calendar/iso-date.ts';
import { bodyText } from './index-content.ts';
import type { Passage } from './passage.ts';
import { validityText } from './texts.ts';

/** A figure quoted by a passage, with the value that holds on the asked date. */
export interface QuotedFigure {
  readonly figure: Figure;
  readonly value: FigureValue;
}

/** A passage whose figures are filled for a date: what an answer may be made of. */
export interface Evidence {
  readonly passage: Passage;
  readonly shortAnswer: string;
  readonly details: readonly Block[];
  readonly figures: readonly QuotedFigure[];
  /** Probability that the page is the one asked; undefined when no search found it. */
  readonly fit?: number | undefined;
  /** Sentences of a document that answer what is asked, in reading order; absent for a page. */
  readonly quoted?: readonly string[] | undefined;
}

/**
 * Fills a passage for a date.
 * @returns undefined when one of its figures has no known value then: the passage cannot be served
 */
export function toEvidence(passage: Passage, register: FigureRegister, date: IsoDate): Evidence | undefined {
  const fill = (text: string) => fillFigures(text, register, date);
  const shortAnswer = fill(passage.shortAnswer ?? '');
  if (shortAnswer === undefined) return undefined;
  const details: Block[] = [];
  for (const block of passage.details) {
    if (block.type === 'paragraph') {
      const text = fill(block.text);
      if (text === undefined) return undefined;
      details.push({ type: 'paragraph', text });
    } else {
      const items = block.items.map(fill);
      if (items.some((item) => item === undefined)) return undefined;
      details.push({ type: 'list', items: items as string[] });
    }
  }
  const ids = [...new Set(figureIdsIn(bodyText(passage)))];
  const figures = ids.flatMap((id) => {
    const figure = register.get(id);
    const value = figure && valueOn(figure, date);
    return figure && value ? [{ figure, value }] : [];
  });
  return { passage, shortAnswer, details, figures };
}

/** All the text of an evidence, as a person could read it. */
export function evidenceText(evidence: Evidence): string {
  const details = evidence.details.map((block) =>
    block.type === 'list' ? block.items.join('\n') : block.text,
  );
  return [evidence.passage.heading, evidence.shortAnswer, ...details].filter(Boolean).join('\n');
}

/** How a person sees this evidence as a numbered source. */
export function toSource(n: number, evidence: Evidence, articles: readonly string[]): SourceItem {
  const { passage } = evidence;
  return {
    n,
    documentId: passage.documentId,
    title: passage.document.title,
    section: passage.heading,
    articles,
    validity: validity(passage),
    page: passage.page,
    slide: passage.slide,
    url: passage.document.sources.find((source) => source.url)?.url,
    excerpt: [
      evidence.shortAnswer,
      ...evidence.details.map((b) => (b.type === 'list' ? b.items.map((i) => `- ${i}`).join('\n') : b.text)),
    ]
      .filter(Boolean)
      .join('\n\n'),
  };
}

function validity(passage: Passage): string | undefined {
  const { validFrom, validUntil, document } = passage;
  return validityText({
    recognised: passage.recognised,
    from: validFrom && frenchDate(validFrom),
    until: validUntil && frenchDate(validUntil),
    reviewed: document.reviewedOn && frenchDate(document.reviewedOn),
  });
}
