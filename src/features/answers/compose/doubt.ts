import { paragraph, type SourceItem } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { refusal } from '#src/features/answers/texts.ts';
import { withoutVerdict } from '#src/features/answers/verdict/verdict.ts';
import type { Understanding } from '#src/reader/understand.ts';
import type { Evidence } from '#src/retrieval/passages/evidence.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import { type Draft, numberSources } from './extractive.ts';
import { askChoice } from './next-questions.ts';
import { toRichText } from './rich-text.ts';

/** The most choices that are read at a glance. */
const CHOICES = 3;

/** What is shown of the likeliest section, under its own question: it is not affirmed to be the one asked. */
export interface Shown {
  readonly text: Draft['blocks'];
  readonly sources: readonly SourceItem[];
}

/** « Vous voulez savoir… ? »: the questions of the best pages, where none of them is surely the one asked. */
export function doubtfulAnswer(
  understanding: Understanding,
  hits: readonly Hit[],
  shown?: Shown,
): Answer | undefined {
  const offered = hits
    .filter(({ passage }) => !asksNothing(passage) && !understanding.notThat?.includes(passage.heading))
    .slice(0, CHOICES);
  const [first] = offered;
  if (!first) return undefined;
  return {
    kind: 'answer',
    blocks: shown
      ? [paragraph(refusal.perhaps(first.passage.heading)), ...shown.text, paragraph(refusal.orElse)]
      : [paragraph(refusal.doubt)],
    citations: [],
    composer: 'extractive',
    verdict: null,
    offered: offered.map(({ passage }) => passage.key),
    shown: shown?.sources,
    followUps: offered.map(({ passage }) => askChoice(passage.heading)),
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}

/**
 * Whether the likeliest section of a doubt may be shown: words and meaning put it first alike. Of the doubts of twenty
 * people who tried the hotline, it was then the one asked 16 times in 20; else, 9 times in 29.
 */
export const mayBeShown = ([first, ...others]: readonly Hit[]): boolean =>
  first !== undefined &&
  first.lexical > 0 &&
  !asksNothing(first.passage) &&
  others.every(({ lexical }) => lexical <= first.lexical);

/** The short answer of a section as a draft that cites it, to be verified; undefined where it has none. */
export function shortDraft(evidence: Evidence): Draft | undefined {
  if (!evidence.shortAnswer) return undefined;
  // Its yes or no is left out: it is of its own question.
  const text = toRichText(withoutVerdict(evidence), [1]);
  return { blocks: [{ type: 'paragraph', text }], sources: numberSources([evidence]), verdict: null };
}

/** What a draft shows where nothing is affirmed: its words, without the number of a source. */
export const shownOf = ({ blocks, sources }: Draft): Shown => ({
  text: blocks.map((block) =>
    block.type === 'paragraph' ? { ...block, text: block.text.map(({ cites, ...span }) => span) } : block,
  ),
  sources,
});
