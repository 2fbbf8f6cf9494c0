/**
 * Prints speed, memory and quality of search, side by side, in one run.
 *
 *   npm run bench -- [--law FILE.jsonl] [--data DIR]
 *
 * `--law` adds the articles of a code, one a line (`num`, `path`, `text`), as documents beside the shipped knowledge.
 * `--data` measures search and server on a copy of an index that exists, instead of one made here. Everything is
 * written in a temporary folder and removed.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openBase } from '#src/commands/ask/open-base.ts';
import { readConfig } from '#src/config/config.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { printTable, type Target } from './figures.ts';
import { benchIngest, timeIngest } from './ingest.ts';
import { benchIngestDelay } from './ingest-delay.ts';
import { writeLaw } from './law.ts';
import { benchSearch, heldOutQuestions } from './search.ts';
import { benchServer } from './server.ts';

const { values } = parseArgs({ options: { law: { type: 'string' }, data: { type: 'string' } } });
const today = parisDay(Date.now());
using workspace = tempFolder();
// A run that is stopped leaves nothing behind either.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    workspace[Symbol.dispose]();
    process.exit(1);
  });
}
const inWorkspace = (...names: string[]) => join(workspace.path, ...names);
const shipped = join(ROOT, 'knowledge');
process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} cœurs (${cpus()[0]?.model ?? '?'}), ${today}\n`,
);

let articles = 0;
let law: string | undefined;
let both: string | undefined;
if (values.law) {
  law = inWorkspace('law');
  both = inWorkspace('both');
  articles = writeLaw(resolve(values.law), join(law, 'documents', 'code'));
  cpSync(shipped, both, { recursive: true });
  cpSync(law, both, { recursive: true });
}

const targets: Target[] = await benchIngest({ shipped, law, articles, both });
targets.push(...(await benchIngestDelay(shipped)));
if (values.data) {
  const dataDir = inWorkspace('data');
  cpSync(resolve(values.data), dataDir, { recursive: true });
  targets.push(...(await benchIndex(both ?? shipped, dataDir, 'index donné')));
} else {
  targets.push(...(await benchFolder(shipped, 'livrées')));
  if (both) targets.push(...(await benchFolder(both, 'avec articles')));
}
printTable(
  'Ce qui est demandé',
  ['', 'demandé', 'atteint', 'tenu'],
  targets.map(({ what, asked, reached, met }) => [what, asked, reached, met ? 'oui' : 'NON']),
);
process.exitCode = targets.every((target) => target.met) ? 0 : 1;

/** Makes an index of a folder and measures it. */
async function benchFolder(knowledgeDir: string, name: string): Promise<Target[]> {
  const dataDir = inWorkspace(`data-${name.replace(' ', '-')}`);
  mkdirSync(dataDir);
  await timeIngest(knowledgeDir, dataDir);
  return benchIndex(knowledgeDir, dataDir, name);
}

async function benchIndex(knowledgeDir: string, dataDir: string, name: string): Promise<Target[]> {
  // An environment of its own: no model, no endpoint, whatever the tester's settings say.
  const config = readConfig({ HOTLINE_KNOWLEDGE_DIR: knowledgeDir, HOTLINE_DATA_DIR: dataDir });
  const found = await benchSearch(await openBase(config), name, today);
  const served = await benchServer({ knowledgeDir, dataDir }, name, heldOutQuestions());
  return [...found, ...served];
}
