import { once } from 'node:events';
import { readConfig } from '#src/config/config.ts';
import { createHotline } from '#src/hotline.ts';

/** The server in a process of its own, as in production but for its clock, which whoever started it moves. */

/** What it is told: how far off its clock is, in milliseconds; or to say when nothing is left to be done. */
export type ToClocked = { readonly shift: number } | { readonly settle: number };
/** What it says: where it serves, then the number of each time that nothing was left. */
export type FromClocked = { readonly url: string } | { readonly settled: number };

const { CLOCK_SHIFT = '0', ...env } = process.env;
let shift = Number(CLOCK_SHIFT);
const say = (message: FromClocked) => process.send?.(message);
const stopped = once(process, 'SIGTERM');
{
  await using hotline = await createHotline(readConfig(env), { now: () => Date.now() + shift });
  process.on('message', (message: ToClocked) => {
    if ('shift' in message) shift = message.shift;
    else void hotline.settled().then(() => say({ settled: message.settle }));
  });
  say({ url: hotline.url });
  await stopped;
}
process.disconnect();
