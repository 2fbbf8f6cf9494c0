import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type IntroductionEvent,
  type IntroductionStatus,
  introductionStep,
} from '#src/features/directory/introductions/introduction.ts';

const ASKED = { state: 'asked', expiresAt: 1_000 } as const;
const EVENTS: readonly IntroductionEvent[] = [
  { type: 'accept', by: 'anne' },
  { type: 'refuse', by: 'anne' },
  { type: 'cancel' },
  { type: 'leave' },
  { type: 'expire' },
];

describe('A wish to be put in touch', () => {
  it('gives the contacts only when the company accepts in time', () => {
    expect(introductionStep(ASKED, { type: 'accept', by: 'anne' }, 999)).toEqual({
      ok: true,
      next: { state: 'accepted', at: 999, by: 'anne' },
      news: 'contacts',
    });
    expect(introductionStep(ASKED, { type: 'accept', by: 'anne' }, 1_000)).toEqual({
      ok: false,
      why: 'ended',
    });
  });

  it('tells the buyer of a refusal, of silence, of a company that left; silence only after its day', () => {
    const news = (event: IntroductionEvent, at: number) => {
      const step = introductionStep(ASKED, event, at);
      return step.ok ? step.news : step.why;
    };
    expect(news({ type: 'refuse', by: 'anne' }, 5)).toBe('refused');
    expect(news({ type: 'expire' }, 5)).toBe('early');
    expect(news({ type: 'expire' }, 1_000)).toBe('unanswered');
    expect(news({ type: 'leave' }, 5)).toBe('gone');
    expect(news({ type: 'cancel' }, 5)).toBe('cancelled');
  });

  it('keeps its first end, whatever comes after', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...EVENTS), fc.nat(2_000)), { maxLength: 12 }),
        (events) => {
          let status: IntroductionStatus = ASKED;
          let ends = 0;
          for (const [event, at] of events) {
            const step = introductionStep(status, event, at);
            if (!step.ok) continue;
            ends += 1;
            status = step.next;
          }
          expect(ends).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
