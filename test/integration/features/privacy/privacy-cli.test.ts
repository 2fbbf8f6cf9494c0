import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { tracesInFiles, tracesInTables } from '#support/store/find-traces.ts';
import { MATHILDE, MATHILDE_WORDS, somebodyWhoDidEverything } from '#support/store/seeds/somebody.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

describe('The commands « privacy »', () => {
  let folder: TempFolder;
  let person: string;

  beforeEach(async () => {
    folder = tempFolder();
    person = (await inStore((db) => somebodyWhoDidEverything(db, Date.now() - 86_400_000))).person;
  });
  afterEach(() => folder[Symbol.dispose]());

  const privacy = (...args: readonly string[]) => runHere(['privacy', ...args, '--data', folder.path]);
  const inStore = async <T>(look: (db: Database) => Promise<T>) => {
    const db = await openDatabase(folder.path);
    try {
      return await look(db);
    } finally {
      await db.close();
    }
  };

  it.each([
    ['quéméneur'],
    [MATHILDE.email],
    ['07 98 76 54 32'],
    ['0798765432'],
    [MATHILDE.siren],
    ['UMATHILDE9'],
  ])('find a person by « %s »', async (words) => {
    const { code, stdout } = await privacy('find', words);
    expect(code).toBe(0);
    expect(stdout).toContain(person);
    expect(stdout).toContain(MATHILDE.name);
  });

  it('give all that is kept of somebody, on the output or in two files for its owner alone', async () => {
    const printed = await privacy('export', '--person', person);
    expect(printed.code).toBe(0);
    expect(JSON.parse(printed.stdout).person[0].name).toBe(MATHILDE.name);
    const out = join(folder.path, 'mathilde');
    expect(await privacy('export', '--person', person, '--out', out)).toMatchObject({ code: 0 });
    expect(readFileSync(`${out}.html`, 'utf8')).toContain(MATHILDE.sentence);
    expect(statSync(`${out}.json`).mode & 0o077).toBe(0);
  });

  it('erase somebody at once, on the disk too, and know the receipt', async () => {
    const { code, stdout } = await runCommand([
      'privacy',
      'erase',
      '--person',
      person,
      '--data',
      folder.path,
    ]);
    expect(stdout).toMatch(/Supprimé .* Référence du reçu : E-/);
    expect(code).toBe(0);
    const reference = /E-\w{4}-\w{4}/.exec(stdout)?.[0] ?? '';
    expect((await privacy('receipt', reference)).stdout).toContain(`${reference} : demandée le`);
    const left = await inStore((db) => tracesInTables(db, MATHILDE_WORDS));
    expect(left.filter((trace) => !/^conversation\.(?:address|channel_key):/.test(trace))).toEqual([]);
    const kept = new Set(left.map((trace) => trace.split(': ')[1]));
    const gone = MATHILDE_WORDS.filter((word) => !kept.has(word));
    expect(gone).toContain(MATHILDE.sentence);
    expect(tracesInFiles(folder.path, gone)).toEqual([]);
  });

  it('erase somebody whose erasure a server took first and did not end', async () => {
    // As when the server looks for work between the plan and its doing, then crashes: its claim ends by itself.
    await inStore((db) =>
      db.query(
        `CREATE TRIGGER taken AFTER INSERT ON job WHEN NEW.kind = 'erasure' BEGIN
           UPDATE job SET lease_owner = 'a server', lease_until = NEW.created_at + 1000, attempts = 1
           WHERE id = NEW.id; END`,
      ),
    );
    const { code, stdout, stderr } = await privacy('erase', '--person', person);
    expect(stdout, stderr).toMatch(/Supprimé .* Référence du reçu : E-/);
    expect(code).toBe(0);
    expect(await inStore((db) => tracesInTables(db, [MATHILDE.sentence]))).toEqual([]);
  });

  it('tell what would go, and why, and take nothing on a dry run', async () => {
    const { code, stdout } = await privacy('retention', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('rien n’est effacé');
    expect(stdout).toMatch(/référencements inachevés — après 90 jour/);
    const early = await runHere(['privacy', 'retention', '--data', folder.path], {
      env: { RETENTION_FORMS_DAYS: '1' },
    });
    expect(early.stdout).not.toContain('rien n’est effacé');
  });

  it.each([
    [['export', '--person', 'nobody'], 'Aucune personne'],
    [['erase'], 'Écrivez'],
    [['receipt', 'E-XXXX-XXXX'], 'Aucune suppression'],
    [['dance'], 'Écrivez'],
  ])('refuse %j in French', async (args, said) => {
    const { code, stderr } = await privacy(...args);
    expect(code).toBe(1);
    expect(stderr).toContain(said);
  });
});
