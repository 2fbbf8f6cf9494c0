import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { create, extract, list } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paragraph } from '#src/channel/blocks.ts';
import { addConsent, lastConsent } from '#src/company/store/consents.ts';
import { openConversation } from '#src/conversation/store/conversations.ts';
import { addOutboundMessage } from '#src/conversation/store/messages.ts';
import { confirmedEmail, forgetContact } from '#src/person/store/contacts.ts';
import type { Database } from '#src/platform/database/database.ts';
import { LedgerFile } from '#src/platform/database/ledger/file.ts';
import { withLedger } from '#src/platform/database/ledger/ledger.ts';
import { appliedMigrations, migrateTo } from '#src/platform/database/migrate.ts';
import { migrationNames } from '#src/platform/database/migrations.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { storeSecret } from '#src/platform/database/settings.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { tracesInFiles, tracesInTables } from '#support/store/find-traces.ts';
import {
  COLLEAGUE,
  MATHILDE,
  MATHILDE_WORDS,
  somebodyWhoDidEverything,
} from '#support/store/seeds/somebody.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { type Ran, runCommand } from '#support/world/processes/command-line.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const YESTERDAY = Date.now() - 86_400_000;
/** Sending goes on trying for half a day. */
const AN_HOUR_AGO = Date.now() - 3_600_000;

describe('A copy of the hotline', () => {
  let folder: KnowledgeFolder;
  let elsewhere: TempFolder;
  let copy: string;
  let ledger: string;
  const programs: HotlineProgram[] = [];

  beforeEach(async () => {
    folder = await indexedFolder();
    elsewhere = tempFolder();
    copy = join(elsewhere.path, 'copie.tar');
    ledger = join(elsewhere.path, 'registre', 'erasures.ledger');
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.end('SIGKILL');
    elsewhere[Symbol.dispose]();
    await folder[Symbol.asyncDispose]();
  });

  const start = async () => {
    const program = new HotlineProgram(['src/main.ts'], folder, { ERASURE_LEDGER: ledger });
    programs.push(program);
    return { program, url: await program.url() };
  };
  const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    runCommand(args, {
      env: {
        HOTLINE_DATA_DIR: folder.dataDir,
        HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
        ERASURE_LEDGER: ledger,
        ...env,
      },
    });
  const inStore = async <T>(look: (db: Database) => Promise<T>): Promise<T> => {
    const db = await openDatabase(folder.dataDir);
    try {
      return await look(db);
    } finally {
      await db.close();
    }
  };
  const ask = async (person: ChatPerson, url: string, words: string) => {
    const before = (await person.history(url)).filter(({ author }) => author === 'bot').length;
    person.write(words);
    expect(await person.flush(url)).toBe(true);
    return JSON.stringify((await person.untilAnswered(url, before + 1)).at(-1));
  };

  const wordsIn = async (part: string): Promise<string> => {
    const place = join(elsewhere.path, 'dans');
    mkdirSync(place);
    await extract({ file: copy, cwd: place }, [part]);
    const words = gunzipSync(readFileSync(join(place, part))).toString();
    rmSync(place, { recursive: true });
    return words;
  };

  it('is not made of a folder that has no store: a slip in a nightly job is heard', async () => {
    const nowhere = join(elsewhere.path, 'ailleurs');
    const done = await command(['backup', copy, '--data', nowhere]);
    expect([done.code, done.stderr]).toEqual([1, expect.stringContaining('Il n’y a rien à copier')]);
    expect([existsSync(copy), existsSync(nowhere)]).toEqual([false, false]);
  });

  it('is made while people are answered, put back, and answers; who was erased since stays erased', async () => {
    const who = await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY));
    let { program, url } = await start();
    const person = new ChatPerson();
    await person.open(url);
    expect(await ask(person, url, 'Ai-je droit à une avance ?')).toContain('avance');
    // Nobody sends on Telegram here: it waits.
    await inStore((db) =>
      db.tx(async (tx) => {
        const telegram = { channel: 'telegram', channelKey: '77', address: { chat: 77 }, now: AN_HOUR_AGO };
        const { id } = await openConversation(tx, telegram);
        const content = { blocks: [paragraph('Votre réponse d’hier')], kind: 'answer' };
        await addOutboundMessage(tx, { conversationId: id, content, now: AN_HOUR_AGO });
        const consent = { personId: who.colleague, purpose: 'directory', version: '1', channel: 'web' };
        await addConsent(tx, { ...consent, given: true, at: YESTERDAY });
      }),
    );
    const secret = await inStore((db) => storeSecret(db, 'files'));

    const waits: number[] = [];
    let copied = false;
    const watching = (async () => {
      while (!copied) {
        const began = performance.now();
        expect((await fetch(`${url}/healthz`)).status).toBe(200);
        waits.push(performance.now() - began);
        await sleep(20);
      }
    })();
    const made = await command(['backup', copy]);
    copied = true;
    await watching;
    expect(made.code, made.stderr).toBe(0);
    expect(made.stdout).toMatch(/Copie faite : .*copie\.tar, \d+,\d Mo, \d+ lignes et \d+ fichiers\./);
    expect(made.stdout).toMatch(/SHA-256 : [0-9a-f]{64}/);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(readdirSync(elsewhere.path).sort()).toEqual(['copie.tar', 'registre']);
    // What signs links is not in it: who finds a copy signs nothing.
    const settings = await wordsIn('tables/setting.jsonl.gz');
    expect(settings).toContain('active_generation');
    expect(settings).not.toContain(secret);
    // A reader of the whole store never stops the server for long.
    expect(waits.length).toBeGreaterThan(5);
    expect((await command(['backup', copy])).stderr).toContain('existe déjà');

    // While a server runs, nothing is put back.
    const refused = await command(['restore', copy, '--replace']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Une hotline tourne déjà')]);
    // What comes after the copy: an erasure, an agreement taken back, words.
    expect((await command(['privacy', 'erase', '--person', who.person])).stdout).toContain('Supprimé');
    expect(await ask(person, url, 'Puis-je sous-traiter tout le marché ?')).toContain('sous-trait');
    await inStore((db) =>
      withLedger(db, new LedgerFile(ledger), () => undefined).tx((tx) =>
        addConsent(tx, {
          personId: who.colleague,
          purpose: 'directory',
          version: '1',
          given: false,
          at: Date.now(),
        }),
      ),
    );
    expect(await program.end('SIGTERM')).toBe(0);
    expect((await command(['restore', copy])).stderr).toContain('contient déjà une base');

    const restored = await command(['restore', copy, '--replace']);
    expect(restored.code, restored.stderr).toBe(0);
    expect(restored.stdout).toMatch(/Copie du .* remise en place : \d+ lignes\./);
    expect(restored.stdout).toContain('1 suppression, 1 accord retiré, 0 adresse oubliée');
    expect(restored.stdout).toContain('Gardé à côté');

    await inStore(async (db) => {
      const traces = await tracesInTables(db, MATHILDE_WORDS);
      expect(traces).toEqual([]);
      expect(await tracesInTables(db, [COLLEAGUE.sentence])).not.toEqual([]);
      expect((await lastConsent(db, who.colleague, 'directory'))?.given).toBe(false);
      for (const table of ['staff_session', 'entry_link', 'link_code', 'contact_code', 'company_invitation'])
        expect(await db.query(`SELECT 1 AS found FROM ${table}`), table).toEqual([]);
      expect(await storeSecret(db, 'files')).not.toBe(secret);
      expect(await db.query("SELECT id FROM outbox WHERE status = 'open'")).toEqual([]);
      expect((await db.query("SELECT id FROM outbox WHERE status = 'held'")).length).toBeGreaterThan(0);
    });
    for (const name of ['hotline.db', 'hotline.db-wal'])
      if (existsSync(join(folder.dataDir, name)))
        expect(readFileSync(join(folder.dataDir, name)).includes(MATHILDE.sentence)).toBe(false);
    expect(statSync(join(folder.dataDir, 'hotline.db')).mode & 0o777).toBe(0o600);

    ({ program, url } = await start());
    const history = JSON.stringify(await person.history(url));
    expect(history).toContain('Ai-je droit à une avance');
    expect(history).not.toContain('sous-traiter tout le marché');
    expect(await ask(person, url, 'Puis-je sous-traiter tout le marché ?')).toContain('sous-trait');
    await program.end('SIGTERM');
    await inStore(async (db) => {
      expect((await db.query("SELECT id FROM outbox WHERE status = 'held'")).length).toBeGreaterThan(0);
    });
  }, 300_000);

  it('goes to an empty folder of another machine, with its knowledge', async () => {
    // Signs that end a line for some readers of lines come from what people paste.
    const pasted = 'avant\u2028après\u2029enfin';
    const { conversations } = await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY));
    await inStore((db) =>
      db.tx((tx) =>
        addOutboundMessage(tx, {
          conversationId: conversations[0] ?? '',
          content: { blocks: [paragraph(pasted)], kind: 'answer' },
          now: YESTERDAY,
        }),
      ),
    );
    const page = join(folder.knowledgeDir, String(readdirSync(folder.knowledgeDir).find(isPage)));
    appendFileSync(page, `\n${pasted}\n`);
    const { program } = await start();
    await program.end('SIGTERM');
    expect((await command(['backup', copy])).code).toBe(0);
    await using other = await emptyFolders();
    const env = { HOTLINE_DATA_DIR: other.dataDir, HOTLINE_KNOWLEDGE_DIR: other.knowledgeDir };
    const restored = await command(['restore', copy], env);
    expect(restored.code, restored.stderr).toBe(0);
    expect(restored.stdout).toContain('Le dossier des connaissances est celui de la copie');
    for (const name of readdirSync(folder.knowledgeDir, { recursive: true, encoding: 'utf8' })) {
      const from = join(folder.knowledgeDir, name);
      if (statSync(from).isFile())
        expect(readFileSync(join(other.knowledgeDir, name))).toEqual(readFileSync(from));
    }
    const db = await openDatabase(other.dataDir);
    try {
      expect(await tracesInTables(db, [MATHILDE.sentence])).not.toEqual([]);
      expect(await tracesInTables(db, [pasted])).not.toEqual([]);
    } finally {
      await db.close();
    }
    const moved = new HotlineProgram(['src/main.ts'], other, { ERASURE_LEDGER: ledger });
    programs.push(moved);
    const url = await moved.url();
    const person = new ChatPerson();
    await person.open(url);
    expect(await ask(person, url, 'Ai-je droit à une avance ?')).toContain('avance');
  }, 300_000);

  it('is refused when it is not whole, when it is no copy, or when the ledger is not there', async () => {
    const who = await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY));
    // The default place of the ledger is that of the data.
    const made = await command(['backup', copy], { ERASURE_LEDGER: '' });
    expect(made.stderr).toContain('est sur le même disque que les données');
    const bytes = readFileSync(copy);

    const broken = join(elsewhere.path, 'abimee.tar');
    const at = bytes.indexOf('tables/message.jsonl.gz\0') + 512 + 40;
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 0xff;
    writeFileSync(broken, changed);
    expect((await command(['restore', broken, '--replace'])).stderr).toMatch(
      /est abîmée \(tables\/message\.jsonl\.gz\) : rien n’a été changé/,
    );
    writeFileSync(broken, bytes.subarray(0, bytes.length / 2));
    expect((await command(['restore', broken, '--replace'])).code).toBe(1);
    writeFileSync(broken, 'ceci n’est pas une copie');
    expect((await command(['restore', broken, '--replace'])).stderr).toContain('n’est pas une copie');

    const missing = await command(['restore', copy, '--replace']);
    expect(missing.stderr).toContain('n’existe pas : sans lui, des personnes supprimées');
    // Nothing was touched by all these.
    expect(readdirSync(folder.dataDir).some((name) => /restauration/.test(name))).toBe(false);
    const told = await command(['restore', copy, '--replace', '--without-ledger']);
    expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('n’a pas été lu')]);

    // A ledger that lost its end is not that of the copy.
    const file = new LedgerFile(ledger);
    await file.append([JSON.stringify({ type: 'unsubscribe', persons: [who.person], at: Date.now() })]);
    const later = join(elsewhere.path, 'plus-tard.tar');
    expect((await command(['backup', later])).code).toBe(0);
    rmSync(ledger);
    await file.open();
    expect((await command(['restore', later, '--replace'])).stderr).toContain('est plus court');
  }, 300_000);

  it('brings nothing outside its folder, and no link', async () => {
    await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY));
    expect((await command(['backup', copy])).code).toBe(0);
    const names: string[] = [];
    await list({ file: copy, onReadEntry: (entry) => void names.push(entry.path) });
    expect(names[0]).toBe('manifest.json');
    using hostile = tempFolder({ 'manifest.json': '{}', 'evil.txt': 'x' });
    symlinkSync('/etc/passwd', join(hostile.path, 'link'));
    const bad = join(elsewhere.path, 'mauvaise.tar');
    const refusal = async (wanted: readonly string[]) => {
      await create({ file: bad, cwd: join(hostile.path, 'inside'), preservePaths: true }, [...wanted]);
      const { code, stderr } = await command(['restore', bad, '--replace', '--without-ledger']);
      rmSync(bad);
      expect(code).toBe(1);
      return stderr;
    };
    hostile.write({ 'inside/manifest.json': '{}' });
    expect(await refusal(['../link', 'manifest.json'])).toContain('qu’elle n’annonce pas (../link)');
    expect(await refusal(['../evil.txt', 'manifest.json'])).toContain('n’est pas une copie');
    expect(await refusal(['manifest.json'])).toContain('est abîmée (manifest.json)');
    expect(readdirSync(folder.dataDir).filter((name) => /evil|link|restauration/.test(name))).toEqual([]);
  }, 240_000);

  it('is made of a store of an earlier version without changing it, whatever state the ledger is in', async () => {
    using data = tempFolder();
    const earlier = migrationNames().filter((name) => name < '0031');
    const old = await openSqlite(join(data.path, 'hotline.db'));
    await migrateTo(old, new Set(earlier));
    await old.close();
    await new LedgerFile(ledger).open();
    appendFileSync(ledger, '{"type":"nobody knows"}\n{"type":"nobody knows"}\n');
    const made = await command(['backup', copy], { HOTLINE_DATA_DIR: data.path });
    expect(made.code, made.stderr).toBe(0);
    const after = await openSqlite(join(data.path, 'hotline.db'));
    expect(await appliedMigrations(after)).toEqual(earlier);
    await after.close();
  }, 120_000);

  it('changes nothing when the pages of the copy could not be put in their place', async () => {
    await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY));
    expect((await command(['backup', copy])).code).toBe(0);
    const before = statSync(join(folder.dataDir, 'hotline.db')).ino;
    const wishes = ['--replace', '--with-knowledge', '--without-ledger'];
    // Under a file, nothing can be made.
    const env = { HOTLINE_KNOWLEDGE_DIR: join(copy, 'knowledge') };
    // What a restore that was killed had laid out goes.
    mkdirSync(join(folder.dataDir, '.restauration-killed'));
    const { code, stderr } = await command(['restore', copy, ...wishes], env);
    expect([code, stderr]).toEqual([1, expect.stringContaining('ne peut pas recevoir celui de la copie')]);
    expect(statSync(join(folder.dataDir, 'hotline.db')).ino).toBe(before);
    expect(readdirSync(folder.dataDir).filter((name) => /restauration/.test(name))).toEqual([]);
  }, 120_000);

  it('leaves nothing in clear behind when it is told to stop in the middle', async () => {
    const script = `import { scratchFolder } from '#src/platform/database/backup/scratch-folder.ts';
      const { path } = await scratchFolder(process.argv[1]);
      process.stdout.write(path);
      setInterval(() => undefined, 1_000);`;
    const beginning = join(elsewhere.path, '.hotline-copie-');
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, beginning], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [path] = (await once(child.stdout, 'data')).map(String);
    expect(existsSync(path ?? '')).toBe(true);
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(143);
    expect(readdirSync(elsewhere.path)).toEqual([]);
  }, 60_000);

  it('forgets again an address that was forgotten since, and not one that was given anew', async () => {
    const who = await inStore((db) => somebodyWhoDidEverything(db, YESTERDAY));
    const file = new LedgerFile(ledger);
    expect((await command(['backup', copy])).code).toBe(0);
    await file.open();
    await inStore((db) =>
      withLedger(db, file, () => undefined).tx((tx) => forgetContact(tx, who.person, Date.now())),
    );
    expect(tracesInFiles(join(elsewhere.path, 'registre'), MATHILDE_WORDS)).toEqual([]);
    const restored = await command(['restore', copy, '--replace']);
    expect(restored.stdout).toContain('0 suppression, 0 accord retiré, 1 adresse oubliée');
    expect(await inStore((db) => confirmedEmail(db, who.person))).toBeUndefined();
  }, 240_000);
});

const isPage = (name: string): boolean => name.endsWith('.md');

async function emptyFolders() {
  const data = tempFolder();
  const knowledge = tempFolder();
  return {
    dataDir: data.path,
    knowledgeDir: knowledge.path,
    [Symbol.asyncDispose]: async () => {
      data[Symbol.dispose]();
      knowledge[Symbol.dispose]();
    },
  };
}
