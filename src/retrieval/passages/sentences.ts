import type { Block } from '#src/knowledge/model/document.ts';

/** What ends with a full stop in the middle of a sentence, beside an initial: « I. Poncharal », « art. R. 2162-1 ». */
const SHORTENED = '\\p{Lu}|[Aa]rt|[Cc]f|[Tt][ée]l|[Aa]v|[Bb]d|[Rr][ée]f|[Cc]hap|Dr|MM|St|Ste';
const END_OF_SENTENCE = new RegExp(
  `(?<=[.!?…;])(?<!(?<!\\p{L})(?:${SHORTENED})\\.)\\s+(?=\\p{Lu}|[-–•«])`,
  'u',
);

/** The sentences of a text as it is read: a document's, where lists and lines run on. */
export const sentencesOf = (text: string): string[] => text.split(END_OF_SENTENCE);

/** The sentences of a block: an item of a list, or a row of a table, runs into no other. */
export const sentencesIn = (block: Block): string[] =>
  (block.type === 'list' ? block.items : [block.text]).flatMap(sentencesOf);
