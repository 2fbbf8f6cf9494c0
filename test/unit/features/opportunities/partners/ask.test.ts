import { describe, expect, it } from 'vitest';
import { answerUntil, askStep } from '#src/features/opportunities/partners/rules/ask.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';

const FRIDAY = instantOf('2026-12-18', '10:00');

describe('a company that asks another one', () => {
  it('is answered once: the first end holds', () => {
    expect(askStep({ state: 'proposed' }, 'ask', FRIDAY)).toBe('asked');
    expect(askStep({ state: 'asked' }, 'ask', FRIDAY)).toBeUndefined();
    expect(askStep({ state: 'proposed' }, 'accept', FRIDAY)).toBeUndefined();
    expect(askStep({ state: 'asked' }, 'accept', FRIDAY)).toBe('accepted');
    for (const event of ['accept', 'refuse', 'cancel', 'leave', 'close', 'expire'] as const)
      expect(askStep({ state: 'refused', expiresAt: 0 }, event, FRIDAY)).toBeUndefined();
  });

  it('has no answer after its time, and none is missing before', () => {
    const asked = { state: 'asked', expiresAt: FRIDAY } as const;
    expect(askStep(asked, 'accept', FRIDAY)).toBeUndefined();
    expect(askStep(asked, 'expire', FRIDAY - 1)).toBeUndefined();
    expect(askStep(asked, 'expire', FRIDAY)).toBe('expired');
  });

  it('waits five working days, and never beyond the closing', () => {
    // Christmas is none.
    expect(answerUntil(FRIDAY, undefined)).toBe(instantOf('2026-12-28', '18:00'));
    const closes = instantOf('2026-12-21', '12:00');
    expect(answerUntil(FRIDAY, closes)).toBe(closes);
  });
});
