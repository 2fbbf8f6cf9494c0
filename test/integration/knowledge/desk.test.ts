import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { findTraces } from '#src/platform/web/traces/store/traces.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { tinyPdf } from '#support/knowledge/tiny-pdf.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const PATH = 'guides/avance.md';

describe('The desk of the knowledge', () => {
  let hotline: OfficeHotline;
  let db: Database;
  let lea: DeskPerson;

  beforeEach(async () => {
    hotline = await OfficeHotline.start();
    db = await openDatabase(hotline.dataDir);
    lea = await DeskPerson.signIn(db, hotline.url, 'Léa Martin');
  });
  afterEach(async () => {
    await db.close();
    await hotline[Symbol.asyncDispose]();
  });

  const file = (path: string) => join(hotline.knowledgeDir, path);
  const textOf = (path: string) => readFile(file(path), 'utf8');
  const publish = (text: string, basis: string, who = lea) =>
    who.post('/staff/api/knowledge/publish', { path: PATH, text, basis });

  it('publishes a page with the name of who did it, and nothing half written beside', async () => {
    const before = await textOf(PATH);
    const after = before.replace('Oui, si', 'Oui, toujours si');
    const { status, body } = await publish(after, sha256(before));
    expect([status, body.said]).toEqual([200, expect.stringContaining('en service')]);
    expect(await textOf(PATH)).toBe(after);
    expect((await readdir(file('guides'))).filter((name) => name.startsWith('.'))).toEqual([]);
    const versions = await db.query<{ number: number; act: string; by_name: string }>(
      'SELECT number, act, by_name FROM knowledge_version ORDER BY number',
    );
    expect(versions).toEqual([
      { number: 1, act: 'found', by_name: '' },
      { number: 2, act: 'published', by_name: 'Léa Martin' },
    ]);
    const [trace] = await findTraces(db, { actor: lea.key, limit: 1 });
    expect(trace).toMatchObject({ act: 'page_published', objectKind: 'page' });
  });
});
