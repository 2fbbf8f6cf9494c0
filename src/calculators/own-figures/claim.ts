import { opened } from '#src/calculators/texts-amounts.ts';
import type { SaidNumber } from '#src/reader/numbers/numbers-said.ts';
import type { Found } from './counted.ts';

/** Of what was found, how far a number that somebody rounded may be. */
const NEAR = 1 / 50;

/**
 * Whether a number that somebody found is one of those that are found, as exactly as they write it: 31,8 is 31,79.
 * @returns undefined where more may be owed than what is known
 */
export function isClaimRight(claim: SaidNumber, found: readonly Found[]): boolean | undefined {
  const alike = found.filter(({ unit }) => isOfUnit(claim, unit));
  const isNear = ({ value }: Found) =>
    Math.abs(claim.value - value) < 0.5 * 10 ** -claim.decimals + 1e-9 &&
    Math.abs(claim.value - value) <= Math.abs(value) * NEAR;
  if (alike.length === 0) return undefined;
  if (alike.some((one) => !one.isLeast && isNear(one))) return true;
  return alike.some(({ isLeast, value }) => isLeast && claim.value >= value) ? undefined : false;
}

const isOfUnit = ({ unit }: SaidNumber, of: Found['unit']): boolean => {
  if (unit === '') return true;
  if (of === '%') return unit === '%';
  return of === '€' ? /^€|hour-rate/.test(unit) : !/^€|%|hour-rate/.test(unit);
};

/** A headline that says first whether what somebody found is right. */
export function checked(headline: string, claim: SaidNumber, isRight: boolean): string {
  const own = headline.replace(/^(?:Oui|Non), /, '');
  return isRight
    ? opened('oui', own)
    : `Non, pas ${claim.written}. ${own.charAt(0).toUpperCase()}${own.slice(1)}`;
}
