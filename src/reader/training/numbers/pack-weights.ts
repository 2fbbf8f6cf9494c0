import type { NumberWeights } from '#src/reader/numbers/number-roles.ts';

/** Of the largest weight, a feature whose weights are all smaller says nothing. */
const SMALL = 0.08;

/** Weights to a hundred and twenty-seventh of the largest, as they are shipped. */
export function packed({ roles, rows, values }: NumberWeights, small = SMALL) {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  const scale = most / 127;
  const kept = [...rows].filter(([, row]) => rowOf(row).some((value) => Math.abs(value) > small * most));
  const bytes = Int8Array.from(
    kept.flatMap(([, row]) => rowOf(row).map((value) => Math.round(value / scale))),
  );
  const features = kept.map(([feature]) => feature).join('\n');
  return { roles, scale, features, values: Buffer.from(bytes.buffer).toString('base64') };

  function rowOf(row: number): number[] {
    return [...values.slice(row * roles.length, (row + 1) * roles.length)];
  }
}
