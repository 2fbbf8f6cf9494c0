import { rowsSaid } from '#src/knowledge/loaders/table.ts';
import type { Block } from './page-blocks.ts';

/** A table of a page: the cells of its rows, from left to right. */
export interface Table {
  readonly cells: readonly (readonly Block[])[];
}

/** Blocks whose text is longer on average are columns of prose. */
const LONGEST_CELL = 220;
/** A row that goes on under its first lines, in heights of a letter. */
const CLOSE = 1.7;

/**
 * Finds the tables of a page: rows one under the other, each of cells side by side, that are drawn one after the other.
 * @param isHeading blocks that are in no table
 * @returns the tables, and the other blocks, in the order of the drawing
 */
export function tablesOf(
  blocks: readonly Block[],
  isHeading: (block: Block) => boolean = () => false,
): (Block | Table)[] {
  const rows: Block[][] = [];
  for (const block of byRows(blocks, isHeading)) {
    const row = rows.at(-1);
    if (row && isBeside(row, block) && !isHeading(block)) row.push(block);
    else rows.push([block]);
  }
  const found: (Block | Table)[] = [];
  let table: Block[][] = [];
  const end = () => {
    found.push(...(isTable(table) ? [{ cells: table }] : table.flat()));
    table = [];
  };
  for (const row of rows) {
    if (!goesOn(table, row)) end();
    if (row.length > 1 || table.length > 0) table.push(row);
    else found.push(...row);
  }
  end();
  return found;
}

/** Whether a row is the next one of a table, or the rest of its last. */
function goesOn(table: readonly (readonly Block[])[], row: readonly Block[]): boolean {
  const last = table.at(-1);
  if (!last) return false;
  return row.length > 1 ? isBelow(last, row) : isRest(table, row[0] as Block);
}

/** A longer text is no cell of a table that is drawn column by column. */
const SHORT_CELL = 110;
const LEAST_ROWS = 3;

/** Blocks that are drawn column by column, put in the order of their rows. */
function byRows(blocks: readonly Block[], isHeading: (block: Block) => boolean): Block[] {
  const ordered: Block[] = [];
  let short: Block[] = [];
  const end = () => {
    ordered.push(...(gridOf(short) ?? short));
    short = [];
  };
  for (const block of blocks) {
    if (lettersOf(block) <= SHORT_CELL && block.lines.length <= 4 && !isHeading(block)) short.push(block);
    else {
      end();
      ordered.push(block);
    }
  }
  end();
  return ordered;
}

/** Short blocks row by row, where most of them stand side by side in rows of as many; undefined otherwise. */
function gridOf(blocks: readonly Block[]): Block[] | undefined {
  if (blocks.length < 2 * LEAST_ROWS) return undefined;
  const rows: Block[][] = [];
  for (const block of [...blocks].sort((one, other) => middleOf(other) - middleOf(one))) {
    const row = rows.at(-1);
    const isSame = row?.every((cell) => Math.abs(middleOf(cell) - middleOf(block)) < 0.6 * block.size);
    if (row && isSame) row.push(block);
    else rows.push([block]);
  }
  const counts = Map.groupBy(rows, (row) => row.length);
  const [wide, same] =
    [...counts].filter(([count]) => count > 1).sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  if (!wide || !same || same.length < LEAST_ROWS || wide * same.length < 0.6 * blocks.length)
    return undefined;
  return rows.flatMap((row) => row.sort((one, other) => one.left - other.left));
}

const middleOf = ({ top, bottom }: Block): number => (top + bottom) / 2;

/** Whether a block stands to the right of a row, at its height. */
function isBeside(row: readonly Block[], block: Block): boolean {
  const last = row.at(-1) as Block;
  const overlap = Math.min(last.top, block.top) - Math.max(last.bottom, block.bottom);
  return block.left >= last.right - 1 && overlap > 0.4 * Math.min(last.size, block.size);
}

function isBelow(row: readonly Block[], next: readonly Block[]): boolean {
  const bottom = Math.min(...row.map((block) => block.bottom));
  const top = Math.max(...next.map((block) => block.top));
  const size = Math.max(...next.map((block) => block.size));
  return top - size < bottom + size && bottom - top < 4 * size;
}

/** Whether a block alone is the rest of a table's last row, in one of its columns but the first. */
function isRest(table: readonly (readonly Block[])[], block: Block): boolean {
  const cells = table.flat();
  const first = Math.min(...cells.map(({ left }) => left));
  const last = table.at(-1) ?? [];
  const bottom = Math.min(...last.map((one) => one.bottom));
  const isNear = bottom - block.top < CLOSE * block.size && block.top - block.size < bottom + block.size;
  return (
    isNear && block.left > first + 2 * block.size && cells.some(({ left }) => Math.abs(left - block.left) < 3)
  );
}

function isTable(rows: readonly (readonly Block[])[]): boolean {
  const full = rows.filter((row) => row.length > 1);
  if (full.length < 2) return false;
  const cells = rows.flat();
  const letters = cells.reduce((sum, cell) => sum + lettersOf(cell), 0);
  return letters / cells.length <= LONGEST_CELL && columnsOf(rows).length > 1;
}

const lettersOf = ({ lines }: Block): number => lines.reduce((sum, { text }) => sum + text.length, 0);

/** The columns of a table: where cells stand above one another. The widest cells, which span several, say nothing. */
function columnsOf(rows: readonly (readonly Block[])[]): { left: number; right: number }[] {
  const most = Math.max(...rows.map((row) => row.length));
  const cells = rows.filter((row) => row.length > 0.5 * most).flat();
  const columns: { left: number; right: number }[] = [];
  for (const { left, right } of [...cells].sort((one, other) => one.left - other.left)) {
    const last = columns.at(-1);
    if (last && left < last.right - 1) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

/** The rows of a table as they are said, each with the labels of its columns. */
export function rowsOfTable({ cells: rows }: Table): string[] {
  const columns = columnsOf(rows);
  const grid: string[][] = [];
  let bottom = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const said = columns.map(() => '');
    for (const cell of row) {
      const middle = Math.min(cell.left + 2, cell.right);
      const at = columns.findLastIndex((column) => column.left <= middle);
      const text = cell.lines.map((line) => line.text.trim()).join(' ');
      said[Math.max(0, at)] = `${said[Math.max(0, at)]} ${text}`.trim();
    }
    const top = Math.max(...row.map((cell) => cell.top));
    const size = Math.max(...row.map((cell) => cell.size));
    const above = grid.at(-1);
    // Cells of several lines may be drawn line by line: what has no first cell goes on from the row above.
    if (above && said[0] === '' && bottom - (top - size) < CLOSE * size)
      for (const [at, text] of said.entries()) above[at] = `${above[at] ?? ''} ${text}`.trim();
    else grid.push(said);
    bottom = Math.min(...row.map((cell) => cell.bottom));
  }
  return rowsSaid(grid, undefined);
}
