import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUYER_RULES } from '#src/calculators/buyers.ts';
import { adaptedLot, directLot, type SmallLot } from '#src/calculators/procedure/small-lot.ts';
import { figuresOn } from '#support/knowledge/ask-computation.ts';

const lot = (amount: number, total: number | undefined, rest: Partial<SmallLot> = {}): SmallLot => ({
  lot: amount,
  total,
  category: 'supplies-services',
  nature: 'ordinary',
  buyer: BUYER_RULES.local,
  defence: false,
  ...rest,
});

describe('a lot without publicity nor competition', () => {
  it.each([
    ['the whole contract is under the exemption', lot(20_000, 59_999), 'whole'],
    ['the lot is small, the others decide', lot(45_000, 400_000), 'if-share'],
    ['it reaches the share by itself', lot(40_000, 200_000), 'if-share'],
    ['it weighs more than the share by itself', lot(40_001, 200_000), 'over-share'],
    ['it is not small', lot(60_000, 900_000), 'too-big'],
    ['the total is unsaid', lot(45_000, undefined), 'unsaid'],
    ['the total is unsaid, the lot alone is over', lot(65_000, undefined), 'too-big'],
    ['works have their own limit', lot(99_999, 900_000, { category: 'works' }), 'if-share'],
    ['works have their own limit', lot(100_000, 900_000, { category: 'works' }), 'too-big'],
    ['innovative services', lot(79_999, 600_000, { nature: 'innovative' }), 'if-share'],
    ['innovative services', lot(80_000, 600_000, { nature: 'innovative' }), 'too-big'],
    [
      'innovative, the whole may be under 100 000',
      lot(90_000, undefined, { nature: 'innovative' }),
      'only-whole',
    ],
    ['defence', lot(85_000, 600_000, { defence: true }), 'too-big'],
    ['defence', lot(79_999, 600_000, { defence: true }), 'if-share'],
  ] as const)('%s', (_, one, outcome) => {
    expect(directLot(one, figuresOn())?.outcome).toBe(outcome);
  });
});

describe('a lot of a formal contract in adapted procedure', () => {
  it.each([
    [lot(79_999, 500_000), 'if-share'],
    [lot(80_000, 500_000), 'too-big'],
    [lot(70_000, 300_000), 'over-share'],
    [lot(70_000, 200_000), 'whole'],
    [lot(999_999, 8_000_000, { category: 'works' }), 'if-share'],
    [lot(1_000_000, 8_000_000, { category: 'works' }), 'too-big'],
  ] as const)('%o → %s', (one, outcome) => {
    expect(adaptedLot(one, figuresOn())?.outcome).toBe(outcome);
  });

  it('tells the room that all small lots have together', () => {
    expect(adaptedLot(lot(50_000, 450_000), figuresOn())?.room).toBe(90_000);
  });

  it('does not speak of defence contracts', () => {
    expect(adaptedLot(lot(50_000, 900_000, { defence: true }), figuresOn())).toBeUndefined();
  });
});

it('never lets a larger lot through where a smaller one stops', () => {
  const order = ['whole', 'if-share', 'over-share', 'too-big'];
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 200_000, max: 5_000_000 }),
      (one, other, total) => {
        const rank = (amount: number) =>
          order.indexOf(directLot(lot(amount, total), figuresOn())?.outcome ?? '');
        expect(rank(Math.max(one, other))).toBeGreaterThanOrEqual(rank(Math.min(one, other)));
      },
    ),
  );
});
