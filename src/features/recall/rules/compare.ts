import { type Block, plainText, type SourceItem, sourcesIn } from '#src/channel/blocks.ts';
import { fold } from '#src/platform/french/text-analysis.ts';

/** What differs between an answer that was given and what would be said now. */
export type Difference = 'verdict' | 'figures' | 'citation' | 'refused' | 'answered';

/** What was said, or would be. */
export interface SaidAnswer {
  /** « answer », « refusal », « handoff ». */
  readonly kind?: string | undefined;
  readonly blocks: readonly Block[];
}

/**
 * What differs between two answers to one question, so that who read the first would do something else: another yes or
 * no, other figures, another source, an answer that there is no more. Other words for the same are no difference. Pure.
 */
export function differencesOf(before: SaidAnswer, now: SaidAnswer): Difference[] {
  const isRefused = now.kind === 'refusal';
  if (before.kind === 'refusal') return isRefused ? [] : ['answered'];
  if (isRefused) return ['refused'];
  const found: readonly (readonly [Difference, boolean])[] = [
    ['verdict', verdictIn(before.blocks) !== verdictIn(now.blocks)],
    ['figures', figuresIn(before.blocks) !== figuresIn(now.blocks)],
    ['citation', citationIn(before.blocks) !== citationIn(now.blocks)],
  ];
  return found.flatMap(([name, differs]) => (differs ? [name] : []));
}

/** The blocks that answer: those that cite, where any does; an offer or a word beside them is none. */
function answering(blocks: readonly Block[]): Block[] {
  const wordy = blocks.filter(({ type }) => type === 'paragraph' || type === 'list');
  const citing = wordy.filter(cites);
  return citing.length > 0 ? citing : wordy;
}

function cites(block: Block): boolean {
  if (block.type === 'paragraph') return block.text.some((span) => span.cites !== undefined);
  return block.type === 'list' && block.items.some((item) => item.some((span) => span.cites !== undefined));
}

/** The words that an answer opens with, when they decide. */
function verdictIn(blocks: readonly Block[]): 'oui' | 'non' | undefined {
  const [, said] =
    /^\P{L}{0,4}(oui|non)(?!\p{L})/u.exec(fold(plainText(answering(blocks)).slice(0, 40))) ?? [];
  return said === 'oui' || said === 'non' ? said : undefined;
}

/** Groups of thousands that are read as one number: « 60 000 », « 60.000 ». */
const FIGURE = /\d+(?:[ \u00A0\u202F.,]\d+)*/g;

/** The figures of an answer, in order: each as its digits. Article numbers are figures too, and change with the rule. */
const figuresIn = (blocks: readonly Block[]): string =>
  [
    ...new Set(
      plainText(answering(blocks))
        .match(FIGURE)
        ?.map((one) => one.replace(/[ \u00A0\u202F.]/g, '')),
    ),
  ]
    .toSorted()
    .join(' ');

/** Where an answer is from: documents, and in them the section, the page or the slide. */
const citationIn = (blocks: readonly Block[]): string =>
  [...new Set(sourcesIn(blocks).map(placeOf))].toSorted().join('\n');

const placeOf = ({ documentId, section, page, slide }: SourceItem): string =>
  [documentId, page ?? slide ?? fold(section)].join('#');
