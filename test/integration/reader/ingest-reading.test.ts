import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CCP } from '#src/knowledge/law/codes.ts';
import { lawLine } from '#src/knowledge/law/version.ts';
import { activeGenerationId, loadEmbeddings } from '#src/knowledge/store/generations.ts';
import { allExamples, asRead, reasonOnlyExamples } from '#src/reader/wish/examples.ts';
import { HybridRetriever } from '#src/retrieval/retriever.ts';
import type { Embedder } from '#src/retrieval/vectors/embedder.ts';
import type { ReaderEmbedder } from '#src/retrieval/vectors/reader-embedder.ts';
import { LAW } from '#support/knowledge/law-base.ts';
import { AVANCE, page } from '#support/knowledge/samples.ts';
import { openWorkshop, TODAY, type Workshop } from '#support/knowledge/workshop.ts';

let shop: Workshop;
let read: string[];
/** Reads so many texts, then fails; nothing stops it when absent. */
let most: number | undefined;
beforeEach(async () => {
  shop = await openWorkshop();
  read = [];
  most = undefined;
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

/** What another reader learns wishes from is read, too, and is no page's. */
const EXAMPLES = new Set([...allExamples(), ...reasonOnlyExamples()].map((one) => asRead(one).text));

const READER: ReaderEmbedder = {
  id: 'reader:test',
  dimension: 2,
  runtime: async () => 'native',
  embed: async (text, as) => {
    if (most !== undefined && read.length >= most) throw new Error('le lecteur ne démarre pas');
    if (!EXAMPLES.has(text)) read.push(`${as}: ${text}`);
    return Float32Array.from([Math.sin(text.length), Math.cos(text.length)]);
  },
};
const withReader = (reader: ReaderEmbedder = READER): Embedder => ({ id: reader.id, reader });
const ingest = (reader?: ReaderEmbedder) => shop.ingest(withReader(reader));
const meaning = async (reader?: ReaderEmbedder) => (await shop.load(withReader(reader))).meaning?.index;

/** Pages with more texts than a start may wait for. */
const MANY = page(
  Array.from(
    { length: 30 },
    (_, n) =>
      `## Comment faire la démarche numéro ${n} ?\n\nLa démarche ${n} se fait en ligne.\n\nOn demande aussi : ${Array.from({ length: 9 }, (__, w) => `tournure ${w} de ${n}`).join(' ; ')}`,
  ).join('\n\n'),
  { title: 'Démarches' },
);

describe('what the reader has to read', () => {
  it('is what each page says, and each question that it answers, as such', async () => {
    await ingest();
    expect(read).toContain('question: Ai-je droit à une avance sur mon marché public ?');
    expect(read).toContain('question: droit avance marché public');
    expect(read.filter((text) => text.startsWith('passage: Avance. Ai-je droit à une avance'))).toHaveLength(
      1,
    );
    expect((await meaning())?.size).toBe(read.length);
  });

  it('is nothing when nothing changed, and what is new when something did', async () => {
    await ingest();
    const before = read.length;
    expect(await ingest()).toMatchObject({ published: false });
    shop.knowledge.write({
      'guides/avance.md': AVANCE.replace("quand rendre l'avance", 'à quel moment la rendre'),
    });
    expect(await ingest()).toMatchObject({ published: true });
    expect(read.slice(before)).toEqual(['question: à quel moment la rendre']);
  });

  it('is all anew for another reader, whose vectors are never mixed with those of the first', async () => {
    await ingest();
    const before = read.length;
    const other = { ...READER, id: 'reader:other' };
    expect((await meaning(other))?.size).toBe(0);
    expect(await ingest(other)).toMatchObject({ published: true, vectorsMade: 0 });
    expect(read.length).toBe(2 * before);
    expect((await meaning(other))?.size).toBe(before);
    expect((await meaning())?.size).toBe(0);
  });

  it('leaves no vector behind of texts that are gone', async () => {
    await ingest();
    const kept = (await loadEmbeddings(shop.db)).size;
    shop.knowledge.write({ 'guides/demarches.md': MANY });
    expect((await ingest()).problems).toEqual([]);
    expect((await loadEmbeddings(shop.db)).size).toBeGreaterThan(kept + 200);
    shop.knowledge.write({ 'guides/demarches.md': undefined });
    await shop.ingest(withReader(), 'all');
    expect((await loadEmbeddings(shop.db)).size).toBe(kept);
  });
});

describe('what is long to read', () => {
  it('serves by its words first, then with its vectors', async () => {
    await ingest();
    shop.knowledge.write({ 'guides/demarches.md': MANY });
    const before = await activeGenerationId(shop.db);
    let meanwhile: string | undefined;
    const watching: ReaderEmbedder = {
      ...READER,
      embed: async (text, as) => {
        meanwhile ??= await activeGenerationId(shop.db);
        return READER.embed(text, as);
      },
    };
    const report = await ingest(watching);
    expect(report).toMatchObject({ published: true, unread: undefined });
    expect(meanwhile).not.toBe(before);
    expect(report.generation).not.toBe(meanwhile);
    expect(await activeGenerationId(shop.db)).toBe(report.generation);
    const base = await shop.load(withReader());
    expect(base.meaning?.index.size).toBe(read.length);
  });

  it('is what articles say, too, which are found by their words until they are read', async () => {
    await ingest();
    shop.data.write({ [`law/${CCP}.jsonl`]: LAW.map(lawLine).join('\n') });
    most = read.length;
    expect(await ingest()).toMatchObject({ published: true, unread: 'le lecteur ne démarre pas' });
    most = undefined;
    const search = async () => {
      const base = await shop.load(withReader());
      return new HybridRetriever(base).search('composition du jury', {
        k: 1,
        filter: { regime: 'ordinary', date: TODAY },
        among: 'law',
      });
    };
    expect(await search()).toMatchObject({
      withVectors: false,
      hits: [{ passage: { articles: ['R2162-22'] } }],
    });
    expect((await ingest()).unread).toBeUndefined();
    expect((await search()).withVectors).toBe(true);
  });

  it('that is cut keeps what was read, and goes on at the next ingest', async () => {
    await ingest();
    const small = read.length;
    shop.knowledge.write({ 'guides/demarches.md': MANY });
    most = small + 100;
    expect(await ingest()).toMatchObject({ published: true, unread: 'le lecteur ne démarre pas' });
    const kept = (await meaning())?.size ?? 0;
    expect(kept).toBeGreaterThan(small);
    expect(kept).toBeLessThanOrEqual(small + 100);
    most = undefined;
    read.length = 0;
    expect(await ingest()).toMatchObject({ published: true, filesRead: 0, unread: undefined });
    expect((await meaning())?.size).toBe(kept + read.length);
    expect(await ingest()).toMatchObject({ published: false });
  });
});

describe('a reader that does not start', () => {
  it('leaves pages to be found by their words, and is not tried in vain again and again', async () => {
    most = 0;
    const first = await ingest();
    expect(first).toMatchObject({ published: true, unread: 'le lecteur ne démarre pas' });
    expect((await shop.ask('Ai-je droit à une avance ?')).cited).toEqual(['guides/avance']);
    const again = await ingest();
    expect(again).toMatchObject({ published: false, generation: first.generation });
    expect(again.unread).toBe('le lecteur ne démarre pas');
  });
});
