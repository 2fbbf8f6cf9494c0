import { describe, expect, it } from 'vitest';
import { sumSaid } from '#src/reader/numbers/sums-said.ts';
import { readExample } from '#src/reader/training/numbers/number-examples.ts';
import { linesOf } from '#src/reader/training/sources.ts';

describe('Messages whose numbers are marked', () => {
  it('marks the number it stands on', () => {
    const { roles, numbers } = readExample({ said: 'où {3,20|part} € sur {9|whole} €, en 2025' });
    expect(numbers.map(({ value }) => value)).toEqual([3.2, 9, 2025]);
    expect(roles).toEqual(['part', 'whole', 'none']);
  });

  it('throws where a mark is on no number', () => {
    expect(() => readExample({ said: 'une {part|whole} de bio' })).toThrow('No number');
  });

  it('are learnt: of nearly all of them the shipped weights tell each number', () => {
    const examples = linesOf<{ said: string }>('numbers.jsonl')
      .map(readExample)
      .filter(({ roles }) => roles.filter((role) => role !== 'none' && role !== 'claim').length > 1);
    const learnt = examples.filter(({ text, numbers, roles }) => {
      const sum = sumSaid(text);
      return numbers.every(({ at }, index) => sum?.of(roles[index] as 'none').some((one) => one.at === at));
    });
    expect(learnt.length / examples.length).toBeGreaterThan(0.95);
  });
});
