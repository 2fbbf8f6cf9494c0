import { type Block, plainText } from '#src/channel/blocks.ts';
import type { FindAnswer, Found } from '#src/reader/questions/found.ts';
import type { Answer } from './answer.ts';
import type { Answerer } from './answerer.ts';

/** Finds what answers each question of a message, as it would be answered on a day. */
export const findAnswer =
  (answerer: Answerer, today: string): FindAnswer =>
  async (text, thread, within) => {
    const answer = await answerer.answer(text, thread, today, within);
    const { blocks, offered, citations, thread: left, followUps, likelihood } = answer;
    return {
      outcome: outcomeOf(answer),
      sections: citations.map(({ documentId, section }) => `${documentId}#${section}`),
      heading: citations[0]?.section,
      offered: offered && followUps.map(({ label }) => label),
      nearest: answer.isUnknown ? followUps.map(({ label }) => label) : undefined,
      likelihood,
      said: plainText(blocks.filter((block) => isOfFirst(block, citations[0]?.n))),
      thread: left,
    };
  };

/** Whether a block says nothing of another page than the first one. */
const isOfFirst = (block: Block, first: number | undefined): boolean =>
  block.type !== 'sources' &&
  (block.type !== 'paragraph' ||
    block.text.every(({ cites = [] }) => cites.every((n) => first === undefined || n === first)));

function outcomeOf({ kind, offered, citations, isUnknown, isOutside, isDeclined }: Answer): Found['outcome'] {
  if (kind === 'answer') {
    if (offered) return 'doubt';
    return citations.length > 0 ? 'answer' : 'none';
  }
  if (isDeclined) return 'declined';
  return kind === 'refusal' && (isUnknown || isOutside) ? 'none' : 'settled';
}
