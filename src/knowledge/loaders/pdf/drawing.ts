import {
  type Box,
  common,
  holds,
  isBox,
  isMatrix,
  isRectangle,
  type Matrix,
  moved,
  type Point,
  times,
} from './geometry.ts';

/** What pdf.js lists of a page: numbers of operations, and the arguments of each. */
export interface Drawing {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** A piece of text where it is drawn, and how. */
export interface Run {
  readonly text: string;
  readonly from: Point;
  readonly to: Point;
  /** `#rrggbb`; undefined for a pattern. */
  readonly fill: string | undefined;
  /** Without ink: what text recognition does. */
  readonly inkless: boolean;
  /** Too small, too faint, out of its frame, or of a layer that is turned off. */
  readonly unseen: boolean;
  /** How many things were painted before it. */
  readonly after: number;
}

/** A surface that is painted. */
export interface Painted {
  readonly box: Box;
  /** Undefined for a picture, a shading, a shape that is no rectangle: what it looks like can't be told. */
  readonly colour: string | undefined;
  readonly picture: boolean;
}

/** Numbers of pdf.js's operations. */
const OP = {
  setGState: 9,
  save: 10,
  restore: 11,
  transform: 12,
  clip: 29,
  eoClip: 30,
  constructPath: 91,
  beginText: 31,
  setCharSpacing: 33,
  setWordSpacing: 34,
  setHScale: 35,
  setLeading: 36,
  setFont: 37,
  setTextRenderingMode: 38,
  setTextRise: 39,
  moveText: 40,
  setLeadingMoveText: 41,
  setTextMatrix: 42,
  nextLine: 43,
  showText: 44,
  beginMarkedContent: 69,
  beginMarkedContentProps: 70,
  endMarkedContent: 71,
  shadingFill: 62,
  paintFormXObjectBegin: 74,
  paintFormXObjectEnd: 75,
} as const;
/** Ways of setting a colour, of filling a path, of painting a picture. */
const COLOURS = new Set([54, 55, 57, 59, 61, 93]);
const FILLS = new Set([22, 23, 24, 25, 26, 27]);
const PICTURES = new Set([83, 84, 85, 86, 87, 88, 89, 90]);

/** Letters smaller than this, in points, are seen by nobody. */
const SMALLEST = 1.5;
/** Nor are those fainter than this, of 1. */
const FAINTEST = 0.05;
const OPAQUE = 0.9;

const ORIGIN: Matrix = [1, 0, 0, 1, 0, 0];
const START = {
  ctm: ORIGIN,
  clip: undefined as Box | undefined,
  fill: '#000000' as string | undefined,
  alpha: 1,
  blends: false,
  mode: 0,
  size: 0,
  leading: 0,
  rise: 0,
  stretch: 1,
  charSpacing: 0,
  wordSpacing: 0,
};

/** Where the drawing of a page has come to. */
interface Pen {
  /** The page's box. */
  readonly view: Box;
  /** Whether a layer is displayed. */
  readonly isShown: (layer: unknown) => boolean;
  readonly runs: Run[];
  readonly painted: Painted[];
  /** States that were saved, to be restored. */
  readonly kept: (typeof START)[];
  /** Whether each layer that is open is displayed. */
  readonly layers: boolean[];
  state: typeof START;
  line: Matrix;
  at: Matrix;
  /** The next path bounds what is painted after it. */
  clips: boolean;
}

/**
 * Follows the drawing of a page: its texts in order, and all that is painted.
 * @param view the page's box
 * @param isShown whether a layer is displayed
 */
export function followDrawing(
  { fnArray, argsArray }: Drawing,
  view: Box,
  isShown: (layer: unknown) => boolean,
): { runs: Run[]; painted: Painted[] } {
  const pen: Pen = {
    view,
    isShown,
    runs: [],
    painted: [],
    kept: [],
    layers: [],
    state: START,
    line: ORIGIN,
    at: ORIGIN,
    clips: false,
  };
  fnArray.forEach((operation, index) => {
    const args = argsArray[index];
    follow(pen, operation, Array.isArray(args) ? args : []);
  });
  return { runs: pen.runs, painted: pen.painted };
}

function set(pen: Pen, changed: Partial<typeof START>): void {
  pen.state = { ...pen.state, ...changed };
}

function newLine(pen: Pen, x: number, y: number): void {
  pen.line = times(pen.line, [1, 0, 0, 1, x, y]);
  pen.at = pen.line;
}

function clipTo(pen: Pen, box: Box): void {
  const { clip, ctm } = pen.state;
  const inside = moved(box, ctm);
  set(pen, { clip: clip ? common(clip, inside) : inside });
}

function paint({ state, painted }: Pen, box: Box, colour: string | undefined, picture = false): void {
  const whole = moved(box, state.ctm);
  const shown = state.clip ? common(whole, state.clip) : whole;
  painted.push({ box: shown, colour: state.blends || state.alpha < OPAQUE ? undefined : colour, picture });
}

function show(pen: Pen, glyphs: readonly unknown[]): void {
  const { state, runs, painted, layers } = pen;
  const start = times(state.ctm, times(pen.at, [1, 0, 0, 1, 0, state.rise]));
  const height = Math.abs(state.size) * Math.hypot(start[2], start[3]);
  const from: Point = [start[4], start[5]];
  const texts: string[] = [];
  for (const glyph of glyphs) {
    const { text, width } = glyphOf(glyph);
    texts.push(text);
    const spacing = text ? state.charSpacing + (text === ' ' ? state.wordSpacing : 0) : 0;
    pen.at = times(pen.at, [1, 0, 0, 1, (width * state.size + spacing) * state.stretch, 0]);
  }
  const end = times(state.ctm, pen.at);
  const framed = !state.clip || holds(state.clip, from, height);
  runs.push({
    text: texts.join(''),
    from,
    to: [end[4], end[5]],
    fill: state.fill,
    inkless: state.mode === 3 || state.mode === 7,
    unseen: height < SMALLEST || state.alpha < FAINTEST || !framed || layers.includes(false),
    after: painted.length,
  });
}

/** A path that is filled, that bounds what follows, or both. */
function drawPath(pen: Pen, [first, second, third]: readonly unknown[]): void {
  if (isBox(third)) {
    if (FILLS.has(Number(first))) paint(pen, third, isRectangle(second, third) ? pen.state.fill : undefined);
    if (pen.clips) clipTo(pen, third);
  }
  pen.clips = false;
}

/** Operations that set one number of the state. */
const NUMBERS: Partial<Record<number, keyof typeof START>> = {
  [OP.setLeading]: 'leading',
  [OP.setTextRise]: 'rise',
  [OP.setTextRenderingMode]: 'mode',
  [OP.setCharSpacing]: 'charSpacing',
  [OP.setWordSpacing]: 'wordSpacing',
};

function follow(pen: Pen, operation: number, args: readonly unknown[]): void {
  const [first] = args;
  const named = NUMBERS[operation];
  if (named) set(pen, { [named]: Number(first) });
  else if (COLOURS.has(operation)) set(pen, { fill: colourOf(first) });
  else if (PICTURES.has(operation)) paint(pen, [0, 0, 1, 1], undefined, true);
  else if (TEXTS.has(operation)) followText(pen, operation, args);
  else followShape(pen, operation, args);
}

/** What is drawn but text: states, clips, paths, layers. */
function followShape(pen: Pen, operation: number, args: readonly unknown[]): void {
  const { kept, layers } = pen;
  const [first, second] = args;
  switch (operation) {
    case OP.save:
      kept.push(pen.state);
      break;
    case OP.restore:
    case OP.paintFormXObjectEnd:
      pen.state = kept.pop() ?? pen.state;
      break;
    case OP.paintFormXObjectBegin:
      kept.push(pen.state);
      if (isMatrix(first)) set(pen, { ctm: times(pen.state.ctm, first) });
      if (isBox(second)) clipTo(pen, second);
      break;
    case OP.transform:
      if (isMatrix(args)) set(pen, { ctm: times(pen.state.ctm, args) });
      break;
    case OP.setGState:
      set(pen, graphicsOf(first));
      break;
    case OP.clip:
    case OP.eoClip:
      pen.clips = true;
      break;
    case OP.constructPath:
      drawPath(pen, args);
      break;
    case OP.shadingFill:
      pen.painted.push({ box: pen.state.clip ?? pen.view, colour: undefined, picture: false });
      break;
    case OP.beginMarkedContent:
      layers.push(true);
      break;
    case OP.beginMarkedContentProps:
      layers.push(first !== 'OC' || pen.isShown(second));
      break;
    case OP.endMarkedContent:
      layers.pop();
      break;
  }
}

const TEXTS: ReadonlySet<number> = new Set([
  OP.beginText,
  OP.setTextMatrix,
  OP.setLeadingMoveText,
  OP.moveText,
  OP.nextLine,
  OP.setFont,
  OP.setHScale,
  OP.showText,
]);

/** Where text goes, how large it is, and its letters. */
function followText(pen: Pen, operation: number, args: readonly unknown[]): void {
  const [first, second] = args;
  switch (operation) {
    case OP.beginText:
      pen.line = ORIGIN;
      pen.at = ORIGIN;
      break;
    case OP.setTextMatrix: {
      const matrix = isMatrix(first) ? first : args;
      if (!isMatrix(matrix)) break;
      pen.line = matrix;
      pen.at = matrix;
      break;
    }
    case OP.setLeadingMoveText:
      set(pen, { leading: -Number(second) });
      newLine(pen, Number(first), Number(second));
      break;
    case OP.moveText:
      newLine(pen, Number(first), Number(second));
      break;
    case OP.nextLine:
      newLine(pen, 0, -pen.state.leading);
      break;
    case OP.setFont:
      set(pen, { size: Number(second) });
      break;
    case OP.setHScale:
      set(pen, { stretch: Number(first) / 100 });
      break;
    case OP.showText:
      if (Array.isArray(first)) show(pen, first);
      break;
  }
}

/** A glyph's letters and its width for a size of 1; a number moves the next one back, in thousandths. */
function glyphOf(glyph: unknown): { text: string; width: number } {
  if (typeof glyph === 'number') return { text: '', width: -glyph / 1000 };
  if (typeof glyph !== 'object' || glyph === null) return { text: '', width: 0 };
  const { unicode, width } = glyph as { unicode?: unknown; width?: unknown };
  return { text: typeof unicode === 'string' ? unicode : '', width: Number(width) / 1000 || 0 };
}

const colourOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value : undefined;

/** What a dictionary of the graphics state changes, of what is followed here. */
function graphicsOf(pairs: unknown): Partial<typeof START> {
  if (!Array.isArray(pairs)) return {};
  const found = Object.fromEntries(pairs.filter((pair) => Array.isArray(pair) && pair.length === 2));
  return {
    ...(typeof found.ca === 'number' ? { alpha: found.ca } : {}),
    ...(typeof found.BM === 'string' ? { blends: !['source-over', 'normal'].includes(found.BM) } : {}),
  };
}
