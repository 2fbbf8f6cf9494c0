/**
 * Prints what one hostile address makes others wait: three people who ask a question every other second, alone and
 * beside an address that reads a conversation of 5,000 of the longest messages, posts the longest messages and opens
 * event streams without end.
 *
 *   npm run bench:flood [-- --seconds 20]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { addInboundMessage, markHandled } from '#src/conversation/store/messages.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { atMost, decimal, milliseconds, printTable, quantile } from '../figures.ts';
import { heldOutQuestions } from '../search.ts';
import { Visitor } from './visitor.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' } } });
const SECONDS = Math.min(120, Math.max(5, Number(values.seconds)));
const HONEST = 3;
const PACE_MS = 2_000;
const LONG = { messages: 5_000, characters: 20_000 };
const LONGEST_WAIT_MS = 60_000;

interface Waits {
  readonly acknowledged: number[];
  readonly answered: number[];
  unanswered: number;
}

using workspace = tempFolder();
const dataDir = join(workspace.path, 'data');
const program = new HotlineProgram(
  ['--import', './test/bench/loop-delay.ts', 'src/main.ts'],
  { dataDir, knowledgeDir: join(ROOT, 'knowledge') },
  { LOG_LEVEL: 'error' },
);
try {
  const url = await program.url();
  while (!(await fetch(`${url}/readyz`)).ok) await sleep(50);
  const cookie = await longConversation(url);
  const questions = heldOutQuestions();
  const alone = await measure(url, questions);
  const before = loopDelay();
  await delaySaid(before);
  const hostile = spawn(
    process.execPath,
    ['test/bench/flood/hostile-address.ts', url, cookie, String(SECONDS + 2)],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(hostile, 'close');
  let got = '';
  hostile.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    got += chunk;
  });
  await sleep(1_000);
  const beside = await measure(url, questions.slice(500));
  const during = loopDelay();
  await ended;
  report(alone, beside, got, { before: await delaySaid(before), during: await delaySaid(during) });
} finally {
  await program.end('SIGKILL');
}

/** A conversation of the longest messages, as its secret; written to the store beside the running server. */
async function longConversation(url: string): Promise<string> {
  const visitor = new Visitor(url, '127.0.0.65');
  await visitor.send('Bonjour');
  const db = await connectDatabase(dataDir, undefined);
  await fill(db);
  await db.close();
  // The server has closed the first one's connection meanwhile.
  visitor.close();
  const again = new Visitor(url, '127.0.0.65');
  again.cookie = visitor.cookie;
  const begun = performance.now();
  const { status, body } = await again.get('/chat/history');
  const took = performance.now() - begun;
  const { items } = JSON.parse(body) as { items: unknown[] };
  printTable(
    `Historique d’une conversation de ${LONG.messages} messages de ${LONG.characters} caractères`,
    ['', 'mesure'],
    [
      ['statut', String(status)],
      ['messages donnés d’un coup', String(items.length)],
      ['octets de la réponse', decimal(body.length, 0)],
      ['délai', milliseconds(took)],
    ],
  );
  again.close();
  return visitor.cookie;
}

async function fill(db: Database): Promise<void> {
  const [row] = await db.query<{ id: string }>("SELECT id FROM conversation WHERE kind = 'company'");
  const conversationId = row?.id ?? '';
  const text = 'Un mot après l’autre. '.repeat(1_000).slice(0, LONG.characters);
  const now = Date.now();
  for (let done = 0; done < LONG.messages; done += 500)
    await db.tx(async (tx) => {
      for (let n = 0; n < 500; n += 1) {
        const id = newId(now);
        await addInboundMessage(tx, { id, conversationId, content: { type: 'text', text }, now });
        await markHandled(tx, [id], now);
      }
    });
}

/** Honest people ask, each after the other's pace, and hear the answers on their page's stream. */
async function measure(url: string, questions: readonly string[]): Promise<Waits> {
  const waits: Waits = { acknowledged: [], answered: [], unanswered: 0 };
  await Promise.all(
    Array.from({ length: HONEST }, async (_, person) => {
      await sleep((person * PACE_MS) / HONEST);
      const visitor = new Visitor(url, `127.0.0.${11 + person}`);
      await visitor.get('/chat/history');
      let heard = Promise.withResolvers<void>();
      const stream = await visitor.listen((event, data) => {
        if (event === 'message' && (JSON.parse(data) as { author: string }).author === 'bot') heard.resolve();
      });
      const times = Math.floor((1_000 * SECONDS) / PACE_MS);
      for (let n = 0; n < times; n += 1) {
        heard = Promise.withResolvers();
        const begun = performance.now();
        const { status, body } = await visitor.send(
          questions[n * HONEST + person] ?? 'Ai-je droit à une avance ?',
        );
        if (status !== 202) throw new Error(`an honest message was refused: ${status} ${body}`);
        waits.acknowledged.push(performance.now() - begun);
        const isHeard = await Promise.race([
          heard.promise.then(() => true),
          sleep(LONGEST_WAIT_MS, false, { ref: false }),
        ]);
        if (isHeard) waits.answered.push(performance.now() - begun);
        else waits.unanswered += 1;
        await sleep(Math.max(0, PACE_MS - (performance.now() - begun)));
      }
      stream.destroy();
      visitor.close();
    }),
  );
  return waits;
}

/** Asks the server how late its event loop was since the last time. @returns which of its answers it will be */
function loopDelay(): number {
  const said = program.output.split('loop delay').length;
  if (program.pid) process.kill(program.pid, 'SIGUSR2');
  return said;
}

async function delaySaid(which: number): Promise<string> {
  for (let wait = 0; wait < 100; wait += 1) {
    const said = [...program.output.matchAll(/loop delay (.+)/g)][which - 1]?.[1];
    if (said) return said;
    await sleep(50);
  }
  return '?';
}

function report(alone: Waits, beside: Waits, got: string, delays: { before: string; during: string }): void {
  const row = (what: string, of: (waits: Waits) => number) => [
    what,
    milliseconds(of(alone)),
    milliseconds(of(beside)),
  ];
  printTable(
    `Trois personnes, ${availableParallelism()} cœurs, ${SECONDS} s chaque fois`,
    ['', 'seules', 'à côté de l’adresse hostile'],
    [
      row('accusé de réception, p50', ({ acknowledged }) => quantile(acknowledged, 0.5)),
      row('accusé de réception, p95', ({ acknowledged }) => quantile(acknowledged, 0.95)),
      row('réponse, p50', ({ answered }) => quantile(answered, 0.5)),
      row('réponse, p95', ({ answered }) => quantile(answered, 0.95)),
      ['sans réponse', String(alone.unanswered), String(beside.unanswered)],
      ['messages', String(alone.acknowledged.length), String(beside.acknowledged.length)],
      ['retard de la boucle du serveur', delays.before, delays.during],
    ],
  );
  process.stdout.write(`\nCe que l’adresse hostile a reçu : ${got}`);
  const targets = [
    atMost('accusé de réception, p95', quantile(beside.acknowledged, 0.95), 150, milliseconds),
    atMost('réponse, p95', quantile(beside.answered, 0.95), 1_000, milliseconds),
    atMost('sans réponse', beside.unanswered, 0, (value) => decimal(value, 0)),
  ];
  printTable(
    'Ce qui est demandé',
    ['', 'demandé', 'atteint', 'tenu'],
    targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'NON']),
  );
  process.exitCode = targets.every(({ met }) => met) ? 0 : 1;
}
