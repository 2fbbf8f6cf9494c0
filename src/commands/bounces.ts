import { readFile, stat } from 'node:fs/promises';
import { type BounceTaken, takeBounce } from '#src/features/opportunities/alerts/mail/bounce.ts';
import { bounceTexts } from '#src/features/opportunities/alerts/mail/texts.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { HotlineError } from '#src/platform/errors.ts';
import { mailsIn } from '#src/platform/mail/rules/mailbox.ts';
import { readOptions } from './options.ts';
import { cliTexts } from './texts.ts';

/** Bytes of the longest file: it is read as a whole. */
const MOST_BYTES = 100 * 1024 * 1024;

/** `bounces FILE…`: takes the reports of mails that did not arrive, from files of one mail (.eml) or of many (mbox). */
export async function bouncesCommand(args: readonly string[]): Promise<number> {
  const { config, words } = readOptions(args);
  if (words.length === 0) throw new HotlineError('input', bounceTexts.badUse);
  const db = await openDatabase(config.dataDir, config.databaseUrl);
  try {
    const counts = new Map<BounceTaken, number>();
    for (const path of words) {
      const bytes = await bytesOf(path);
      for (const raw of mailsIn(bytes)) {
        const taken = await takeBounce(db, raw, Date.now());
        counts.set(taken, (counts.get(taken) ?? 0) + 1);
      }
    }
    const lines = [...counts].map(([taken, count]) => bounceTexts.counted(count, bounceTexts.taken[taken]));
    process.stdout.write(`${lines.length === 0 ? bounceTexts.nothing : lines.join('\n')}\n`);
    return 0;
  } finally {
    await db.close();
  }
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const unread = (cause: unknown): never => {
    throw new HotlineError('input', cliTexts.noFile(path), { cause });
  };
  const { size } = await stat(path).catch(unread);
  if (size > MOST_BYTES) throw new HotlineError('input', bounceTexts.tooLarge(path, MOST_BYTES / 1024 ** 2));
  return readFile(path).catch(unread);
}
