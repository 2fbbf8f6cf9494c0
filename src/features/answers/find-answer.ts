import type { FindAnswer, Found } from '#src/reader/questions/several-questions.ts';
import type { Answer } from './answer.ts';
import type { Answerer } from './answerer.ts';

/** Finds what answers each question of a message, as it would be answered on a day. */
export const findAnswer =
  (answerer: Answerer, today: string): FindAnswer =>
  async (text, thread) => {
    const answer = await answerer.answer(text, thread, today);
    const { offered, citations, thread: left, followUps, likelihood } = answer;
    return {
      outcome: outcomeOf(answer),
      sections: citations.map(({ documentId, section }) => `${documentId}#${section}`),
      heading: citations[0]?.section,
      offered: offered && followUps.map(({ label }) => label),
      nearest: answer.isUnknown ? followUps.map(({ label }) => label) : undefined,
      likelihood,
      thread: left,
    };
  };

function outcomeOf({ kind, offered, citations, isUnknown, isOutside, isDeclined }: Answer): Found['outcome'] {
  if (kind === 'answer') {
    if (offered) return 'doubt';
    return citations.length > 0 ? 'answer' : 'none';
  }
  if (isDeclined) return 'declined';
  return kind === 'refusal' && (isUnknown || isOutside) ? 'none' : 'settled';
}
