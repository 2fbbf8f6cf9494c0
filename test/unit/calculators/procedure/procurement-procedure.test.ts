import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUYER_RULES, type Buyer } from '#src/calculators/buyers.ts';
import { type Need, PROCEDURES, procedureFor } from '#src/calculators/procedure/procurement-procedure.ts';
import { figuresOn } from '#support/knowledge/ask-computation.ts';

type PublicBuyer = Exclude<Buyer, 'private'>;
const need = (amount: number, buyer: PublicBuyer = 'local', rest: Partial<Need> = {}): Need => ({
  amount,
  category: 'supplies-services',
  nature: 'ordinary',
  buyer: BUYER_RULES[buyer],
  defence: false,
  ...rest,
});
const works = { category: 'works' } as const;
const at = (one: Need, date?: string) => {
  const result = procedureFor(one, figuresOn(date));
  return result && `${result.procedure} ${result.publicity}`;
};

describe('the procedure of supplies and services', () => {
  it.each([
    [59_999.99, 'local', 'direct none'],
    [60_000, 'local', 'adapted free'],
    [89_999, 'local', 'adapted free'],
    [90_000, 'local', 'adapted national'],
    [215_999, 'local', 'adapted national'],
    [216_000, 'local', 'formal national-and-eu'],
    [139_999, 'state', 'adapted national'],
    [140_000, 'state', 'formal national-and-eu'],
    [140_000, 'state-agency', 'formal national-and-eu'],
    [140_000, 'hospital', 'adapted national'],
    [216_000, 'hospital', 'formal national-and-eu'],
    [150_000, 'social-housing', 'adapted free'],
    [216_000, 'social-housing', 'formal eu'],
    [150_000, 'public-company', 'adapted free'],
    [431_999, 'network', 'adapted free'],
    [432_000, 'network', 'formal eu'],
  ] as const)('at %d € for %s is %s', (amount, buyer, expected) => {
    expect(at(need(amount, buyer))).toBe(expected);
  });

  it.each([
    ['2026-03-31', 40_000, 'adapted free'],
    ['2026-03-31', 39_999, 'direct none'],
    ['2025-06-15', 220_999, 'adapted national'],
    ['2025-06-15', 221_000, 'formal national-and-eu'],
  ] as const)('on %s at %d € follows the figures of that day: %s', (date, amount, expected) => {
    expect(at(need(amount), date)).toBe(expected);
  });
});

describe('the procedure of works', () => {
  it.each([
    [99_999, 'local', 'direct none'],
    [100_000, 'local', 'adapted national'],
    [5_403_999, 'state', 'adapted national'],
    [5_404_000, 'state', 'formal national-and-eu'],
    [900_000, 'social-housing', 'adapted free'],
    [5_404_000, 'network', 'formal eu'],
  ] as const)('at %d € for %s is %s', (amount, buyer, expected) => {
    expect(at(need(amount, buyer, works))).toBe(expected);
  });

  it('kept their exemption before 2026, and the older European threshold', () => {
    expect(at(need(99_999, 'local', works), '2025-12-31')).toBe('direct none');
    expect(at(need(5_450_000, 'state', works), '2025-12-31')).toBe('adapted national');
    expect(at(need(5_538_000, 'state', works), '2025-12-31')).toBe('formal national-and-eu');
  });
});

describe('purchases with a threshold of their own', () => {
  it.each([
    ['innovative', 99_999, 'direct none'],
    ['innovative', 100_000, 'adapted national'],
    ['books', 89_999, 'direct none'],
    ['books', 90_000, 'adapted national'],
    ['social', 59_999, 'direct none'],
    ['social', 300_000, 'adapted adapted'],
    ['social', 750_000, 'adapted eu'],
    ['social', 9_000_000, 'adapted eu'],
  ] as const)('%s at %d € is %s', (nature, amount, expected) => {
    expect(at(need(amount, 'local', { nature }))).toBe(expected);
  });

  it('says nothing of the notice of a network operator for annex 3, whose amount is not known', () => {
    expect(at(need(800_000, 'network', { nature: 'social' }))).toBe('adapted unsaid');
  });

  it.each([
    ['ordinary', 'supplies-services', 99_999, 'direct none'],
    ['ordinary', 'supplies-services', 100_000, 'adapted unsaid'],
    ['ordinary', 'supplies-services', 432_000, 'formal unsaid'],
    ['ordinary', 'works', 5_403_999, 'adapted unsaid'],
    ['ordinary', 'works', 5_404_000, 'formal unsaid'],
    ['innovative', 'supplies-services', 299_999, 'direct none'],
    ['innovative', 'supplies-services', 300_000, 'adapted unsaid'],
  ] as const)('a defence contract, %s %s at %d €, is %s', (nature, category, amount, expected) => {
    expect(at(need(amount, 'defence', { nature, category, defence: true }))).toBe(expected);
  });
});

describe('the formalities', () => {
  it.each([
    [24_999, false, 'no', 'no'],
    [25_000, true, 'no', 'or-listed'],
    [59_999, true, 'no', 'or-listed'],
    [60_000, true, 'with-notice', 'published'],
    [90_000, true, 'yes', 'published'],
  ] as const)('at %d €: written %s, files online %s, data %s', (amount, written, files, data) => {
    const formalities = procedureFor(need(amount), figuresOn())?.formalities;
    expect(formalities?.written.due).toBe(written);
    expect(formalities?.filesOnline.due).toBe(files);
    expect(formalities?.data.due).toBe(data);
  });

  it('publish the data of innovative purchases and books from 40 000 € only', () => {
    for (const nature of ['innovative', 'books'] as const) {
      const dueAt = (amount: number) =>
        procedureFor(need(amount, 'local', { nature }), figuresOn())?.formalities?.data.due;
      expect(dueAt(39_999)).toBe('no');
      expect(dueAt(40_000)).toBe('published');
    }
  });

  it('are left out for defence contracts, whose rules are their own', () => {
    const one = need(50_000, 'defence', { defence: true });
    expect(procedureFor(one, figuresOn())?.formalities).toBeUndefined();
  });
});

describe('the next threshold', () => {
  it.each([
    [52_000, 'local', {}, 60_000, 'adapted'],
    [75_000, 'local', {}, 90_000, 'national'],
    [120_000, 'state', {}, 140_000, 'formal'],
    [120_000, 'social-housing', {}, 216_000, 'formal'],
    [75_000, 'local', works, 100_000, 'adapted'],
    [100_000, 'local', { nature: 'social' }, 750_000, 'eu'],
  ] as const)('above %d € for %s %o is %d', (amount, buyer, rest, threshold, brings) => {
    const next = procedureFor(need(amount, buyer, rest), figuresOn())?.next;
    expect(next?.figure.number).toBe(threshold);
    expect(next?.brings).toBe(brings);
  });

  it('is none above the last one', () => {
    expect(procedureFor(need(300_000), figuresOn())?.next).toBeUndefined();
  });
});

describe('an unknown figure', () => {
  it('gives no result, never a guess', () => {
    expect(procedureFor(need(45_000), figuresOn('2023-06-01'))).toBeUndefined();
    expect(procedureFor(need(300_000), figuresOn('2029-01-15'))).toBeUndefined();
  });

  it('still lets a purchase under a known exemption be direct', () => {
    expect(at(need(50_000), '2029-01-15')).toBe('direct none');
  });
});

describe('any need', () => {
  const cases = fc.record({
    buyer: fc.constantFrom(...(Object.keys(BUYER_RULES) as PublicBuyer[])),
    category: fc.constantFrom('works' as const, 'supplies-services' as const),
    nature: fc.constantFrom('ordinary' as const, 'innovative' as const, 'books' as const, 'social' as const),
    defence: fc.boolean(),
  });
  const amounts = fc.integer({ min: 1, max: 10_000_000 });

  it('never has a lighter procedure for more money', () => {
    fc.assert(
      fc.property(cases, amounts, amounts, ({ buyer, ...rest }, one, other) => {
        const rank = (amount: number) =>
          PROCEDURES.indexOf(procedureFor(need(amount, buyer, rest), figuresOn())?.procedure ?? 'direct');
        expect(rank(Math.max(one, other))).toBeGreaterThanOrEqual(rank(Math.min(one, other)));
      }),
    );
  });

  it('has a next threshold above its amount, and no publicity exactly when it may be direct', () => {
    fc.assert(
      fc.property(cases, amounts, ({ buyer, ...rest }, amount) => {
        const result = procedureFor(need(amount, buyer, rest), figuresOn());
        expect(result?.next?.figure.number ?? Number.POSITIVE_INFINITY).toBeGreaterThan(amount);
        expect(result?.publicity === 'none').toBe(result?.procedure === 'direct');
      }),
    );
  });
});
