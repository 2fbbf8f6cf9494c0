import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { atMost, milliseconds, printTable, type Target } from './figures.ts';
import { timeIngest } from './ingest.ts';

const PEOPLE = 10;
const QUESTIONS = ['Ai-je droit à une avance ?', 'Puis-je sous-traiter tout le marché ?'];
/** What begins a section's other wordings. */
const ALSO = 'On demande aussi :';
const BASELINE_MS = 5_000;
const ASK_EVERY_MS = 2_300;

interface Delay {
  readonly p99: number;
  readonly max: number;
}

/** How late a server's event loop is while people ask, at rest and while it makes its index anew of changed pages. */
export async function benchIngestDelay(shipped: string): Promise<Target[]> {
  using workspace = tempFolder();
  const knowledgeDir = join(workspace.path, 'knowledge');
  const dataDir = join(workspace.path, 'data');
  cpSync(shipped, knowledgeDir, { recursive: true });
  await timeIngest(knowledgeDir, dataDir);
  const measure = pathToFileURL(join(ROOT, 'test/bench/loop-delay.ts')).href;
  const settings = { HOTLINE_WATCH: 'on', LOG_LEVEL: 'info', NODE_OPTIONS: `--import ${measure}` };
  const server = new HotlineProgram(['src/main.ts'], { dataDir, knowledgeDir }, settings);
  try {
    const url = await server.url();
    const talking = new AbortController();
    const people = Array.from({ length: PEOPLE }, () => talk(url, talking.signal));
    // What has just started compiles its code at the first questions.
    await sleep(BASELINE_MS);
    await delayOf(server);
    await sleep(BASELINE_MS);
    const rest = await delayOf(server);
    const published = countOf(server, /index published/g);
    // Every guide changes: all of it is read and counted again.
    for (const name of readdirSync(knowledgeDir, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.md')) continue;
      const text = readFileSync(join(knowledgeDir, name), 'utf8');
      writeFileSync(join(knowledgeDir, name), text.replaceAll(ALSO, `${ALSO} autrement dit ;`));
    }
    while (countOf(server, /index published/g) === published) await sleep(50);
    const ingest = await delayOf(server);
    talking.abort();
    await Promise.allSettled(people);
    printTable(
      `Retard de la boucle du serveur, ${PEOPLE} personnes qui demandent`,
      ['', 'p99', 'au plus'],
      [
        ['au repos', milliseconds(rest.p99), milliseconds(rest.max)],
        ['pendant une ingestion', milliseconds(ingest.p99), milliseconds(ingest.max)],
      ],
    );
    return [atMost('retard de la boucle pendant une ingestion, p99', ingest.p99, 100, milliseconds)];
  } finally {
    await server.end('SIGKILL');
  }
}

/** Asks within what one conversation, and one address, may ask in a minute. */
async function talk(url: string, signal: AbortSignal): Promise<void> {
  const person = new ChatPerson();
  await person.open(url);
  for (let asked = 0; !signal.aborted; asked += 1) {
    person.write(QUESTIONS[asked % QUESTIONS.length] ?? '');
    await person.flush(url);
    await sleep(ASK_EVERY_MS);
  }
}

const countOf = ({ output }: HotlineProgram, what: RegExp): number => [...output.matchAll(what)].length;

/** The delays since this was last asked. */
async function delayOf(server: HotlineProgram): Promise<Delay> {
  const line = /loop delay p99 ([\d.]+) ms max ([\d.]+) ms/g;
  const before = countOf(server, line);
  process.kill(server.pid ?? 0, 'SIGUSR2');
  while (countOf(server, line) === before) await sleep(10);
  const [, p99, max] = [...server.output.matchAll(line)].at(-1) ?? [];
  return { p99: Number(p99), max: Number(max) };
}
