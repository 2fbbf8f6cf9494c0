/** Entry: configuration → hotline → signal → dispose. */
import { readConfig } from './config.ts';
import { errorText, HotlineError } from './errors.ts';
import { createHotline } from './hotline.ts';
import { startTexts } from './texts/start.ts';

try {
  const hotline = await createHotline(readConfig());
  process.stdout.write(`${startTexts.ready(hotline.url)}\n`);
  const stop = () => {
    process.stdout.write(`${startTexts.stopping}\n`);
    hotline[Symbol.asyncDispose]().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  if (!(error instanceof HotlineError))
    process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(1);
}
