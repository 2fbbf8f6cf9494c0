import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApplicationEvent, transition } from '#src/features/training/rules/application.ts';
import type { ApplicationState } from '#src/features/training/store/applications.ts';

const STATES: readonly ApplicationState[] = ['applied', 'admitted', 'waiting', 'refused', 'withdrawn'];
const EVENTS: readonly ApplicationEvent[] = ['admit', 'hold', 'refuse', 'promote', 'withdraw', 'apply'];

describe('An application', () => {
  it.each([
    ['applied', 'admit', 1, { ok: true, state: 'admitted', frees: false }],
    ['applied', 'admit', 0, { ok: false, why: 'full' }],
    ['applied', 'hold', 0, { ok: true, state: 'waiting', frees: false }],
    ['waiting', 'promote', 1, { ok: true, state: 'admitted', frees: false }],
    ['applied', 'promote', 1, { ok: false, why: 'impossible' }],
    ['admitted', 'withdraw', 0, { ok: true, state: 'withdrawn', frees: true }],
    ['admitted', 'refuse', 0, { ok: true, state: 'refused', frees: true }],
    ['admitted', 'admit', 0, { ok: false, why: 'same' }],
    ['refused', 'admit', 1, { ok: true, state: 'admitted', frees: false }],
    ['refused', 'withdraw', 1, { ok: false, why: 'impossible' }],
    ['withdrawn', 'admit', 1, { ok: false, why: 'impossible' }],
    ['withdrawn', 'apply', 0, { ok: true, state: 'applied', frees: false }],
  ] as const)('%s, %s with %i places free', (state, event, free, expected) => {
    expect(transition(state, event, free)).toEqual(expected);
  });

  it('takes a place only where one is free, and frees one only where it had one, whatever happens', () => {
    const happening = fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...EVENTS)), { maxLength: 60 });
    fc.assert(
      fc.property(fc.nat(3), happening, (places, events) => {
        const states: ApplicationState[] = STATES.map(() => 'applied');
        for (const [who, event] of events) {
          const admitted = states.filter((state) => state === 'admitted').length;
          const before = states[who] ?? 'applied';
          const step = transition(before, event, places - admitted);
          if (step.ok) {
            expect(step.frees).toBe(before === 'admitted');
            states[who] = step.state;
          }
          expect(states.filter((state) => state === 'admitted').length).toBeLessThanOrEqual(places);
        }
      }),
    );
  });
});
