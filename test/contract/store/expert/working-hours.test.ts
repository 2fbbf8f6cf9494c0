import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadWorkingHours, saveWorkingHours } from '#src/conversation/store/working-hours.ts';
import { DEFAULT_HOURS, type DeskHours } from '#src/platform/calendar/check-hours.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const SUMMER: DeskHours = {
  week: { ...DEFAULT_HOURS.week, 5: [{ from: '09:00', to: '12:00' }] },
  closingDays: [{ from: '2026-08-03', to: '2026-08-21', label: 'Congés d’été' }],
  targetMinutes: 120,
};

describe.each(engines)('The hours of the desk on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const save = (hours: DeskHours, by: string, now: number) =>
    db.tx((tx) => saveWorkingHours(tx, hours, { by, now }));

  it('are the default ones until staff set theirs', async () => {
    expect(await loadWorkingHours(db)).toEqual(DEFAULT_HOURS);
  });

  it('are the last ones saved, with who saved them, for every server', async () => {
    await save(SUMMER, 'Camille', T0);
    expect(await loadWorkingHours(db)).toEqual({ ...SUMMER, saved: { by: 'Camille', at: T0 } });
    await save(DEFAULT_HOURS, 'Dominique', T0 + 1);
    const other = await store.connect();
    expect(await loadWorkingHours(other)).toEqual({
      ...DEFAULT_HOURS,
      saved: { by: 'Dominique', at: T0 + 1 },
    });
  });

  it('can be saved as they were loaded', async () => {
    await save(SUMMER, 'Camille', T0);
    await save(await loadWorkingHours(db), 'Dominique', T0 + 5);
    expect(await loadWorkingHours(db)).toEqual({ ...SUMMER, saved: { by: 'Dominique', at: T0 + 5 } });
  });

  it('are not half read when the record is damaged', async () => {
    await save(SUMMER, 'Camille', T0);
    await db.tx((tx) => tx.query(`UPDATE working_hours SET hours = '{"week":{}}'`));
    await expect(loadWorkingHours(db)).rejects.toMatchObject({
      code: 'storage',
      message: 'Les horaires gardés dans la base ne se lisent pas. Enregistrez-les de nouveau.',
    });
    await save(SUMMER, 'Camille', T0 + 9);
    expect(await loadWorkingHours(db)).toMatchObject(SUMMER);
  });
});
