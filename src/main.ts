/** Entry: configuration → hotline → signal → dispose. */
import { readConfig } from './config.ts';
import { errorText, HotlineError } from './errors.ts';
import { createHotline, type Hotline } from './hotline.ts';
import { closeToOthers } from './storage/private-folder.ts';
import { deskTexts } from './texts/desk.ts';
import { startTexts } from './texts/start.ts';

closeToOthers();
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
  const config = readConfig();
  hotline = await createHotline(config);
  const { url, desk } = hotline;
  process.stdout.write(`${startTexts.ready(url)}\n${deskLine(desk, config.publicUrl ?? url)}\n`);
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  if (!(error instanceof HotlineError))
    process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(1);
}

/** How the desk is entered. */
function deskLine({ access, link }: Hotline['desk'], address: string): string {
  if (link !== undefined) return deskTexts.link(link);
  return access === 'provider' ? deskTexts.provider(address.replace(/\/+$/, '')) : deskTexts.closed;
}
