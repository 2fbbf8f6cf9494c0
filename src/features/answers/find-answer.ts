import type { FindAnswer } from '#src/reader/questions/several-questions.ts';
import type { Answerer } from './answerer.ts';

/** Finds what answers each question of a message, as it would be answered on a day. */
export const findAnswer =
  (answerer: Answerer, today: string): FindAnswer =>
  async (text, thread) => {
    const { kind, offered, citations, thread: left } = await answerer.answer(text, thread, today);
    const isAnswer = kind === 'answer' && !offered && citations.length > 0;
    return {
      outcome: isAnswer ? 'answer' : kind === 'answer' ? 'doubt' : 'none',
      sections: citations.map(({ documentId, section }) => `${documentId}#${section}`),
      thread: left,
    };
  };
