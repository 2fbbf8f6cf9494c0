import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { housekeeping } from '#src/platform/database/jobs/housekeeping.ts';
import { Scheduler } from '#src/platform/database/jobs/scheduler.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { createLogger } from '#src/platform/logger.ts';
import * as links from '#src/platform/web/sign-in/store/entry-links.ts';
import * as store from '#src/platform/web/sign-in/store/sessions.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { T0 } from '#support/store/seeds/stored-messages.ts';

const DAY = 24 * 3_600_000;

describe.each(engines)('Sessions of experts and staff on $name', (engine) => {
  let emptyStore: EmptyStore;
  let db: Database;
  let other: Database;

  beforeEach(async () => {
    emptyStore = await engine.createStore();
    db = await emptyStore.connect();
    await migrate(db);
    other = await emptyStore.connect();
  });
  afterEach(() => emptyStore[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const AWA = { id: 'oidc:awa', name: 'Awa', email: 'awa@exemple.fr' };
  const open = (digest: string, more: { replaces?: string; name?: string | undefined } = {}) => {
    const { replaces, ...named } = more;
    const member = { ...AWA, ...named };
    const times = { now: T0, expiresAt: T0 + 100, endsAt: T0 + 300 };
    return db.tx((tx) =>
      store.openSession(tx, { digest, member, method: 'oidc', roles: ['expert'], replaces, ...times }),
    );
  };
  const count = async (table: string) => (await db.query(`SELECT * FROM ${table}`)).length;

  it('are found by every replica until they run out', async () => {
    expect(await open('d')).toBe('Awa');
    expect(await store.findSession(other, 'd', T0 + 99)).toEqual({
      digest: 'd',
      member: AWA,
      method: 'oidc',
      roles: ['expert'],
      seenAt: T0,
      rolesAt: T0,
      endsAt: T0 + 300,
    });
    expect(await store.findSession(other, 'd', T0 + 100)).toBeUndefined();
    expect(await store.findSession(db, 'x', T0)).toBeUndefined();
  });

  it('last longer when they are used, never past their end', async () => {
    await open('d');
    await store.touchSession(db, { digest: 'd', expiresAt: T0 + 500, now: T0 + 50 });
    expect(await store.findSession(db, 'd', T0 + 299)).toMatchObject({ seenAt: T0 + 50 });
    expect(await store.findSession(db, 'd', T0 + 300)).toBeUndefined();
  });

  it('take the place of the browser’s earlier one', async () => {
    await open('old');
    await open('new', { replaces: 'old' });
    expect(await store.findSession(db, 'old', T0)).toBeUndefined();
    expect(await store.findSession(db, 'new', T0)).toBeDefined();
  });

  it('keep the name that somebody chose when a later sign-in tells none', async () => {
    await open('a');
    await store.renameMember(db, AWA.id, 'Awa Diallo');
    expect(await open('b', { name: undefined })).toBe('Awa Diallo');
    expect(await store.findSession(db, 'a', T0)).toMatchObject({ member: { name: 'Awa Diallo' } });
  });

  it('are cleaned away at night once they ran out, and links too', async () => {
    await open('ended');
    await open('going on');
    await store.touchSession(db, { digest: 'going on', expiresAt: T0 + 3 * DAY, now: T0 });
    await db.query("UPDATE staff_session SET ends_at = $1 WHERE digest = 'going on'", [T0 + 3 * DAY]);
    await links.addEntryLink(db, { digest: 'l', expiresAt: T0 + 100 });
    let clock = T0;
    const now = () => clock;
    const kinds = [housekeeping(now, [store.forgetSessions, links.forgetEntryLinks])];
    const nightly = new Scheduler({ db, kinds, logger: createLogger('silent'), now });
    await nightly.plan();
    clock = T0 + DAY;
    await nightly.runDue();
    expect(await db.query('SELECT digest FROM staff_session')).toEqual([{ digest: 'going on' }]);
    expect(await count('entry_link')).toBe(0);
    expect(await count('staff_member')).toBe(1);
  });

  it('open by a link once, however many ask at the same moment, before it is out of date', async () => {
    await links.addEntryLink(db, { digest: 'l', expiresAt: T0 + 100 });
    await links.addEntryLink(db, { digest: 'late', expiresAt: T0 + 100 });
    const use = (digest: string, at: number, connection = db) =>
      connection.tx((tx) => links.useEntryLink(tx, digest, at));
    const uses = Array.from({ length: 6 }, (_, index) => use('l', T0, index % 2 ? db : other));
    expect((await Promise.all(uses)).filter(Boolean)).toHaveLength(1);
    expect(await use('late', T0 + 100)).toBe(false);
    expect(await use('unknown', T0)).toBe(false);
  });

  it('are entered where the server of this machine last said', async () => {
    await links.noteLocalAddress(db, 'here', 'http://127.0.0.1:1');
    await links.noteLocalAddress(other, 'there', 'http://127.0.0.1:2');
    await links.noteLocalAddress(db, 'here', 'http://127.0.0.1:3');
    expect(await links.findLocalAddress(other, 'here')).toBe('http://127.0.0.1:3');
    await links.noteLocalAddress(db, 'here', undefined);
    expect(await links.findLocalAddress(db, 'here')).toBeUndefined();
    expect(await links.findLocalAddress(db, 'there')).toBe('http://127.0.0.1:2');
  });
});
