import { euros } from '#src/calculators/texts-amounts.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { carriedSlots } from '#src/features/answers/texts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { detectCase, nameOfBuyer, nameOfCategory } from '#src/reader/detect-case.ts';
import type { ThreadContext, Understanding } from '#src/reader/understand.ts';

/**
 * What an answer takes from earlier messages, said back so that it can be corrected: « une collectivité, travaux ».
 * Undefined when the message says all of it, or completes what was just asked, and where the answer is the same for
 * everybody.
 */
export function carriedNote(
  { kind, composer, offered, completedBy }: Answer,
  { asked, followsUp, case: told }: Understanding,
  thread: ThreadContext | undefined,
): string | undefined {
  if (!thread || thread.open || kind === 'refusal' || offered) return undefined;
  if (!followsUp && composer !== 'calculator') return undefined;
  const own = detectCase(asked);
  const { worth, duration } = completedBy ?? {};
  const slots = [
    ...(told.buyer && !own.buyer ? [nameOfBuyer(told.buyer)] : []),
    ...(told.category && !own.category ? [nameOfCategory(told.category)] : []),
    ...(worth ? [euros(worth.value, worth.tax)] : []),
    ...(duration ? [formatValue(duration.unit, duration.value)] : []),
  ];
  return slots.length > 0 ? carriedSlots(slots) : undefined;
}
