import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceBasis, advanceRates, advanceRight } from '#src/calculators/advances/advance.ts';
import { known } from '#support/knowledge/deadline-and-money.ts';

const figures = known();
const right = (asked: Parameters<typeof advanceRight>[0]) => advanceRight(asked, figures);

describe('the right to an advance', () => {
  it('needs more than 50 000 € HT and more than 2 months, from a buyer who owes it', () => {
    expect(right({ amountExclTax: 50_001, months: 3, buyer: 'local' })?.due).toBe(true);
    expect(right({ amountExclTax: 50_000, months: 3, buyer: 'local' })?.due).toBe(false);
    expect(right({ amountExclTax: 80_000, months: 2, buyer: 'local' })?.due).toBe(false);
    expect(right({ amountExclTax: 80_000, months: 12, buyer: 'hospital' })?.due).toBe(true);
  });

  it('is a favour from landlords, semi-public companies, private bodies and networks', () => {
    for (const buyer of ['social-housing', 'public-company', 'private-body', 'network'] as const)
      expect(right({ amountExclTax: 500_000, months: 24, buyer })?.due).toBe(false);
    expect(right({ amountExclTax: 500_000, months: 24, buyer: 'state-agency', buyerOwes: false })?.due).toBe(
      false,
    );
  });

  it('stays open while something that decides is unsaid', () => {
    expect(right({ amountExclTax: 80_000, months: 12 })).toMatchObject({
      due: undefined,
      buyerOwes: undefined,
    });
    expect(right({ amountExclTax: 80_000, buyer: 'local' })).toMatchObject({
      due: undefined,
      duration: 'unknown',
    });
    // Between the bounds, a TTC amount does not tell its HT one.
    expect(right({ ceiling: 55_000, floor: 37_000, months: 12, buyer: 'local' })?.amount).toBe('unknown');
    expect(right({ ceiling: 48_000, floor: 32_000 })?.due).toBe(false);
    expect(right({ ceiling: 120_000, floor: 80_000, months: 12, buyer: 'state' })?.due).toBe(true);
  });
});

describe('the rate of an advance', () => {
  const rate = (asked: Parameters<typeof advanceRates>[0]) => advanceRates(asked, figures)?.minimum.number;

  it('is at least 30, 10 or 5 % for a SME', () => {
    expect(rate({ buyer: 'state', sme: true })).toBe(30);
    expect(rate({ buyer: 'local', sme: true, large: true })).toBe(10);
    expect(rate({ buyer: 'state-agency', sme: true, large: true })).toBe(10);
    expect(rate({ buyer: 'local', sme: true, large: false })).toBe(5);
    expect(rate({ buyer: 'hospital', sme: true, large: true })).toBe(5);
  });

  it('is 5 % for any other company, and names the large buyer when its size is unsaid', () => {
    expect(rate({ buyer: 'state', sme: false })).toBe(5);
    expect(advanceRates({ buyer: 'local', sme: true }, figures)?.ifLarge?.rate.number).toBe(10);
    expect(advanceRates({ buyer: 'local', sme: false }, figures)?.ifLarge).toBeUndefined();
  });

  it('is unknown for a contract older than the register', () => {
    expect(advanceRates({ buyer: 'state', sme: true }, known('2021-01-01'))).toBeUndefined();
  });
});

describe('the basis of an advance', () => {
  const basis = (asked: Parameters<typeof advanceBasis>[0]) =>
    advanceBasis(asked, figures)?.basis ?? Number.NaN;

  it('is the TTC amount, or its share of a year over 12 months', () => {
    expect(basis({ amount: 120_000, subcontracted: 0, months: 12 })).toBe(120_000);
    expect(basis({ amount: 120_000, subcontracted: 0, months: 24 })).toBe(60_000);
    expect(basis({ amount: 100_000, subcontracted: 0, months: 36 })).toBe(33_333.33);
  });

  it('leaves out what subcontractors are paid directly', () => {
    expect(basis({ amount: 100_000, subcontracted: 40_000, months: 12 })).toBe(60_000);
    expect(basis({ amount: 120_000, subcontracted: 20_000, months: 24 })).toBe(50_000);
    expect(basis({ amount: 10_000, subcontracted: 20_000, months: 6 })).toBe(0);
  });

  it('stays within the amount, and shrinks as the contract grows longer', () => {
    const money = fc.integer({ min: 1, max: 10_000_000 });
    fc.assert(
      fc.property(
        money,
        fc.integer({ min: 1, max: 96 }),
        fc.integer({ min: 0, max: 24 }),
        (amount, months, more) => {
          const short = basis({ amount, subcontracted: 0, months });
          const long = basis({ amount, subcontracted: 0, months: months + more });
          expect(short).toBeLessThanOrEqual(amount);
          expect(long).toBeLessThanOrEqual(short);
          expect(basis({ amount, subcontracted: amount / 2, months })).toBeLessThanOrEqual(short);
        },
      ),
    );
  });
});
