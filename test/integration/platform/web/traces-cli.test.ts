import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '#src/commands/index.ts';
import { lawLine } from '#src/knowledge/law/version.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import type { Act } from '#src/platform/web/traces/acts.ts';
import { findTraces } from '#src/platform/web/traces/store/traces.ts';
import { LAW } from '#support/knowledge/law-base.ts';
import { SAMPLE } from '#support/knowledge/samples.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { addDeadJob } from '#support/store/seeds/dead-work.ts';
import { somebodyWhoDidEverything } from '#support/store/seeds/somebody.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

/** What a command is given in a data folder, and the acts that it leaves there. */
type Asked = (world: {
  person: string;
  reference: string;
  job: string;
  law: string;
  copy: string;
}) => readonly string[];
const TRACED: readonly (readonly [words: string, ask: Asked, acts: readonly Act[]])[] = [
  ['ingest', () => ['ingest'], ['index_built']],
  ['knowledge accept', () => ['knowledge', 'accept'], ['knowledge_accepted']],
  ['import-law', ({ law }) => ['import-law', law, '--date', '2026-11-24'], ['law_imported']],
  ['jobs', ({ job }) => ['jobs', 'retry', job], ['job_retried']],
  ['privacy', () => ['privacy', 'find', 'Mathilde'], ['person_searched']],
  ['privacy', ({ person }) => ['privacy', 'export', '--person', person], ['person_exported']],
  ['privacy', ({ person }) => ['privacy', 'erase', '--person', person], ['person_erased']],
  ['privacy', ({ reference }) => ['privacy', 'receipt', reference], ['receipt_read']],
  ['privacy', () => ['privacy', 'retention'], ['retention_run']],
  ['desk revoke', () => ['desk', 'revoke', 'Awa Diallo'], ['sessions_revoked']],
  ['backup', ({ copy }) => ['backup', copy], ['store_saved']],
];

/** Commands seen elsewhere, and those that leave no trace, each with its reason. */
const OTHERS: Readonly<Record<string, string>> = {
  'desk link': 'traced: see below, beside a server',
  'store copy': 'traced: test/system/replicas/store-copy.test.ts',
  ask: 'answers from the knowledge, keeps nothing',
  search: 'reads the knowledge',
  'knowledge check': 'reads the knowledge',
  'knowledge status': 'reads the knowledge',
  'knowledge drift': 'compares the knowledge with a code',
  'knowledge answers': 'ids and days of answers, shows nobody’s words',
  bounces:
    'what machines say of our own mails, as by HTTP; whose address is dead is told in their conversation',
  migrate: 'the schema, nobody’s data',
  status: 'counts, of nobody',
  restore: 'traced: see below, in another folder',
  'store compact': 'the same rows in a smaller file',
  'store check': 'reads the file, shows nobody’s data',
  'store new': 'the store itself is put aside, its traces with it',
};

describe('What the command line does', () => {
  const folder = tempFolder();
  const knowledge = tempFolder(SAMPLE);
  const world = { person: '', reference: '', job: '', law: '', copy: '' };
  const by = `cli:${userInfo().username}`;

  beforeAll(async () => {
    const law = tempFolder({ 'code.jsonl': LAW.map(lawLine).join('\n') });
    world.law = join(law.path, 'code.jsonl');
    world.copy = join(law.path, 'copie.tar');
    const db = await openDatabase(folder.path);
    try {
      world.person = (await somebodyWhoDidEverything(db, Date.now() - 86_400_000)).person;
      await DeskPerson.signIn(db, 'http://127.0.0.1', 'Awa Diallo');
      world.job = await addDeadJob(db, { kind: 'made-up', error: 'locked', now: Date.now() });
    } finally {
      await db.close();
    }
  });
  afterAll(() => {
    folder[Symbol.dispose]();
    knowledge[Symbol.dispose]();
  });

  const traces = async () => {
    const db = await openDatabase(folder.path);
    try {
      return (await findTraces(db, { actor: by, limit: 100 })).reverse();
    } finally {
      await db.close();
    }
  };

  it('is traced by every command, or by none for a reason that is written down', () => {
    const known = new Set([...TRACED.map(([words]) => words), ...Object.keys(OTHERS)]);
    expect([...commands.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(TRACED)('%s: under the system’s user', async (_words, ask, acts) => {
    const before = (await traces()).length;
    const args = [...ask(world), '--data', folder.path, '--knowledge', knowledge.path];
    const ran = await runHere(args);
    expect(ran, args.join(' ')).toMatchObject({ code: 0 });
    world.reference = /E-\w{4}-\w{4}/.exec(ran.stdout)?.[0] ?? world.reference;
    const left = (await traces()).slice(before);
    expect(left.map(({ act }) => act)).toEqual(acts);
    expect(left[0]?.actorName).toBe(`Ligne de commande : ${userInfo().username}`);
  });

  it('names an erased person by the receipt from then on, also in what was done before', async () => {
    const left = await traces();
    const about = (act: Act) => left.find((trace) => trace.act === act)?.objectId;
    expect(about('person_erased')).toBe(world.reference);
    expect(about('person_exported')).toBe(world.reference);
    expect(JSON.stringify(left)).not.toContain(world.person);
  });

  it('goes with a copy, which is put back with its trace and is kept from changes there too', async () => {
    const other = tempFolder();
    const args = ['restore', world.copy, '--without-ledger', '--data', other.path];
    expect(await runCommand(args)).toMatchObject({ code: 0 });
    const db = await openDatabase(other.path);
    try {
      const acts = (await findTraces(db, { actor: by, limit: 100 })).map(({ act }) => act);
      expect(acts[0]).toBe('store_restored');
      expect(acts).toEqual(expect.arrayContaining(['store_saved', 'person_erased']));
      await expect(db.query('DELETE FROM trace')).rejects.toThrow();
    } finally {
      await db.close();
      other[Symbol.dispose]();
    }
  });

  it('is traced when a link to the desk is made beside a server', async () => {
    await using office = await OfficeHotline.start();
    expect(await runCommand(['desk', 'link', '--data', office.dataDir])).toMatchObject({ code: 0 });
    const made = await office.query("SELECT actor FROM trace WHERE act = 'link_made' ORDER BY id");
    expect(made).toEqual([{ actor: 'server' }, { actor: by }]);
  });
});
