import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { saveFeedback } from '#src/conversation/store/feedback.ts';
import { addFile } from '#src/conversation/store/files.ts';
import type { Database, Row } from '#src/platform/database/database.ts';
import { addJob } from '#src/platform/database/jobs/jobs.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { PASSWORD, PostgresServer } from '#support/store/postgres-server.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const QUESTIONS = [
  'Ai-je droit à une avance ?',
  'Puis-je sous-traiter tout le marché ?',
  'je veux parler à un humain !',
];
/** What belongs to processes and to the schema. */
const NOT_CONTENT = ['migration', 'lease'];

describe('Copying a store to PostgreSQL', () => {
  let server: PostgresServer;
  let url: string;
  let folder: KnowledgeFolder;
  const programs: HotlineProgram[] = [];

  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    url = await server.createDatabase();
    folder = await knowledgeFolder();
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      await program.end('SIGKILL');
      expect(program.output).not.toContain(PASSWORD);
    }
    await folder[Symbol.asyncDispose]();
  });

  const run = (args: readonly string[], settings: Readonly<Record<string, string>> = {}) => {
    // The vectors of the reader are rows too.
    const program = new HotlineProgram(args, folder, { EMBEDDINGS_PROVIDER: 'reader', ...settings });
    programs.push(program);
    return program;
  };
  const copy = async (to = url) => {
    const program = run(['src/cli.ts', 'store', 'copy', '--to', to]);
    return { code: await program.exited(), output: program.output };
  };
  const inStore = async <T>(look: (db: Database) => Promise<T>, databaseUrl?: string): Promise<T> => {
    const db = await openDatabase(folder.dataDir, databaseUrl);
    try {
      return await look(db);
    } finally {
      await db.close();
    }
  };
  const tables = () =>
    inStore(async (db) => {
      const rows = await db.query<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
      );
      return rows.map(({ name }) => name).filter((name) => !NOT_CONTENT.includes(name));
    });
  /** All rows of all tables, each as text, in an order of our own. */
  const contentOf = async (databaseUrl?: string) => {
    const names = await tables();
    return inStore(async (db) => {
      const content: Record<string, string[]> = {};
      for (const name of names)
        content[name] = (await db.query<Row>(`SELECT * FROM ${name}`)).map(asText).sort();
      return content;
    }, databaseUrl);
  };
  /** A person who talked with the hotline, which then stopped. */
  const lived = async () => {
    const hotline = run(['src/main.ts']);
    const address = await hotline.url();
    const person = new ChatPerson();
    await person.open(address);
    for (const question of QUESTIONS) person.write(question);
    await person.flush(address);
    const items = await person.untilAnswered(address, QUESTIONS.length);
    expect(await hotline.end('SIGTERM')).toBe(0);
    await inStore((db) =>
      db.tx(async (tx) => {
        const bytes = Uint8Array.from({ length: 5_000 }, (_, index) => index % 256);
        await addFile(tx, { name: 'Référencement.pdf', mediaType: 'application/pdf', bytes }, 1);
        await addJob(tx, { kind: 'digest', key: 'd', payload: { é: ['🏗️'] }, runAt: 2, now: 1 });
        const [row] = await tx.query<{ id: string }>('SELECT id FROM conversation');
        const messageId = items.find(({ author }) => author === 'bot')?.id ?? '';
        await saveFeedback(tx, { conversationId: row?.id ?? '', messageId, rating: 'up', now: 3 });
      }),
    );
    return person;
  };

  it('moves every row, and the hotline goes on from there with the same people and the same index', async () => {
    const person = await lived();
    const before = await contentOf();
    const { code, output } = await copy();
    expect(output).toMatch(/message : 6\n/);
    expect(output).toMatch(/lignes copiées, les comptes sont les mêmes/);
    expect(code).toBe(0);
    const after = await contentOf(url);
    // The file is as it was, but for the trace of the copy.
    const copied = await contentOf();
    expect(copied.trace).toHaveLength((before.trace?.length ?? 0) + 1);
    expect(copied.trace?.join()).toContain('store_copied');
    expect({ ...copied, trace: before.trace }).toEqual(before);
    expect(after).toEqual(copied);
    for (const name of [
      'message',
      'outbox',
      'embedding',
      'generation',
      'file',
      'job',
      'feedback',
      'expert_case',
    ])
      expect(after[name]?.length, name).toBeGreaterThan(0);

    const hotline = run(['src/main.ts'], { DATABASE_URL: url });
    const address = await hotline.url();
    expect(await person.history(address)).toHaveLength(2 * QUESTIONS.length);
    person.write('Quel est le taux de l’avance pour une PME ?');
    await person.flush(address);
    expect(await person.untilAnswered(address, QUESTIONS.length + 1)).toHaveLength(8);
    expect((await contentOf(url)).generation).toEqual(before.generation);
    // The file stays so, should the move have to be undone.
    expect(await contentOf()).toEqual(copied);
  });

  it('moves many rows, more than one statement takes', async () => {
    await inStore((db) =>
      db.tx(async (tx) => {
        for (let index = 0; index < 2_345; index += 1)
          await tx.query('INSERT INTO setting (name, value) VALUES ($1, $2)', [
            `s${index}`,
            'é'.repeat(3_000),
          ]);
      }),
    );
    expect(await copy()).toMatchObject({ code: 0, output: expect.stringContaining('setting : 2345\n') });
    expect(await contentOf(url)).toEqual(await contentOf());
  });

  it('is refused when the database holds something, and changes nothing there', async () => {
    await lived();
    await inStore((db) => db.query("INSERT INTO setting (name, value) VALUES ('theirs', '1')"), url);
    expect(await copy()).toEqual({
      code: 1,
      output: expect.stringContaining('n’est pas vide (table « setting »)'),
    });
    expect(Object.values(await contentOf(url)).flat()).toHaveLength(1);
  });

  it('that fails in the middle leaves the database empty, so that it can be done again', async () => {
    await lived();
    await inStore(async (db) => {
      await db.query(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''disk full''; END'",
      );
      await db.query('CREATE TRIGGER full_disk BEFORE INSERT ON outbox EXECUTE FUNCTION refuse()');
    }, url);
    expect((await copy()).code).toBe(1);
    expect(Object.values(await contentOf(url)).flat()).toEqual([]);
    await inStore((db) => db.query('DROP TRIGGER full_disk ON outbox'), url);
    expect((await copy()).code).toBe(0);
  });

  it('is refused while a server runs on the file', async () => {
    const hotline = run(['src/main.ts']);
    await hotline.url();
    expect(await copy()).toEqual({ code: 1, output: expect.stringContaining('Une hotline tourne déjà') });
  });

  it.each([
    ['an address that is none', 'postgres://hotline:motdepasse-Secret-42@db', 'Donnez la base d’arrivée'],
    ['no address', '', 'Donnez la base d’arrivée'],
    ['a server that does not answer', `postgres://x:${PASSWORD}@127.0.0.1:1/x`, 'ne s’ouvre pas'],
  ])('says what is wrong with %s, without the password', async (_, to, sentence) => {
    const db = await openSqlite(join(folder.dataDir, 'hotline.db'));
    await db.close();
    expect(await copy(to)).toEqual({ code: 1, output: expect.stringContaining(sentence) });
  });

  it('of nothing says so', async () => {
    expect(await copy()).toEqual({ code: 1, output: expect.stringContaining('Il n’y a rien à copier') });
  });
});

const asText = (row: Row): string =>
  JSON.stringify(
    Object.entries(row)
      .map(([name, value]) => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      ])
      .sort(),
  );
