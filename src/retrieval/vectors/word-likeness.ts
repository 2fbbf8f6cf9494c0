import { prefixToken } from '#src/platform/french/text-analysis.ts';
import { normalise, shippedTable } from './static-embeddings.ts';

const units = new Map<string, Float32Array | undefined>();
/** Stems kept at most: a person's words must not grow the cache for ever. */
const KEPT = 50_000;

/** The unit vector of a stem in the shipped table; undefined when it knows neither the stem nor its first letters. */
function unitOf(stem: string): Float32Array | undefined {
  if (units.has(stem)) return units.get(stem);
  const table = shippedTable();
  const row = table.rows.get(stem) ?? table.rows.get(prefixToken(stem) ?? '');
  const unit = row && normalise(Float32Array.from(table.bytes.subarray(row.at, row.at + table.dimension)));
  if (units.size < KEPT) units.set(stem, unit);
  return unit;
}

/** How near a stem is to each of some stems, 0 to 1 (cosine, 1 for itself). Each answer is kept for as long as this is. */
export function likenessTo(stems: readonly string[]): (other: string) => Float32Array {
  const units = stems.map(unitOf);
  const known = new Map<string, Float32Array>();
  return (other) => {
    let row = known.get(other);
    if (!row) {
      const unit = unitOf(other);
      row = new Float32Array(stems.length);
      for (let index = 0; index < stems.length; index += 1)
        row[index] = stems[index] === other ? 1 : unit ? cosine(units[index], unit) : 0;
      known.set(other, row);
    }
    return row;
  };
}

/** How near the nearest of some stems is to a stem, 0 to 1 (cosine): 1 when it is one of them. */
export function nearestWord(stem: string, among: ReadonlySet<string>): number {
  if (among.has(stem)) return 1;
  const unit = unitOf(stem);
  let nearest = 0;
  if (unit) for (const other of among) nearest = Math.max(nearest, cosine(unitOf(other), unit));
  return nearest;
}

/** Two sums side by side, which the processor adds at once: most of a search's time is spent here. */
function cosine(left: Float32Array | undefined, right: Float32Array): number {
  if (!left) return 0;
  const even = right.length & ~1;
  let one = 0;
  let other = 0;
  for (let index = 0; index < even; index += 2) {
    one += (left[index] as number) * (right[index] as number);
    other += (left[index + 1] as number) * (right[index + 1] as number);
  }
  if (even < right.length) one += (left[even] as number) * (right[even] as number);
  return Math.max(0, one + other);
}
