import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readNow } from '#src/knowledge/desk/folder.ts';
import { FolderKeeper } from '#src/knowledge/desk/keeper.ts';
import { publish } from '#src/knowledge/desk/publish.ts';
import { addVersion } from '#src/knowledge/store/versions.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';

const PATH = 'guides/avance.md';
const LEA = { key: 'web:lea', name: 'Léa Martin' };
const bytes = (text: string) => new TextEncoder().encode(text);

/** A server, as far as the knowledge goes: its own folder, and the one database. */
interface Server {
  readonly folder: TempFolder;
  readonly db: Database;
  readonly keeper: FolderKeeper;
  changes: number;
}

describe('Two servers, a folder each, on one database', () => {
  let data: TempFolder;
  const servers: Server[] = [];

  beforeEach(() => {
    data = tempFolder();
  });
  afterEach(async () => {
    for (const { keeper, db, folder } of servers.splice(0)) {
      await keeper.stop();
      await db.close();
      folder[Symbol.dispose]();
    }
    data[Symbol.dispose]();
  });

  const start = async (files: Readonly<Record<string, string>> = { [PATH]: 'un' }): Promise<Server> => {
    const folder = tempFolder(files);
    const db = await openDatabase(data.path);
    const server: Server = {
      folder,
      db,
      changes: 0,
      keeper: new FolderKeeper({
        db,
        logger: createLogger('silent'),
        knowledgeDir: folder.path,
        onChanged: () => {
          server.changes += 1;
        },
      }),
    };
    servers.push(server);
    return server;
  };
  const textIn = ({ folder }: Server, path = PATH) =>
    readFile(join(folder.path, path), 'utf8').catch(() => undefined);
  const put = async (server: Server, text: string | undefined, path = PATH) => {
    const current = await readNow(server.folder.path, path);
    return publish(
      { db: server.db, knowledgeDir: server.folder.path, keeper: server.keeper, now: Date.now },
      [
        {
          path,
          act: text === undefined ? 'withdrawn' : 'published',
          content: text === undefined ? undefined : bytes(text),
          basis: current?.digest,
        },
      ],
      LEA,
      async () => undefined,
    );
  };

  it('what is published through one is brought to the folder of the other, by itself', async () => {
    const [one, two] = [await start(), await start()];
    await two.keeper.start();
    await put(one, 'deux');
    await put(one, 'nouvelle', 'guides/nouvelle.md');
    await expect.poll(() => textIn(two), { timeout: 15_000 }).toBe('deux');
    await expect.poll(() => textIn(two, 'guides/nouvelle.md'), { timeout: 15_000 }).toBe('nouvelle');
    await expect.poll(() => two.changes).toBeGreaterThan(0);
    await put(two, undefined);
    expect(await textIn(two)).toBeUndefined();
    await one.keeper.bringUpToDate();
    expect(await textIn(one)).toBeUndefined();
    expect(one.keeper.troubles()).toEqual([]);
  });

  it('publishing compares with what the other server published just before', async () => {
    const [one, two] = [await start(), await start()];
    await put(one, 'deux');
    const late = await publish(
      { db: two.db, knowledgeDir: two.folder.path, keeper: two.keeper, now: Date.now },
      [{ path: PATH, act: 'published', content: bytes('trois'), basis: sha256('un') }],
      LEA,
      async () => undefined,
    );
    expect(late).toMatchObject({ type: 'changed', current: { digest: sha256('deux') } });
    expect([await textIn(one), await textIn(two)]).toEqual(['deux', 'deux']);
  });

  it('what somebody wrote in a folder is not replaced: it is said, and may be published', async () => {
    const [one, two] = [await start(), await start()];
    await writeFile(join(two.folder.path, PATH), 'à la main');
    await put(one, 'deux');
    await two.keeper.bringUpToDate();
    expect(await textIn(two)).toBe('à la main');
    expect(two.keeper.troubles()).toEqual([expect.stringContaining(`« ${PATH} »`)]);
    await put(two, 'les deux');
    expect(two.keeper.troubles()).toEqual([]);
    await one.keeper.bringUpToDate();
    expect([await textIn(one), await textIn(two)]).toEqual(['les deux', 'les deux']);
    const kept = await one.db.query<{ content: Uint8Array }>(
      'SELECT content FROM knowledge_version ORDER BY number',
    );
    expect(kept.map(({ content }) => new TextDecoder().decode(content))).toContain('à la main');
  });

  it('a folder that is made anew gets what was published; what is put back by hand afterwards stays', async () => {
    const one = await start();
    await put(one, 'deux');
    const fresh = await start({ [PATH]: 'un' });
    await fresh.keeper.bringUpToDate();
    expect(await textIn(fresh)).toBe('deux');
    await writeFile(join(fresh.folder.path, PATH), 'un');
    await fresh.keeper.bringUpToDate();
    expect(await textIn(fresh)).toBe('un');
    const empty = await start({});
    await empty.keeper.bringUpToDate();
    expect(await textIn(empty)).toBe('deux');
    await rm(join(empty.folder.path, PATH));
    await empty.keeper.bringUpToDate();
    expect(await textIn(empty)).toBeUndefined();
  });

  it('a stop between the database and the folder is made good at the next start', async () => {
    const one = await start();
    await put(one, 'deux');
    const file = { digest: sha256('trois'), content: bytes('trois') };
    await one.db.tx((tx) =>
      addVersion(tx, { path: PATH, after: 2, act: 'published', file, by: LEA, now: Date.now() }),
    );
    expect(await textIn(one)).toBe('deux');
    await one.keeper.start();
    expect(await textIn(one)).toBe('trois');
  });

  it('keeps what may be put back, and lets go of what is too old', async () => {
    const one = await start();
    for (let number = 0; number < 40; number += 1) await put(one, `version ${number}`);
    const rows = await one.db.query<{ number: number; kept: number }>(
      'SELECT number, CASE WHEN content IS NULL THEN 0 ELSE 1 END AS kept FROM knowledge_version ORDER BY number',
    );
    expect(rows).toHaveLength(41);
    expect(rows.filter(({ kept }) => kept === 1).map(({ number }) => number)).toEqual(
      Array.from({ length: 30 }, (_, place) => 12 + place),
    );
  });
});
