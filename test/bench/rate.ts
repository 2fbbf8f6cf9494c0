/**
 * Prints how long an answer and an acknowledgement take while questions come at a given rate, whatever the answers take:
 * who waits does not slow the others down, as a client that asks after each answer would.
 *
 *   npm run bench:rate [-- --rates 1,6,12,20 --seconds 30]
 *
 * A short message without a final sign is waited with, for the rest of it (`src/conversation/rules/burst.ts`): the last
 * columns count answers from the end of that wait.
 *
 * Questions are those kept apart, one after the other, in conversations that ask less than once every ten seconds. An
 * index is made in a temporary folder, which is removed.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { waitForMore } from '#src/conversation/rules/burst.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { milliseconds, printTable, quantile } from './figures.ts';
import { timeIngest } from './ingest.ts';
import { heldOutQuestions } from './search.ts';
import { startServer } from './server.ts';

/** Conversations for each question a second: one may ask thirty a minute, and people think. */
const CONVERSATIONS_EACH = 10;
/** Questions asked before anything is measured: the first ones open files. */
const WARM_UP = 20;
const LOOK_MS = 20;
const LONGEST_MS = 60_000;

interface Visitor {
  /** Of a conversation, and of an address of its own: what one address may send is bounded. */
  readonly headers: Readonly<Record<string, string>>;
  seen: number;
}

/** What one question took, in ms. */
interface Took {
  readonly acknowledged: number;
  readonly answered: number;
  /** The same, without the wait for the rest of the message. */
  readonly read: number;
}

const { values } = parseArgs({
  options: {
    rates: { type: 'string', default: '1,6,12,20' },
    seconds: { type: 'string', default: '30' },
  },
});
const rates = values.rates.split(',').map(Number);
const lasting = Number(values.seconds);
using workspace = tempFolder();
const settings = { knowledgeDir: join(ROOT, 'knowledge'), dataDir: join(workspace.path, 'data') };
await timeIngest(settings.knowledgeDir, settings.dataDir);
const questions = heldOutQuestions();
await using server = await startServer(settings, { TRUST_PROXY: '1' });

let met = 0;
let asked = 0;
const next = (): string => questions[asked++ % questions.length] ?? '';
await Promise.all((await visitors(WARM_UP)).map((visitor) => ask(visitor)));
const rows: string[][] = [];
for (const rate of rates) {
  const took = await atRate(rate);
  const of = (what: keyof Took, part: number) =>
    milliseconds(
      quantile(
        took.map((one) => one[what]),
        part,
      ),
    );
  rows.push([
    `${rate} par seconde`,
    of('answered', 0.5),
    of('answered', 0.95),
    of('acknowledged', 0.95),
    of('read', 0.5),
    of('read', 0.95),
  ]);
}
printTable(
  `Questions qui arrivent à un rythme donné, ${lasting} s chacun`,
  ['', 'réponse p50', 'réponse p95', 'accusé p95', 'sans l’attente p50', 'p95'],
  rows,
);

/** Asks at moments drawn so that people come independently of one another, and waits for all the answers. */
async function atRate(rate: number): Promise<Took[]> {
  const free = await visitors(rate * CONVERSATIONS_EACH);
  const took: Promise<Took>[] = [];
  const end = performance.now() + lasting * 1_000;
  for (let at = performance.now(); at < end; at += (-Math.log(1 - Math.random()) * 1_000) / rate) {
    await sleep(Math.max(0, at - performance.now()));
    const visitor = free.shift();
    if (!visitor) throw new Error(`at ${rate} a second, all conversations wait for an answer`);
    took.push(ask(visitor).finally(() => free.push(visitor)));
  }
  return Promise.all(took);
}

async function visitors(count: number): Promise<Visitor[]> {
  const opened = Array.from({ length: count }, async () => {
    met += 1;
    const address = { 'X-Forwarded-For': `10.0.${met >> 8}.${met & 255}` };
    const response = await fetch(`${server.url}/chat/history`, { headers: address });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { headers: { ...address, Cookie: cookie }, seen: 0 };
  });
  return Promise.all(opened);
}

async function ask(visitor: Visitor): Promise<Took> {
  const { headers } = visitor;
  const text = next();
  const sent = performance.now();
  const response = await fetch(`${server.url}/chat/messages`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), text }),
  });
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  const acknowledged = performance.now() - sent;
  while (performance.now() - sent < LONGEST_MS) {
    const history = await fetch(`${server.url}/chat/history?after=${visitor.seen}`, {
      headers,
    });
    const { items } = (await history.json()) as { items: { author: string; seq: number }[] };
    const last = items.at(-1);
    if (last?.author === 'bot') {
      visitor.seen = last.seq;
      const answered = performance.now() - sent;
      return { acknowledged, answered, read: answered - patienceWith(text) };
    }
    await sleep(LOOK_MS);
  }
  throw new Error('a question got no answer');
}

/** How long the rest of a message is waited for, in ms. */
function patienceWith(text: string): number {
  const content = { type: 'text', text } as const;
  return waitForMore([{ id: '', conversationId: '', author: 'company', content, at: 0, seq: 0 }], 0);
}
