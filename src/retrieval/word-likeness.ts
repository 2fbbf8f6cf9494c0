import { prefixToken } from './french-text.ts';
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

/** How near the nearest of some stems is to a stem, 0 to 1 (cosine): 1 when it is one of them. */
export function nearestWord(stem: string, among: ReadonlySet<string>): number {
  if (among.has(stem)) return 1;
  const unit = unitOf(stem);
  if (!unit) return 0;
  let nearest = 0;
  for (const other of among) {
    const vector = unitOf(other);
    if (!vector) continue;
    let cosine = 0;
    for (let index = 0; index < unit.length; index += 1)
      cosine += (unit[index] as number) * (vector[index] as number);
    nearest = Math.max(nearest, cosine);
  }
  return nearest;
}
