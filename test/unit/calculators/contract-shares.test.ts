import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUYER_RULES } from '#src/calculators/buyers.ts';
import { lowValueChange } from '#src/calculators/contract-changes/low-value-change.ts';
import {
  essDuration,
  essWait,
  essWaitFromAward,
} from '#src/calculators/reserved-contracts/ess-reserved-lot.ts';
import { insertionHours } from '#src/calculators/responsible-purchasing/insertion-hours.ts';
import { smeShare } from '#src/calculators/smaller-companies/sme-share.ts';
import { turnoverCap } from '#src/calculators/smaller-companies/turnover-cap.ts';
import { figuresOn } from '#support/knowledge/ask-computation.ts';

describe('the turnover that may be required', () => {
  it('is 1.5 times the estimated amount since 2026, twice before', () => {
    expect(turnoverCap(100_000, figuresOn())?.cap).toBe(150_000);
    expect(turnoverCap(100_000, figuresOn('2025-12-31'))?.cap).toBe(200_000);
    expect(turnoverCap(100_000, figuresOn('2023-12-31'))).toBeUndefined();
  });

  it('may reach the cap, not exceed it', () => {
    expect(turnoverCap(80_000, figuresOn(), { required: 120_000 })?.exceeded).toBe(false);
    expect(turnoverCap(80_000, figuresOn(), { required: 120_000.01 })?.exceeded).toBe(true);
  });

  it.each([
    [{ turnover: 90_000 }, 'under-cap'],
    [{ turnover: 120_000 }, 'covers-cap'],
    [{ turnover: 90_000, required: 100_000 }, 'under-required'],
    [{ turnover: 100_000, required: 100_000 }, 'covers-required'],
  ] as const)('compared with a company’s own, for 80 000 €: %o is %s', (said, own) => {
    expect(turnoverCap(80_000, figuresOn(), said)?.own).toBe(own);
  });
});

describe('the hours of an insertion clause', () => {
  it('are the usual formula, each step kept', () => {
    const inputs = { amount: 1_000_000, labourShare: 50, rate: 5, hourlyCost: 30 };
    expect(insertionHours(inputs)).toEqual({ labour: 500_000, insertion: 25_000, hours: 833.33 });
  });

  it.each([{ labourShare: 0 }, { labourShare: 101 }, { rate: 150 }, { hourlyCost: 0 }, { amount: 0 }])(
    'are not computed out of range: %o',
    (wrong) => {
      const inputs = { amount: 100_000, labourShare: 40, rate: 5, hourlyCost: 25, ...wrong };
      expect(insertionHours(inputs)).toBeUndefined();
    },
  );

  it('grow with the amount and the rate, and fall as an hour costs more', () => {
    const share = fc.integer({ min: 1, max: 50 });
    const amount = fc.integer({ min: 10_000, max: 5_000_000 });
    fc.assert(
      fc.property(amount, share, share, fc.integer({ min: 15, max: 60 }), (total, labour, rate, cost) => {
        const hours = (change: object) =>
          insertionHours({ amount: total, labourShare: labour, rate, hourlyCost: cost, ...change })?.hours ??
          0;
        expect(hours({ amount: total * 2 })).toBeGreaterThan(hours({}));
        expect(hours({ rate: rate * 2 })).toBeGreaterThan(hours({}));
        expect(hours({ hourlyCost: cost * 2 })).toBeLessThan(hours({}));
      }),
    );
  });
});

describe('the part of a large contract that goes to SMEs', () => {
  it('is 20 % since 2025, 10 % in 2024, unknown before', () => {
    const contract = { kind: 'global', amount: 2_000_000 } as const;
    expect(smeShare(contract, figuresOn())?.minimum).toBe(400_000);
    expect(smeShare(contract, figuresOn('2024-10-15'))?.minimum).toBe(200_000);
    expect(smeShare(contract, figuresOn('2023-10-15'))).toBeUndefined();
  });

  it('is reached at the minimum, by amount or by share', () => {
    const contract = { kind: 'partnership', amount: 5_000_000 } as const;
    expect(smeShare(contract, figuresOn(), { amount: 1_000_000 })?.enough).toBe(true);
    expect(smeShare(contract, figuresOn(), { amount: 999_999 })?.enough).toBe(false);
    expect(smeShare({ kind: 'global' }, figuresOn(), { percent: 15 })?.enough).toBe(false);
    expect(smeShare({ kind: 'global' }, figuresOn(), { percent: 20 })?.enough).toBe(true);
    expect(smeShare(contract, figuresOn())?.enough).toBeUndefined();
  });
});

describe('changes of low value', () => {
  const contract = (amount: number, category: 'works' | 'supplies-services', buyer = BUYER_RULES.local) => ({
    amount,
    category,
    buyer,
  });

  it.each([
    ['supplies-services', 9_999, 'within'],
    ['supplies-services', 10_000, 'at-limit'],
    ['supplies-services', 10_001, 'over'],
    ['works', 14_999, 'within'],
    ['works', 15_000, 'at-limit'],
    ['works', 15_001, 'over'],
  ] as const)('%s: %d € on 100 000 € is %s', (category, amount, share) => {
    const result = lowValueChange(contract(100_000, category), { amount }, figuresOn());
    expect(result?.share).toBe(share);
  });

  it('must stay under the European threshold too', () => {
    const big = (buyer: 'local' | 'state') =>
      lowValueChange(
        contract(3_000_000, 'supplies-services', BUYER_RULES[buyer]),
        { amount: 200_000 },
        figuresOn(),
      );
    expect(big('local')?.underThreshold).toBe(true);
    expect(big('state')?.underThreshold).toBe(false);
    expect(big('state')?.share).toBe('within');
  });

  it('are compared by share when the contract’s amount is unsaid, the threshold left open', () => {
    const unsaid = { category: 'works', buyer: BUYER_RULES.local } as const;
    const result = lowValueChange(unsaid, { percent: 14 }, figuresOn());
    expect(result?.share).toBe('within');
    expect(result?.underThreshold).toBeUndefined();
    expect(lowValueChange(unsaid, { amount: 5_000 }, figuresOn())).toBeUndefined();
  });
});

describe('a contract reserved to the social economy', () => {
  it('lasts three years at most', () => {
    expect(essDuration(36, figuresOn())?.fits).toBe(true);
    expect(essDuration(37, figuresOn())?.fits).toBe(false);
  });

  it('leaves its wait for certain three years after its end', () => {
    expect(essWait('2026-12-31', figuresOn())?.surelyFreeOn).toBe('2030-01-01');
    expect(essWait('2023-06-30', figuresOn())?.surelyFreeOn).toBe('2026-07-01');
    expect(essWait('2024-02-29', figuresOn())?.surelyFreeOn).toBe('2027-03-01');
  });

  it('is never open again sooner than three years after its award', () => {
    expect(essWaitFromAward('2025-06-01', figuresOn())?.notBefore).toBe('2028-06-01');
  });
});
