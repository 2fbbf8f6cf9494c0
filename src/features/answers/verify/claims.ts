import type { Block, RichText, Span } from '#src/channel/blocks.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { type Word, wordsOf } from './words.ts';

/** A sentence, with its words in order and those that carry its subject. */
export interface Sentence {
  readonly text: string;
  readonly words: readonly Word[];
  /** Keys of plain words and figures. */
  readonly content: ReadonlySet<string>;
}

/** A sentence of a draft, with the sources that it stands on. */
export interface Claim extends Sentence {
  /** Numbers of the sources cited for it; all those of the draft when its line cites none. */
  readonly cites: readonly number[];
  /** Notes say when rules and figures hold; the composer makes them. */
  readonly note: boolean;
  /** A question states nothing. */
  readonly asks: boolean;
}

/** Ends of sentences; « art. R2122-8 », « C. trav. D8222-5 », « p. 3 » hold none. */
const SENTENCE_END =
  /(?<=[.!?…]["»)]?|;)(?<!(?<![\p{L}\d])(?:art|al|cf|ex|trav|env|com|mme|\p{L})\.)\s+(?=[\p{L}«"“(\d])/iu;

/** Makes a sentence of a text. */
export function sentenceOf(text: string): Sentence {
  const words = wordsOf(text);
  return {
    text,
    words,
    content: new Set(words.filter(({ kind }) => kind === 'plain' || kind === 'figure').map(({ key }) => key)),
  };
}

const split = (text: string): string[] => text.split(SENTENCE_END).filter((one) => /[\p{L}\d]/u.test(one));

const linesOf = (block: Block): readonly RichText[] => {
  if (block.type === 'list') return block.items;
  return block.type === 'paragraph' || block.type === 'note' ? [block.text] : [];
};

/** Numbers of the sources that blocks cite, in order, each once. */
export const citesOf = (blocks: readonly Block[]): number[] => [
  ...new Set(
    blocks
      .flatMap(linesOf)
      .flat()
      .flatMap((span) => span.cites ?? []),
  ),
];

/** The pieces of text of a draft, each by itself: what stands at the end of one may be hidden by what follows it. */
export const piecesOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap(linesOf).flatMap((line) => line.map(({ text }) => text));

/** The sentences of a draft. A mark proves what stands before it in its line, back to the mark before. */
export function claimsOf(blocks: readonly Block[]): Claim[] {
  const all = citesOf(blocks);
  return blocks.flatMap((block) =>
    linesOf(block).flatMap((line) =>
      proofsOf(line).flatMap(({ text, cites }) =>
        split(text).map((one) => ({
          ...sentenceOf(one),
          cites: cites.length > 0 ? cites : all,
          note: block.type === 'note',
          asks: /\?\s*$/.test(one),
        })),
      ),
    ),
  );
}

/** A line cut at its marks: the words that each one proves. */
function proofsOf(line: RichText): { text: string; cites: readonly number[] }[] {
  const proofs: { text: string; cites: readonly number[] }[] = [];
  let open: Span[] = [];
  for (const span of line) {
    open.push(span);
    if (!span.cites?.length) continue;
    proofs.push({ text: textOf(open), cites: span.cites });
    open = [];
  }
  if (open.length > 0) proofs.push({ text: textOf(open), cites: [] });
  return proofs;
}

const textOf = (spans: readonly Span[]): string => spans.map(({ text }) => text).join('');

const statements = new WeakMap<Evidence, readonly Sentence[]>();

/** What a passage states: the sentences of its short answer and of its details. Its heading only asks. */
export function statementsOf(evidence: Evidence): readonly Sentence[] {
  const known = statements.get(evidence);
  if (known) return known;
  const details = evidence.details.flatMap((block) => (block.type === 'list' ? block.items : [block.text]));
  const found = [evidence.shortAnswer, ...details]
    .map((text) => text.replace(/\*\*/g, '').replace(/\[([^[\]]+)\]\([^)[]*\)/g, '$1'))
    .flatMap(split)
    .map(sentenceOf);
  statements.set(evidence, found);
  return found;
}

/** Likeness of two sentences' content, 0 to 1 (Dice). */
export function likeness(a: Sentence, b: Sentence): number {
  const shared = a.content.intersection(b.content).size;
  return shared === 0 ? 0 : (2 * shared) / (a.content.size + b.content.size);
}

/** The likeness of a claim and the nearest sentence of passages. */
export const nearestOf = (claim: Sentence, evidences: readonly Evidence[]): number =>
  Math.max(0, ...evidences.flatMap((one) => statementsOf(one).map((sentence) => likeness(claim, sentence))));
