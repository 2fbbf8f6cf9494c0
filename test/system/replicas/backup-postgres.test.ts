import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { tracesInTables } from '#support/store/find-traces.ts';
import { PASSWORD, PostgresServer } from '#support/store/postgres-server.ts';
import {
  COLLEAGUE,
  MATHILDE,
  MATHILDE_WORDS,
  somebodyWhoDidEverything,
} from '#support/store/seeds/somebody.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { runCommand } from '#support/world/processes/command-line.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const YESTERDAY = Date.now() - 86_400_000;

describe('A copy of a hotline on PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  let folder: KnowledgeFolder;
  let elsewhere: TempFolder;
  let copy: string;
  const programs: HotlineProgram[] = [];

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    url = await server.createDatabase();
    folder = await knowledgeFolder();
    elsewhere = tempFolder();
    copy = join(elsewhere.path, 'copie.tar');
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      await program.end('SIGKILL');
      expect(program.output).not.toContain(PASSWORD);
    }
    elsewhere[Symbol.dispose]();
    await folder[Symbol.asyncDispose]();
  });

  const settings = (databaseUrl: string | undefined) => ({
    ERASURE_LEDGER: join(elsewhere.path, 'registre', 'erasures.ledger'),
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  });
  const start = async (databaseUrl: string | undefined) => {
    const program = new HotlineProgram(['src/main.ts'], folder, settings(databaseUrl));
    programs.push(program);
    return { program, url: await program.url() };
  };
  const command = (args: readonly string[], databaseUrl: string | undefined) =>
    runCommand(args, {
      env: {
        HOTLINE_DATA_DIR: folder.dataDir,
        HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
        ...settings(databaseUrl),
      },
    });
  const inStore = async <T>(look: (db: Database) => Promise<T>, databaseUrl: string | undefined) => {
    const db = await openDatabase(folder.dataDir, databaseUrl);
    try {
      return await look(db);
    } finally {
      await db.close();
    }
  };
  const ask = async (at: string, words: string) => {
    const person = new ChatPerson();
    await person.open(at);
    person.write(words);
    expect(await person.flush(at)).toBe(true);
    return JSON.stringify((await person.untilAnswered(at, 1)).at(-1));
  };

  it('is made while it runs, goes to a new base or to a file, and answers there without who was erased', async () => {
    const who = await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY), url);
    const running = await start(url);
    expect(await ask(running.url, 'Ai-je droit à une avance ?')).toContain('avance');
    const made = await command(['backup', copy], url);
    expect(made.code, made.stderr).toBe(0);
    expect((await command(['restore', copy], url)).stderr).toContain('hotline tourne sur cette base');
    expect((await command(['privacy', 'erase', '--person', who.person], url)).stdout).toContain('Supprimé');
    await running.program.end('SIGTERM');
    expect((await command(['restore', copy], url)).stderr).toContain('n’est pas vide');

    for (const target of [await server.createDatabase(), undefined]) {
      const restored = await command(['restore', copy], target);
      expect(restored.code, restored.stderr).toBe(0);
      expect(restored.stdout).toContain('1 suppression');
      await inStore(async (db) => {
        expect(await tracesInTables(db, MATHILDE_WORDS)).toEqual([]);
        expect(await tracesInTables(db, [COLLEAGUE.sentence])).not.toEqual([]);
        expect(await db.query("SELECT id FROM outbox WHERE status = 'open'")).toEqual([]);
      }, target);
      const again = await start(target);
      expect(await ask(again.url, 'Puis-je sous-traiter tout le marché ?')).toContain('sous-trait');
      await again.program.end('SIGTERM');
    }
  }, 400_000);

  it('of a file goes to PostgreSQL', async () => {
    await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY), undefined);
    expect((await command(['backup', copy], undefined)).code).toBe(0);
    // The ledger begins with the first server; here nobody was ever erased.
    const restored = await command(['restore', copy, '--without-ledger'], url);
    expect(restored.code, restored.stderr).toBe(0);
    const found = await inStore((db) => tracesInTables(db, [MATHILDE.sentence]), url);
    expect(found).not.toEqual([]);
    const file = await inStore(
      (db) => db.query<{ bytes: Uint8Array }>('SELECT bytes FROM file ORDER BY id LIMIT 1'),
      url,
    );
    expect(Buffer.from(file[0]?.bytes ?? []).toString()).toContain(MATHILDE.sentence);
  }, 300_000);
});
