import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Circuit,
  type CircuitEvent,
  CLOSED,
  mayTry,
  retryAfterMs,
  transition,
} from '#src/platform/circuit-breaker.ts';

const NOW = 1_000_000;
const FAILED: CircuitEvent = { type: 'failed' };
const run = (circuit: Circuit, ...events: CircuitEvent[]) =>
  events.reduce((state, event) => transition(state, event, NOW), circuit);
const OPEN = run(CLOSED, FAILED, FAILED, FAILED);

describe('a circuit', () => {
  test('stays closed for two failures in a row', () => {
    expect(mayTry(run(CLOSED, FAILED, FAILED), NOW)).toBe(true);
  });

  test('opens for 30 seconds at the third failure in a row', () => {
    expect(mayTry(OPEN, NOW)).toBe(false);
    expect(mayTry(OPEN, NOW + 29_999)).toBe(false);
    expect(mayTry(OPEN, NOW + 30_000)).toBe(true);
  });

  test('counts failures in a row only', () => {
    const circuit = run(CLOSED, FAILED, FAILED, { type: 'succeeded' }, FAILED, FAILED);
    expect(mayTry(circuit, NOW)).toBe(true);
  });

  test('lets one probe through, then no other until it ends', () => {
    const later = NOW + 30_000;
    const probing = transition(OPEN, { type: 'started' }, later);
    expect(mayTry(probing, later)).toBe(false);
    expect(mayTry(probing, later + 149_999)).toBe(false);
    expect(transition(probing, { type: 'succeeded' }, later)).toEqual(CLOSED);
  });

  test('opens again at once when its probe fails', () => {
    const later = NOW + 30_000;
    const failed = transition(transition(OPEN, { type: 'started' }, later), FAILED, later);
    expect(mayTry(failed, later + 29_999)).toBe(false);
    expect(mayTry(failed, later + 30_000)).toBe(true);
  });

  test('is probed again when a probe never said its end: its worker was ended under it', () => {
    const later = NOW + 30_000;
    const lost = transition(OPEN, { type: 'started' }, later);
    expect(mayTry(lost, later + 150_000)).toBe(true);
    const again = transition(lost, { type: 'started' }, later + 150_000);
    expect(mayTry(again, later + 150_001)).toBe(false);
  });

  test('opens at the first failure that asks for rest, for that long', () => {
    const asked = run(CLOSED, { type: 'failed', retryAfterMs: 120_000 });
    expect(mayTry(asked, NOW + 119_999)).toBe(false);
    expect(mayTry(asked, NOW + 120_000)).toBe(true);
  });

  test('never rests longer than ten minutes, whatever is asked', () => {
    const asked = run(CLOSED, { type: 'failed', retryAfterMs: 1e12 });
    expect(mayTry(asked, NOW + 600_000)).toBe(true);
  });

  test('is not closed by a call that began before the rest was asked', () => {
    const asked = run(CLOSED, { type: 'failed', retryAfterMs: 120_000 }, { type: 'succeeded' });
    expect(mayTry(asked, NOW + 1_000)).toBe(false);
  });

  test('does not shorten its rest when another call fails meanwhile', () => {
    const asked = run(CLOSED, { type: 'failed', retryAfterMs: 120_000 }, FAILED);
    expect(mayTry(asked, NOW + 119_999)).toBe(false);
  });

  test('always lets a call through within ten minutes of its last event', () => {
    const events = fc.array(
      fc.oneof(
        fc.constant<CircuitEvent>({ type: 'started' }),
        fc.constant<CircuitEvent>({ type: 'succeeded' }),
        fc
          .option(fc.integer({ min: 0, max: 1e9 }), { nil: undefined })
          .map<CircuitEvent>((retryAfterMs) => ({ type: 'failed', retryAfterMs })),
      ),
    );
    fc.assert(
      fc.property(events, (list) => {
        const circuit = run(CLOSED, ...list);
        expect(mayTry(circuit, NOW + 600_000)).toBe(true);
      }),
    );
  });
});

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    [' 1.5 ', 1_500],
    ['0', 0],
    [new Date(NOW + 60_000).toUTCString(), 60_000],
    [new Date(NOW - 60_000).toUTCString(), 0],
    ['bientôt', undefined],
    ['', undefined],
    [undefined, undefined],
    [null, undefined],
  ])('« %s » asks for %s ms', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });
});
