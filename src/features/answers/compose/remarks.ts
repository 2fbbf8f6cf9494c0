import type { Block } from '#src/channel/blocks.ts';
import { paragraph, plainText } from '#src/channel/blocks.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { correctionOf, falsePremise } from '#src/features/answers/premise/false-premise.ts';
import { isFalse } from '#src/features/answers/premise/texts.ts';
import { refuse } from '#src/features/answers/refuse/refuse.ts';
import type { Ruling } from '#src/features/answers/refuse/rule.ts';
import { meanwhile } from '#src/features/answers/refuse/texts.ts';
import { registerTitle } from '#src/features/answers/texts.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import { fold } from '#src/platform/french/text-analysis.ts';
import type { Understanding } from '#src/reader/understand.ts';

/** Pages about the Fabrique: the only ones that speak of it. */
const PROGRAMME = 'programme/';
/** What those pages say of what is not public. */
const TO_CONFIRM = /à confirmer par l['’]équipe/i;

/** Opens an answer with what sets right a figure that the question takes for granted; as it is when there is none. */
export function withCorrection(
  answer: Answer,
  understanding: Understanding,
  figures: FigureRegister,
): Answer {
  const premise = falsePremise(understanding.asked, figures, understanding);
  if (!premise) return answer;
  const correction = correctionOf(premise);
  // « j'ai lu que le seuil est de …, c'est vrai ? »: the figure is all that is asked.
  const isAsked = asksTruth(understanding.asked);
  if (answer.kind !== 'refusal') {
    const text = isAsked ? isFalse(correction) : correction;
    const note: Block = { type: 'note', tone: 'warning', text: [{ text }] };
    const verdict = isAsked && answer.kind === 'answer' ? 'non' : answer.verdict;
    return { ...answer, verdict, blocks: [note, ...answer.blocks] };
  }
  // The pages hold no more: what is set right answers by itself.
  const { figure, current } = premise;
  const articles = current.article ? [current.article] : [];
  const source = { n: 1, documentId: 'figures', title: registerTitle, section: figure.label, articles };
  return {
    ...answer,
    kind: 'answer',
    blocks: [{ type: 'paragraph', text: [{ text: correction, cites: [1] }] }],
    citations: [{ ...source, excerpt: correction }],
  };
}

/** « … c'est vrai ? », « exact ? »: whether what was said before holds. */
const asksTruth = (question: string): boolean =>
  /\b(?:c'est|est-ce|c'est toujours) (?:bien |toujours |encore |vraiment )?(?:vrai|exact|correct|juste|le cas)\b|\b(?:vrai|exact|correct|juste)(?: ou (?:faux|pas|non))? ?\?/.test(
    fold(question),
  );

/**
 * Opens an answer with why a person should look at it, and gives the general rule after; what the pages do not answer
 * is then a refusal for that reason. A fact of the programme that only the team knows is never read from another page.
 */
export function withPerson(answer: Answer, understanding: Understanding, ruling: Ruling | undefined): Answer {
  if (ruling?.kind !== 'answer-and-handoff') return answer;
  const isOurs = answer.citations.some(({ documentId }) => documentId.startsWith(PROGRAMME));
  if (answer.kind === 'refusal' || (ruling.rule === 'programme-fact' && !isOurs))
    return refuse(understanding, [ruling.sentence]);
  // The page itself says that the team must confirm.
  if (ruling.rule === 'programme-fact' && TO_CONFIRM.test(plainText(answer.blocks)))
    return { ...answer, kind: 'handoff', verdict: null };
  const opening = paragraph(`${ruling.sentence} ${meanwhile}`);
  return { ...answer, kind: 'handoff', verdict: null, blocks: [opening, ...answer.blocks] };
}
