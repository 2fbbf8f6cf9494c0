import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { membershipsOf } from '#src/company/store/members.ts';
import { replayLedger } from '#src/features/privacy/ledger/replay.ts';
import { scheduledErasure } from '#src/features/privacy/store/erasures.ts';
import { othersDo } from '#src/features-together.ts';
import { findPerson } from '#src/person/store/persons.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { somebodyWhoDidEverything } from '#support/store/seeds/somebody.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;

describe.each(engines)('A ledger that is read into a copy, on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  let who: Awaited<ReturnType<typeof somebodyWhoDidEverything>>;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
    who = await somebodyWhoDidEverything(db, T0);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  it('leaves who called their erasure off, long after it was due and whatever the order of its lines', async () => {
    const persons = [who.person];
    const asked = { type: 'asked', persons, dueAt: T0 + 8 * DAY, at: T0 + DAY } as const;
    const cancelled = { type: 'cancelled', persons, at: T0 + 2 * DAY } as const;
    for (const entries of [
      [asked, cancelled],
      [cancelled, asked],
    ]) {
      await replayLedger(db, entries, T0 + 30 * DAY, othersDo);
      expect(await scheduledErasure(db, who.person)).toBeUndefined();
    }
    expect(await findPerson(db, who.person)).toBeDefined();
  });

  it('has an erasure that was not called off done', async () => {
    const persons = [who.person];
    const asked = { type: 'asked', persons, dueAt: T0 + 8 * DAY, at: T0 + DAY } as const;
    await replayLedger(db, [asked], T0 + 30 * DAY, othersDo);
    expect((await scheduledErasure(db, who.person))?.dueAt).toBe(T0 + 8 * DAY);
  });

  it('takes nobody out of a company that they came back to since', async () => {
    const companiesOf = async () => (await membershipsOf(db, who.person)).map(({ companyId }) => companyId);
    const persons = [who.person];
    const left = { type: 'leave', persons, company: who.shared, alone: false } as const;
    await replayLedger(db, [{ ...left, at: T0 - DAY }], T0 + 30 * DAY, othersDo);
    expect(await companiesOf()).toContain(who.shared);
    await replayLedger(db, [{ ...left, at: T0 + DAY }], T0 + 30 * DAY, othersDo);
    expect(await companiesOf()).not.toContain(who.shared);
  });
});
