/**
 * Prints what hostile words make others wait: a hundred messages a second from a hundred addresses, each made to be slow
 * to read (« non » without end, digits, addresses, accents, no spaces…), beside one honest person who asks a question
 * every other second; and the same person alone. How late the server's own thread is, is printed for both.
 *
 *   npm run bench:hostile [-- --seconds 30]
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { atMost, decimal, milliseconds, printTable, quantile } from '../figures.ts';
import { heldOutQuestions } from '../search.ts';
import { Visitor } from './visitor.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } });
const SECONDS = Math.min(120, Math.max(5, Number(values.seconds)));
const ADDRESSES = 100;
const PER_SECOND = 100;
const PACE_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A message is as long as the page lets it be. */
const LONG = 19_000;

const filled = (unit: string): string => unit.repeat(Math.ceil(LONG / unit.length)).slice(0, LONG);
const HOSTILE: readonly string[] = [
  'non '.repeat(40),
  ...['non ', 'a', '1', ' ', '"', '(', 'é', 'e\u0301', '\n', 'a1 ', 'a@a@', 'a@a.', '12/12/', ', '].map(
    filled,
  ),
  ...['je veux ', 'marché public ', 'le le ', 'R2122-8 ', '1 000 000 € ', 'ça ferme vendredi ', '?!'].map(
    filled,
  ),
  `${filled('mon entreprise est ')}x`,
];

interface Waits {
  readonly acknowledged: number[];
  readonly answered: number[];
  unanswered: number;
}

using workspace = tempFolder();
const program = new HotlineProgram(
  ['--import', './test/bench/loop-delay.ts', 'src/main.ts'],
  { dataDir: join(workspace.path, 'data'), knowledgeDir: join(ROOT, 'knowledge') },
  { LOG_LEVEL: 'error', HOTLINE_WORKERS: '2' },
);
try {
  const url = await program.url();
  while (!(await fetch(`${url}/readyz`)).ok) await sleep(50);
  const questions = heldOutQuestions();
  // What has just started compiles its code at the first questions.
  await honest(url, questions, 5);
  await delaySince();
  const alone = await honest(url, questions.slice(50), SECONDS);
  const delayAlone = await delaySince();
  const attack = new AbortController();
  const statuses = attackers(url, attack.signal);
  await sleep(2_000);
  await delaySince();
  const beside = await honest(url, questions.slice(100), SECONDS);
  const delayBeside = await delaySince();
  attack.abort();
  report(alone, beside, { alone: delayAlone, beside: delayBeside }, await statuses);
} finally {
  await program.end('SIGKILL');
}

/** A hundred addresses that send a hostile message a second each. @returns how many got each status */
async function attackers(url: string, signal: AbortSignal): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const visitors = Array.from({ length: ADDRESSES }, (_, n) => new Visitor(url, `127.1.0.${n + 1}`, 1));
  const sending = new Set<Promise<void>>();
  for (let n = 0; !signal.aborted; n += 1) {
    const visitor = visitors[n % ADDRESSES];
    const text = HOSTILE[n % HOSTILE.length] ?? '';
    const sent: Promise<void> = (visitor?.send(text) ?? Promise.reject(new Error('nobody')))
      .then(
        ({ status }) => void statuses.set(status, (statuses.get(status) ?? 0) + 1),
        () => undefined,
      )
      .finally(() => sending.delete(sent));
    sending.add(sent);
    await sleep(1_000 / PER_SECOND);
  }
  await Promise.allSettled(sending);
  for (const visitor of visitors) visitor.close();
  return statuses;
}

async function honest(url: string, questions: readonly string[], seconds: number): Promise<Waits> {
  const waits: Waits = { acknowledged: [], answered: [], unanswered: 0 };
  const visitor = new Visitor(url, '127.0.0.11');
  await visitor.get('/chat/history');
  let heard = Promise.withResolvers<void>();
  const stream = await visitor.listen((event, data) => {
    if (event === 'message' && (JSON.parse(data) as { author: string }).author === 'bot') heard.resolve();
  });
  for (let n = 0; n < (1_000 * seconds) / PACE_MS; n += 1) {
    heard = Promise.withResolvers();
    const begun = performance.now();
    const { status, body } = await visitor.send(questions[n] ?? 'Ai-je droit à une avance ?');
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
  return waits;
}

/** How late the server's event loop was since this was last asked: its 99th percentile and its most, in ms. */
async function delaySince(): Promise<{ p99: number; max: number }> {
  const before = program.output.split('loop delay').length;
  if (program.pid) process.kill(program.pid, 'SIGUSR2');
  for (let wait = 0; wait < 200; wait += 1) {
    const said = [...program.output.matchAll(/loop delay p99 ([\d.]+) ms max ([\d.]+) ms/g)][before - 1];
    if (said) return { p99: Number(said[1]), max: Number(said[2]) };
    await sleep(50);
  }
  throw new Error('the server does not say how late it is');
}

function report(
  alone: Waits,
  beside: Waits,
  delays: { alone: { p99: number; max: number }; beside: { p99: number; max: number } },
  statuses: ReadonlyMap<number, number>,
): void {
  const row = (what: string, of: (waits: Waits) => number) => [
    what,
    milliseconds(of(alone)),
    milliseconds(of(beside)),
  ];
  printTable(
    `Une personne, ${availableParallelism()} cœurs, ${SECONDS} s chaque fois`,
    ['', 'seule', `à côté de ${PER_SECOND} messages hostiles par seconde`],
    [
      row('accusé de réception, p95', ({ acknowledged }) => quantile(acknowledged, 0.95)),
      row('réponse, p50', ({ answered }) => quantile(answered, 0.5)),
      row('réponse, au plus', ({ answered }) => Math.max(...answered)),
      ['sans réponse', String(alone.unanswered), String(beside.unanswered)],
      [
        'retard de la boucle du serveur, p99',
        milliseconds(delays.alone.p99),
        milliseconds(delays.beside.p99),
      ],
      ['retard de la boucle, au plus', milliseconds(delays.alone.max), milliseconds(delays.beside.max)],
    ],
  );
  const got = [...statuses].map(([status, count]) => `${status} : ${count}`).join(', ');
  process.stdout.write(`\nCe que les adresses hostiles ont reçu : ${got}\n`);
  const targets = [
    atMost('retard de la boucle, p99', delays.beside.p99, 50, milliseconds),
    atMost('réponse à côté, au plus', Math.max(...beside.answered), 2_000, milliseconds),
    atMost('sans réponse', beside.unanswered, 0, (value) => decimal(value, 0)),
  ];
  printTable(
    'Ce qui est demandé',
    ['', 'demandé', 'atteint', 'tenu'],
    targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'NON']),
  );
  process.exitCode = targets.every(({ met }) => met) ? 0 : 1;
}
