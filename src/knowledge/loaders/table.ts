import { oneLine } from './outline.ts';

/** A longer cell is prose, no label. */
const LONGEST_LABEL = 80;

/**
 * The rows of a table as they are said, each with the labels of its columns: « Lot : 1 · Objet : nettoyage · Durée : 4
 * ans ». A row is one sentence wherever it is quoted.
 * @param rows cells of each row
 * @param heads rows at the top that are labels; undefined when it is not known
 */
export function rowsSaid(rows: readonly (readonly string[])[], heads: number | undefined): string[] {
  const grid = withoutEmpty(rows.map((row) => row.map(oneLine)));
  const wide = Math.max(0, ...grid.map((row) => row.length));
  if (wide < 2) return grid.flat();
  const count = heads === undefined ? guessedHeads(grid) : Math.min(heads, grid.length - 1);
  const labels = labelsOf(grid.slice(0, count));
  return grid.slice(count).map((row) => rowSaid(row, labels, wide));
}

function rowSaid(row: readonly string[], labels: readonly string[], wide: number): string {
  const cells = row.flatMap((cell, column) => (cell ? [{ cell, label: labels[column] ?? '' }] : []));
  const [first] = cells;
  // A line that spans a table announces those under it.
  if (cells.length === 1 && first) return first.cell;
  if (labels.length === 0 && wide === 2 && cells.length === 2 && first && first.cell.length <= LONGEST_LABEL)
    return `${first.cell.replace(/(?<!\s)\s*:$/, '')} : ${cells[1]?.cell ?? ''}`;
  return cells.map(({ cell, label }) => (label && label !== cell ? `${label} : ${cell}` : cell)).join(' · ');
}

/** The labels of each column: those of several rows one after the other. */
function labelsOf(heads: readonly (readonly string[])[]): string[] {
  const wide = Math.max(0, ...heads.map((row) => row.length));
  return Array.from({ length: wide }, (_, column) => {
    const said = [...new Set(heads.map((row) => row[column] ?? '').filter(Boolean))];
    return said.map((label) => label.replace(/(?<!\s)\s*:$/, '')).join(' – ');
  });
}

/** Whether the first row of a table that does not say so is one of labels: short words, no numbers, no two alike. */
function guessedHeads(grid: readonly (readonly string[])[]): number {
  const [first = [], second] = grid;
  if (!second || first.length < 3) return 0;
  const said = first.slice(1);
  const isLabel = (cell: string) => cell !== '' && cell.length <= LONGEST_LABEL && !/\d/.test(cell);
  return said.every(isLabel) && !/\d/.test(first[0] ?? '') && new Set(first).size === first.length ? 1 : 0;
}

/** A table without the rows and columns that hold nothing. */
function withoutEmpty(rows: readonly (readonly string[])[]): string[][] {
  const kept = rows.filter((row) => row.some(Boolean));
  const wide = Math.max(0, ...kept.map((row) => row.length));
  const columns = Array.from({ length: wide }, (_, column) => column).filter((column) =>
    kept.some((row) => row[column]),
  );
  return kept.map((row) => columns.map((column) => row[column] ?? ''));
}
