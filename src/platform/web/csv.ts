/** A value in a table; what is not known is an empty cell. */
export type Cell = string | number | undefined;

/** By which a spreadsheet knows that what follows is UTF-8. */
export const CSV_MARK = '\uFEFF';

/** A line of a table that a French spreadsheet opens by itself: semicolons, decimal commas. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(';')}\r\n`;

/** A whole table that a French spreadsheet opens by itself. */
export const csvTable = (lines: readonly (readonly Cell[])[]): string =>
  `${CSV_MARK}${lines.map(csvLine).join('')}`;

/**
 * A cell of a table with semicolons. What a spreadsheet would take for a formula is made text (OWASP, CSV injection);
 * numbers are ours and stay numbers.
 */
export function csvCell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
