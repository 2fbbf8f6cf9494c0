import { type Drawing, followDrawing, type Painted, type Run } from './drawing.ts';
import { area, type Box, common, holds, type Point } from './geometry.ts';

/** A piece of text as it is drawn, and whether someone who looks at the page can read it. */
export interface DrawnText {
  readonly text: string;
  readonly hidden: boolean;
}

/** The texts of a page in the order of its drawing. */
export interface DrawnPage {
  readonly texts: readonly DrawnText[];
  /** A picture covers most of the page, and words recognised on it are drawn without ink. */
  readonly scan: boolean;
  /** Pictures cover a good part of it: what it says may be written on them. */
  readonly isPicture: boolean;
}

/** Part of a page that pictures cover when it is a scan. */
const SCAN = 0.6;
/** Part of a page that pictures cover when what it says may be on them. */
const PICTURE = 0.3;
/** Contrast (as the WCAG counts it, 1 to 21) under which letters are not told from what is behind them. */
const LEAST_CONTRAST = 1.2;
const PAPER = '#ffffff';

/**
 * Tells which texts of a page can be read by someone who looks at it. Letters cannot that have no ink, the colour of
 * what is behind them, or no size; that are transparent, out of their frame, covered afterwards, or of a layer that is
 * turned off. The words that text recognition lays without ink over a scanned page can.
 * @param view the page's box
 * @param isShown whether a layer is displayed
 */
export function readDrawing(drawing: Drawing, view: Box, isShown: (layer: unknown) => boolean): DrawnPage {
  const { runs, painted } = followDrawing(drawing, view, isShown);
  const pictures = painted.filter(({ picture }) => picture);
  const covered = pictures.reduce((sum, { box }) => sum + area(common(box, view)), 0) / area(view);
  const recognised = (run: Run): boolean =>
    covered >= SCAN && run.inkless && !run.unseen && pictures.some(({ box }) => holds(box, run.from, 2));
  return {
    texts: runs.map((run) => ({ text: run.text, hidden: !recognised(run) && isHidden(run, painted) })),
    scan: runs.some(recognised),
    isPicture: covered >= PICTURE,
  };
}

function isHidden(run: Run, painted: readonly Painted[]): boolean {
  if (run.inkless || run.unseen) return true;
  // A little inside the letters: their line is often that of a frame.
  const points = [run.from, run.to].map(([x, y]): Point => [x, y + 1]);
  const later = painted.slice(run.after);
  if (later.some(({ box, colour }) => colour !== undefined && points.every((point) => holds(box, point))))
    return true;
  const behind = painted.slice(0, run.after).findLast(({ box }) => points.some((point) => holds(box, point)));
  const ground = behind ? behind.colour : PAPER;
  return run.fill !== undefined && ground !== undefined && contrast(run.fill, ground) < LEAST_CONTRAST;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance of a colour, 0 to 1. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Letters passed over to find the text again: what pdf.js leaves out of a page's text. */
const LOOKED_AHEAD = 300;
/** Letters that must be the same for the text to be found again. */
const SAME = 4;
/** Part of a page's letters that must be found in its drawing, for the hidden ones to be taken out. */
const FOUND = 0.97;

/**
 * Takes the hidden letters out of the pieces of a page's text.
 * @param pieces as extracted, in the order of the drawing
 * @returns the pieces, or undefined when they do not follow the drawing and nothing can be told apart
 */
export function withoutHidden(pieces: readonly string[], texts: readonly DrawnText[]): string[] | undefined {
  const drawn = texts.flatMap(({ text, hidden }) => inkOf(text).map((letter) => ({ letter, hidden })));
  const letters = inkOf(pieces.join(''));
  const hidden = new Set<number>();
  let at = 0;
  let found = 0;
  for (const [index, letter] of letters.entries()) {
    if (drawn[at]?.letter !== letter) at = foundAgain(letters, index, drawn, at);
    if (drawn[at]?.letter !== letter) continue;
    if (drawn[at]?.hidden) hidden.add(index);
    at += 1;
    found += 1;
  }
  if (found < FOUND * letters.length) return undefined;
  let index = -1;
  return pieces.map((piece) =>
    [...piece]
      .filter((letter) => {
        if (isInk(letter)) index += 1;
        return !isInk(letter) || !hidden.has(index);
      })
      .join(''),
  );
}

/** Where the text goes on in the drawing, not far from where it was lost; the same place when it does not. */
function foundAgain(
  letters: readonly string[],
  index: number,
  drawn: readonly { readonly letter: string }[],
  at: number,
): number {
  const same = letters.slice(index, index + SAME);
  for (let ahead = at + 1; ahead <= at + LOOKED_AHEAD && ahead < drawn.length; ahead += 1) {
    if (same.every((letter, place) => drawn[ahead + place]?.letter === letter)) return ahead;
  }
  return at;
}

const isInk = (letter: string): boolean => !/[\s\p{C}]/u.test(letter);
const inkOf = (text: string): string[] => [...text].filter(isInk);
