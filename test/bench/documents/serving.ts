import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { runCommand } from '#support/world/processes/command-line.ts';
import type { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { atMost, megabytes, milliseconds, printTable, seconds, type Target } from '../figures.ts';
import { askMeanwhile, askOnce, startServer, timeChange, untilAnswered, waitsOf } from './live.ts';
import { WRITERS } from './made.ts';

const PAGE = 'guides/avance.md';
const QUESTIONS = [
  'Ai-je droit à une avance ?',
  'Puis-je sous-traiter tout le marché ?',
  'Quand suis-je payé ?',
];
/** While vectors are made, people are waited on for so long. */
const TALK_MS = 20_000;
const SETTLED_MS = 10_000;

/**
 * What a server with the shipped pages and the reader does of a page that changes, of many documents that are dropped
 * while people ask, of one of them that changes, and what it gives back when they go.
 */
export async function benchServing(count: number): Promise<Target[]> {
  using workspace = tempFolder();
  const knowledgeDir = join(workspace.path, 'knowledge');
  cpSync(join(ROOT, 'knowledge'), knowledgeDir, { recursive: true });
  mkdirSync(join(knowledgeDir, 'documents'), { recursive: true });
  const begun = performance.now();
  const dataDir = join(workspace.path, 'data');
  const server = startServer({ knowledgeDir, dataDir });
  try {
    const url = await server.url();
    const ready = (performance.now() - begun) / 1_000;
    await sleep(SETTLED_MS);
    const pageSays = /^## (.*)\n\n(\S+ \S+)/m.exec(readFileSync(join(knowledgeDir, PAGE), 'utf8'));
    const [, question = '', first = ''] = pageSays ?? [];
    await askMeanwhile(url, QUESTIONS, countdown(2_000));
    const before = memoryOf(server);
    const small = await timeChange(
      { url, knowledgeDir },
      { path: PAGE, from: first, to: `Essai : ${first}`, question },
    );
    const dropped = performance.now();
    for (let document = 0; document < count; document += 1)
      writeFileSync(join(knowledgeDir, 'documents', `${document}.md`), String(await WRITERS.md?.(document)));
    const last = count - 1;
    const asked = `à quelle heure ouvre le dossier ${last}-3 ?`;
    const found = await untilAnswered(url, asked, `${last}-3 à`, dropped);
    const busy = waitsOf(await askMeanwhile(url, QUESTIONS, countdown(TALK_MS)));
    const one = await timeChange(
      { url, knowledgeDir },
      {
        path: `documents/${last}.md`,
        from: `ouvre le dossier ${last}-3 à`,
        to: `ouvre enfin le dossier ${last}-3 à`,
        question: asked,
      },
    );
    const held = memoryOf(server);
    for (let document = 0; document < count; document += 1)
      rmSync(join(knowledgeDir, 'documents', `${document}.md`));
    // So much is not taken away without somebody who says so.
    const told = ['knowledge', 'accept', '--knowledge', knowledgeDir, '--data', dataDir];
    const { stderr, code } = await runCommand(told, { env: { EMBEDDINGS_PROVIDER: 'reader' } });
    if (code !== 0) throw new Error(stderr);
    while ((await askOnce(url, asked)).text.includes(`${last}-3 à`)) await sleep(SETTLED_MS / 10);
    await sleep(SETTLED_MS);
    await askMeanwhile(url, QUESTIONS, countdown(2_000));
    const after = memoryOf(server);
    printTable(
      `Un serveur, le lecteur, deux fils, ${count} documents déposés`,
      ['', 'mesure'],
      [
        ['prêt, index neuf', seconds(ready)],
        ['mémoire avant', megabytes(before)],
        ['une page changée, répondue', seconds(small)],
        ['documents trouvés par leurs mots', seconds(found)],
        ['réponses pendant la lecture des vecteurs, p50', milliseconds(busy.p50)],
        ['… p95', milliseconds(busy.p95)],
        ['… au plus', milliseconds(busy.most)],
        ['un document changé parmi eux, répondu', seconds(one)],
        ['mémoire avec eux', megabytes(held)],
        ['mémoire une fois retirés', megabytes(after)],
      ],
    );
    return [
      atMost('mémoire de plus une fois les documents retirés', after - before, 150, megabytes),
      atMost('prêt, index neuf', ready, 10, seconds),
      atMost('mémoire du serveur, deux fils', before, 900, megabytes),
      atMost('une page changée, répondue', small, 1.5, seconds),
      atMost('un document changé, répondu', one, 2, seconds),
      atMost('réponses pendant la lecture, p95', busy.p95, 500, milliseconds),
      atMost('mémoire de plus avec les documents', held - before, 150, megabytes),
    ];
  } finally {
    await server.end('SIGTERM');
  }
}

function countdown(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() < end;
}

/** Resident memory of the server and its encoder, in MB; builds that run now are left out. */
function memoryOf({ pid = 0 }: HotlineProgram): number {
  const own = (id: number) =>
    Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1_024;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const encoders = children.filter((id) =>
    readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('encoder-process'),
  );
  return [pid, ...encoders.map(Number)].reduce((sum, id) => sum + own(id), 0);
}
