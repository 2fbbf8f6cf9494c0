import type { PreparedChange } from '#src/knowledge/store/prepared.ts';
import type { TrialReading } from './trial.ts';

/** A reading that is larger is made again when it is wanted, in signs of JSON. */
const MOST_SIGNS = 8_000_000;

/** A reading as it is kept with the change that it is of. */
export function keptReading(reading: TrialReading): string | undefined {
  const text = JSON.stringify(reading);
  return text.length <= MOST_SIGNS ? text : undefined;
}

/** What was read of a change that waits; undefined when it was not kept. */
export const readingOf = ({ reading }: Pick<PreparedChange, 'reading'>): TrialReading | undefined =>
  reading === undefined ? undefined : (JSON.parse(reading) as TrialReading);
