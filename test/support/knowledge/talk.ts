import { plainText } from '#src/channel/blocks.ts';
import type { Answerer } from '#src/features/answers/answerer.ts';

/** Plays messages of one conversation with an answerer, on a day: what is answered to the last one, on one line. */
export const talkWith =
  ({ answer }: Pick<Answerer, 'answer'>, today: string) =>
  async (first: string, ...next: string[]): Promise<string> => {
    let said = await answer(first, undefined, today);
    for (const message of next) said = await answer(message, said.thread, today);
    return plainText(said.blocks).replace(/[\u00A0\u202F]/g, ' ');
  };
