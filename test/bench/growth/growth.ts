/**
 * Prints what people wait for while a large store is cleaned: with no work under way, during nights that take 1 %, 10 % and
 * all of the conversations, during an erasure asked in the chat and one by the command, and how long the figures of a year
 * take.
 *
 *   npm run bench:growth [-- --conversations 200000 --seconds 60 --nights 1,10,100]
 *
 * The store is made in a temporary folder (about 20 KB a conversation) and removed; the server is its own process. Exits 1
 * when something that is asked does not hold.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { atMost, milliseconds, printTable, seconds, type Target } from '../figures.ts';
import { fillBase, SPREAD_DAYS } from './base.ts';
import { GrowthLoad, type Waits } from './load.ts';

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '200000' },
    seconds: { type: 'string', default: '60' },
    nights: { type: 'string', default: '1,10,100' },
  },
});
const COUNT = Number(values.conversations);
const CALM_S = Number(values.seconds);
const KNOWLEDGE = join(ROOT, 'knowledge');

using folder = tempFolder();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    folder[Symbol.dispose]();
    process.exit(1);
  });
}
const dataDir = folder.path;
const file = join(dataDir, 'hotline.db');
const begun = performance.now();
const person = await fillBase(dataDir, COUNT, Date.now());
const gigabytes = (path: string) =>
  `${(statSync(path, { throwIfNoEntry: false })?.size ?? 0) / 1e9}`.slice(0, 5).replace('.', ',');
process.stdout.write(
  `${COUNT} conversations, ${gigabytes(file)} Go, faites en ${seconds((performance.now() - begun) / 1_000)}\n`,
);

const rows: (Waits & { name: string; took: number; size: string })[] = [];
const figures: [string, number][] = [];

/** Runs the server with conversations kept so many days, those with cases some days more, and something beside people who talk to it. */
async function withServer(
  { keptDays, casesMoreDays = 0 }: { keptDays: number; casesMoreDays?: number },
  work: (server: {
    url: string;
    db: Database;
    measure: (name: string, doing: () => Promise<void>) => Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  const kept = String(keptDays);
  const program = new HotlineProgram(
    ['--import', join(ROOT, 'test/bench/loop-delay.ts'), 'src/main.ts'],
    { dataDir, knowledgeDir: KNOWLEDGE },
    {
      LOG_LEVEL: 'error',
      ERASURE_DELAY_DAYS: '0',
      RETENTION_CONVERSATIONS_DAYS: kept,
      RETENTION_CASES_DAYS: String(keptDays + casesMoreDays),
    },
  );
  const url = await program.url();
  const db = await connectDatabase(dataDir);
  const measure = async (name: string, doing: () => Promise<void>): Promise<void> => {
    const load = await GrowthLoad.start(url);
    const began = performance.now();
    await doing();
    const took = (performance.now() - began) / 1_000;
    rows.push({
      name,
      took,
      ...(await load.stop()),
      size: `${gigabytes(file)} / ${gigabytes(`${file}-wal`)}`,
    });
    process.stdout.write(`  ${name} : ${seconds(took)}\n`);
  };
  try {
    await work({ url, db, measure });
  } finally {
    await db.close();
    await program.end('SIGTERM');
    if (program.output.includes('"level":50')) process.stdout.write(program.output);
  }
}

/** Has a series run now, and waits until it is done. */
async function runJob(db: Database, series: string): Promise<void> {
  const [job] = await db.query<{ id: string }>(
    "UPDATE job SET run_at = $2, due_at = $2 WHERE series = $1 AND status = 'open' RETURNING id",
    [series, Date.now()],
  );
  for (let status = 'open'; status === 'open'; await sleep(200)) {
    const [row] = await db.query<{ status: string; last_error: string | null }>(
      'SELECT status, last_error FROM job WHERE id = $1',
      [job?.id ?? ''],
    );
    status = row?.status ?? 'gone';
    if (row?.last_error) throw new Error(row.last_error);
  }
}

/** Times a page. What is being counted answers 503, and says so. */
const timed = async (name: string, get: () => Promise<Response>, accepted = [200]): Promise<number> => {
  const began = performance.now();
  const response = await get();
  await response.text();
  if (!accepted.includes(response.status)) throw new Error(`${name}: ${response.status}`);
  figures.push([name, (performance.now() - began) / 1_000]);
  return response.status;
};

// All of them stay at first: the ages go from 2 days to so many.
const daysFor = (part: number) => Math.floor(2 + SPREAD_DAYS * (1 - part));
await withServer({ keptDays: SPREAD_DAYS + 10 }, async ({ url, db, measure }) => {
  await measure('sans rien d’autre', () => sleep(CALM_S * 1_000));
  const expert = await DeskPerson.signIn(db, url, 'Nadia Benali');
  const look = (path: string) => () => fetch(`${url}${path}`, { headers: { Cookie: expert.cookie } });
  const year = '/desk/chiffres?semaines=52';
  await measure('chiffres d’un an, jamais comptés', async () => {
    const status = await timed('chiffres, 52 semaines, jamais comptées', look(year), [200, 503]);
    for (let found = status; found === 503; found = (await look(year)()).status) await sleep(5_000);
  });
  await measure('compte des heures', () => runJob(db, 'figures'));
  await measure('chiffres d’un an', async () => void (await timed('chiffres, 52 semaines', look(year))));
  await timed('chiffres, 12 semaines', look('/desk/chiffres?semaines=12'));
  await timed('dossiers fermés', look('/desk/api/queue?state=closed'));
  await measure('nuit, rien à effacer', () => runJob(db, 'retention'));
  await measure('effacement demandé dans la discussion', async () => {
    using client = await WebClient.open(url);
    await client.send('Ai-je droit à une avance ?');
    await client.until(() => client.events.some(({ data }) => data.author === 'bot'));
    await client.send('supprimez mes données');
    await client.until(() => JSON.stringify(client.events).includes('priv:yes'));
    await client.press('priv:yes', 'Oui, tout supprimer');
    for (let left = 1; left > 0; await sleep(100)) {
      const open = await db.query("SELECT id FROM job WHERE kind = 'erasure' AND status = 'open'");
      const done = await db.query("SELECT id FROM job WHERE kind = 'erasure' AND status = 'done'");
      left = open.length + (done.length === 0 ? 1 : 0);
    }
  });
  await measure('commande « privacy erase »', async () => {
    const command = new HotlineProgram(['src/cli.ts', 'privacy', 'erase', '--person', person], {
      dataDir,
      knowledgeDir: KNOWLEDGE,
    });
    if ((await command.exited()) !== 0) throw new Error(command.output);
  });
});
/** Conversations whose cases are younger are passed over before what goes. */
const CASES_MORE_DAYS = 30;
const kept = (part: number) =>
  part === 1 ? { keptDays: 1 } : { keptDays: daysFor(part), casesMoreDays: CASES_MORE_DAYS };
const NIGHTS: readonly (readonly [string, string, number])[] = [
  ['1', 'nuit, 1 % à effacer', 0.01],
  ['10', 'nuit, 10 % à effacer', 0.11],
  ['100', 'nuit, tout le reste à effacer', 1],
];
for (const [, name, part] of NIGHTS.filter(([night]) => values.nights.split(',').includes(night)))
  await withServer(kept(part), async ({ db, measure }) => {
    const count = async () =>
      Number((await db.query<{ n: number }>('SELECT COUNT(*) AS n FROM conversation'))[0]?.n);
    const before = await count();
    await measure(name, () => runJob(db, 'retention'));
    process.stdout.write(`    ${before - (await count())} conversations effacées\n`);
  });

printTable(
  `${COUNT} conversations`,
  ['', 'durée', 'gel le plus long', 'accusé p50', 'p95', 'réponse p50', 'p95', 'refus', 'base / journal, Go'],
  rows.map((row) => [
    row.name,
    seconds(row.took),
    ...[row.longestFreeze, row.ackP50, row.ackP95, row.answerP50, row.answerP95].map(milliseconds),
    String(row.refused),
    row.size,
  ]),
);
printTable(
  'Pages du bureau',
  ['', 'durée'],
  figures.map(([name, value]) => [name, seconds(value)]),
);
const targets: Target[] = [
  ...rows
    .filter(({ name }) => name !== 'sans rien d’autre')
    .map(({ name, longestFreeze }) => atMost(`gel, ${name}`, longestFreeze, 100, milliseconds)),
  ...figures.map(([name, value]) => atMost(name, value, 1, seconds)),
];
printTable(
  'Ce qui est demandé',
  ['', 'demandé', 'atteint', 'tenu'],
  targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'NON']),
);
process.exitCode = targets.every(({ met }) => met) ? 0 : 1;
