/** Entry: configuration → hotline → signal → dispose. */
import { readConfig } from './config.ts';
import { errorText, HotlineError } from './errors.ts';
import { createHotline, type Hotline } from './hotline.ts';
import { startTexts } from './texts/start.ts';

let hotline: Hotline | undefined;
const stop = () => {
  process.stdout.write(`${startTexts.stopping}\n`);
  if (!hotline) process.exit(0);
  hotline[Symbol.asyncDispose]().then(
    () => process.exit(0),
    () => process.exit(1),
  );
};
// Before anything is built: the first build may be stopped too.
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

try {
  hotline = await createHotline(readConfig());
  process.stdout.write(`${startTexts.ready(hotline.url)}\n`);
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  if (!(error instanceof HotlineError))
    process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(1);
}
