import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatCompensation, interestRate } from '#src/calculators/payment/interest-rate.ts';
import {
  esusCeilings,
  esusLeastWage,
  esusPay,
  esusPayAllowed,
} from '#src/calculators/reserved-contracts/esus-pay.ts';
import { oethDeduction } from '#src/calculators/reserved-contracts/oeth-deduction.ts';
import { reservedShare } from '#src/calculators/reserved-contracts/reserved-share.ts';
import { foodShares, meatShare } from '#src/calculators/responsible-purchasing/egalim-share.ts';
import { figuresOn } from '#support/knowledge/ask-computation.ts';

describe('the share of a reserved contract', () => {
  it('is half of the workforce, exactly half included', () => {
    const enough = (part: number, whole: number) =>
      reservedShare({ part, whole }, 'disability', figuresOn())?.enough;
    expect(enough(22, 40)).toBe(true);
    expect(enough(20, 40)).toBe(true);
    expect(enough(19, 40)).toBe(false);
    expect(reservedShare({ part: 18, whole: 45 }, 'insertion', figuresOn())?.percent).toBe(40);
  });

  it('is no share when more workers are counted than there are', () => {
    expect(reservedShare({ part: 41, whole: 40 }, 'disability', figuresOn())).toBeUndefined();
    expect(reservedShare({ percent: 120 }, 'prison', figuresOn())).toBeUndefined();
  });

  it('is reached by whoever has more of the public in the same workforce', () => {
    const whole = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(whole, fc.nat(500), (total, part) => {
        fc.pre(part < total);
        const enough = (count: number) =>
          reservedShare({ part: count, whole: total }, 'insertion', figuresOn())?.enough;
        expect(Number(enough(part + 1))).toBeGreaterThanOrEqual(Number(enough(part)));
      }),
    );
  });
});

describe('public catering', () => {
  it('buys half of sustainable food, a fifth of organic food within it', () => {
    const shares = foodShares(180_000, {}, figuresOn());
    expect(shares?.sustainable.minimum).toBe(90_000);
    expect(shares?.organic.minimum).toBe(36_000);
    expect(meatShare(50_000, false, undefined, figuresOn())?.minimum).toBe(30_000);
    expect(meatShare(50_000, true, undefined, figuresOn())?.minimum).toBe(50_000);
  });

  it('is judged in euros and in shares alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (percent) => {
        const byShare = foodShares(100_000, { organic: { percent } }, figuresOn())?.organic.enough;
        const bySum = foodShares(100_000, { organic: { amount: percent * 1_000 } }, figuresOn())?.organic
          .enough;
        expect(byShare).toBe(bySum);
        expect(byShare).toBe(percent >= 20);
      }),
    );
  });
});

describe('the deduction of a purchase from a sheltered workshop', () => {
  it('is 30 % of the price less materials', () => {
    expect(oethDeduction({ price: 20_000, materials: 5_000 }, figuresOn())).toMatchObject({
      basis: 15_000,
      deduction: 4_500,
    });
    expect(oethDeduction({ price: 5_000, materials: 6_000 }, figuresOn())).toBeUndefined();
  });

  it('names both ceilings in euros once the contribution is said', () => {
    const result = oethDeduction({ price: 30_000, materials: 6_000, contribution: 8_000 }, figuresOn());
    expect(result?.ceilings.map(({ amount }) => amount)).toEqual([4_000, 6_000]);
  });
});

describe('the pay ceilings of an ESUS', () => {
  const pay = esusPay(figuresOn());

  it('are 10 times the minimum wage, and 7 times for the mean of the five highest', () => {
    expect(pay && esusCeilings(22_000, pay)).toEqual({ highest: 220_000, mean: 154_000 });
    expect(esusPay(figuresOn('2024-12-31'))).toBeUndefined();
  });

  it('decide by the highest pay alone only when it settles the mean too', () => {
    const allowed = (times: number, of: 'highest' | 'mean') => pay && esusPayAllowed(times, of, pay);
    expect(allowed(7, 'highest')).toBe(true);
    expect(allowed(8, 'highest')).toBeUndefined();
    expect(allowed(10.01, 'highest')).toBe(false);
    expect(allowed(7.01, 'mean')).toBe(false);
    expect(allowed(6, 'mean')).toBeUndefined();
  });

  it('are kept with the least wage given for a pay', () => {
    expect(pay && esusLeastWage(150_000, 'highest', pay)).toBe(15_000);
  });
});

describe('late-payment rates', () => {
  it('add 8 points for a public buyer, 10 for a private client', () => {
    expect(interestRate(2, 'public', figuresOn())?.rate).toBe(10);
    expect(interestRate(2.15, 'public', figuresOn())?.rate).toBe(10.15);
    expect(interestRate(2, 'private', figuresOn())?.rate).toBe(12);
    expect(flatCompensation(4, 'public', figuresOn())?.total).toBe(160);
  });
});
