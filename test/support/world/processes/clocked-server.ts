import { once } from 'node:events';
import { readConfig } from '#src/config/config.ts';
import { createHotline } from '#src/hotline.ts';

/** The server in a process of its own, as in production but for its clock, which whoever started it moves. */

const { CLOCK_SHIFT = '0', ...env } = process.env;
let shift = Number(CLOCK_SHIFT);
process.on('message', (message: { readonly shift: number }) => {
  shift = message.shift;
});
const stopped = once(process, 'SIGTERM');
{
  await using hotline = await createHotline(readConfig(env), { now: () => Date.now() + shift });
  process.send?.({ url: hotline.url });
  await stopped;
}
process.disconnect();
