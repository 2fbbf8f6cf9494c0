import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { IndexService } from '#src/knowledge/ingest/index-service.ts';
import { showProgress } from '#src/knowledge/ingest/progress.ts';
import { createLogger } from '#src/platform/logger.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import { sha256, vectorTexts } from '#src/retrieval/passages/index-content.ts';
import { type Embedder, openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import { startOpenAiServer } from '#support/fakes/model/server.ts';
import { AVANCE, SAMPLE } from '#support/knowledge/samples.ts';
import { openWorkshop, type Workshop } from '#support/knowledge/workshop.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { runCommand } from '#support/world/processes/command-line.ts';

let shop: Workshop;
let generation: string;
let cache: string;
beforeEach(async () => {
  // Few as they are here, vectors have a graph.
  shop = await openWorkshop(undefined, { graphFrom: 1 });
  generation = (await shop.ingest()).generation;
  cache = shop.vectorFile(generation);
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

const askOnCommandLine = () => runCommand(['ask', 'Ai-je droit à une avance ?', '--data', shop.data.path]);

describe('the cached vector graph', () => {
  it('is beside the base, and is what serves', async () => {
    expect(existsSync(cache)).toBe(true);
    const { vectors } = await shop.load();
    expect(vectors?.index.kind).toBe('hnsw');
    expect(vectors?.index.size).toBe(vectors?.owners.length);
  });

  it.each([0, 8, 16, 24, 40, 64])(
    'with byte %i of its header flipped is built again, without a crash',
    async (place) => {
      const whole = await shop.load();
      const bytes = readFileSync(cache);
      bytes[place] = Number(bytes[place]) ^ 0xff;
      writeFileSync(cache, bytes);
      const mended = await shop.load();
      const dimension = whole.vectors?.endpoint.dimension ?? 0;
      const query = Float32Array.from({ length: dimension }, (_, index) => Math.sin(index));
      expect(mended.vectors?.index.size).toBe(whole.vectors?.index.size);
      expect(mended.vectors?.index.search(query, 3).length).toBe(
        whole.vectors?.index.search(query, 3).length,
      );
      expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avance']);
    },
  );

  it.each([
    ['damaged', () => writeFileSync(cache, Buffer.alloc(readFileSync(cache).length, 0xff))],
    ['cut short', () => truncateSync(cache, 50)],
    ['empty', () => truncateSync(cache, 0)],
    ['missing', () => rmSync(cache)],
    ['missing with its folder', () => rmSync(join(shop.data.path, 'index'), { recursive: true })],
  ])('that is %s does not keep a process from answering', async (_, damage) => {
    damage();
    const { code, stdout } = await askOnCommandLine();
    expect(code).toBe(0);
    expect(stdout).toContain('50 000 € HT');
    expect((await shop.load()).vectors?.index.size).toBeGreaterThan(0);
  });

  it.each([
    ['damaged', (path: string) => writeFileSync(path, Buffer.alloc(readFileSync(path).length, 0xff))],
    ['missing', (path: string) => rmSync(path)],
  ])('of which the labels are %s is scanned, then built anew by the next ingest', async (_, damage) => {
    damage(`${cache}.labels`);
    expect((await shop.load()).vectors?.index.kind).toBe('exact');
    expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avance']);
    expect(await shop.ingest()).toMatchObject({ vectorsMade: 0 });
    expect((await shop.load()).vectors?.index.kind).toBe('hnsw');
  });

  it('of an older index is removed once two newer ones are published', async () => {
    for (const seuil of ['51', '52']) {
      shop.knowledge.write({
        'guides/avance.md': AVANCE.replace('Comment rembourser', `Comment rembourser (${seuil})`),
      });
      generation = (await shop.ingest()).generation;
    }
    const names = readdirSync(join(shop.data.path, 'index'));
    expect(names).toContain(`${generation}.hnsw`);
    // Each with its labels beside it.
    expect(names.length).toBeLessThanOrEqual(4);
    expect(existsSync(cache)).toBe(false);
  });
});

describe('an index made by another embedder', () => {
  it('serves by keywords, is never mixed with other vectors, and is made anew by the next ingest', async () => {
    const other: Embedder = {
      id: 'other:2',
      endpoint: {
        dimension: 2,
        embedDocuments: async (texts) =>
          texts.map((text) => Float32Array.from([Math.sin(text.length), Math.cos(text.length)])),
        embedQuery: async () => Float32Array.from([1, 0]),
      },
    };
    expect(await shop.ingest(other)).toMatchObject({ published: true, filesRead: 0 });
    expect((await shop.load(other)).vectors?.embedder).toBe('other:2');
    expect((await shop.load()).vectors).toBeUndefined();
    expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avance']);
    const { code, stdout } = await askOnCommandLine();
    expect([code, stdout.includes('50 000 € HT')]).toEqual([0, true]);
    const back = await shop.ingest();
    expect(back).toMatchObject({ published: true, filesRead: 0 });
    expect(back.vectorsMade).toBe(back.vectors);
    expect((await shop.load()).vectors?.index.size).toBe(back.vectors);
  });
});

describe('an ingest that is killed', () => {
  it.each(['Lecture des documents', 'Calcul des vecteurs'])(
    'after « %s » leaves the old index in service, and the next one completes',
    async (step) => {
      cpSync(join(ROOT, 'knowledge'), shop.knowledge.path, { recursive: true });
      await using server = await startOpenAiServer({ dimension: 64 });
      const env = {
        EMBEDDINGS_PROVIDER: 'openai',
        EMBEDDINGS_BASE_URL: server.url,
        EMBEDDINGS_MODEL: 'bge-test',
      };
      const args = ['ingest', '--knowledge', shop.knowledge.path, '--data', shop.data.path];
      const killed = await runCommand(args, {
        env,
        onStderr: (said, kill) => {
          if (said.includes(step)) kill();
        },
      });
      expect(killed.code).toBeNull();
      expect((await shop.load()).generation).toBe(generation);
      expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avance']);
      const { stdout } = await runCommand(args, { env });
      expect(stdout).toContain('Index publié : ');
      const base = await shop.load(await openEmbedder(readConfig(env).embeddings));
      expect(base.generation).not.toBe(generation);
      expect(base.passages.length).toBeGreaterThan(170);
      expect(base.vectors?.index.size).toBe(vectorTexts(base.pages).length);
      expect(readdirSync(join(shop.data.path, 'index')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    },
  );
});

describe('several ingests at once', () => {
  it('take turns: all succeed, and the index that they leave is whole', async () => {
    using data = tempFolder();
    const args = ['ingest', '--knowledge', shop.knowledge.path, '--data', data.path];
    const runs = await Promise.all([1, 2, 3].map(() => runCommand(args)));
    expect(runs.map(({ code, stderr }) => [code, stderr.includes('Error')])).toEqual(
      Array(3).fill([0, false]),
    );
    expect(runs.filter(({ stdout }) => stdout.startsWith('Index publié'))).toHaveLength(1);
    expect(runs.filter(({ stdout }) => stdout.startsWith('Rien n’a changé'))).toHaveLength(2);
    expect(readdirSync(join(data.path, 'index'))).toEqual([]);
  });
});

describe('the service that keeps the index up to date', () => {
  /** Starts it on the workshop's folders; `loaded` counts what it put in service. */
  const startService = async () => {
    const loaded: ServedContent[] = [];
    const service = new IndexService({
      db: shop.db,
      config: {
        knowledgeDir: shop.knowledge.path,
        dataDir: shop.data.path,
        embeddings: { provider: 'static' },
        watchKnowledge: true,
      },
      logger: createLogger('silent'),
      onLoad: async (content) => {
        loaded.push(content);
      },
    });
    await service.start();
    return { loaded, service, refresh: () => service.refresh(), stop: () => service.stop() };
  };
  const headings = (base: ServedContent | undefined) => base?.passages.map(({ heading }) => heading) ?? [];

  it('serves what is published at once, then each change of the folder by itself', async () => {
    const { loaded, service, stop } = await startService();
    try {
      expect(loaded.map((base) => base.generation)).toEqual([generation]);
      shop.knowledge.write({
        'guides/avance.md': AVANCE.replace('Comment rembourser', 'Comment bien rembourser'),
      });
      await vi.waitFor(
        () => expect(headings(loaded.at(-1))).toContain('Comment bien rembourser une avance ?'),
        60_000,
      );
      shop.knowledge.write({ 'guides/sous-traitance.md': undefined });
      await vi.waitFor(async () => expect(await service.trouble()).toBeDefined(), 60_000);
      expect(headings(loaded.at(-1))).toHaveLength(4);
      const { text, digest = '' } = (await service.trouble()) ?? {};
      expect(text).toContain('a perdu 1 passage sur 4');
      expect(text).toContain('L’index d’avant reste en service.');
      // What was not shown is not accepted.
      expect(await service.accept(sha256('another folder'))).toBe(false);
      expect(await service.accept(digest)).toBe(true);
      expect(headings(loaded.at(-1))).toHaveLength(3);
      expect(await service.trouble()).toBeUndefined();
    } finally {
      await stop();
    }
  });

  it('goes on serving when the folder cannot be read any more', async () => {
    rmSync(shop.knowledge.path, { recursive: true });
    const { loaded, refresh, stop } = await startService();
    await refresh();
    await stop();
    expect(loaded.map((base) => base.generation)).toEqual([generation]);
    expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avance']);
  });
});

describe('progress', () => {
  it('is plain lines, one a step, where there is no terminal', async () => {
    using data = tempFolder();
    const { stderr, stdout } = await runCommand(
      ['ingest', '--knowledge', shop.knowledge.path, '--data', data.path],
      { env: { EMBEDDINGS_PROVIDER: 'reader' } },
    );
    expect(stderr.split('\n')).toEqual([
      'Lecture des documents : 3/3',
      expect.stringMatching(/^Lecture des textes : (\d+)\/\1$/),
      'Publication : 1/1',
      '',
    ]);
    expect(stdout).not.toContain('\u001B');
  });

  it('is a bar on a terminal', () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const { progress, done } = showProgress(terminal as unknown as NodeJS.WriteStream);
    for (const read of [1, 2, 4]) progress('Lecture des documents', read, 4);
    progress('Publication', 1, 1);
    done();
    const drawn = String(terminal.read());
    expect(drawn).toMatch(/Lecture des documents \[.+\] 4\/4/);
    expect(drawn).toMatch(/Publication \[.+\] 1\/1/);
  });
});

describe('the exit code of an ingest', () => {
  it('is 0 when all is well', async () => {
    using data = tempFolder();
    const { code, stdout } = await runCommand([
      'ingest',
      '--knowledge',
      shop.knowledge.path,
      '--data',
      data.path,
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe('Index publié : 4 passages de 3 fichiers (3 relus).\n');
  });

  it('is 1 when a page has a mistake, with the list of mistakes, and the rest is served', async () => {
    using knowledge = tempFolder({
      ...SAMPLE,
      'guides/mauvais.md': `${SAMPLE['guides/avance.md']?.split('##')[0]}`,
    });
    using data = tempFolder();
    const { code, stdout } = await runCommand(['ingest', '--knowledge', knowledge.path, '--data', data.path]);
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'Index publié : 4 passages de 4 fichiers (4 relus).',
      expect.stringMatching(
        /^ERREUR guides\/mauvais\.md:\d+ aucune question : une section commence par « ## Question \? »$/,
      ),
      '1 erreur(s), 0 avertissement(s).',
      '',
    ]);
    const asked = await runCommand(['ask', 'Ai-je droit à une avance ?', '--data', data.path]);
    expect(asked.stdout).toContain('50 000 € HT');
  });

  it('is 1 when the folder does not exist, said in one French line', async () => {
    using data = tempFolder();
    const { code, stdout, stderr } = await runCommand([
      'ingest',
      '--knowledge',
      '/nulle/part',
      '--data',
      data.path,
    ]);
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      'Le dossier de connaissances /nulle/part n’existe pas.\n',
    ]);
  });
});
