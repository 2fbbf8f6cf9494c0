import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFor } from '#src/features/handouts/rules/plan.ts';
import { isWorkingDay } from '#src/platform/calendar/holidays.ts';
import { addDays } from '#src/platform/calendar/iso-date.ts';
import { instantOf, parisTime } from '#src/platform/calendar/paris-time.ts';

const STEPS = [
  { id: 'lire', before: 10, title: 'Lire', text: 'Lire.' },
  { id: 'prix', before: 4, title: 'Chiffrer', text: 'Chiffrer.' },
  { id: 'deposer', before: 1, title: 'Déposer', text: 'Déposer.' },
];
const plan = (closing: string, time: string, now: string) =>
  planFor({ at: instantOf(closing, time), title: 'Fin', text: 'Fin.' }, STEPS, Date.parse(now));
const days = ({ events }: ReturnType<typeof plan>) => events.map(({ at }) => parisTime(at).day);

describe('A plan that counts back', () => {
  it('leaves out week-ends and public holidays', () => {
    // 11 November 2026 is a Wednesday, and a holiday.
    const made = plan('2026-11-16', '12:00', '2026-10-20T08:00:00Z');
    expect(days(made)).toEqual(['2026-10-30', '2026-11-09', '2026-11-13', '2026-11-16']);
    expect(made.tight).toBe(false);
  });

  it('keeps the hour of France in summer and in winter', () => {
    const winter = plan('2026-12-18', '12:00', '2026-11-25T08:00:00Z').events.at(-1);
    const summer = plan('2027-07-05', '12:00', '2027-06-01T08:00:00Z').events.at(-1);
    expect(new Date(winter?.at ?? 0).toISOString()).toBe('2026-12-18T11:00:00.000Z');
    expect(new Date(summer?.at ?? 0).toISOString()).toBe('2027-07-05T10:00:00.000Z');
  });

  it('brings the steps nearer when there is little time, the deposit still before the closing day', () => {
    const made = plan('2026-11-30', '12:00', '2026-11-25T08:00:00Z');
    expect(made).toMatchObject({ tight: true, workingDays: 3 });
    expect(days(made)).toEqual(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30']);
  });

  it('puts all on the day itself when it closes today, before it closes', () => {
    const made = plan('2026-11-25', '17:00', '2026-11-25T08:00:00Z');
    expect(new Set(days(made))).toEqual(new Set(['2026-11-25']));
    const closing = made.events.at(-1)?.at ?? 0;
    for (const { at } of made.events.slice(0, -1)) expect(at).toBeLessThan(closing);
  });

  it('never plans a step in the past, on a day off, out of order or after the closing', () => {
    const now = Date.parse('2026-11-25T08:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 11, max: 23 }), (ahead, hour) => {
        const closing = instantOf(addDays('2026-11-25', ahead), `${hour}:00`);
        const { events } = planFor({ at: closing, title: 'Fin', text: 'Fin.' }, STEPS, now);
        const steps = events.slice(0, -1);
        for (const { at } of steps) {
          expect(at).toBeGreaterThanOrEqual(now);
          expect(at).toBeLessThan(closing);
          const { day } = parisTime(at);
          if (day !== '2026-11-25') expect(isWorkingDay(day)).toBe(true);
        }
        expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted((a, b) => a - b));
      }),
    );
  });
});
