import type { Block, RichText } from '#src/channel/blocks.ts';
import type { Draft } from '#src/features/answers/compose/extractive.ts';
import { evidenceText } from '#src/retrieval/passages/evidence.ts';
import type { Sample } from './sound.ts';

/** The sentences of a text, abbreviations left whole. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])(?<!\b(?:art|C|trav|env|com|p|M|n|al)\.)\s+(?=[\p{Lu}«"\d])/u)
    .filter((one) => one.trim());

/**
 * Every draft that differs by one match in one span. `edit` returns undefined to leave a match alone. Notes are worded
 * by the composer's own code: they may be left alone too.
 */
export function editEach(
  draft: Draft,
  pattern: RegExp,
  edit: (match: RegExpMatchArray) => string | undefined,
  { notes = true } = {},
): Draft[] {
  const places = placesOf(draft).filter(({ block }) => notes || draft.blocks[block]?.type !== 'note');
  return places.flatMap((place) =>
    [...place.text.matchAll(pattern)].flatMap((match) => {
      const replacement = edit(match);
      if (replacement === undefined || replacement === match[0]) return [];
      const end = match.index + match[0].length;
      return [withText(draft, place, place.text.slice(0, match.index) + replacement + place.text.slice(end))];
    }),
  );
}

/** Every draft that differs by one sentence. Notes are left alone: no composer words them. */
export function editSentences(draft: Draft, edit: (sentence: string) => readonly string[]): Draft[] {
  const written = placesOf(draft).filter(({ block }) => draft.blocks[block]?.type !== 'note');
  return written.flatMap((place) => {
    const sentences = sentencesOf(place.text);
    return sentences.flatMap((sentence, index) =>
      edit(sentence).map((changed) =>
        withText(draft, place, sentences.map((one, at) => (at === index ? changed : one)).join(' ')),
      ),
    );
  });
}

interface Place {
  readonly block: number;
  readonly item: number;
  readonly span: number;
  readonly text: string;
}

/** Spans of paragraphs and lists; notes hold what the composer says of dates, and count too. */
export function placesOf(draft: Draft): Place[] {
  return draft.blocks.flatMap((block, blockIndex) =>
    linesOf(block).flatMap((line, item) =>
      line.map((span, spanIndex) => ({ block: blockIndex, item, span: spanIndex, text: span.text })),
    ),
  );
}

const linesOf = (block: Block): readonly RichText[] => {
  if (block.type === 'list') return block.items;
  return block.type === 'paragraph' || block.type === 'note' ? [block.text] : [];
};

/** The draft with other words at one place. */
export function withText(draft: Draft, place: Place, text: string): Draft {
  const change = (line: RichText): RichText =>
    line.map((span, index) => (index === place.span ? { ...span, text } : span));
  const blocks = draft.blocks.map((block, index): Block => {
    if (index !== place.block) return block;
    if (block.type === 'list')
      return { ...block, items: block.items.map((item, at) => (at === place.item ? change(item) : item)) };
    return block.type === 'paragraph' || block.type === 'note'
      ? { ...block, text: change(block.text) }
      : block;
  });
  return { ...draft, blocks };
}

/** A draft from a model's text: one paragraph a line, `[1]` marks as citations. */
export function draftFromText(text: string, verdict: Draft['verdict'] = null): Draft {
  const blocks = text.split('\n').map((line): Block => {
    const spans = [...line.matchAll(/([^[]+)((?:\[\d+\]\s?)*)/g)].map(([, words = '', marks = '']) => {
      const cites = [...marks.matchAll(/\d+/g)].map(Number);
      return cites.length > 0 ? { text: words.trimEnd(), cites } : { text: words };
    });
    return { type: 'paragraph', text: spans };
  });
  return { blocks, sources: [], verdict };
}

/** All words of a sample's passages, spaces made plain. */
export const sourceWords = (sample: Sample): string =>
  plain(sample.evidences.map((evidence) => evidenceText(evidence)).join('\n'));

/** No-break spaces made plain. */
export const plain = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');
