import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '#support/repository/source-files.ts';
import { START_FLAGS } from '#support/world/processes/start-flags.ts';
import { atMost, megabytes, milliseconds, printTable, quantile, seconds, type Target } from './figures.ts';

/** Questions asked over HTTP, spread over conversations since one may ask thirty a minute. */
const CONVERSATIONS = 20;
const QUESTIONS_EACH = 25;
const LONGEST_MS = 120_000;
/** Two starts, the better kept: the machine may be busy with other things. */
const STARTS = 2;

/** Starts the real server on a data folder that has an index: time until it is ready, memory after 500 questions. */
export async function benchServer(
  settings: { knowledgeDir: string; dataDir: string },
  name: string,
  questions: readonly string[],
): Promise<Target[]> {
  const starts: number[] = [];
  let memory = { resident: 0, peak: 0 };
  let waits: number[] = [];
  for (let start = 1; start <= STARTS; start += 1) {
    const begun = performance.now();
    await using server = await startServer(settings);
    starts.push((server.readyAt - begun) / 1_000);
    if (start === STARTS) {
      waits = await askAll(server.url, questions);
      memory = memoryOf(server.pid);
    }
  }
  const ready = Math.min(...starts);
  const asked = CONVERSATIONS * QUESTIONS_EACH;
  printTable(
    `Serveur sur un dossier de données existant — ${name}`,
    ['', 'mesure'],
    [
      ['prêt (/readyz) après', seconds(ready)],
      [`mémoire résidente après ${asked} questions`, megabytes(memory.resident)],
      ['mémoire résidente la plus haute', megabytes(memory.peak)],
      [
        `attente d’une réponse, ${CONVERSATIONS} conversations à la fois, p50`,
        milliseconds(quantile(waits, 0.5)),
      ],
      [
        `attente d’une réponse, ${CONVERSATIONS} conversations à la fois, p95`,
        milliseconds(quantile(waits, 0.95)),
      ],
    ],
  );
  return [
    atMost(`serveur prêt, ${name}`, ready, 6, seconds),
    atMost(`mémoire du serveur, ${name}`, memory.resident, 900, megabytes),
  ];
}

export interface RunningServer extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** Moment of `performance.now()` at which `/readyz` said yes. */
  readonly readyAt: number;
}

/**
 * Starts the real server on a data folder that has an index.
 * @param more of its environment
 * @throws Error when it is not ready in two minutes
 */
export async function startServer(
  settings: { knowledgeDir: string; dataDir: string },
  more: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, [...START_FLAGS, 'src/main.ts'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'error',
      HOTLINE_WATCH: 'off',
      HOTLINE_KNOWLEDGE_DIR: settings.knowledgeDir,
      HOTLINE_DATA_DIR: settings.dataDir,
      ...more,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const deadline = performance.now() + LONGEST_MS;
  const isReady = async (url: string | undefined) =>
    url !== undefined &&
    (await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    ));
  let url: string | undefined;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the server does not start: ${said}`);
    }
    await sleep(10);
    url = /http:\/\/[\d.:]+/.exec(said)?.[0];
  }
  return {
    url: url ?? '',
    pid: child.pid ?? 0,
    readyAt: performance.now(),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Asks every conversation's questions, one after the answer to the last. @returns how long each answer took, in ms */
async function askAll(url: string, questions: readonly string[]): Promise<number[]> {
  const conversations = Array.from({ length: CONVERSATIONS }, async (_, conversation) => {
    const first = await fetch(`${url}/chat/history`);
    const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const waits: number[] = [];
    let seen = 0;
    for (let asked = 0; asked < QUESTIONS_EACH; asked += 1) {
      const text = questions[(conversation * QUESTIONS_EACH + asked) % questions.length] ?? '';
      await post(url, cookie, text);
      const sent = performance.now();
      seen = await untilAnswered(url, cookie, seen);
      waits.push(performance.now() - sent);
    }
    return waits;
  });
  return (await Promise.all(conversations)).flat();
}

/** Sends a question; where the limit of the address is reached, waits as the server says. */
async function post(url: string, cookie: string, text: string): Promise<void> {
  for (;;) {
    const response = await fetch(`${url}/chat/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify({ id: randomUUID(), text }),
    });
    if (response.status === 202) return;
    if (response.status !== 429) throw new Error(`${response.status} ${await response.text()}`);
    await sleep(1_000 * Number(response.headers.get('Retry-After') ?? 1));
  }
}

async function untilAnswered(url: string, cookie: string, after: number): Promise<number> {
  const deadline = performance.now() + LONGEST_MS;
  while (performance.now() < deadline) {
    const response = await fetch(`${url}/chat/history?after=${after}`, { headers: { Cookie: cookie } });
    const { items } = (await response.json()) as { items: { author: string; seq: number }[] };
    const last = items.at(-1);
    if (last?.author === 'bot') return last.seq;
    await sleep(20);
  }
  throw new Error('a question got no answer');
}

/** Resident memory of a process and of those that it started, now and at its highest, in MB; 0 where the system does not say. */
function memoryOf(pid: number): { resident: number; peak: number } {
  const children = childrenOf(pid).map(memoryOf);
  const own = ownMemoryOf(pid);
  const sum = (what: 'resident' | 'peak') => children.reduce((total, one) => total + one[what], own[what]);
  return { resident: sum('resident'), peak: sum('peak') };
}

function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  const listed = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return listed.split(' ').filter(Boolean).map(Number);
}

function ownMemoryOf(pid: number): { resident: number; peak: number } {
  const path = `/proc/${pid}/status`;
  const status = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const read = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1_024;
  return { resident: read('VmRSS'), peak: read('VmHWM') };
}
