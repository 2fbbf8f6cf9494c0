import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishServed, type IngestReport, putInService } from '#src/knowledge/ingest/ingest.ts';
import { Remembered } from '#src/knowledge/ingest/remembered.ts';
import { labelsPath } from '#src/retrieval/vectors/graph-file.ts';
import { AVANCE, FIGURES } from '#support/knowledge/samples.ts';
import { WORD_EMBEDDER } from '#support/knowledge/word-endpoint.ts';
import { openWorkshop, type Workshop } from '#support/knowledge/workshop.ts';

let shop: Workshop;
let remembered: Remembered;
beforeEach(async () => {
  shop = await openWorkshop();
  remembered = new Remembered();
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

/** What the process that is kept is told; few as they are here, vectors have a graph. */
const options = () => ({
  knowledgeDir: shop.knowledge.path,
  dataDir: shop.data.path,
  embedder: WORD_EMBEDDER,
  graphFrom: 1,
  remembered,
});
const serve = (accept?: 'all') => putInService(shop.db, { ...options(), accept });
const finish = () => finishServed(shop.db, options());
const change = (word: string) =>
  shop.knowledge.write({
    'guides/avance.md': AVANCE.replace('Comment rembourser', `Comment ${word} rembourser`),
  });
const kind = async () => (await shop.load()).vectors?.index.kind;

/** Serves an index that has a graph, which is open in the process that is kept. @returns its files */
async function withGraph(): Promise<string[]> {
  expect((await serve()).isLeft).toBe(true);
  await finish();
  change('bien');
  const { report } = await serve();
  expect(await kind()).toBe('hnsw');
  const path = shop.vectorFile(report.generation);
  return [path, labelsPath(path)];
}

describe('the graph of a process that is kept', () => {
  it('leaves nothing to do where nothing changed', async () => {
    await withGraph();
    expect(await serve()).toMatchObject({ isLeft: false, report: { published: false } });
    // Nor does the first one of another process.
    remembered = new Remembered();
    expect(await serve()).toMatchObject({ isLeft: false, report: { published: false } });
  });

  it.each([0, 1])('is mended when file %i of it is damaged, though nothing changed', async (place) => {
    const path = (await withGraph())[place] as string;
    writeFileSync(path, Buffer.alloc(readFileSync(path).length, 0xff));
    expect(await kind()).toBe('exact');
    expect((await serve()).isLeft).toBe(true);
    await finish();
    expect(await kind()).toBe('hnsw');
    expect((await serve()).isLeft).toBe(false);
  });

  it.each([
    [
      'points are damaged',
      ([path = '']: string[]) => writeFileSync(path, Buffer.alloc(readFileSync(path).length)),
    ],
    ['points are cut short', ([path = '']: string[]) => truncateSync(path, 50)],
    ['labels are gone', ([, path = '']: string[]) => rmSync(path)],
  ])('of which the %s is written again by a change that leaves its texts as they are', async (_, damage) => {
    damage(await withGraph());
    shop.knowledge.write({ 'figures.yaml': FIGURES.replace('50000', '45000') });
    expect((await serve()).report).toMatchObject({ published: true, vectorsMade: 0 });
    expect(await kind()).toBe('hnsw');
  });

  it('is let go of once no index has it', async () => {
    await withGraph();
    expect(remembered.graphs.size).toBe(1);
    change('vite');
    await serve();
    expect(remembered.graphs.size).toBe(1);
    // So much is gone that it is to be built anew.
    shop.knowledge.write({ 'guides/avance.md': undefined, 'guides/sous-traitance.md': undefined });
    expect((await serve('all')).report.published).toBe(true);
    expect(remembered.graphs.size).toBe(0);
  });

  it('that cannot be written keeps no change from being served, and is said', async () => {
    await withGraph();
    const folder = join(shop.data.path, 'index');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in its place');
    change('vite');
    const why = 'un fichier est à la place d’un dossier ; déplacez-le, ou donnez un autre chemin';
    const said = { published: true, unkept: why } satisfies Partial<IngestReport>;
    expect(await serve()).toMatchObject({ isLeft: true, report: said });
    const { vectors, passages } = await shop.load();
    expect(vectors?.index.kind).toBe('exact');
    expect(passages.map(({ heading }) => heading)).toContain('Comment vite rembourser une avance ?');
    expect(await finish()).toMatchObject({ unkept: why });
    rmSync(folder);
    expect((await finish()).unkept).toBeUndefined();
    expect(await kind()).toBe('hnsw');
  });

  it('is kept whole or not at all on a disk that is full', () => {
    const script = fileURLToPath(new URL('./write-graph.ts', import.meta.url));
    const write = (limit: string) =>
      execFileSync(
        'sh',
        [
          '-c',
          `trap '' XFSZ; ulimit -f ${limit}; exec "$0" "$1" "$2"`,
          process.execPath,
          script,
          shop.data.path,
        ],
        {
          encoding: 'utf8',
        },
      );
    expect(write('unlimited')).toBe('kept: one.hnsw, one.hnsw.labels');
    rmSync(join(shop.data.path, 'index'), { recursive: true });
    // The labels fit in, and half of the points.
    expect(write('40')).toBe('le disque est plein ; libérez de la place: ');
  });
});
