/** A piece of text as pdf.js gives it; marks of content have no text. */
export interface TextItem {
  readonly str?: string | undefined;
  /** Where it is drawn: its last two numbers are the place, its first four the size and the turn. */
  readonly transform?: readonly number[] | undefined;
  readonly width?: number | undefined;
  /** Its font says that it is bold. */
  readonly bold?: boolean | undefined;
}

/** Words on one line, with no wide gap between them. Points from the left and from the bottom. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Height of its letters, in points. */
  readonly size: number;
  /** All its letters are of a bold font. */
  readonly bold: boolean;
}

/** Lines one under the other that make a paragraph, a list, or a cell. */
export interface Block {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
}

/** A wider gap, in heights of a letter, parts two cells, or two columns. */
const WIDE_GAP = 1.5;
const WORD_GAP = 0.15;
const SAME_LINE = 0.45;
/** Lines further apart, in heights of a letter, are of two blocks. */
const LINE_SPACING = 1.9;
const SAME_SIZE = 1.2;
/** Letters that a line lacks at its right, in heights of one, when its sentence ends there. */
const SHORT_OF = 6;

interface Open {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
  bold: boolean;
}

/** The lines of a page, in the order of its drawing. Letters that are turned come last, as they are. */
export function linesOf(items: readonly TextItem[]): Line[] {
  const lines: Open[] = [];
  const turned: Open[] = [];
  let open: Open | undefined;
  for (const { str, transform = [], width = 0, bold = false } of items) {
    if (str === undefined || str === '') continue;
    const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
    const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
    if (Math.abs(b) > 0.3 * Math.hypot(a, b)) {
      turned.push({ text: str, left: x, right: x, y, size, bold: false });
      continue;
    }
    const piece = { text: str, left: x, right: x + width, y, size, bold };
    if (open && goesOn(open, piece)) append(open, piece);
    else if (str.trim() !== '') {
      open = piece;
      lines.push(open);
    }
  }
  const said = turned.map(({ text }) => text.trim()).filter(Boolean);
  const aside = turned[0] && said.length > 0 ? [{ ...turned[0], text: said.join(' ') }] : [];
  return [...lines, ...aside].filter(({ text }) => text.trim() !== '');
}

function goesOn(open: Open, piece: Open): boolean {
  const size = Math.max(open.size, piece.size);
  const gap = piece.left - open.right;
  return Math.abs(piece.y - open.y) < SAME_LINE * size && gap < WIDE_GAP * size && gap > -0.8 * size;
}

function append(open: Open, piece: Open): void {
  // Blanks that pdf.js makes of a gap are as wide as it: a wide one parts two cells.
  if (piece.text.trim() === '' && piece.right - open.right > WIDE_GAP * open.size) return;
  const isApart = piece.left - open.right > WORD_GAP * Math.min(open.size, piece.size);
  const space = isApart && !/\s$/.test(open.text) && !/^\s/.test(piece.text) ? ' ' : '';
  open.text += space + piece.text;
  open.right = Math.max(open.right, piece.right);
  if (/[\p{L}\p{N}]/u.test(piece.text)) open.bold = open.bold && piece.bold;
  // A number in small beside a word is no line of its own size.
  if (piece.text.trim().length > 2) open.size = Math.max(open.size, piece.size);
}

/** The blocks of a page, in the order of its drawing: a column is drawn before the next one. */
export function blocksOf(lines: readonly Line[]): Block[] {
  const blocks: { lines: Line[]; left: number; right: number }[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last && isUnder(last, line)) {
      last.lines.push(line);
      last.left = Math.min(last.left, line.left);
      last.right = Math.max(last.right, line.right);
    } else blocks.push({ lines: [line], left: line.left, right: line.right });
  }
  return blocks.map(({ lines: own, left, right }) => {
    const size = Math.max(...own.map((line) => line.size));
    const top = Math.max(...own.map((line) => line.y)) + size;
    return { lines: own, left, right, size, top, bottom: Math.min(...own.map((line) => line.y)) };
  });
}

function isUnder(block: { lines: Line[]; left: number; right: number }, line: Line): boolean {
  const above = block.lines.at(-1) as Line;
  const size = Math.max(above.size, line.size);
  const fall = above.y - line.y;
  const alike = size / Math.max(0.1, Math.min(above.size, line.size)) < SAME_SIZE;
  const overlaps = line.left < block.right && line.right > block.left;
  const isClose = alike && overlaps && fall > 0.3 * size && fall < LINE_SPACING * size;
  return isClose && !(above.bold !== line.bold && startsAnew(block, line));
}

/** Whether a line whose letters are not as thick as those above says something else: a heading, or what stands under one. */
function startsAnew({ lines, right }: { lines: readonly Line[]; right: number }, line: Line): boolean {
  if (!/^[^\p{L}]{0,12}\p{Lu}|^[\p{N}•●▪■–-]/u.test(line.text)) return false;
  const above = lines.at(-1) as Line;
  return above.bold || /[.:;!?»)…]\s*$/u.test(above.text) || right - above.right > SHORT_OF * above.size;
}
