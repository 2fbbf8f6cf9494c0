import type { SaidAct } from '#src/reader/acts/said-acts.ts';
import type { SaidPart } from '#src/reader/parts.ts';
import { onlyTold, type ThreadContext } from '#src/reader/understand.ts';
import type { FindAnswer, Found } from './found.ts';

/** Whether a remark of a message says that something was left without an answer: « … vous ne m’avez pas dit ». */
export async function isMissed(
  acts: readonly SaidAct[],
  saysMissed: ((words: string) => Promise<boolean>) | undefined,
): Promise<boolean> {
  if (!saysMissed) return false;
  for (const { act, text } of acts) if (act === 'talk' && (await saysMissed(text))) return true;
  return false;
}

/**
 * What was left without an answer, and is asked again: « oui mais pour les entreprises du coin vous ne m’avez pas dit ».
 * What was said is left out: it is read without the last answer, all of it, then each thing of it, and what the last answer
 * says is none. Undefined where nothing else is found.
 */
export async function readMissed(
  {
    message,
    acts,
    thread,
  }: { readonly message: string; readonly acts: readonly SaidAct[]; readonly thread: ThreadContext },
  find: FindAnswer,
): Promise<readonly SaidPart[] | undefined> {
  const given = thread.lastAnswered?.heading;
  // What finds another page as it stands was not left out: it puts right.
  const asItStands = await find(message, thread);
  if (asItStands.heading !== undefined && asItStands.heading !== given) return undefined;
  const said = acts.filter(({ act }) => act !== 'talk').map(({ text }) => text);
  const ways = [...new Set([said.join(' '), ...said])].filter(Boolean);
  const read: { text: string; found: Found }[] = [];
  for (const text of ways) read.push({ text, found: await find(text, onlyTold(thread)) });
  const isNew = ({ heading, offered }: Found) => (heading ?? offered?.[0]) !== given;
  const best =
    read.find(({ found }) => found.outcome === 'answer' && isSureOf(found) && isNew(found)) ??
    read.find(({ found }) => (found.outcome === 'doubt' || found.outcome === 'answer') && isNew(found));
  return best && [{ text: best.text, isQuestion: true, alone: true, told: message }];
}

/** How likely what is found must be, to be taken before what a doubt hesitates between. */
const SURE = 0.5;
const isSureOf = ({ likelihood = 1 }: Found): boolean => likelihood >= SURE;
