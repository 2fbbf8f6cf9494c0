import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addJob, claimJob, failJob, jobCounts } from '#src/platform/database/jobs/jobs.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

const DUE = Date.UTC(2026, 10, 24, 9);

describe('The command « jobs »', () => {
  let folder: TempFolder;

  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => folder[Symbol.dispose]());

  const jobs = (...args: readonly string[]) => runHere(['jobs', ...args, '--data', folder.path]);
  const inStore = async <T>(look: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) => {
    const db = await openDatabase(folder.path);
    try {
      return await look(db);
    } finally {
      await db.close();
    }
  };
  /** Adds two jobs, of which one was tried and given up. */
  const giveOneUp = () =>
    inStore((db) =>
      db.tx(async (tx) => {
        for (const kind of ['digest', 'sweep']) await addJob(tx, { kind, runAt: DUE, now: DUE });
        const claim = { kinds: ['digest'], owner: 'one', now: DUE, leaseMs: 1_000 };
        const job = await claimJob(tx, claim);
        if (!job) throw new Error('nothing to do');
        const failure = { error: 'le registre répond 503', retryAt: undefined, now: DUE };
        await failJob(tx, { job, owner: 'one' }, failure);
        return job.id;
      }),
    );

  it('shows what was given up and why, and has it done again', async () => {
    const id = await giveOneUp();
    const shown = await runCommand(['jobs', '--data', folder.path]);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout.split('\n').slice(0, 2)).toEqual([
      '1 tâche(s) en attente, 1 abandonnée(s).',
      `${id}  digest, prévue le 24 novembre 2026, 1 essai(s) : le registre répond 503`,
    ]);
    expect(await jobs('retry', id)).toMatchObject({ code: 0, stdout: `La tâche ${id} est relancée.\n` });
    expect(await inStore(jobCounts)).toEqual({ open: 2, dead: 0 });
    expect((await jobs()).stdout).toBe('2 tâche(s) en attente, 0 abandonnée(s).\n');
  });

  it.each([
    [['retry', 'inconnue'], '« inconnue »'] as const,
    [['retry'], '« jobs »'] as const,
    [['quoi'], '« jobs »'] as const,
  ])('says what is wrong with %j', async (args, sentence) => {
    const refused = await jobs(...args);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(sentence) });
  });
});
