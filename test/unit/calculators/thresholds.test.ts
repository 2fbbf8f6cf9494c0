import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUYER_RULES } from '#src/calculators/buyers.ts';
import { vigilanceDuty } from '#src/calculators/certificates/vigilance-threshold.ts';
import { concessionThreshold } from '#src/calculators/procedure/concession-threshold.ts';
import { socialClause } from '#src/calculators/responsible-purchasing/social-clause.ts';
import { spaserDuty } from '#src/calculators/responsible-purchasing/spaser.ts';
import { jeiLots } from '#src/calculators/smaller-companies/jei-lots.ts';
import {
  defenceDirectPayment,
  directPaymentThreshold,
} from '#src/calculators/subcontracting/direct-payment.ts';
import { figuresOn } from '#support/knowledge/ask-computation.ts';

const amount = fc.integer({ min: 1, max: 100_000_000 });
const exactly = (value: number) => ({ low: value, high: value });

describe('the SPASER', () => {
  it('is due above 50 million a year, 100 before 2023', () => {
    expect(spaserDuty(50_000_000, false, figuresOn())?.due).toBe(false);
    expect(spaserDuty(50_000_001, false, figuresOn())?.due).toBe(true);
    expect(spaserDuty(80_000_000, false, figuresOn('2022-12-31'))?.due).toBe(false);
  });

  it('is not decided by an amount with tax that may hide either side', () => {
    expect(spaserDuty(50_000_000, true, figuresOn())?.due).toBe(false);
    expect(spaserDuty(60_000_000, true, figuresOn())?.due).toBeUndefined();
    expect(spaserDuty(80_000_000, true, figuresOn())?.due).toBe(true);
  });

  it('never ceases to be due as purchases grow', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const less = Math.min(a, b);
        const more = Math.max(a, b);
        const due = (value: number) => Number(spaserDuty(value, false, figuresOn())?.due);
        expect(due(more)).toBeGreaterThanOrEqual(due(less));
      }),
    );
  });
});

describe('the vigilance certificate', () => {
  it('is due from 5 000 € itself', () => {
    expect(vigilanceDuty(exactly(4_999.99), figuresOn())?.due).toBe(false);
    expect(vigilanceDuty(exactly(5_000), figuresOn())?.due).toBe(true);
    expect(vigilanceDuty({ low: 2_500, high: 5_000 }, figuresOn())?.due).toBeUndefined();
  });
});

describe('the direct payment', () => {
  it('is due from 600 € TTC itself', () => {
    const reached = (value: number, tax?: 'HT' | 'TTC') =>
      directPaymentThreshold({ amount: value, tax }, figuresOn())?.reached;
    expect(reached(600, 'TTC')).toBe(true);
    expect(reached(599.99, 'TTC')).toBe(false);
    // 550 € without tax may be 660 € with it; 300 € can't reach 600.
    expect(reached(550, 'HT')).toBeUndefined();
    expect(reached(300, 'HT')).toBe(false);
  });

  it('is counted in share of the contract for defence', () => {
    expect(defenceDirectPayment(4_000, 100_000, figuresOn())).toMatchObject({ percent: 4, reached: false });
    expect(defenceDirectPayment(10_000, 100_000, figuresOn())).toMatchObject({ percent: 10, reached: true });
    expect(defenceDirectPayment(2, 1, figuresOn())).toBeUndefined();
  });
});

describe('the social clause', () => {
  const clause = (value: number, category: 'works' | 'supplies-services', months?: number, date?: string) =>
    socialClause({ ...exactly(value), months, category, buyer: BUYER_RULES.local }, figuresOn(date))?.outcome;

  it('is due from the European thresholds, short works aside', () => {
    expect(clause(215_999, 'supplies-services')).toBe('below');
    expect(clause(216_000, 'supplies-services')).toBe('due');
    expect(clause(300_000, 'supplies-services', 3)).toBe('due');
    expect(clause(6_000_000, 'works', 4)).toBe('exempt');
    expect(clause(6_000_000, 'works', 6)).toBe('due');
    expect(clause(2_000_000, 'works')).toBe('below');
  });

  it('is not computed before the law held', () => {
    expect(clause(300_000, 'supplies-services', undefined, '2026-08-21')).toBeUndefined();
  });

  it('is never lighter for a larger amount', () => {
    const weight = { below: 0, unsure: 1, exempt: 1, due: 2 };
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const less = Math.min(a, b);
        const more = Math.max(a, b);
        const of = (value: number) => weight[clause(value, 'supplies-services') ?? 'unsure'];
        expect(of(more)).toBeGreaterThanOrEqual(of(less));
      }),
    );
  });
});

describe('the lots of young innovative companies', () => {
  it('are 15 % of a contract under the threshold of central authorities', () => {
    expect(jeiLots(120_000, figuresOn())).toMatchObject({ amount: 18_000, allowed: true });
    expect(jeiLots(139_999.99, figuresOn())?.allowed).toBe(true);
    expect(jeiLots(140_000, figuresOn())?.allowed).toBe(false);
    expect(jeiLots(120_000, figuresOn('2026-05-27'))).toBeUndefined();
  });
});

describe('the European threshold of concessions', () => {
  it('counts from itself', () => {
    expect(concessionThreshold(exactly(5_403_999), figuresOn())?.reached).toBe(false);
    expect(concessionThreshold(exactly(5_404_000), figuresOn())?.reached).toBe(true);
    expect(concessionThreshold(exactly(5_500_000), figuresOn('2025-06-01'))?.reached).toBe(false);
    expect(concessionThreshold({ low: 4_000_000, high: 6_000_000 }, figuresOn())?.reached).toBeUndefined();
  });
});
