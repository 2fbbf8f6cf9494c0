import { describe, expect, it } from 'vitest';
import { cpvCodeIn, cpvOf, cpvParents, isWithinCpv, sharedCpvDigits } from '#src/reference/cpv.ts';

describe('the common procurement vocabulary', () => {
  it('knows what a code stands for', () => {
    expect(cpvOf('90910000')?.label).toBe('Services de nettoyage');
    expect(cpvOf('12345678')).toBeUndefined();
  });

  it.each([
    ['90910000', '90910000'],
    ['90910000-9', '90910000'],
    [' 45316110-9 ', '45316110'],
    ['12345678', undefined],
    ['9091', undefined],
    ['909100001', undefined],
    ['', undefined],
  ])('reads « %s » as %s', (written, code) => {
    expect(cpvCodeIn(written)).toBe(code);
  });

  it('tells the parents of a code, the nearest first, over levels that are skipped', () => {
    expect(cpvParents('90911200')).toEqual(['90911000', '90910000', '90900000', '90000000']);
    expect(cpvParents('90000000')).toEqual([]);
  });

  it('tells what is within what, and how near two codes are', () => {
    expect(isWithinCpv('90911200', '90910000')).toBe(true);
    expect(isWithinCpv('90911200', '90000000')).toBe(true);
    expect(isWithinCpv('90620000', '90910000')).toBe(false);
    expect(sharedCpvDigits('90911200', '90919300')).toBe(4);
    expect(sharedCpvDigits('90910000', '90911200')).toBe(4);
    expect(sharedCpvDigits('90911200', '90911200')).toBe(8);
    expect(sharedCpvDigits('90911200', '30192000')).toBe(0);
    // A division with a zero of its own keeps it.
    expect(sharedCpvDigits('90000000', '92000000')).toBe(0);
    expect(isWithinCpv('92000000', '90000000')).toBe(false);
  });
});
