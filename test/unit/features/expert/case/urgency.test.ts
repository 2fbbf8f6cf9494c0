import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseMoments, urgencyOf } from '#src/features/expert/case/urgency.ts';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';

const TARGET = 4 * 3_600_000;
const at = (text: string) => instantOf(text.slice(0, 10), text.slice(11));
const of = (moments: CaseMoments, now: number, hours = DEFAULT_HOURS) =>
  urgencyOf(moments, now, hours, TARGET);

describe('how soon a case must be answered', () => {
  /** Tuesday morning: an answer asked now is due at 15:30, and a day of work after that is Wednesday 15:30. */
  const now = at('2026-11-24 10:00');
  it.each([
    ['2026-11-23 12:00', 'too_late', 'it is past'],
    ['2026-11-24 10:00', 'too_late', 'it is now'],
    ['2026-11-24 10:30', 'too_late', 'there is no time to read the case'],
    ['2026-11-24 10:31', 'critical', 'an expert who takes it now can still help'],
    ['2026-11-25 15:30', 'critical', 'an answer in time would leave less than a day'],
    ['2026-11-25 15:31', 'soon', 'an answer in time leaves a day'],
    ['2026-12-01 10:00', 'soon', 'within five days of work'],
    ['2026-12-01 10:01', 'normal', 'later'],
  ])('closing %s: %s, because %s', (deadline, level) => {
    const urgency = of({ deadlineAt: at(deadline), openedAt: now, waitingSince: now }, now);
    expect(urgency.level).toBe(level);
    expect(urgency.remainingMs).toBe(at(deadline) - now);
  });

  it('counts nights, weekends and holidays as time when nobody can answer', () => {
    const evening = at('2026-11-27 18:00');
    const closing = (deadline: string, when = evening) =>
      of({ deadlineAt: at(deadline), openedAt: when }, when).level;
    expect(closing('2026-11-29 23:59')).toBe('too_late');
    expect(closing('2026-11-30 09:30')).toBe('too_late');
    expect(closing('2026-11-30 12:00')).toBe('critical');
    expect(closing('2026-12-28 09:15', at('2026-12-24 17:15'))).toBe('too_late');
    expect(closing('2026-12-28 12:00', at('2026-12-24 15:00'))).toBe('critical');
  });

  it('is normal without a deadline, and still due within four worked hours of the wait', () => {
    const urgency = of({ openedAt: at('2026-11-20 10:00'), waitingSince: at('2026-11-27 16:30') }, now);
    expect(urgency).toMatchObject({ level: 'normal', remainingMs: undefined });
    expect(parisTime(urgency.answerBy ?? 0)).toEqual({ day: '2026-11-30', time: '12:00' });
  });

  it('does not make a far deadline critical because the answer is late', () => {
    const old = at('2026-11-02 10:00');
    expect(of({ deadlineAt: at('2026-11-30 12:00'), openedAt: old, waitingSince: old }, now).level).toBe(
      'soon',
    );
  });

  it('promises nothing when nobody works, and says that a deadline cannot be met', () => {
    const closed = {
      ...DEFAULT_HOURS,
      closingDays: [{ from: '2026-01-01', to: '2029-01-01', label: 'Fermé' }],
    };
    const urgency = of({ deadlineAt: at('2026-12-31 12:00'), openedAt: now }, now, closed);
    expect(urgency).toMatchObject({ level: 'too_late', answerBy: undefined });
    expect(of({ openedAt: now }, now, closed).level).toBe('normal');
  });
});

describe('the queue', () => {
  const now = at('2026-11-24 10:00');
  const queue = (cases: Readonly<Record<string, CaseMoments>>) =>
    Object.entries(cases)
      .map(([name, moments]) => ({ name, key: of(moments, now).sortKey }))
      .sort((a, b) => a.key - b.key)
      .map(({ name }) => name);

  it('begins with what closes first and can be saved, then what is too late, then the others by arrival', () => {
    expect(
      queue({
        newest: { openedAt: at('2026-11-24 09:50') },
        oldest: { openedAt: at('2026-11-20 09:00') },
        tooLate: { openedAt: at('2026-11-24 09:40'), deadlineAt: at('2026-11-24 10:15') },
        friday: { openedAt: at('2026-11-18 09:00'), deadlineAt: at('2026-11-27 12:00') },
        tomorrow: { openedAt: at('2026-11-20 09:00'), deadlineAt: at('2026-11-25 09:30') },
        thisAfternoon: { openedAt: at('2026-11-24 09:55'), deadlineAt: at('2026-11-24 16:00') },
        nextMonth: { openedAt: at('2026-11-23 09:00'), deadlineAt: at('2026-12-20 12:00') },
        thursday: { openedAt: at('2026-11-24 09:59'), deadlineAt: at('2026-11-26 18:00') },
      }),
    ).toEqual([
      'thisAfternoon',
      'tomorrow',
      'tooLate',
      'thursday',
      'friday',
      'oldest',
      'nextMonth',
      'newest',
    ]);
  });

  it('never lets a case that wrote again pass before those who waited', () => {
    expect(
      queue({
        old: { openedAt: at('2026-11-02 09:00'), waitingSince: at('2026-11-24 09:30') },
        waiting: { openedAt: at('2026-11-23 09:00'), waitingSince: at('2026-11-23 09:00') },
      }),
    ).toEqual(['waiting', 'old']);
  });

  it('never makes a case less urgent as time passes, until it is too late', () => {
    const order = ['normal', 'soon', 'critical', 'too_late'];
    const moment = fc.integer({ min: at('2026-11-01 00:00'), max: at('2027-01-15 00:00') });
    fc.assert(
      fc.property(moment, moment, moment, (deadlineAt, a, b) => {
        const earlier = Math.min(a, b);
        const later = Math.max(a, b);
        const moments = { deadlineAt, openedAt: earlier };
        const level = (when: number) => order.indexOf(of(moments, when).level);
        expect(level(later)).toBeGreaterThanOrEqual(level(earlier));
      }),
      { numRuns: 300 },
    );
  });
});
