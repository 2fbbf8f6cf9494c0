import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAside } from '#src/platform/database/check/aside.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { connectSqlite, openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { copyStore, damage, digestsOf, overwrite, useStore } from '#support/world/processes/store-samples.ts';

let knowledge: KnowledgeFolder;
let killed: KnowledgeFolder;
let copies: TempFolder;
let count = 0;

/** A data folder that served and was stopped; or was killed, with messages in its journal. */
const used = (from: KnowledgeFolder = knowledge) => {
  count += 1;
  return copyStore(from.dataDir, join(copies.path, `data-${count}`));
};
const fileOf = (dataDir: string) => join(dataDir, 'hotline.db');
const start = (dataDir: string, settings: Readonly<Record<string, string>> = {}) =>
  new HotlineProgram(['src/main.ts'], { dataDir, knowledgeDir: knowledge.knowledgeDir }, settings);

/** Starts on a folder that must be refused. @returns what is said, all of it French, in sentences */
async function refusal(dataDir: string, settings: Readonly<Record<string, string>> = {}): Promise<string> {
  const server = start(dataDir, settings);
  expect(await server.exited(), server.output).toBe(1);
  expect(server.output).not.toMatch(/\bat .*:\d+:\d+|Error:|undefined/);
  expect(server.output).toMatch(/\.\n$/);
  return server.output;
}

/** Starts on a store that must be refused, and left as it was. */
async function refusalOf(dataDir: string): Promise<string> {
  const before = digestsOf(dataDir);
  const said = await refusal(dataDir);
  expect(digestsOf(dataDir)).toEqual(before);
  return said;
}

const messagesIn = async (dataDir: string): Promise<number> => {
  const db = await openDatabase(dataDir);
  const [row] = await db.query<{ count: number }>(
    "SELECT COUNT(*) AS count FROM message WHERE author = 'company'",
  );
  await db.close();
  return Number(row?.count);
};

beforeAll(async () => {
  copies = tempFolder();
  knowledge = await indexedFolder();
  await useStore(knowledge, 'SIGTERM');
  killed = await indexedFolder();
  await useStore(killed, 'SIGKILL');
});
afterAll(async () => {
  await knowledge[Symbol.asyncDispose]();
  await killed[Symbol.asyncDispose]();
  copies[Symbol.dispose]();
});

describe('a store that must not be opened is refused, and left as it was', () => {
  it.each(['empty', 'missing'])('beside a full journal, when the file is %s', async (state) => {
    const data = used(killed);
    if (state === 'empty') truncateSync(fileOf(data), 0);
    else rmSync(fileOf(data));
    rmSync(`${fileOf(data)}-shm`, { force: true });
    const said = await refusalOf(data);
    expect(said).toMatch(/son journal .*hotline\.db-wal contient des données/);
    expect(said).toMatch(/store new/);
    expect(digestsOf(data)['hotline.db-wal']).toBeDefined();
  });

  it.each(['empty', 'missing'])('where the folder was in use, when the file is %s', async (state) => {
    const data = used();
    if (state === 'empty') truncateSync(fileOf(data), 0);
    else rmSync(fileOf(data));
    const said = await refusalOf(data);
    expect(said).toMatch(state === 'empty' ? /est vide/ : /manque/);
    expect(said).toMatch(/ce dossier a déjà servi/);
    expect(said).toMatch(/Restaurez la dernière sauvegarde/);
    expect(existsSync(join(data, 'index'))).toBe(true);
  });

  it('when its first page is zeros', async () => {
    const data = used();
    overwrite(fileOf(data), 0, Buffer.alloc(4096));
    expect(await refusalOf(data)).toMatch(/est abîmée.*Restaurez la dernière sauvegarde/s);
  });

  it('when a page of messages is zeros', async () => {
    const data = used();
    await damage(fileOf(data), 'message');
    expect(await refusalOf(data)).toMatch(/est abîmée \(tables .*message/);
  });

  it('when it was cut short', async () => {
    const data = used();
    truncateSync(fileOf(data), 4096 * 30);
    expect(await refusalOf(data)).toMatch(/est abîmée/);
  });

  it('when it is a text, or a folder', async () => {
    const data = used();
    writeFileSync(fileOf(data), 'Ceci est une note.\n'.repeat(500));
    expect(await refusalOf(data)).toMatch(/n’est pas une base SQLite/);
    rmSync(fileOf(data));
    mkdirSync(fileOf(data));
    expect(await refusal(data)).toMatch(/il y a un dossier/);
  });

  it('when it is that of another program, whose file stays in its own format', async () => {
    using data = tempFolder();
    const other = connectSqlite(fileOf(data.path), {});
    other.exec('CREATE TABLE message (id INTEGER); INSERT INTO message VALUES (1)');
    other.close();
    expect(await refusalOf(data.path)).toMatch(/la base d’un autre programme/);
    // Another program may have migrations too.
    rmSync(fileOf(data.path));
    const alike = connectSqlite(fileOf(data.path), {});
    alike.exec("CREATE TABLE migration (name TEXT); INSERT INTO migration VALUES ('001_init')");
    alike.close();
    expect(await refusalOf(data.path)).toMatch(/la base d’un autre programme/);
    expect(readdirSync(data.path).filter((name) => name.startsWith('hotline.db'))).toEqual(['hotline.db']);
  });

  it('when a newer version used it', async () => {
    const data = used();
    const db = await openSqlite(fileOf(data));
    await db.query("INSERT INTO migration (name, applied_at) VALUES ('0999-later.sql', 1)");
    await db.close();
    const said = await refusalOf(data);
    expect(said).toMatch(/version plus récente de la Hotline \(0999-later\.sql\)/);
    expect(said).toMatch(/Relancez la version la plus récente/);
  });

  it('by the commands too', async () => {
    const data = used(killed);
    truncateSync(fileOf(data), 0);
    const before = digestsOf(data);
    const folders = { dataDir: data, knowledgeDir: knowledge.knowledgeDir };
    const command = new HotlineProgram(['src/cli.ts', 'jobs'], folders);
    expect(await command.exited()).toBe(1);
    expect(command.output).toMatch(/son journal/);
    expect(digestsOf(data)).toEqual(before);
  });
});

describe('what can be rebuilt is rebuilt', () => {
  it.each(['generation', 'embedding', 'knowledge_file'])(
    'the index, when pages of its table %s are damaged; the damaged file stays',
    async (table) => {
      const data = used(killed);
      await damage(fileOf(data), table);
      const server = start(data);
      const url = await server.url();
      expect(server.output).toMatch(/L’index était abîmé dans la base : il est refait/);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      expect(await server.end('SIGTERM')).toBe(0);
      expect(await messagesIn(data)).toBe(await messagesIn(used(killed)));
      expect(existsSync(`${fileOf(data)}.damaged-1`)).toBe(true);
      // As a new store does, it gives free space back.
      const repaired = connectSqlite(fileOf(data), { readOnly: true });
      expect(repaired.prepare('PRAGMA auto_vacuum').get()).toEqual({ auto_vacuum: 2 });
      repaired.close();
      const again = start(data);
      await again.url();
      expect(again.output).not.toMatch(/abîmé/);
      expect(await again.end('SIGTERM')).toBe(0);
    },
  );

  it.each(['manifest', 'content'])('the index, when its %s cannot be read', async (column) => {
    const data = used();
    const db = await openSqlite(fileOf(data));
    await db.query(`UPDATE generation SET ${column} = '{"cut'`);
    await db.close();
    const server = start(data);
    const url = await server.url();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
  });
});

describe('the way out', () => {
  it('store new puts what is left aside, and the next start is a first day', async () => {
    const data = used(killed);
    truncateSync(fileOf(data), 0);
    const folders = { dataDir: data, knowledgeDir: knowledge.knowledgeDir };
    const journal = digestsOf(data)['hotline.db-wal'];
    const command = new HotlineProgram(['src/cli.ts', 'store', 'new'], folders);
    expect(await command.exited()).toBe(0);
    const aside = /de côté dans (\S+),/.exec(command.output)?.[1] ?? '';
    expect(digestsOf(aside)['hotline.db-wal']).toBe(journal);
    const server = start(data);
    await server.url();
    const refused = new HotlineProgram(['src/cli.ts', 'store', 'new'], folders);
    expect(await refused.exited()).toBe(1);
    expect(refused.output).toMatch(/Une hotline tourne déjà/);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(await messagesIn(data)).toBe(0);
  });

  it('a file that is too large to be read whole before the start is read beside the server', async () => {
    const data = used();
    const checked = () =>
      new Promise<readonly string[]>((resolve) => checkAside(fileOf(data), resolve, () => resolve([])));
    expect(await checked()).toEqual([]);
    await damage(fileOf(data), 'message');
    expect(await checked()).toContain('message');
  });

  it('store check reads a whole store, and names what is damaged', async () => {
    const data = used(killed);
    const check = async () => {
      const command = new HotlineProgram(['src/cli.ts', 'store', 'check'], {
        dataDir: data,
        knowledgeDir: knowledge.knowledgeDir,
      });
      return { code: await command.exited(), said: command.output };
    };
    expect(await check()).toMatchObject({ code: 0, said: expect.stringMatching(/est saine/) });
    await damage(fileOf(data), 'message');
    expect(await check()).toMatchObject({ code: 1, said: expect.stringMatching(/tables .*message/) });
  });
});

describe('a start that cannot be says why, in a French sentence', () => {
  it('when the data folder is a file, or lies in one', async () => {
    using folder = tempFolder({ file: 'x' });
    const path = join(folder.path, 'file');
    expect(await refusal(path)).toMatch(
      /Le dossier des données .* ne peut pas servir : un fichier est à la place/,
    );
    expect(await refusal(join(path, 'data'))).toMatch(/un fichier est à la place d’un dossier/);
  });

  it('when the data folder cannot be made', async () => {
    expect(await refusal('/proc/hotline')).toMatch(
      /Le dossier des données \/proc\/hotline ne peut pas servir/,
    );
  });

  it.each(['nulle-part.invalid', '192.0.2.1', '999.1.1.1'])('when HOST is %s', async (host) => {
    using data = tempFolder();
    expect(await refusal(data.path, { HOST: host })).toMatch(
      /HOST=.* n’est pas une adresse de cette machine/,
    );
  });
});
