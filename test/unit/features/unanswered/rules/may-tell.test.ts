import { describe, expect, it } from 'vitest';
import { type Asker, whyNotTold } from '#src/features/unanswered/rules/may-tell.ts';

const ASKER: Asker = {
  channel: 'slack',
  personId: 'p1',
  mode: 'bot',
  isUnreachable: false,
  hasStopped: false,
  wasTold: false,
  knowsIt: false,
};

describe('who is told that a question is answered now', () => {
  it('is who asked in vain, alone, where a message arrives by itself', () => {
    expect(whyNotTold(ASKER)).toBeUndefined();
  });
  it.each([
    ['group', { personId: undefined }],
    ['channel', { channel: 'web' }],
    ['unreachable', { isUnreachable: true }],
    ['stopped', { hasStopped: true }],
    ['told', { wasTold: true }],
    ['knows', { knowsIt: true }],
    ['held', { mode: 'human' }],
  ] as const)('is nobody of whom « %s » holds', (why, more) => {
    expect(whyNotTold({ ...ASKER, ...more })).toBe(why);
  });
  it('gives the reason that lasts: who said stop and is with an expert is never told', () => {
    expect(whyNotTold({ ...ASKER, mode: 'human', hasStopped: true })).toBe('stopped');
  });
});
