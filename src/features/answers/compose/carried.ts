import type { Answer } from '#src/features/answers/answer.ts';
import { carriedSlots } from '#src/features/answers/texts.ts';
import { detectCase, nameOfBuyer, nameOfCategory } from '#src/reader/detect-case.ts';
import type { ThreadContext, Understanding } from '#src/reader/understand.ts';

/**
 * What an answer takes from earlier messages, said back so that it can be corrected: « une collectivité, travaux ».
 * Undefined when the message says all of it, or completes what was just asked.
 */
export function carriedNote(
  { kind, offered }: Answer,
  { asked, case: told }: Understanding,
  thread: ThreadContext | undefined,
): string | undefined {
  if (!thread || thread.open || kind === 'refusal' || offered) return undefined;
  const own = detectCase(asked);
  const slots = [
    ...(told.buyer && !own.buyer ? [nameOfBuyer(told.buyer)] : []),
    ...(told.category && !own.category ? [nameOfCategory(told.category)] : []),
  ];
  return slots.length > 0 ? carriedSlots(slots) : undefined;
}
