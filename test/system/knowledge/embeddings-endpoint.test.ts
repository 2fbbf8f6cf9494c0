import { beforeEach, describe, expect, test } from 'vitest';
import { createAnswerer } from '#src/features/answers/answerer.ts';
import { vectorFilePath } from '#src/knowledge/ingest/graphs/vector-file.ts';
import { ingest } from '#src/knowledge/ingest/ingest.ts';
import { activeGenerationId, readGeneration } from '#src/knowledge/store/generations.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { loadKnowledgeBase } from '#src/retrieval/knowledge-base.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import { openEmbedder } from '#src/retrieval/vectors/embedder.ts';
import {
  type EmbeddingBehaviour,
  type OpenAiServer,
  startOpenAiServer,
} from '#support/fakes/model/server.ts';
import { ask, TODAY } from '#support/knowledge/answering.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { runCli, startHotline } from '#support/world/processes/run-hotline.ts';

const AVANCE = 'Ai-je droit à une avance ?';
const FILTER = { k: 5, filter: { regime: 'ordinary', date: TODAY } } as const;

let folder: KnowledgeFolder;
let server: OpenAiServer;
beforeEach(async () => {
  folder = await knowledgeFolder();
  server = await startOpenAiServer({ dimension: 64 });
  return async () => {
    await server.stop();
    await folder[Symbol.asyncDispose]();
  };
});

const settings = (more: Record<string, string> = {}) => ({
  HOTLINE_DATA_DIR: folder.dataDir,
  HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
  EMBEDDINGS_PROVIDER: 'openai',
  EMBEDDINGS_BASE_URL: server.url,
  EMBEDDINGS_MODEL: 'bge-test',
  ...more,
});
const configOf = (more: { model?: string; dimensions?: number } = {}) => ({
  provider: 'openai' as const,
  baseUrl: server.url,
  model: 'bge-test',
  apiKey: undefined,
  queryPrefix: '',
  documentPrefix: '',
  dimensions: undefined,
  batchSize: 8,
  ...more,
});
const ingestCli = (more?: Record<string, string>) => runCli(['ingest'], settings(more));
const statusCli = async () => (await runCli(['knowledge', 'status'], settings())).stdout;

async function manifestOf() {
  const db = await openDatabase(folder.dataDir);
  try {
    const id = await activeGenerationId(db);
    return id ? (await readGeneration(db, id))?.manifest : undefined;
  } finally {
    await db.close();
  }
}

/** The index of the folder, loaded with an embedder as a server does. */
async function openBase() {
  const db = await openDatabase(folder.dataDir);
  try {
    const embedder = await openEmbedder(configOf());
    await ingest(db, { ...folder, embedder });
    const base = await loadKnowledgeBase(db, {
      embedder,
      vectorFile: (name) => vectorFilePath(folder.dataDir, name),
    });
    if (!base) throw new Error('no index');
    const retriever = new HybridRetriever(base);
    return { base, retriever, answerer: createAnswerer({ base, retriever }) };
  } finally {
    await db.close();
  }
}

describe('an index built through an endpoint', () => {
  test('asks for floats, in batches, with its prefixes, its dimension and its key', async () => {
    const given = { EMBEDDINGS_API_KEY: 'sk-vec', EMBEDDINGS_DIMENSIONS: '32', EMBEDDINGS_BATCH: '4' };
    const prefixes = { EMBEDDINGS_QUERY_PREFIX: 'query: ', EMBEDDINGS_DOC_PREFIX: 'passage: ' };
    const { code, stdout } = await ingestCli({ ...given, ...prefixes });
    expect({ code, published: stdout.includes('Index publié') }).toEqual({ code: 0, published: true });
    const [probe, ...rest] = server.requests;
    expect(String(probe?.body.input)).toMatch(/^query: /);
    expect(rest.length).toBeGreaterThan(1);
    for (const { body, authorization, path } of server.requests) {
      expect({ path, authorization }).toEqual({ path: '/v1/embeddings', authorization: 'Bearer sk-vec' });
      expect(body).toMatchObject({ model: 'bge-test', encoding_format: 'float', dimensions: 32 });
    }
    const inputs = rest.map(({ body }) => body.input as string[]);
    expect(inputs.every((batch) => batch.length <= 4)).toBe(true);
    expect(inputs.flat().every((text) => text.startsWith('passage: '))).toBe(true);
    expect(await manifestOf()).toMatchObject({
      dimension: 32,
      embedder: 'openai:bge-test:query: :passage: :32',
    });
  });

  test('records its embedder where staff can read it, and is searched with it', async () => {
    const { retriever } = await openBase();
    expect(await statusCli()).toContain('openai:bge-test');
    const found = await retriever.search('toucher une avance', FILTER);
    expect(found.withVectors).toBe(true);
    expect(found.hits[0]?.passage.heading).toBe(AVANCE);
    expect(found.hits[0]?.cosine).toBeGreaterThan(0.5);
  });

  test('is made again when the model changes, and not when nothing does', async () => {
    await ingestCli();
    const first = await manifestOf();
    server.requests.length = 0;
    const same = await ingestCli();
    expect(same.stdout).toContain('Rien n’a changé');
    expect(server.requests).toHaveLength(1);
    const changed = await ingestCli({ EMBEDDINGS_MODEL: 'other-model' });
    expect(changed.stdout).toContain('Index publié');
    const second = await manifestOf();
    expect(second?.embedder).toContain('other-model');
    expect(second?.vectors).toBe(first?.vectors);
    const texts = server.requests.slice(2).flatMap(({ body }) => body.input as string[]);
    expect(texts).toHaveLength(new Set(texts).size);
    expect(texts.length).toBeGreaterThan(10);
  });

  test('is made again when the provider changes, both ways', async () => {
    await ingestCli({ EMBEDDINGS_PROVIDER: 'reader' });
    expect((await manifestOf())?.embedder).toContain('reader:');
    await ingestCli();
    expect((await manifestOf())?.embedder).toContain('openai:bge-test');
    await ingestCli({ EMBEDDINGS_PROVIDER: 'reader' });
    expect((await manifestOf())?.embedder).toContain('reader:');
  });

  test('is never searched with the vectors of another model', async () => {
    await openBase();
    const db = await openDatabase(folder.dataDir);
    const embedder = await openEmbedder(configOf({ model: 'other-model' }));
    const vectorFile = (name: string) => vectorFilePath(folder.dataDir, name);
    const base = await loadKnowledgeBase(db, { embedder, vectorFile });
    await db.close();
    if (!base) throw new Error('no index');
    const found = await new HybridRetriever(base).search('toucher une avance', FILTER);
    expect(found.withVectors).toBe(false);
    expect(found.hits[0]?.passage.heading).toBe(AVANCE);
  });
});

describe('an endpoint that gives bad vectors', () => {
  const bad: readonly [string, EmbeddingBehaviour][] = [
    ['only zeros', { kind: 'zeros' }],
    ['a number that is not one', { kind: 'nan' }],
    ['no vector', { kind: 'empty' }],
    ['base64 when floats were asked for', { kind: 'always-base64' }],
    ['something that is not JSON', { kind: 'not-json' }],
    ['an error', { kind: 'status', status: 500 }],
  ];
  test.each(bad)('%s: nothing is published and the index in service stays', async (_what, behaviour) => {
    await ingestCli();
    const before = await manifestOf();
    await folder.write('guides/nouveau.md', '---\ntitle: X\n---\n');
    server.embeddings(behaviour);
    const { code, stderr } = await ingestCli();
    expect(code).toBe(1);
    expect(stderr).toMatch(/Le service de vecteurs .* (?:ne répond pas|rend des vecteurs vides)/);
    expect(await manifestOf()).toEqual(before);
  });
});

describe('an endpoint that spoils in the middle of a build', () => {
  const spoiled: readonly [string, EmbeddingBehaviour][] = [
    ['zeros', { kind: 'zeros' }],
    ['numbers that are not', { kind: 'nan' }],
    ['another dimension', { kind: 'dimension', dimension: 12 }],
    ['no vector', { kind: 'empty' }],
    ['base64', { kind: 'always-base64' }],
  ];
  test.each(spoiled)(
    'with %s: nothing is published and the mistake is said in French',
    async (_what, behaviour) => {
      const db = await openDatabase(folder.dataDir);
      try {
        const embedder = await openEmbedder(configOf());
        server.embeddings(behaviour);
        await expect(ingest(db, { ...folder, embedder })).rejects.toThrow(/Le service de vecteurs/);
        expect(await activeGenerationId(db)).toBeUndefined();
      } finally {
        await db.close();
      }
    },
  );
});

describe('an endpoint that fails when a question comes', () => {
  const failures: readonly [string, EmbeddingBehaviour][] = [
    ['fails', { kind: 'status', status: 500 }],
    ['is overloaded', { kind: 'status', status: 429, retryAfter: '60' }],
    ['gives zeros', { kind: 'zeros' }],
    ['gives a number that is not one', { kind: 'nan' }],
    ['gives another dimension', { kind: 'dimension', dimension: 12 }],
    ['never answers', { kind: 'silent' }],
  ];
  test.each(failures)('%s: the keywords answer, after one call', async (_what, behaviour) => {
    const { retriever, answerer } = await openBase();
    server.embeddings(behaviour);
    server.requests.length = 0;
    const answer = await ask(answerer, AVANCE);
    expect(answer).toMatchObject({ kind: 'answer', citations: [{ section: AVANCE }] });
    expect(server.requests).toHaveLength(1);
    expect((await retriever.search(AVANCE, FILTER)).withVectors).toBe(false);
  });

  test('is not there any more: the keywords answer, and the vectors serve again when it is back', async () => {
    const { retriever } = await openBase();
    await server.stop();
    const without = await retriever.search(AVANCE, FILTER);
    expect(without.withVectors).toBe(false);
    expect(without.hits[0]?.passage.heading).toBe(AVANCE);
    const port = Number(new URL(server.url).port);
    await using _back = await startOpenAiServer({ dimension: 64, port });
    expect((await retriever.search(AVANCE, FILTER)).withVectors).toBe(true);
  });
});

describe('an endpoint that is down when the hotline starts', () => {
  test('leaves the keywords of the index in service, and the log says so', async () => {
    await ingestCli();
    await server.stop();
    await using hotline = await startHotline(settings());
    using page = await WebClient.open(hotline.url);
    await page.send(AVANCE);
    await page.until(() => page.events.some(({ data }) => data.author === 'bot'));
    expect(JSON.stringify(page.events)).toMatch(/50.000.€.HT/);
    expect(hotline.log()).toContain('La recherche se fait par mots-clés seulement.');
  });

  test('leaves keywords to a hotline that has no index yet, and gives it its vectors when it is back', async () => {
    await server.stop();
    {
      await using hotline = await startHotline(settings());
      using page = await WebClient.open(hotline.url);
      await page.send(AVANCE);
      await page.until(() => page.events.some(({ data }) => data.author === 'bot'));
      expect(JSON.stringify(page.events)).toMatch(/50.000.€.HT/);
    }
    expect(await manifestOf()).toMatchObject({ embedder: 'none', vectors: 0 });
    await using back = await startOpenAiServer({ dimension: 64, port: Number(new URL(server.url).port) });
    await ingestCli();
    expect((await manifestOf())?.embedder).toContain('openai:bge-test');
    expect(back.requests.length).toBeGreaterThan(1);
  });

  test('does not stop the command line from answering from the index in service', async () => {
    await ingestCli();
    await server.stop();
    const { code, stdout, stderr } = await runCli(['ask', AVANCE, '--json'], settings());
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'answer', verdict: 'oui' });
    expect(stderr).toContain('La recherche se fait par mots-clés seulement.');
  });
});
