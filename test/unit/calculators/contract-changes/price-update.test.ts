import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceRight } from '#src/calculators/advances/advance.ts';
import { orderAdvance } from '#src/calculators/advances/advance-order.ts';
import { priceUpdate, priceUpdateAfter } from '#src/calculators/contract-changes/price-update.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { figuresOn } from '#support/knowledge/ask-computation.ts';

const on = (day: string) => ({ from: day, to: day });
const gap = (fixed: string, start: string) => priceUpdate(on(fixed), on(start), figuresOn())?.gap;

describe('a firm price brought up to date', () => {
  it('needs more than three months, to the day', () => {
    expect(gap('2026-06-10', '2026-08-25')).toBe('under');
    expect(gap('2026-05-12', '2026-08-12')).toBe('under');
    expect(gap('2026-05-12', '2026-08-13')).toBe('over');
    // 30 November + 3 months ends on the last of February.
    expect(gap('2026-11-30', '2027-03-01')).toBe('over');
  });

  it('is unsure when months alone leave both open', () => {
    const month = (from: string, to: string) => ({ from, to });
    const march = month('2026-03-01', '2026-03-31');
    expect(priceUpdate(march, month('2026-06-01', '2026-06-30'), figuresOn())?.gap).toBe('unsure');
    expect(priceUpdate(march, month('2026-07-01', '2026-07-31'), figuresOn())?.gap).toBe('over');
    expect(priceUpdate(march, month('2026-05-01', '2026-05-31'), figuresOn())?.gap).toBe('under');
  });

  it('is never due sooner for a later start', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (a, b) => {
        const sooner = Math.min(a, b);
        const later = Math.max(a, b);
        const over = (days: number) => Number(gap('2026-01-15', addDays('2026-01-15', days)) === 'over');
        expect(over(later)).toBeGreaterThanOrEqual(over(sooner));
      }),
    );
  });

  it('has no answer for a start before the price', () => {
    expect(gap('2026-06-10', '2026-06-01')).toBeUndefined();
    expect(priceUpdateAfter(3, figuresOn())?.gap).toBe('under');
    expect(priceUpdateAfter(5, figuresOn())?.gap).toBe('over');
  });
});

describe('the advance of an order', () => {
  const right = (amount: number, months: number) =>
    advanceRight({ amountExclTax: amount, months, buyer: 'local' }, figuresOn());
  const due = (minimum: number | 'none' | undefined, amount: number, months: number) => {
    const of = right(amount, months);
    return of && orderAdvance(minimum, of, figuresOn());
  };

  it('is order by order without a minimum, in one go from a minimum over 50 000 €', () => {
    expect(due('none', 54_000, 3)).toMatchObject({ way: 'per-order', due: true });
    expect(due('none', 50_000, 3)).toMatchObject({ due: false });
    expect(due('none', 54_000, 2)).toMatchObject({ due: false });
    expect(due(50_001, 54_000, 3)).toMatchObject({ way: 'once', due: false });
    expect(due(undefined, 54_000, 3)).toMatchObject({ way: 'unsure', due: undefined });
    expect(due(undefined, 40_000, 3)).toMatchObject({ due: false });
  });
});
