import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { addCompany } from '#src/company/store/companies.ts';
import { addMember } from '#src/company/store/members.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { findFile } from '#src/conversation/store/files.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { apply, changeSession, decide, withdraw } from '#src/features/training/admissions.ts';
import { book, changeEvent, giveBack } from '#src/features/training/bookings.ts';
import { trainingReminders } from '#src/features/training/jobs.ts';
import {
  applicationHistory,
  applicationsOf,
  applicationsTo,
  countApplications,
  waitingList,
} from '#src/features/training/store/applications.ts';
import { bookingsOf, bookingsOfCompany, savePresence } from '#src/features/training/store/bookings.ts';
import { addEvent, type EventPlan, eventsOf } from '#src/features/training/store/events.ts';
import { addSession, findSession, listSessions } from '#src/features/training/store/sessions.ts';
import { merging } from '#src/features-together.ts';
import { mergePersons, openPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const day = (after: number) => new Date(T0 + after * DAY).toISOString().slice(0, 10);
const STAFF = { by: 'Lina', now: T0 };

describe.each(engines)('A training session, on $name', (engine) => {
  let store: EmptyStore;
  /** Two servers on one store. */
  let db: Database;
  let other: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    other = await store.connect();
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const open = (places: number) =>
    db.tx((tx) =>
      addSession(tx, {
        plan: {
          name: 'Printemps',
          place: 'Paris',
          startsOn: day(10),
          endsOn: day(190),
          applyUntil: day(5),
          places,
        },
        ...STAFF,
      }),
    );
  const company = async (key: string) =>
    db.tx(async (tx) => {
      const { id: personId } = await openPerson(tx, { channel: 'slack', key, now: T0 });
      const made = await addCompany(tx, { siren: undefined, now: T0 });
      const companyId = made?.id ?? '';
      await addMember(tx, { companyId, personId, now: T0 });
      const where = { channel: 'slack', channelKey: key, address: null, personId, now: T0 };
      const { id: conversationId } = await openConversation(tx, where);
      return { companyId, personId, conversationId };
    });
  type Made = Awaited<ReturnType<typeof company>>;
  const companies = async (count: number) => {
    const made: Made[] = [];
    for (let index = 0; index < count; index += 1) made.push(await company(`c${index}`));
    return made;
  };
  const side = (index: number) => (index % 2 === 0 ? db : other);
  const applyAs = (sessionId: string, { companyId, personId }: Made, on = db, now = T0) =>
    on.tx((tx) => apply(tx, { sessionId, companyId, personId, diagnosisId: undefined }, { by: 'x', now }));
  /** Each a moment after the one before. */
  let moment = T0;
  const applied = async (sessionId: string, one: Made) => {
    moment += 1;
    const result = await applyAs(sessionId, one, db, moment);
    if (!result.ok) throw new Error(result.why);
    return result.application;
  };
  const admit = (id: string, version = 1, on = db) =>
    on.tx((tx) => decide(tx, { id, decision: 'admit', reason: undefined, version }, STAFF));
  const told = async ({ conversationId }: Made) =>
    (await messagesAfter(db, conversationId, 0)).map((one) =>
      one.author === 'company' ? '' : plainText(one.content.blocks),
    );
  const event = (sessionId: string, places: number, more: Partial<EventPlan> = {}) =>
    db.tx((tx) =>
      addEvent(tx, {
        sessionId,
        plan: {
          kind: 'workshop',
          title: 'Répondre',
          place: 'Salle 2',
          host: 'Nadia',
          startsAt: T0 + 20 * DAY,
          endsAt: T0 + 20 * DAY + 3_600_000,
          places,
          ...more,
        },
        ...STAFF,
      }),
    );

  it('takes one application of a company, whoever applies and how often at once', async () => {
    const sessionId = await open(3);
    const one = await company('a');
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => applyAs(sessionId, one, side(index))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.why === 'again')).toHaveLength(19);
    expect(await applicationsTo(other, sessionId)).toHaveLength(1);
    expect(await told(one)).toHaveLength(1);
  });

  it('never admits more companies than it has places, however many decide at once', async () => {
    const sessionId = await open(5);
    const made = await companies(24);
    const applications = await Promise.all(made.map((one, index) => applyAs(sessionId, one, side(index))));
    const ids = applications.flatMap((result) => (result.ok ? [result.application.id] : []));
    expect(ids).toHaveLength(24);
    const results = await Promise.all(ids.map((id, index) => admit(id, 1, side(index))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(5);
    expect(results.filter((result) => !result.ok && result.why === 'full')).toHaveLength(19);
    expect(await countApplications(db, sessionId)).toMatchObject({ admitted: 5, applied: 19 });
  });

  it('gives each freed place to the first who waits, once, while others give theirs back at once', async () => {
    const sessionId = await open(4);
    const made = await companies(12);
    const applications = [];
    for (const one of made) applications.push(await applied(sessionId, one));
    for (const { id } of applications.slice(0, 4)) await admit(id);
    for (const [index, { id }] of applications.slice(4).entries())
      await db.tx((tx) =>
        decide(tx, { id, decision: 'hold', reason: undefined, version: 1 }, { by: 'Lina', now: T0 + index }),
      );
    const left = await Promise.all(
      applications
        .slice(0, 3)
        .map(({ id }, index) => side(index).tx((tx) => withdraw(tx, id, { by: 'x', now: T0 + DAY }))),
    );
    expect(left.every(({ ok }) => ok)).toBe(true);
    const states = (await applicationsTo(db, sessionId)).map(({ state }) => state);
    expect(states).toEqual([
      'withdrawn',
      'withdrawn',
      'withdrawn',
      'admitted',
      'admitted',
      'admitted',
      'admitted',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect((await told(made[4] as Made)).at(-1)).toContain('une place s’est libérée');
    expect((await told(made[7] as Made)).at(-1)).toContain('liste d’attente');
    expect((await waitingList(db, sessionId)).map(({ companyId }) => companyId)).toEqual(
      made.slice(7).map(({ companyId }) => companyId),
    );
  });

  it('admits those who wait when places are added, and keeps the places of those who are in', async () => {
    const sessionId = await open(1);
    const made = await companies(3);
    const applications = [];
    for (const one of made) applications.push(await applied(sessionId, one));
    await admit(applications[0]?.id ?? '');
    for (const [index, { id }] of applications.slice(1).entries())
      await db.tx((tx) =>
        decide(tx, { id, decision: 'hold', reason: 'Bientôt.', version: 1 }, { by: 'Lina', now: T0 + index }),
      );
    const session = await findSession(db, sessionId);
    if (!session) throw new Error('there is one');
    const change = (places: number, version: number) =>
      db.tx((tx) => changeSession(tx, { id: sessionId, version, plan: { ...session, places } }, STAFF));
    expect(await change(2, 1)).toMatchObject({ ok: true, promoted: [{ companyId: made[1]?.companyId }] });
    expect(await change(1, 2)).toEqual({ ok: false, why: 'too-few', admitted: 2 });
    expect(await change(9, 1)).toEqual({ ok: false, why: 'changed' });
    expect((await listSessions(other))[0]).toMatchObject({ places: 2, version: 2 });
    expect(await applicationHistory(db, applications[1]?.id ?? '')).toMatchObject([
      { state: 'applied' },
      { state: 'waiting', reason: 'Bientôt.', by: 'Lina' },
      { state: 'admitted', by: 'Liste d’attente' },
    ]);
  });

  it('is applied to until its last day and while it is open, and again after one withdrew', async () => {
    const sessionId = await open(1);
    const one = await company('a');
    expect(await applyAs(sessionId, one, db, T0 + 6 * DAY)).toEqual({ ok: false, why: 'closed' });
    const { id } = await applied(sessionId, one);
    await db.tx((tx) => withdraw(tx, id, STAFF));
    expect(await applyAs(sessionId, one)).toMatchObject({ ok: true, application: { id, state: 'applied' } });
    expect(await admit(id, 1)).toEqual({ ok: false, why: 'changed' });
    expect(await admit(id, 3)).toMatchObject({ ok: true });
    await db.tx((tx) => changeSession(tx, { id: sessionId, version: 1, state: 'closed' }, STAFF));
    expect(await applyAs(sessionId, await company('b'))).toEqual({ ok: false, why: 'closed' });
  });

  it('never books more places at an event than it has, however many book at once', async () => {
    const sessionId = await open(24);
    const made = await companies(20);
    for (const one of made) await admit((await applied(sessionId, one)).id);
    const eventId = await event(sessionId, 7);
    const results = await Promise.all(
      // Each company twice, from two servers.
      [...made, ...made].map(({ companyId, personId }, index) =>
        side(index).tx((tx) => book(tx, { eventId, companyId, personId, now: T0 })),
      ),
    );
    expect(await bookingsOf(db, eventId)).toHaveLength(7);
    expect(results.filter((one) => one.ok && one.isNew)).toHaveLength(7);
    expect((await eventsOf(other, sessionId))[0]).toMatchObject({ booked: 7, places: 7 });
  });

  it('books, gives back and books again for admitted companies alone', async () => {
    const sessionId = await open(2);
    const one = await company('a');
    const stranger = await company('b');
    const { id } = await applied(sessionId, one);
    await admit(id);
    const eventId = await event(sessionId, 1);
    const bookAs = ({ companyId, personId }: Made, now = T0) =>
      db.tx((tx) => book(tx, { eventId, companyId, personId, now }));
    expect(await bookAs(stranger)).toMatchObject({ ok: false, why: 'not-admitted' });
    expect(await bookAs(one, T0 + 21 * DAY)).toMatchObject({ ok: false, why: 'past' });
    const first = await bookAs(one);
    if (!first.ok) throw new Error(first.why);
    const back = (companyId: string) =>
      db.tx((tx) => giveBack(tx, { bookingId: first.booking.id, companyId, now: T0 }));
    expect(await back(stranger.companyId)).toBeUndefined();
    expect((await back(one.companyId))?.booking).toMatchObject({ state: 'cancelled', sequence: 1 });
    expect(await back(one.companyId)).toBeUndefined();
    expect(await bookAs(one)).toMatchObject({ ok: true, booking: { id: first.booking.id, sequence: 2 } });
    await db.tx((tx) => savePresence(tx, { id: first.booking.id, presence: 'present', now: T0 }));
    expect((await bookingsOf(other, eventId))[0]).toMatchObject({ presence: 'present' });
    // Who leaves the session leaves its events.
    expect(await db.tx((tx) => withdraw(tx, id, STAFF))).toMatchObject({ ok: true });
    expect(await bookingsOfCompany(db, one.companyId)).toEqual([]);
    expect((await told(one)).at(-1)).toContain('La place que vous aviez réservée est rendue');
  });

  it('tells those who booked of another time, and of a cancelled event, with a calendar file', async () => {
    const sessionId = await open(2);
    const one = await company('a');
    await admit((await applied(sessionId, one)).id);
    const eventId = await event(sessionId, 1);
    await db.tx((tx) => book(tx, { eventId, companyId: one.companyId, personId: one.personId, now: T0 }));
    const [before] = await eventsOf(db, sessionId);
    if (!before) throw new Error('there is one');
    const later = { ...before, startsAt: before.startsAt + DAY, endsAt: before.endsAt + DAY };
    const change = (plan: EventPlan | 'cancelled', version: number) =>
      db.tx((tx) => changeEvent(tx, { id: eventId, version, plan }, STAFF));
    expect(await change({ ...later, places: 0 }, 1)).toEqual({ ok: false, why: 'too-few', booked: 1 });
    expect(await change(later, 1)).toEqual({ ok: true, told: 1 });
    expect(await change({ ...later, places: 3 }, 2)).toEqual({ ok: true, told: 0 });
    expect(await change('cancelled', 3)).toEqual({ ok: true, told: 1 });
    expect(await change(later, 4)).toEqual({ ok: false, why: 'cancelled' });
    const files = [];
    for (const message of await messagesAfter(db, one.conversationId, 0))
      for (const block of message.author === 'company' ? [] : message.content.blocks)
        if (block.type === 'file')
          files.push(new TextDecoder().decode((await findFile(db, block.fileId))?.bytes));
    expect(files).toHaveLength(2);
    expect(files[0]).toContain('SEQUENCE:1');
    expect(files[1]).toContain('METHOD:CANCEL');
    expect(files[1]).toContain('SEQUENCE:2');
  });

  it('reminds of a booked event once for each moment, whichever server does it', async () => {
    const sessionId = await open(2);
    const one = await company('a');
    await admit((await applied(sessionId, one)).id);
    const eventId = await event(sessionId, 1);
    await db.tx((tx) => book(tx, { eventId, companyId: one.companyId, personId: one.personId, now: T0 }));
    const reminded = async () => (await told(one)).filter((text) => text.startsWith('Rappel')).length;
    const runAll = (now: number) =>
      Promise.all(
        Array.from({ length: 8 }, (_, index) => {
          const kind = trainingReminders({ db: side(index), wake: () => {}, now: () => now });
          const name = kind.kind;
          const job = { id: `${index}`, kind: name, payload: {}, attempts: 1, dueAt: now, series: name };
          return kind.run(job, new AbortController().signal);
        }),
      );
    const startsAt = T0 + 20 * DAY;
    await runAll(startsAt - 2 * DAY);
    expect(await reminded()).toBe(0);
    await runAll(startsAt - 20 * HOUR);
    await runAll(startsAt - 19 * HOUR);
    expect(await reminded()).toBe(1);
    await runAll(startsAt - HOUR);
    await runAll(startsAt + HOUR);
    expect(await reminded()).toBe(2);
  });

  it('follows a person who becomes one with another', async () => {
    const sessionId = await open(2);
    const one = await company('a');
    const two = await company('b');
    await applied(sessionId, one);
    await db.tx((tx) => mergePersons(tx, one.personId, two.personId, merging));
    expect((await applicationsOf(db, one.companyId))[0]).toMatchObject({ personId: two.personId });
  });
});
