import type { SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import type { Found } from './counted.ts';

/** Of what was found, how far a number that somebody rounded may be. */
const NEAR = 1 / 50;

/** Whether a number that somebody found is one of those that are found, as exactly as they write it: 31,8 is 31,79. */
export const isClaimRight = ({ value, decimals }: SaidNumber, found: readonly Found[]): boolean =>
  found.some(
    (one) =>
      Math.abs(value - one.value) < 0.5 * 10 ** -decimals + 1e-9 &&
      Math.abs(value - one.value) <= Math.abs(one.value) * NEAR,
  );
