import { type TimeLimit, timeLimit } from '#src/calculators/deadlines/time-limit.ts';
import type { FiguresAt } from '#src/calculators/known.ts';
import type { IsoDate } from '#src/platform/calendar/iso-date.ts';

/** The steps of a request for documents, from what has already happened. */
export interface DocumentSteps {
  /** When silence becomes a refusal; absent once the buyer has refused in words. */
  readonly silence?: TimeLimit | undefined;
  /** Until when CADA may be seized. */
  readonly referral?: TimeLimit | undefined;
  /** When CADA's silence confirms the refusal. */
  readonly confirmed?: TimeLimit | undefined;
}

/**
 * Dates of a request for administrative documents: silence of a month is a refusal, then two months to seize CADA,
 * whose silence of two months confirms it (CRPA R311-13, R311-15, R343-1). The latest event that is said decides.
 * @returns undefined when a figure is unknown at the date
 */
export function documentSteps(
  events: {
    readonly asked?: IsoDate | undefined;
    readonly refused?: IsoDate | undefined;
    readonly referred?: IsoDate | undefined;
  },
  figures: FiguresAt,
): DocumentSteps | undefined {
  if (events.referred) {
    const confirmed = timeLimit(figures, 'cada-silence', events.referred);
    return confirmed && { confirmed };
  }
  const silence =
    !events.refused && events.asked ? timeLimit(figures, 'documents-silence', events.asked) : undefined;
  const refusal = events.refused ?? silence?.last;
  const referral = refusal ? timeLimit(figures, 'cada-saisine', refusal) : undefined;
  return referral && { silence, referral };
}
