/** Entry: configuration → hotline → signal → dispose. */

import { deskTexts } from '#src/commands/texts-desk.ts';
import { readConfig } from '#src/config/config.ts';
import { closeToOthers } from '#src/platform/database/data-folder/private-folder.ts';
import type { HotlineError } from '#src/platform/errors.ts';
import { failureReport } from '#src/platform/failure.ts';
import { giveBack } from '#src/platform/give-back.ts';
import { startTexts } from '#src/platform/texts-start.ts';
import { createHotline, type Hotline } from './hotline.ts';

closeToOthers();
let hotline: Hotline | undefined;
/** `npm start` hands on the Ctrl+C that the terminal sends to both: two at once are one. */
const SAME_WISH_MS = 1_000;
/** What was read to start is given back once the first pages are served. */
const STARTED_MS = 5_000;
let askedAt: number | undefined;
const stop = () => {
  const now = performance.now();
  if (askedAt !== undefined && now - askedAt < SAME_WISH_MS) return;
  if (askedAt !== undefined) {
    // Whoever asks again does not want to wait for the answers under way; what they answer is in the database.
    process.stdout.write(`${startTexts.stoppingNow}\n`);
    process.exit(130);
  }
  askedAt = now;
  process.stdout.write(`${startTexts.stopping}\n`);
  if (!hotline) process.exit(0);
  hotline[Symbol.asyncDispose]().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
// Before anything is built: the first build may be stopped too.
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

/** Ends without finishing anything, as a crash would: what this process would still write is another's to do now. */
const onFatal = (error: HotlineError) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
};

let dataDir: string | undefined;
try {
  const config = readConfig();
  dataDir = config.dataDir;
  hotline = await createHotline(config, { onFatal });
  const { url, desk } = hotline;
  process.stdout.write(`${startTexts.ready(url)}\n${deskLine(desk, config.publicUrl ?? url)}\n`);
  setTimeout(giveBack, STARTED_MS).unref();
} catch (error) {
  process.stderr.write(`${failureReport(error, dataDir)}\n`);
  process.exit(1);
}

/** How the desk is entered. */
function deskLine({ access, link }: Hotline['desk'], address: string): string {
  if (link !== undefined) return deskTexts.link(link);
  return access === 'provider' ? deskTexts.provider(address.replace(/(?<!\/)\/+$/, '')) : deskTexts.closed;
}
