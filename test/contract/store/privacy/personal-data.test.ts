import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REGISTER } from '#src/features-together.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { bind, NO_SETS } from '#src/platform/database/personal-data/person-sets.ts';
import { rulesOf } from '#src/platform/database/personal-data/register.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { tablesOf } from '#support/store/find-traces.ts';

const RULES = rulesOf(REGISTER);

describe.each(engines)('The register of personal data on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  it('has each table of the schema once, and no other', async () => {
    const tables = [...(await tablesOf(db)).keys()];
    expect(RULES.map(({ table }) => table).sort()).toEqual(tables.sort());
  });

  it('says of each column whether a person is given it', async () => {
    const tables = await tablesOf(db);
    for (const { table, exported, inner } of RULES) {
      const said = [...(exported?.columns ?? []), ...inner];
      expect(said.toSorted(), table).toEqual(tables.get(table)?.toSorted());
    }
  });

  it('has no table of a person that is neither erased nor emptied', () => {
    const ids = ['person_id', 'conversation_id', 'case_id'];
    const forgotten = RULES.filter(
      ({ table, exported, inner, erased }) =>
        // The row of an erasure empties itself when it is done.
        table !== 'erasure' &&
        erased.length === 0 &&
        [...(exported?.columns ?? []), ...inner].some((column) => ids.includes(column)),
    );
    expect(forgotten.map(({ table }) => table)).toEqual([]);
  });

  it('keeps what is a person’s for a time', () => {
    expect(RULES.filter(({ kept, erased }) => kept === 'none' && erased.length > 0)).toEqual([]);
  });

  it('speaks SQL that the engine understands', async () => {
    for (const { table, exported, erased } of RULES) {
      for (const where of [exported?.where ?? [], erased.map((step) => step.where)].flat()) {
        const { sql, params } = bind(`SELECT COUNT(*) AS count FROM ${table} WHERE ${where}`, NO_SETS);
        expect(await db.query(sql, params), table).toHaveLength(1);
      }
    }
  });
});
