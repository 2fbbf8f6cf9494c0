import { frenchDate, parisDay } from '#src/platform/calendar/iso-date.ts';
import { deadJobs, jobCounts, reviveJob } from '#src/platform/database/jobs/jobs.ts';
import { jobTexts } from '#src/platform/database/jobs/texts.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { addTrace } from '#src/platform/web/traces/store/traces.ts';
import { operator } from './operator.ts';
import { readOptions } from './options.ts';

/** `jobs`: the work that was given up, and why; `jobs retry ID`: has one tried anew. */
export async function jobsCommand(args: readonly string[]): Promise<number> {
  const { config, words } = readOptions(args);
  const [verb, id] = words;
  if (words.length > 2 || (verb !== undefined && (verb !== 'retry' || id === undefined)))
    throw new HotlineError('input', jobTexts.badUse);
  const db = await openDatabase(config.dataDir, config.databaseUrl);
  try {
    if (id !== undefined) {
      const now = Date.now();
      await db.tx(async (tx) => {
        if (!(await reviveJob(tx, id, now))) throw new HotlineError('input', jobTexts.unknown(id));
        await addTrace(tx, { by: operator(), act: 'job_retried', on: { kind: 'job', id }, now });
      });
      process.stdout.write(`${jobTexts.revived(id)}\n`);
      return 0;
    }
    const { open, dead } = await jobCounts(db);
    const lines = (await deadJobs(db)).map((job) =>
      jobTexts.dead({ ...job, due: frenchDate(parisDay(job.dueAt)) }),
    );
    if (dead > 0) lines.push(jobTexts.howToRetry);
    process.stdout.write(`${[jobTexts.counts(open, dead), ...lines].join('\n')}\n`);
    return 0;
  } finally {
    await db.close();
  }
}
