import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { messagesByDocument, saveSupports } from '#src/conversation/store/supports.ts';
import { editorsOf, endEditing, noteEditing } from '#src/knowledge/store/editing.ts';
import { dropPrepared, preparedChanges, preparedFor, savePrepared } from '#src/knowledge/store/prepared.ts';
import {
  addVersion,
  digestsOf,
  forgetAuthors,
  lastVersions,
  versionContent,
  versionsOf,
} from '#src/knowledge/store/versions.ts';
import type { Database } from '#src/platform/database/database.ts';
import { migrate } from '#src/platform/database/migrate.ts';
import { type EmptyStore, engines } from '#support/store/engines.ts';
import { conversationOf, say, T0 } from '#support/store/seeds/stored-messages.ts';

const PATH = 'guides/avance.md';
const LEA = { key: 'web:lea', name: 'Léa Martin' };
const AWA = { key: 'web:awa', name: 'Awa Diallo' };
const bytes = (text: string) => new TextEncoder().encode(text);

describe.each(engines)('The knowledge that staff change, on $name', (engine) => {
  let emptyStore: EmptyStore;
  let db: Database;

  beforeEach(async () => {
    emptyStore = await engine.createStore();
    db = await emptyStore.connect();
    await migrate(db);
  });
  afterEach(() => emptyStore[Symbol.asyncDispose]());
  afterAll(() => engine.stop());

  const add = (after: number, text: string | undefined, now = T0, by = LEA) =>
    db.tx((tx) =>
      addVersion(tx, {
        path: PATH,
        after,
        act: text === undefined ? 'withdrawn' : 'published',
        file: text === undefined ? undefined : { digest: `digest of ${text}`, content: bytes(text) },
        by,
        now,
      }),
    );

  it('has the versions of a file, of which two people never make the same', async () => {
    const first = await add(0, 'un');
    expect(await add(0, 'autre')).toBeUndefined();
    await add(1, undefined, T0 + 1, AWA);
    expect(await versionsOf(db, PATH)).toMatchObject([
      { number: 2, act: 'withdrawn', digest: undefined, isKept: false, by: AWA, at: T0 + 1 },
      { number: 1, act: 'published', digest: 'digest of un', isKept: true, bytes: 2, by: LEA },
    ]);
    expect((await lastVersions(db)).map(({ path, number }) => [path, number])).toEqual([[PATH, 2]]);
    expect(new TextDecoder().decode(await versionContent(db, first ?? ''))).toBe('un');
    expect(await digestsOf(db, PATH)).toEqual(new Set(['digest of un']));
  });

  it('forgets who made a version when their traces go, and nothing else of it', async () => {
    await add(0, 'un', T0);
    await add(1, 'deux', T0 + 10);
    expect(await db.tx((tx) => forgetAuthors(tx, T0 + 5, 100))).toBe(1);
    expect((await versionsOf(db, PATH)).map(({ by }) => by.name)).toEqual(['Léa Martin', '']);
    expect(await db.tx((tx) => forgetAuthors(tx, T0 + 5, 100))).toBe(0);
  });

  it('has one change that waits for a path, until it is dropped', async () => {
    const change = {
      path: PATH,
      title: 'Avance',
      content: bytes('un'),
      sidecar: undefined,
      reading: undefined,
      basis: 'd',
      by: LEA,
      at: T0,
    };
    const save = (more: object) => db.tx((tx) => savePrepared(tx, { ...change, ...more }));
    expect(await save({})).toBe(true);
    expect(await save({ content: bytes('deux'), by: AWA, at: T0 + 1 })).toBe(true);
    expect(await preparedChanges(db)).toEqual([{ path: PATH, title: 'Avance', by: AWA, at: T0 + 1 }]);
    const found = await preparedFor(db, PATH);
    expect([new TextDecoder().decode(found?.content), found?.basis]).toEqual(['deux', 'd']);
    expect(await db.tx((tx) => dropPrepared(tx, PATH))).toBe(true);
    expect(await db.tx((tx) => dropPrepared(tx, PATH))).toBe(false);
  });

  it('takes no more changes than it may keep', async () => {
    const save = (name: number) =>
      db.tx((tx) =>
        savePrepared(tx, {
          path: `documents/${name}.txt`,
          title: '',
          content: bytes('x'),
          sidecar: undefined,
          reading: undefined,
          basis: undefined,
          by: LEA,
          at: T0,
        }),
      );
    for (let name = 0; name < 100; name += 1) expect(await save(name)).toBe(true);
    expect(await save(100)).toBe(false);
    expect(await save(50)).toBe(true);
  });

  it('knows who has a page open, until they close it or are silent', async () => {
    const open = (by: typeof LEA, now: number) => db.tx((tx) => noteEditing(tx, PATH, by, now));
    expect(await open(LEA, T0)).toEqual([]);
    expect(await open(AWA, T0 + 1_000)).toEqual([{ ...LEA, since: T0 }]);
    expect(await open(LEA, T0 + 60_000)).toEqual([{ ...AWA, since: T0 + 1_000 }]);
    expect(await open(LEA, T0 + 120_000)).toEqual([]);
    await db.tx((tx) => endEditing(tx, PATH, LEA));
    expect(await editorsOf(db, PATH, T0 + 120_000)).toEqual([]);
  });

  it('counts the answers that stand on a document, each once', async () => {
    const conversation = await conversationOf(db, 'one');
    for (const sections of [['a', 'b'], ['a'], ['c']]) {
      const { id } = await say(db, conversation, 'Oui.');
      await db.tx((tx) =>
        saveSupports(
          tx,
          id,
          sections.map((section) => ({
            kind: 'section',
            reference: section === 'c' ? 'documents/charte.pdf#page-1' : `guides/avance#${section}`,
            version: 'v',
          })),
        ),
      );
    }
    expect(await messagesByDocument(db)).toEqual(
      new Map([
        ['documents/charte.pdf', 1],
        ['guides/avance', 2],
      ]),
    );
  });
});
