/** The one suite that loads the real reader with the shipped pages, in a server. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import { createHotline } from '#src/hotline.ts';
import { activeGenerationId, readGeneration } from '#src/knowledge/store/generations.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import { allExamples, asRead } from '#src/reader/wish/examples.ts';
import { type IndexContent, readerTexts } from '#src/retrieval/passages/index-content.ts';
import type { Passage } from '#src/retrieval/passages/passage.ts';
import { openReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { readerKey, SHIPPED_WISH_VECTORS, shippedVectors } from '#src/retrieval/vectors/shipped-vectors.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { tempFolder } from '#support/repository/temp-folder.ts';
import { indexedFolder, putShippedIndex } from '#support/world/prepared/indexes.ts';

const TOKEN = 'a-token-that-is-long-enough-to-be-one';
/** One text in so many is read again. */
const SAMPLE = 500;
const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

describe('the vectors of the shipped pages', () => {
  let passages: readonly Passage[];
  beforeAll(async () => {
    using folder = tempFolder();
    await putShippedIndex(folder.path);
    const db = await openDatabase(folder.path);
    const stored = await readGeneration(db, (await activeGenerationId(db)) ?? '');
    await db.close();
    ({ passages } = JSON.parse(stored?.content ?? '{}') as IndexContent);
  });

  it('are all there: after a change of pages or weights, « npm run reader:vectors »', () => {
    const { id } = openReaderEmbedder();
    const shipped = shippedVectors();
    const missing = readerTexts(passages).filter((text) => !shipped.has(readerKey(id, text)));
    expect(missing.map(({ text }) => text)).toEqual([]);
  });

  it('of the examples are all there, in a file of their own', () => {
    const { id } = openReaderEmbedder();
    const shipped = shippedVectors(SHIPPED_WISH_VECTORS);
    const missing = allExamples().filter((example) => !shipped.has(readerKey(id, asRead(example))));
    expect(missing.map(({ text }) => text)).toEqual([]);
  });

  it('are those that the reader gives', async () => {
    const reader = openReaderEmbedder();
    const shipped = shippedVectors();
    const kept = new Float32Array(reader.dimension);
    for (const [at, text] of readerTexts(passages).entries()) {
      if (at % SAMPLE !== 0) continue;
      expect(shipped.read(readerKey(reader.id, text), kept)).toBe(true);
      expect(cosine(kept, await reader.embed(text.text, text.as))).toBeGreaterThan(0.99);
    }
  });
});

/** A hotline on a small folder, what it says of itself, what it answers, and what it then says to another message. */
async function tried(settings: Readonly<Record<string, string>>, then?: string, replies = 2) {
  await using folder = await indexedFolder();
  const channel = new RecordingChannel();
  const config = readConfig({
    PORT: '0',
    HOTLINE_WATCH: 'off',
    HOTLINE_WORKERS: '1',
    HOTLINE_DATA_DIR: folder.dataDir,
    HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
    STATUS_TOKEN: TOKEN,
    ...settings,
  });
  await using hotline = await createHotline(config, { adapters: [channel], logger: createLogger('silent') });
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const response = await fetch(`${hotline.url}/readyz`, { headers });
  const status = (await response.json()) as Record<string, unknown>;
  await channel.say('anne', 'Ai-je droit à une avance ?');
  const [answer] = await channel.untilReceived('anne', 1);
  if (then !== undefined) await channel.say('anne', then);
  const after = then === undefined ? [] : (await channel.untilReceived('anne', 1 + replies)).slice(1);
  return {
    status,
    answer: answer?.replace(/\s/g, ' '),
    after: after.map((text) => text.replace(/\s/g, ' ')),
  };
}

describe('a server', () => {
  it('reads with the shipped encoder when nothing else is said', async () => {
    const { status, answer } = await tried({});
    expect(status).toMatchObject({ ready: true, vectors: 'reader (native)' });
    expect(status.search).toBeUndefined();
    expect(answer).toContain('50 000 € HT');
  });

  it('does both of what one message wants: a person, and an answer', async () => {
    const wanted =
      'Puis-je sous-traiter tout le marché ? Et j’aimerais qu’un conseiller me rappelle au 06 12 34 56 78.';
    const { after } = await tried({}, wanted);
    expect(after[0]).toMatch(/^Non/);
    expect(after[1]).toContain('un expert de la Fabrique va reprendre votre demande');
  });

  it('hears a correction, and does not give the same section again', async () => {
    const { answer, after } = await tried({}, 'non, je parlais de tout sous-traiter', 1);
    expect(after[0]).not.toBe(answer);
    expect(after[0]).toMatch(/sous-trait/);
  });

  it('that has no vectors answers by words, and says so', async () => {
    const { status, answer } = await tried({
      EMBEDDINGS_PROVIDER: 'openai',
      EMBEDDINGS_BASE_URL: 'http://127.0.0.1:9/v1',
      EMBEDDINGS_MODEL: 'none',
    });
    expect(status).toMatchObject({ ready: true, vectors: 'none' });
    expect(status.search).toContain('La recherche se fait par mots-clés seulement.');
    expect(answer).toContain('50 000 € HT');
  });
});
