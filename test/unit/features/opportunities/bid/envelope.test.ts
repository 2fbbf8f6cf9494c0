import { describe, expect, it } from 'vitest';
import { nextStep, stepsFor } from '#src/features/opportunities/bid/rules/envelope.ts';

const PUBLIC = { isHeavy: true, isReserved: false, isPublic: true };
const steps = stepsFor(PUBLIC);

describe('The envelope', () => {
  it('has what the call asks for', () => {
    expect(steps).not.toContain('reserved');
    expect(stepsFor({ ...PUBLIC, isReserved: true })).toContain('reserved');
    expect(stepsFor({ isHeavy: false, isReserved: false, isPublic: false })).toEqual([
      'prices',
      'platform',
      'deposit',
    ]);
  });

  it('is ticked one thing at a time, the deposit last', () => {
    const done = new Set<string>();
    const asked: string[] = [];
    for (let next = nextStep(steps, done); next; next = nextStep(steps, done, next.step)) {
      expect(next.count).toBe(steps.length);
      asked.push(next.step);
      done.add(next.step);
    }
    expect(asked).toEqual(steps);
    expect(asked.at(-1)).toBe('deposit');
  });

  it('comes back to what was left for later, before the deposit', () => {
    const done = new Set(['prices', 'memoir', 'agreement', 'platform']);
    expect(nextStep(steps, done, 'candidacy')?.step).toBe('signature');
    expect(nextStep(steps, new Set([...done, 'signature']), 'signature')?.step).toBe('candidacy');
    expect(nextStep(steps, new Set([...done, 'signature']), 'candidacy')?.step).toBe('candidacy');
  });
});
