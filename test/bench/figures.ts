import { loadavg } from 'node:os';

/** What an issue asks of a figure, and what was reached. */
export interface Target {
  readonly what: string;
  readonly asked: string;
  readonly reached: string;
  readonly met: boolean;
}

/** The value below which a part of the measures lie. */
export function quantile(measures: readonly number[], part: number): number {
  const sorted = [...measures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** A French decimal: « 12,3 ». */
export const decimal = (value: number, digits = 1): string => value.toFixed(digits).replace('.', ',');
export const percent = (part: number): string => `${decimal(100 * part)} %`;
export const milliseconds = (value: number): string => `${decimal(value, 2)} ms`;
export const seconds = (value: number): string => `${decimal(value, 2)} s`;
export const megabytes = (value: number): string => `${decimal(value, 0)} Mo`;

/** A figure with a ceiling, as a target. */
export const atMost = (
  what: string,
  value: number,
  limit: number,
  format: (value: number) => string,
): Target => ({ what, asked: `≤ ${format(limit)}`, reached: format(value), met: value <= limit });

/** Prints a table: its first column to the left, the others to the right. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('──');
  process.stdout.write(
    `\n${title} (charge de la machine : ${decimal(loadavg()[0] ?? 0)})\n${rule}\n${[header, ...rows].map(line).join('\n')}\n`,
  );
}
