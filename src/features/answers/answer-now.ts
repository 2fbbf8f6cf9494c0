import type { Block } from '#src/channel/blocks.ts';
import type { Support } from '#src/conversation/store/supports.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import type { Answerer } from './answerer.ts';

/** An answer that stands by itself, with its sources: what may be said to somebody who did not just ask. */
export interface WholeAnswer {
  readonly blocks: readonly Block[];
  readonly standsOn: readonly Support[];
}

/**
 * What is answered to a question asked by itself; undefined where there is no answer, where it is a doubt between
 * several, asks something back, or names no source.
 */
export async function answerNow(
  answerer: Answerer,
  text: string,
  today: IsoDate,
): Promise<WholeAnswer | undefined> {
  const { kind, blocks, citations, offered, thread, standsOn } = await answerer.answer(
    text,
    undefined,
    today,
  );
  if (kind !== 'answer' || offered || thread.open || citations.length === 0) return undefined;
  return { blocks: [...blocks, { type: 'sources', items: citations }], standsOn };
}
