import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresAt } from '#src/calculators/known.ts';
import { daysLateAt, knownBankRate, lateInterest } from '#src/calculators/payment/late-interest.ts';
import { halfYearStart, paymentDue, privatePaymentDue } from '#src/calculators/payment/payment-due.ts';
import { retentionCeiling } from '#src/calculators/payment/retention.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { known, registerWith, TODAY } from '#support/knowledge/deadline-and-money.ts';

const figures = known();
const BANK_RATES = `
- id: taux-bce
  label: "Taux de refinancement de la BCE"
  unit: "%"
  values:
    - { from: "2026-01-01", until: "2026-06-30", value: 1.5 }
    - { from: "2026-07-01", until: "2026-12-31", value: 1.75 }
`;

describe('the last day to pay', () => {
  it('depends on who pays', () => {
    const due = (buyer: Parameters<typeof paymentDue>[1]) =>
      paymentDue({ received: '2026-11-03' }, buyer, figures)?.due;
    expect(due('local')).toBe('2026-12-03');
    expect(due('state')).toBe('2026-12-03');
    expect(due('private-body')).toBe('2026-12-03');
    expect(due('hospital')).toBe('2026-12-23');
    expect(due('public-company')).toBe('2027-01-02');
  });

  it('starts with the later of the invoice and the work', () => {
    const both = paymentDue({ received: '2026-11-02', executed: '2026-11-12' }, 'local', figures);
    expect(both).toMatchObject({ start: '2026-11-12', startsWith: 'executed', due: '2026-12-12' });
    const other = paymentDue({ received: '2026-11-12', executed: '2026-11-02' }, 'local', figures);
    expect(other).toMatchObject({ start: '2026-11-12', startsWith: 'received' });
    expect(paymentDue({}, 'local', figures)).toBeUndefined();
  });

  it('gives a private client 30 days, 60 at most, or 45 to the end of a month', () => {
    const due = privatePaymentDue('2026-11-05', figures);
    expect(due?.byDefault.due).toBe('2026-12-05');
    expect(due?.longest.due).toBe('2027-01-04');
    expect(due?.endOfMonth.due).toEqual(['2026-12-31', '2027-01-14']);
  });

  it('orders dates: an invoice of a later day is never due earlier', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (a, b) => {
        const due = (days: number) =>
          paymentDue({ received: addDays('2026-01-01', days) }, 'local', figures)?.due ?? '';
        expect(due(Math.min(a, b)) <= due(Math.max(a, b))).toBe(true);
      }),
    );
  });

  it('reads the rate of the bank on the first day of a half-year', () => {
    expect(halfYearStart('2026-06-30')).toBe('2026-01-01');
    expect(halfYearStart('2026-07-01')).toBe('2026-07-01');
  });
});

describe('late-payment interest', () => {
  const late = { amount: 10_000, daysLate: 73, invoices: 1, client: 'public' } as const;

  it('adds 8 points and 40 € for a public buyer, 10 points for a private client', () => {
    // 73 days are a fifth of 365: 10 000 × 10 % ÷ 5.
    expect(lateInterest({ ...late, bankRate: 2 }, figures)?.full).toEqual({
      rate: 10,
      interest: 200,
      total: 240,
    });
    const other = lateInterest({ ...late, client: 'private', bankRate: 2 }, figures);
    expect(other?.full).toEqual({ rate: 12, interest: 240, total: 280 });
  });

  it('rounds to the cent and counts the compensation once an invoice', () => {
    const owed = lateInterest({ ...late, amount: 5_000, daysLate: 45, invoices: 3, bankRate: 2.15 }, figures);
    expect(owed?.full).toEqual({ rate: 10.15, interest: 62.57, total: 182.57 });
  });

  it('gives no interest without the rate, only the floor that the points make', () => {
    const owed = lateInterest(late, figures);
    expect(owed?.full).toBeUndefined();
    expect(owed).toMatchObject({ compensation: 40, marginInterest: 160 });
  });

  it('grows with the days, the amount and the rate', () => {
    const day = fc.integer({ min: 0, max: 2_000 });
    const money = fc.integer({ min: 1, max: 5_000_000 });
    fc.assert(
      fc.property(day, day, money, fc.integer({ min: 0, max: 1_000 }), (less, more, amount, hundredths) => {
        const total = (daysLate: number, bankRate: number) =>
          lateInterest({ ...late, amount, daysLate, bankRate }, figures)?.full?.total ?? Number.NaN;
        const short = Math.min(less, more);
        const long = Math.max(less, more);
        expect(total(short, hundredths / 100)).toBeLessThanOrEqual(total(long, hundredths / 100));
        expect(total(long, hundredths / 100)).toBeLessThanOrEqual(total(long, hundredths / 100 + 1));
        expect(total(0, hundredths / 100)).toBe(40);
      }),
    );
  });

  it('counts no day late on the last day to pay', () => {
    expect(daysLateAt('2026-12-03', '2026-12-03')).toBe(0);
    expect(daysLateAt('2026-12-03', '2026-12-04')).toBe(1);
    expect(daysLateAt('2026-12-03', '2026-11-04')).toBe(0);
  });

  it('takes the bank rate of the half-year in which the delay starts, once staff have entered it', () => {
    const entered = figuresAt(registerWith(BANK_RATES), TODAY);
    expect(knownBankRate(entered, '2026-04-02')?.rate).toBe(1.5);
    // Due on 30 June: late from 1 July.
    expect(knownBankRate(entered, '2026-06-30')?.rate).toBe(1.75);
    expect(knownBankRate(entered, '2025-11-02')).toBeUndefined();
    expect(knownBankRate(figures, '2026-04-02')).toBeUndefined();
  });
});

describe('the ceiling of the retention', () => {
  const ceiling = (asked: Parameters<typeof retentionCeiling>[0]) => retentionCeiling(asked, figures);

  it('is 5 %, and 3 % for a SME of the State or of a large buyer', () => {
    expect(ceiling({ buyer: 'state', sme: true })?.ceiling.number).toBe(3);
    expect(ceiling({ buyer: 'local', sme: true, large: true })?.ceiling.number).toBe(3);
    expect(ceiling({ buyer: 'state-agency', sme: true, large: true })?.ceiling.number).toBe(3);
    expect(ceiling({ buyer: 'local', sme: true, large: false })?.ceiling.number).toBe(5);
    expect(ceiling({ buyer: 'state', sme: false })?.ceiling.number).toBe(5);
  });

  it('is never reduced for health bodies', () => {
    const found = ceiling({ buyer: 'hospital', sme: true, large: true });
    expect(found?.ceiling.number).toBe(5);
    expect(found?.ifReduced).toBeUndefined();
  });

  it('does not bind landlords, public companies and private bodies', () => {
    for (const buyer of ['social-housing', 'public-company', 'private-body', 'network'] as const)
      expect(ceiling({ buyer, sme: true, large: true })).toBeUndefined();
  });

  it('says which ceiling could apply when the size or the company is unsaid', () => {
    expect(ceiling({ buyer: 'local', sme: true })).toMatchObject({
      ceiling: { number: 5 },
      ifReduced: { ceiling: { number: 3 } },
    });
    expect(ceiling({})?.ifReduced?.ceiling.number).toBe(3);
  });

  it('does not guess the reduced ceiling of a time that the register does not know', () => {
    expect(retentionCeiling({ buyer: 'local', sme: true, large: true }, known('2024-06-01'))).toBeUndefined();
    expect(retentionCeiling({ buyer: 'hospital' }, known('2024-06-01'))?.ceiling.number).toBe(5);
    expect(retentionCeiling({ buyer: 'state', sme: true }, known('2024-06-01'))?.ceiling.number).toBe(3);
  });
});
