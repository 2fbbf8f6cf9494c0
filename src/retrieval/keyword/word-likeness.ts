/** First letters that two stems must share to be alike: fewer are those of words of nothing in common. */
const LEAST_SHARED = 5;

/**
 * How alike two stems are, 0 to 1, by the letters that they begin with: what an ending, or a fault in it, leaves of a
 * word. What words mean is the reader's to tell.
 */
export function wordLikeness(left: string, right: string): number {
  if (left === right) return 1;
  const most = Math.min(left.length, right.length);
  if (most < LEAST_SHARED) return 0;
  let shared = 0;
  while (shared < most && left.charCodeAt(shared) === right.charCodeAt(shared)) shared += 1;
  return shared < LEAST_SHARED ? 0 : shared / Math.max(left.length, right.length);
}

/** How alike a stem is to each of some stems; undefined where to none. Each answer is kept for as long as this is. */
export function likenessTo(stems: readonly string[]): (other: string) => Float32Array | undefined {
  const known = new Map<string, Float32Array>();
  // Nearly all words begin as none of the stems does: those are told at a glance.
  const beginnings = new Set(stems.map((stem) => stem.slice(0, LEAST_SHARED)));
  return (other) => {
    if (!beginnings.has(other.slice(0, LEAST_SHARED))) return undefined;
    let row = known.get(other);
    if (!row) {
      row = Float32Array.from(stems, (stem) => wordLikeness(stem, other));
      known.set(other, row);
    }
    return row;
  };
}

/** How alike the nearest of some stems is to a stem: 1 when it is one of them. */
export function nearestWord(stem: string, among: ReadonlySet<string>): number {
  if (among.has(stem)) return 1;
  let nearest = 0;
  for (const other of among) nearest = Math.max(nearest, wordLikeness(stem, other));
  return nearest;
}
