import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockConversation } from '#src/conversation/store/conversations.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { actOnCase } from '#src/features/expert/act-on-case.ts';
import { relayChange } from '#src/features/expert/desk/relay-change.ts';
import { runRetention } from '#src/features/privacy/retention/sweep.ts';
import { periodsWith } from '#src/features/privacy/rules/periods.ts';
import { REGISTER } from '#src/features-together.ts';
import type { Database, SqlValue } from '#src/platform/database/database.ts';
import { firstIdAt } from '#src/platform/database/ids.ts';
import { migrate, statementsOf } from '#src/platform/database/migrate.ts';
import { eraseRows } from '#src/platform/database/personal-data/erase-rows.ts';
import { NO_SETS } from '#src/platform/database/personal-data/person-sets.ts';
import {
  addTrace,
  findTraces,
  type NewTrace,
  pseudonymiseTraces,
  tracedActors,
} from '#src/platform/web/traces/store/traces.ts';
import { around } from '#support/store/around-retention.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { MATHILDE, MATHILDE_WORDS, somebodyWhoDidEverything } from '#support/store/seeds/somebody.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 86_400_000;
const LEA = { key: 'web:oidc:lea', name: 'Léa' };
const SLACK = { key: 'slack:T1:U7', name: 'Nadia' };
const PERSON = '019a0000-0000-7000-8000-00000000000a';

describe.each(engines)('Traces on $name', (engine) => {
  let store: EmptyStore;
  let db: Database;
  beforeEach(async () => {
    store = await engine.createStore();
    db = await store.connect();
    await migrate(db);
  });
  afterEach(() => store[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const trace = (given: Partial<NewTrace>) =>
    db.tx((tx) => addTrace(tx, { by: LEA, act: 'case_read', now: T0, ...given }));
  const all = () => db.query('SELECT * FROM trace ORDER BY id');
  const refused = async (sql: string, params: readonly SqlValue[] = []) => {
    const before = await all();
    await expect(db.query(sql, params)).rejects.toThrow();
    expect(await all()).toEqual(before);
  };

  it('are found by who, what, on what and when, the last first, a page after the other', async () => {
    for (let day = 0; day < 5; day += 1) {
      await trace({ now: T0 + day * DAY, on: { kind: 'case', id: `c${day}` } });
      await trace({
        now: T0 + day * DAY + 1,
        by: SLACK,
        act: 'case_replied',
        on: { kind: 'case', id: 'c1' },
      });
    }
    const ids = async (query: Partial<Parameters<typeof findTraces>[1]>) =>
      (await findTraces(db, { limit: 100, ...query })).map(({ act, objectId }) => `${act} ${objectId}`);
    expect(await ids({ actor: LEA.key })).toEqual(
      ['c4', 'c3', 'c2', 'c1', 'c0'].map((id) => `case_read ${id}`),
    );
    expect(await ids({ act: 'case_replied' })).toHaveLength(5);
    expect(await ids({ act: 'case_replied', actor: LEA.key })).toEqual([]);
    expect(await ids({ objectId: 'c1' })).toHaveLength(6);
    expect(await ids({ actor: LEA.key, from: T0 + DAY, until: T0 + 3 * DAY })).toEqual([
      'case_read c2',
      'case_read c1',
    ]);
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await findTraces(db, { limit: 3, after });
      seen.push(...page.map(({ id }) => id));
      after = page.at(-1)?.id;
      if (page.length < 3) break;
    }
    expect(seen).toHaveLength(10);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  it('know everybody once, under their last name', async () => {
    expect(await tracedActors(db)).toEqual([]);
    await trace({ by: SLACK });
    await trace({ by: { ...LEA, name: 'L. Martin' } });
    await trace({ now: T0 + 1 });
    expect(await tracedActors(db)).toEqual([SLACK, LEA]);
  });

  it('are not changed, deleted or replaced by any statement', async () => {
    await trace({ on: { kind: 'person', id: PERSON } });
    const [row] = await all();
    await refused("UPDATE trace SET act = 'case_claimed'");
    await refused("UPDATE trace SET actor_name = 'Personne'");
    await refused('UPDATE trace SET at = at + 1');
    await refused("UPDATE trace SET object_id = 'E-AAAA-AAAA'");
    await refused('DELETE FROM trace');
    await refused('DELETE FROM trace WHERE id = $1', [row?.id ?? '']);
    const same = `INSERT INTO trace (id, at, actor, actor_name, act, object_kind, object_id)
      VALUES ($1, 1, 'x', 'x', 'x', '', '')`;
    await refused(same, [row?.id ?? '']);
    await refused(`${same} ON CONFLICT (id) DO UPDATE SET act = 'x'`, [row?.id ?? '']);
    if (db.dialect === 'sqlite') {
      await refused(same.replace('INSERT', 'INSERT OR REPLACE'), [row?.id ?? '']);
      await refused('UPDATE OR REPLACE trace SET rowid = 7');
      await refused(
        "INSERT OR REPLACE INTO trace (rowid, id, at, actor, actor_name, act, object_kind, object_id) SELECT rowid, 'y', 1, 'x', 'x', 'x', '', '' FROM trace",
      );
    } else await refused('TRUNCATE trace');
  });

  it('are left by experts who work in a messaging platform, under their name there', async () => {
    const who = await somebodyWhoDidEverything(db, T0);
    const nadia = 'slack:T1:UNADIA';
    // Two acts of one millisecond come in any order.
    const acts = async () =>
      (await findTraces(db, { actor: nadia, limit: 10 }))
        .filter(({ objectId }) => objectId === who.caseId)
        .map(({ act }) => act)
        .sort();
    // She wrote a note, then answered, which took the case.
    expect(await acts()).toEqual(['case_noted', 'case_replied']);
    const [desk] = await db.query<{ id: string }>(
      "SELECT id FROM conversation WHERE channel_key = 'T1:CDESK:1.2'",
    );
    await db.tx(async (tx) => {
      const conversation = await lockConversation(tx, desk?.id ?? '');
      if (!conversation) throw new Error('no thread');
      const speaker = { key: 'T1:UNADIA', name: 'Nadia Benali' };
      const content = { type: 'text' as const, text: `Bonjour ${MATHILDE.name}`, speaker };
      const before = { id: 'm', seq: 1, at: T0, author: 'company' as const, content };
      await relayChange(tx, {
        conversation,
        before: before as Parameters<typeof relayChange>[1]['before'],
        change: { text: 'Bonsoir', deleted: false, now: T0 + 1 },
      });
      const context = { surfaces: ['slack'], hours: await loadWorkingHours(tx), now: T0 + 2 };
      const by = { key: nadia, name: 'Nadia Benali' };
      await actOnCase(tx, context, who.caseId, { type: 'close', by, outcome: 'answered' });
    });
    expect(await acts()).toEqual(['case_closed', 'case_corrected', 'case_noted', 'case_replied']);
    // Whom it was about, and what was said, is nowhere in it.
    const rows = JSON.stringify(await all());
    for (const word of MATHILDE_WORDS) expect(rows).not.toContain(word);
  });

  it('go after their period, all of them and no other, and nothing stays open', async () => {
    await db.tx(async (tx) => {
      for (let index = 0; index < 2_100; index += 1)
        await addTrace(tx, { by: LEA, act: 'case_read', now: T0 + index });
    });
    await trace({ now: T0 + 200 * DAY });
    const swept = await runRetention(db, around(periodsWith({ traces: 200 }), T0 + 300 * DAY));
    expect(swept.find(({ period }) => period.id === 'traces')?.removed.get('trace')).toBe(2_100);
    expect(await all()).toHaveLength(1);
    expect(await db.query('SELECT * FROM trace_opening')).toEqual([]);
    await refused('DELETE FROM trace');
  });

  it('have the receipt in the place of whom an erasure takes away, under each id they had, and keep the rest', async () => {
    const former = '019a0000-0000-7000-8000-00000000000b';
    const company = 'c0';
    await db.query('INSERT INTO former_person (id, person_id) VALUES ($1, $2)', [former, PERSON]);
    await trace({ act: 'person_exported', on: { kind: 'person', id: PERSON } });
    await trace({ act: 'member_accepted', on: { kind: 'person', id: former } });
    await trace({ act: 'company_read', on: { kind: 'company', id: company } });
    await trace({ act: 'company_read', on: { kind: 'company', id: 'another' } });
    const before = await all();
    const sets = { ...NO_SETS, person: PERSON, companies: [company], reference: 'E-7KQM-2RXT' };
    const removed = await db.tx((tx) => eraseRows(tx, sets, T0, REGISTER));
    expect(removed.get('trace')).toBe(3);
    const gone = [PERSON, former, company];
    const kept = before.map((row) =>
      gone.includes(String(row.object_id)) ? { ...row, object_id: 'E-7KQM-2RXT' } : row,
    );
    expect(await all()).toEqual(kept);
    expect(await db.query('SELECT * FROM trace_opening')).toEqual([]);
    await refused(`UPDATE trace SET object_id = '${PERSON}'`);
  });

  it('stay as they are when the erasure is undone', async () => {
    await trace({ on: { kind: 'person', id: PERSON } });
    const before = await all();
    const undone = db.tx(async (tx) => {
      await pseudonymiseTraces(tx, { person: PERSON, companies: [], reference: 'E-7KQM-2RXT' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await all()).toEqual(before);
    expect(await db.query('SELECT * FROM trace_opening')).toEqual([]);
  });

  it('let an opening do its own work only', async () => {
    await trace({ on: { kind: 'person', id: PERSON } });
    const within = (purpose: string, sql: string) =>
      db.tx(async (tx) => {
        await tx.query(
          'INSERT INTO trace_opening (purpose, before, subject, receipt) VALUES ($1, $2, $3, $4)',
          [purpose, T0, PERSON, 'E-7KQM-2RXT'],
        );
        await tx.query(sql);
      });
    const before = await all();
    // The trace is as old as the limit: not older.
    await expect(within('retention', 'DELETE FROM trace')).rejects.toThrow();
    await expect(within('retention', "UPDATE trace SET object_id = 'E-7KQM-2RXT'")).rejects.toThrow();
    await expect(within('erasure', 'DELETE FROM trace')).rejects.toThrow();
    await expect(within('erasure', "UPDATE trace SET object_id = 'E-AAAA-AAAA'")).rejects.toThrow();
    await expect(
      within('erasure', "UPDATE trace SET object_id = 'E-7KQM-2RXT', actor = 'x'"),
    ).rejects.toThrow();
    expect(await all()).toEqual(before);
  });

  it('are read by an index, whatever is asked', async () => {
    const explain = db.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const conditions = [
      "id < 'x'",
      "actor = 'a' AND id < 'x'",
      "act = 'a' AND id >= 'x'",
      "object_id = 'a' AND id < 'x'",
      "actor = 'a' AND act = 'b' AND id < 'x'",
    ];
    await db.tx(async (tx) => {
      // A planner that counts rows would read a small table whole, and sort it.
      if (db.dialect === 'postgres')
        for (const way of ['enable_seqscan', 'enable_bitmapscan', 'enable_sort'])
          await tx.query('SELECT set_config($1, $2, true)', [way, 'off']);
      for (const condition of conditions) {
        const plan = JSON.stringify(
          await tx.query(`${explain} SELECT id, at FROM trace WHERE ${condition} ORDER BY id DESC LIMIT 100`),
        );
        expect(plan, condition).toMatch(/USING (?:COVERING )?INDEX|Index.{0,20} Scan/);
        expect(plan, condition).not.toMatch(/TEMP B-TREE|Sort/);
      }
    });
    expect(firstIdAt(T0) < firstIdAt(T0 + 1)).toBe(true);
  });
});

describe('Statements of a migration', () => {
  const sql = `-- a comment; with a semicolon
CREATE TABLE a (x TEXT);
CREATE INDEX b ON a (x); CREATE INDEX c ON a (x);
{SQLITE} CREATE TRIGGER t BEFORE UPDATE ON a
BEGIN
  SELECT 1;
  SELECT 2;
END;
{POSTGRES} CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1;
END
$$;
CREATE TABLE d (y TEXT)`;

  it('end at a semicolon, but in the body of a trigger or a function; each engine has its own', () => {
    const first = ['CREATE TABLE a (x TEXT)', 'CREATE INDEX b ON a (x)', 'CREATE INDEX c ON a (x)'];
    const trigger = 'CREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN\n  SELECT 1;\n  SELECT 2;\nEND;';
    const body = 'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  PERFORM 1;\nEND\n$$;';
    expect(statementsOf(sql, 'sqlite')).toEqual([...first, trigger, 'CREATE TABLE d (y TEXT)']);
    expect(statementsOf(sql, 'postgres')).toEqual([...first, body, 'CREATE TABLE d (y TEXT)']);
  });
});
