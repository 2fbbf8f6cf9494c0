import { MINUTE_MS } from '#src/platform/calendar/durations.ts';

/** A length of time as it is read in a table: « 12 min », « 3 h 20 ». */
export function frenchDuration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}

/** A number with what it counts: « 1 ligne », « 3 lignes ». */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count > 1 ? many : one}`;

const PERCENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });

/** A fraction as a percentage without decimals: « 75 % ». */
export const frenchPercent = (part: number): string => PERCENT.format(part);
