import { resolve } from 'node:path';
import { takeOption } from '#src/commands/flags.ts';
import { readOptions } from '#src/commands/options.ts';
import { showProgress } from '#src/knowledge/ingest/progress.ts';
import { CCP, LAW_CODES } from '#src/knowledge/law/codes.ts';
import { lawTexts } from '#src/knowledge/law/texts.ts';
import { type LawImport, lawFile, readLaw, saveLaw } from '#src/knowledge/loaders/law/import-law.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { ingestCommand } from './ingest.ts';

/**
 * `import-law PATH…`: takes the articles of a code from the LEGI base into the data folder and indexes them, or writes
 * them to a file with `--out`. Nothing is replaced unless all of it was read.
 */
export async function importLawCommand(args: readonly string[]): Promise<number> {
  const { value: code = CCP, rest } = takeOption(args, 'code');
  const { config, words, today: date, out } = readOptions(rest);
  if (words.length === 0) throw new HotlineError('input', lawTexts.noPath);
  const clock = parisDay(Date.now());
  const bar = showProgress();
  const found = await readLaw(words, {
    code,
    date,
    today: [date, clock].sort().at(-1) ?? clock,
    progress: byMegabyte((done, total) => bar.progress(lawTexts.reading, done, total)),
  }).finally(bar.done);
  const file = out === undefined ? lawFile(config.dataDir, code) : resolve(out);
  await saveLaw(file, found, date);
  report(found, code, date, file);
  if (out !== undefined) return 0;
  return ingestCommand(['--data', config.dataDir, '--knowledge', config.knowledgeDir], 'law_imported');
}

/** Bytes as whole megabytes, said once each: an archive comes in thousands of small pieces. */
function byMegabyte(show: (done: number, total: number) => void): (done: number, total: number) => void {
  const whole = (bytes: number) => Math.ceil(bytes / 2 ** 20);
  let shown = 0;
  return (done, total) => {
    const now = done < total ? Math.min(whole(done), whole(total) - 1) : whole(total);
    if (now > shown) show(now, whole(total));
    shown = now;
  };
}

function report(found: LawImport, code: string, date: string, file: string): void {
  const lines = [
    lawTexts.imported(found, LAW_CODES.get(code)?.title ?? code, date),
    ...Object.entries(found.leftOut).flatMap(([reason, count]) => {
      const named = lawTexts.reasons[reason];
      return named && count ? [lawTexts.leftOut(count, named)] : [];
    }),
    ...(found.dailyAlone ? [lawTexts.dailyAlone] : []),
    lawTexts.written(file),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
