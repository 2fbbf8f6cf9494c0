import { describe, expect, it } from 'vitest';
import { StrangersBudget } from '#src/person/budgets/strangers-budget.ts';

const stranger = (source: string) => ({ isKnown: false, source });

describe('What strangers may do', () => {
  it('is counted by network and together; used up, each network has a small share, and who is known has all', () => {
    let now = 0;
    const budget = new StrangersBudget({ source: 4, all: 10, share: 2 }, 1_000, () => now);
    const does = (source: string, times: number) => {
      for (let time = 0; time < times; time += 1) budget.note(stranger(source));
    };
    does('a', 4);
    expect(budget.may(stranger('a'))).toBe(false);
    expect(budget.may(stranger('b'))).toBe(true);
    does('b', 3);
    does('c', 3);
    expect(budget.may(stranger('b'))).toBe(false);
    expect(budget.may(stranger('new'))).toBe(true);
    does('new', 2);
    expect(budget.may(stranger('new'))).toBe(false);
    expect(budget.may({ isKnown: true, source: 'a' })).toBe(true);
    now = 1_001;
    expect(budget.may(stranger('a'))).toBe(true);
  });

  it('is not used up by who is known', () => {
    const budget = new StrangersBudget({ source: 1, all: 1, share: 1 }, 1_000, () => 0);
    for (let time = 0; time < 5; time += 1) budget.note({ isKnown: true, source: 'office' });
    expect(budget.may(stranger('office'))).toBe(true);
  });
});
