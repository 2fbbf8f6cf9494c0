/** A transformation of the plane, as PDF writes it. */
export type Matrix = readonly [number, number, number, number, number, number];
/** Left, bottom, right, top. */
export type Box = readonly [number, number, number, number];
export type Point = readonly [number, number];

/** What two transformations do together, the second one first. */
export const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

/** The box around a box that was moved. */
export function moved([left, bottom, right, top]: Box, m: Matrix): Box {
  const corners = [left, right].flatMap((x) =>
    [bottom, top].map((y): Point => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]),
  );
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** What two boxes have in common; without area when they have nothing. */
export const common = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

/** Area of a box, 0 when it is turned inside out. */
export const area = ([left, bottom, right, top]: Box): number =>
  Math.max(0, right - left) * Math.max(0, top - bottom);

/** Whether a point is in a box, or within a margin of it. */
export const holds = ([left, bottom, right, top]: Box, [x, y]: Point, margin = 0): boolean =>
  x >= left - margin && x <= right + margin && y >= bottom - margin && y <= top + margin;

/** Whether a path goes from corner to corner of its box, and nowhere else. */
export function isRectangle(path: unknown, box: Box): boolean {
  const numbers = Array.isArray(path) && path.length === 1 ? path[0] : undefined;
  if (!isList(numbers) || numbers.length < 13 || numbers.length > 16) return false;
  const near = (a: number, b: number) => Math.abs(a - b) < 0.01 + 1e-4 * Math.abs(b);
  for (let at = 0; at + 2 < numbers.length; at += 3) {
    const [, x = 0, y = 0] = [numbers[at], numbers[at + 1], numbers[at + 2]];
    const corner = (near(x, box[0]) || near(x, box[2])) && (near(y, box[1]) || near(y, box[3]));
    if (!corner) return false;
  }
  return true;
}

const isList = (value: unknown): value is ArrayLike<number> =>
  ArrayBuffer.isView(value) || (Array.isArray(value) && value.every((one) => typeof one === 'number'));

/** Whether a value is a matrix, whatever list holds it. */
export const isMatrix = (value: unknown): value is Matrix => isList(value) && value.length === 6;

/** Whether a value is a box, whatever list holds it. */
export const isBox = (value: unknown): value is Box =>
  isList(value) && value.length === 4 && Array.from(value).every(Number.isFinite);
