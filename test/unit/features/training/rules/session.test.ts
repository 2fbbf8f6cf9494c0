import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarFile } from '#src/features/training/rules/calendar-file.ts';
import { checkEvents, checkSession, checkWord } from '#src/features/training/rules/check-plan.ts';
import { dueReminder, mayApply, unbookable } from '#src/features/training/rules/session.ts';
import type { TrainingEvent } from '#src/features/training/store/events.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-25T08:00:00Z');
const TODAY = '2026-11-25';
const PLAN = {
  name: 'Printemps',
  place: 'Paris',
  places: 12,
  startsOn: '2026-12-10',
  endsOn: '2027-06-10',
  applyUntil: '2026-12-05',
};
const GIVEN = { ...PLAN, places: '12' };
const fields = (checked: object) =>
  'mistakes' in checked ? (checked.mistakes as { field: string }[]).map(({ field }) => field) : [];

describe('The form of a session', () => {
  it('is read as it was typed, without spaces around', () => {
    expect(checkSession({ ...GIVEN, name: '  Printemps ' }, TODAY)).toEqual({ value: PLAN });
  });

  it.each([
    [{ places: '0' }, ['places']],
    [{ places: '-3' }, ['places']],
    [{ places: '12,5' }, ['places']],
    [{ startsOn: '2026-11-24' }, ['startsOn']],
    [{ startsOn: '2026-02-30' }, ['startsOn']],
    [{ endsOn: '2026-12-01', applyUntil: '2026-11-30' }, ['endsOn']],
    [{ applyUntil: '2027-07-01' }, ['applyUntil']],
    [{ applyUntil: '2026-11-01' }, ['applyUntil']],
    [{ name: '<script>alert(1)</script>' }, ['name']],
    [{ name: 'x'.repeat(10_000) }, ['name']],
    [{ name: '\u200B \n' }, ['name']],
    [{ name: undefined, place: 3 }, ['name', 'place']],
  ])('says what is wrong with %o', (wrong, expected) => {
    expect(fields(checkSession({ ...GIVEN, ...wrong }, TODAY))).toEqual(expected);
  });

  it('refuses what is no form at all, and lets the days of a session under way stay', () => {
    for (const wrong of [null, 'x', [], 12]) expect(fields(checkSession(wrong, TODAY))).not.toEqual([]);
    const under = { ...PLAN, startsOn: '2026-10-01', applyUntil: '2026-09-01' };
    expect(fields(checkSession({ ...GIVEN, ...under, places: 14 }, TODAY, under))).toEqual([]);
  });
});

describe('The form of an event', () => {
  const EVENT = {
    kind: 'meeting',
    title: 'Rendez-vous',
    place: 'Visio',
    host: 'Nadia',
    places: '1',
    day: '2026-12-15',
    from: '09:00',
    to: '11:00',
  };
  const check = (more: object) => checkEvents({ ...EVENT, ...more }, { session: PLAN, now: NOW });

  it('makes the slots of an expert, one after the other, in the time of France', () => {
    const made = check({ minutes: '45' });
    if (!('value' in made)) throw new Error(JSON.stringify(made));
    expect(made.value.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
      '2026-12-15T08:00:00.000Z',
      '2026-12-15T08:45:00.000Z',
    ]);
    expect(check({ kind: 'workshop', minutes: '45' })).toMatchObject({ value: [{ kind: 'workshop' }] });
  });

  it.each([
    [{ day: '2026-12-01' }, ['day']],
    [{ day: '2027-06-11' }, ['day']],
    [{ to: '09:00' }, ['to']],
    [{ from: '25:00' }, ['from']],
    [{ minutes: '300' }, ['minutes']],
    [{ minutes: '1' }, ['minutes']],
    [{ kind: 'fête' }, ['kind']],
    [{ host: '<b>Nadia</b>' }, ['host']],
    [{ places: '0' }, ['places']],
    [{ from: '01:00', to: '22:00' }, ['to']],
  ])('says what is wrong with %o', (wrong, expected) => {
    expect(fields(check(wrong))).toEqual(expected);
  });

  it('has a word for who is refused, of a size that is read', () => {
    expect(checkWord({ reason: ' ' }, false)).toEqual({ value: undefined });
    expect(fields(checkWord({ reason: ' ' }, true))).toEqual(['reason']);
    expect(fields(checkWord({ reason: 'x'.repeat(10_000) }, false))).toEqual(['reason']);
    expect(fields(checkWord({ reason: '<i>non</i>' }, false))).toEqual(['reason']);
    expect(checkWord({ reason: 'Pas encore.\r\nBientôt.' }, true)).toEqual({
      value: 'Pas encore.\nBientôt.',
    });
  });
});

describe('A session', () => {
  const session = { ...PLAN, id: 's', state: 'open', version: 1, changedBy: 'Lina' } as const;
  const event: TrainingEvent = {
    id: 'e',
    sessionId: 's',
    kind: 'meeting',
    title: 'R',
    place: 'P',
    host: 'H',
    startsAt: NOW + HOUR,
    endsAt: NOW + 2 * HOUR,
    places: 1,
    state: 'planned',
    version: 1,
  };

  it('is applied to while it is open, its last day included', () => {
    expect(mayApply(session, '2026-12-05')).toBe(true);
    expect(mayApply(session, '2026-12-06')).toBe(false);
    expect(mayApply({ ...session, state: 'closed' }, TODAY)).toBe(false);
  });

  it('has events that are booked while there is a place', () => {
    const at = { isAdmitted: true, booked: 0, now: NOW };
    expect(unbookable(event, at)).toBeUndefined();
    expect(unbookable(event, { ...at, booked: 1 })).toBe('full');
    expect(unbookable(event, { ...at, isAdmitted: false })).toBe('not-admitted');
    expect(unbookable(event, { ...at, now: NOW + HOUR })).toBe('past');
    expect(unbookable({ ...event, state: 'cancelled' }, at)).toBe('cancelled');
  });

  it('reminds the day before and shortly before, never of what was just booked', () => {
    const startsAt = NOW + 100 * HOUR;
    const due = (hoursBefore: number, reminders: number, changedAt = NOW) =>
      dueReminder({ startsAt }, { reminders, changedAt }, startsAt - hoursBefore * HOUR);
    expect(due(25, 0)).toBeUndefined();
    expect(due(23, 0)).toBe(1);
    expect(due(22, 1)).toBeUndefined();
    expect(due(1, 1)).toBe(2);
    expect(due(1, 0)).toBe(2);
    expect(due(0.5, 2)).toBeUndefined();
    expect(due(-1, 0)).toBeUndefined();
    expect(due(20, 0, startsAt - 21 * HOUR)).toBeUndefined();
    expect(due(1, 0, startsAt - 21 * HOUR)).toBe(2);
    expect(due(1, 0, startsAt - 1.5 * HOUR)).toBeUndefined();
  });

  it('has calendar files that another program reads, and whose cancellation is of the same entry', () => {
    const entry = {
      id: 'b1',
      sequence: 0,
      isCancelled: false,
      title: 'Répondre, « le mémoire » ; suite',
      place: '12, rue des Fêtes',
      host: 'Nadia',
      startsAt: NOW,
      endsAt: NOW + HOUR,
    };
    const read = (text: string) => {
      const calendar = new ICAL.Component(ICAL.parse(text));
      return {
        method: calendar.getFirstPropertyValue('method'),
        event: new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined),
        status: calendar.getFirstSubcomponent('vevent')?.getFirstPropertyValue('status'),
      };
    };
    const first = read(calendarFile(entry, { now: NOW }));
    expect(first.method).toBe('PUBLISH');
    expect(first.event.summary).toBe('Répondre, « le mémoire » ; suite');
    expect(first.event.location).toBe('12, rue des Fêtes');
    expect(first.event.startDate.toJSDate().getTime()).toBe(NOW);
    const ends = { ...entry, sequence: 3, isCancelled: true };
    const last = read(calendarFile(ends, { organizer: 'hotline@exemple.fr', now: NOW }));
    expect([last.method, last.status, last.event.sequence]).toEqual(['CANCEL', 'CANCELLED', 3]);
    expect(last.event.uid).toBe(first.event.uid);
    expect(last.event.organizer).toBe('mailto:hotline@exemple.fr');
  });
});
