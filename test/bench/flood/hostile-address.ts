/**
 * The hostile address of `flood.ts`, in a process of its own so that it slows nobody's clock but the server's: for some
 * seconds it reads a long conversation over and over, posts the longest messages, each in a conversation of its own, and
 * opens event streams. Prints what it got, as JSON.
 *
 *   node test/bench/flood/hostile-address.ts URL COOKIE SECONDS
 */
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Visitor } from './visitor.ts';

const [url = '', cookie = '', seconds = '10'] = process.argv.slice(2);
const ADDRESS = '127.0.0.66';
const READERS = 16;
const POSTERS = 12;
const STREAMS = 300;
const LONGEST = 20_000;
/** What it reads would soon leave it no stream to open. */
const STREAMS_FIRST_MS = 1_000;
/** Never more than this, whatever the server lets pass. */
const MOST_REQUESTS = 200_000;

const end = performance.now() + 1_000 * Number(seconds);
const statuses = new Map<string, number>();
let asked = 0;
const goesOn = () => performance.now() < end && asked < MOST_REQUESTS;
const count = (what: string, status: number) => {
  asked += 1;
  const key = `${what} ${status}`;
  statuses.set(key, (statuses.get(key) ?? 0) + 1);
};

/** What a hostile person types at length: each is hard for another part of what reads it. */
const SEEDS = [
  'non ',
  'a',
  'Ai-je droit à une avance de 30 % sur un marché de 90 000 € ? ',
  '1 ',
  '« ',
  'é\n',
  '(a',
];
const longText = (n: number) => {
  const seed = SEEDS[n % SEEDS.length] ?? 'a';
  return `${n} ${seed.repeat(LONGEST)}`.slice(0, LONGEST);
};

const readers = Array.from({ length: READERS }, async () => {
  const visitor = new Visitor(url, ADDRESS, 1);
  visitor.cookie = cookie;
  await sleep(STREAMS_FIRST_MS);
  while (goesOn()) {
    const got = await visitor.get('/chat/history').catch(() => undefined);
    count('history', got?.status ?? 0);
    if (!got) await sleep(20);
  }
  visitor.close();
});
const posters = Array.from({ length: POSTERS }, async (_, poster) => {
  for (let n = 0; goesOn(); n += 1) {
    const visitor = new Visitor(url, ADDRESS, 1);
    const got = await visitor.send(longText(poster + n * POSTERS)).catch(() => undefined);
    count('message', got?.status ?? 0);
    if (!got) await sleep(20);
    visitor.close();
  }
});
const open: IncomingMessage[] = [];
const streams = (async () => {
  const visitor = new Visitor(url, ADDRESS);
  while (goesOn()) {
    // Twelve to a conversation at most: a new one each time that it is full.
    if (open.length % 12 === 0) {
      visitor.cookie = '';
      await visitor.get('/chat/history').catch(() => undefined);
    }
    const stream = await visitor.listen(() => undefined).catch(() => undefined);
    count('stream', stream?.statusCode ?? 0);
    if (stream?.statusCode === 200) open.push(stream);
    else stream?.destroy();
    if (open.length >= STREAMS || stream === undefined) await sleep(20);
  }
  visitor.close();
})();
await Promise.all([...readers, ...posters, streams]);
for (const stream of open) stream.destroy();
process.stdout.write(`${JSON.stringify(Object.fromEntries([...statuses].sort()))}\n`);
