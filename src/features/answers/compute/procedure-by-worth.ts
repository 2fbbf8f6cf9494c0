import { computedBy } from '#src/features/answers/compute.ts';
import type { FigureRegister } from '#src/knowledge/model/figures.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';
import { type Told, withTold } from '#src/reader/told.ts';
import { understand } from '#src/reader/understand.ts';

/** The computation of a purchase's procedure. */
const PROCEDURE = 'procurement-procedure';

/**
 * The procedure that what was told of a contract leaves no choice of: its sum, its buyer and what is bought reach the
 * European threshold. Below it, the buyer may still have chosen a formal one: nothing is concluded.
 */
export function formalByWorth(
  told: Told | undefined,
  register: FigureRegister,
  today: IsoDate,
): Told['procedure'] {
  if (!told?.worth || !told.buyer || !told.category || told.worth.tax === 'TTC') return undefined;
  const purchase = told.object ? ` pour ${told.object.said}` : '';
  const question = withTold(`Quelle procédure${purchase} ?`, told, today);
  const reached = computedBy(PROCEDURE, understand(question, undefined, today), register, today);
  return reached?.result.procedure === 'formal' && !reached.result.clarify ? 'formal' : undefined;
}
