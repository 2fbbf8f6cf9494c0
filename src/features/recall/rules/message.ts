import { type Block, paragraph, plainText } from '#src/channel/blocks.ts';
import { choices } from '#src/channel/make-blocks.ts';
import { EXPERT_BUTTON } from '#src/conversation/expert-button.ts';
import type { SaidAnswer } from '#src/features/recall/rules/compare.ts';
import { recallTexts as texts } from '#src/features/recall/texts.ts';
import { STOP_BUTTON, stopHint, UNASKED } from '#src/person/unasked/said.ts';

/** The kind of what is told of an answer that changed. */
export const RECALL_KIND = UNASKED.recall;
/** Characters of a question that are said back. */
const SAID_BACK = 200;

/** An answer that changed, as it is told. */
export interface ToldAnswer {
  readonly question: string;
  /** « 12 novembre ». */
  readonly day: string;
  readonly isRefused: boolean;
  /** What is answered now. */
  readonly blocks: readonly Block[];
}

/** The message that tells somebody that an answer changed: what they had asked, and what is answered now. Pure. */
export const recallMessage = ({ question, day, isRefused, blocks }: ToldAnswer): Block[] => [
  paragraph(texts.opening),
  paragraph(texts.asked(shortened(question), day)),
  ...(isRefused ? [paragraph(texts.noneNow)] : [paragraph(texts.answersNow), ...blocks.flatMap(sayable)]),
  stopHint,
  choices(EXPERT_BUTTON, STOP_BUTTON),
];

/** What an answer, or a message that told of one, answered. Pure. */
export function answerIn({ kind, blocks }: SaidAnswer): SaidAnswer {
  if (kind !== RECALL_KIND) return { kind, blocks };
  const opening = blocks.findIndex((block) => plainText([block]) === texts.answersNow);
  return opening === -1 ? { kind: 'refusal', blocks } : { kind: 'answer', blocks: blocks.slice(opening + 1) };
}

/** Buttons and ratings are those of the message itself. */
const sayable = (block: Block): Block[] =>
  block.type === 'choices' || block.type === 'rating' || block.type === 'answer-field' ? [] : [block];

function shortened(question: string): string {
  const words = question.replace(/\s+/g, ' ').trim();
  return words.length > SAID_BACK ? `${words.slice(0, SAID_BACK).trimEnd()}…` : words;
}
