import { type TimeLimit, timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import type { FiguresAt } from '#src/calculators/known.ts';
import type { Procedure } from '#src/features/opportunities/notice/notice.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** Whether a procedure is formalised; undefined where the notice does not tell. */
export function isFormal(procedure: Procedure | undefined): boolean | undefined {
  if (procedure === 'adapted') return false;
  const formal: readonly (Procedure | undefined)[] = ['open', 'restricted', 'negotiated', 'dialogue'];
  return formal.includes(procedure) ? true : undefined;
}

/** What is still open after a rejection, counted from the day of the letter. */
export interface AfterRejection {
  readonly formal: boolean | undefined;
  /** Until when the buyer must wait before it signs, where it must: the letter was sent electronically. */
  readonly standstill?: TimeLimit | undefined;
  /** Until when the reasons are due, where they are asked for today. */
  readonly reasons?: TimeLimit | undefined;
}

/** Counts what is still open after a rejection (R2181-2, R2181-4, R2182-1). Pure. */
export function afterRejection({
  procedure,
  rejectedOn,
  today,
  figures,
}: {
  readonly procedure: Procedure | undefined;
  readonly rejectedOn: IsoDate;
  readonly today: IsoDate;
  readonly figures: FiguresAt;
}): AfterRejection {
  const formal = isFormal(procedure);
  return {
    formal,
    standstill: formal === false ? undefined : timeLimit(figures, 'suspension-electronique', rejectedOn),
    reasons: timeLimit(figures, formal ? 'details-rejet-delai' : 'motifs-rejet-delai', today),
  };
}
