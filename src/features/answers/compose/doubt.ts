import { paragraph } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { refusal } from '#src/features/answers/texts.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';
import { askChoice } from './next-questions.ts';

/** The most choices that are read at a glance. */
const CHOICES = 3;

/** « Vous voulez savoir… ? »: the questions of the best pages, where none of them is surely the one asked. */
export function doubtfulAnswer(understanding: Understanding, hits: readonly Hit[]): Answer | undefined {
  const offered = hits
    .filter(({ passage }) => !asksNothing(passage) && !understanding.notThat?.includes(passage.heading))
    .slice(0, CHOICES);
  if (offered.length === 0) return undefined;
  return {
    kind: 'answer',
    blocks: [paragraph(refusal.doubt)],
    citations: [],
    composer: 'extractive',
    verdict: null,
    offered: offered.map(({ passage }) => passage.key),
    followUps: offered.map(({ passage }) => askChoice(passage.heading)),
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}
