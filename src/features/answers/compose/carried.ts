import { euros } from '#src/calculators/texts-amounts.ts';
import type { Answer } from '#src/features/answers/answer.ts';
import { carriedSlots } from '#src/features/answers/texts.ts';
import { formatValue } from '#src/knowledge/model/figures.ts';
import { detectCase, nameOfBuyer, nameOfCategory } from '#src/reader/detect-case.ts';
import type { Told } from '#src/reader/told.ts';
import type { ThreadContext, Understanding } from '#src/reader/understand.ts';

/** What was told, as it is said back: « un hôpital », « travaux », « 48 000 € », « 2 ans ». */
export const slotsOf = ({ buyer, category, worth, duration }: Told = {}): string[] => [
  ...(buyer ? [nameOfBuyer(buyer)] : []),
  ...(category ? [nameOfCategory(category)] : []),
  ...(worth ? [euros(worth.value, worth.tax)] : []),
  ...(duration ? [formatValue(duration.unit, duration.value)] : []),
];

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
  const slots = slotsOf({
    buyer: own.buyer ? undefined : told.buyer,
    category: own.category ? undefined : told.category,
    worth: completedBy?.worth,
    duration: completedBy?.duration,
  });
  return slots.length > 0 ? carriedSlots(slots) : undefined;
}
