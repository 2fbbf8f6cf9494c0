import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { START_ENV } from '#support/world/processes/start-flags.ts';
import { quantile } from '../figures.ts';

const LONGEST_MS = 120_000;
/** Between two questions of the same bench: about what a person waits. */
const PAUSE_MS = 60;

/** A server as it is installed, with the reader and two workers, that relays may speak to for many people. */
export function startServer(folders: {
  readonly knowledgeDir: string;
  readonly dataDir: string;
}): HotlineProgram {
  return new HotlineProgram(['--import', './src/config/compile-cache.ts', 'src/main.ts'], folders, {
    ...START_ENV,
    HOTLINE_WATCH: 'on',
    HOTLINE_WORKERS: '2',
    EMBEDDINGS_PROVIDER: 'reader',
    LOG_LEVEL: 'info',
    TRUST_PROXY: 'loopback',
  });
}

let people = 0;

/** Asks a question as somebody who was never seen. @returns what is answered, and how long it took in milliseconds */
export async function askOnce(
  url: string,
  question: string,
): Promise<{ readonly text: string; readonly ms: number }> {
  people += 1;
  // Nobody asks more than one address may.
  const from = { 'X-Forwarded-For': `10.${(people >> 16) & 255}.${(people >> 8) & 255}.${people & 255}` };
  const first = await fetch(`${url}/chat/history`, { headers: from });
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  await first.text();
  const sent = performance.now();
  const posted = await fetch(`${url}/chat/messages`, {
    method: 'POST',
    headers: { ...from, 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify({ id: randomUUID(), text: question }),
  });
  if (posted.status !== 202) throw new Error(`${posted.status} ${await posted.text()}`);
  await posted.text();
  while (performance.now() - sent < LONGEST_MS) {
    const history = await fetch(`${url}/chat/history`, { headers: { ...from, Cookie: cookie } });
    const text = await history.text();
    if (text.includes('"author":"bot"')) return { text, ms: performance.now() - sent };
    await sleep(5);
  }
  throw new Error(`« ${question} » got no answer`);
}

/** Waits until what is answered to a question holds some words. @returns seconds since a moment */
export async function untilAnswered(
  url: string,
  question: string,
  words: string,
  since: number,
): Promise<number> {
  while (performance.now() - since < LONGEST_MS) {
    const asked = performance.now();
    if ((await askOnce(url, question)).text.includes(words)) return (asked - since) / 1_000;
    await sleep(PAUSE_MS);
  }
  throw new Error(`« ${words} » is never answered`);
}

/** Writes in a file of the knowledge, and waits until it is answered. @returns in seconds */
export async function timeChange(
  { url, knowledgeDir }: { readonly url: string; readonly knowledgeDir: string },
  change: { readonly path: string; readonly from: string; readonly to: string; readonly question: string },
): Promise<number> {
  const path = join(knowledgeDir, change.path);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(change.from)) throw new Error(`${change.path} does not say « ${change.from} »`);
  writeFileSync(path, text.replace(change.from, change.to));
  return untilAnswered(url, change.question, change.to, performance.now());
}

/** Asks questions one after the other for as long as something lasts. @returns how long each answer took, ms */
export async function askMeanwhile(
  url: string,
  questions: readonly string[],
  lasts: () => boolean,
): Promise<number[]> {
  const waits: number[] = [];
  for (let asked = 0; lasts(); asked += 1) {
    waits.push((await askOnce(url, questions[asked % questions.length] ?? '')).ms);
    await sleep(PAUSE_MS);
  }
  return waits;
}

/** What half, nineteen in twenty, and all of some waits are below. */
export const waitsOf = (waits: readonly number[]) => ({
  p50: quantile(waits, 0.5),
  p95: quantile(waits, 0.95),
  most: Math.max(0, ...waits),
});
