import type { Block, Choice } from '#src/channel/blocks.ts';
import { paragraph } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { askChoice } from '#src/features/answers/compose/next-questions.ts';
import { refusal } from '#src/features/answers/texts.ts';
import type { Understanding } from '#src/reader/understand.ts';
import { asksNothing } from '#src/retrieval/passages/passage.ts';
import type { Hit } from '#src/retrieval/retriever.ts';

/**
 * A refusal that helps: why, the nearest questions that have an answer, and a person one tap away.
 * @param reasons French sentences, the first one saying why
 */
export function refuse(
  understanding: Understanding,
  reasons: readonly string[],
  nearest: readonly Hit[] = [],
): Answer {
  // A page of a document has no question of its own to propose.
  const questions = nearest.filter(({ passage }) => !asksNothing(passage));
  const choices: Choice[] = questions.slice(0, 3).map(({ passage }) => askChoice(passage.heading));
  const blocks: Block[] = reasons.map(paragraph);
  blocks.push(paragraph(refusal.expert));
  if (choices.length > 0) blocks.push(paragraph(refusal.nearest(choices.map(({ label }) => label))));
  return {
    kind: 'refusal',
    blocks,
    citations: [],
    composer: 'extractive',
    verdict: null,
    followUps: choices,
    thread: { question: understanding.question, askedDate: understanding.askedDate },
  };
}
