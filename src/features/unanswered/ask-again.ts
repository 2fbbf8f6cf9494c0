import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database } from '#src/platform/database/database.ts';
import type { QuestionReader } from './reader.ts';
import { questionsToAsk, saveAsked } from './store/answers.ts';

/** Questions that one run asks: the next one goes on. */
const MOST = 100;

/**
 * Asks the index in service what it did not answer, one question after the other, behind the people who wait for theirs.
 * @returns how many were asked
 */
export async function askAgain(
  db: Database,
  { generation, answer }: QuestionReader,
  now: () => number,
  signal: AbortSignal,
): Promise<number> {
  const served = generation();
  if (served === undefined) return 0;
  const asked = await questionsToAsk(db, served, MOST);
  let count = 0;
  for (const { messageId, text } of asked) {
    // A newer index makes the rest of this one vain.
    if (signal.aborted || generation() !== served) break;
    const said = text === '' ? undefined : await answer(text, parisDay(now()));
    await saveAsked(db, { messageId, generation: served, answer: said });
    count += 1;
  }
  return count;
}
