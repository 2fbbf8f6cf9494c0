import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IndexService } from '#src/knowledge/ingest/index-service.ts';
import { embeddingKeys } from '#src/knowledge/store/generations.ts';
import { leaseHolder } from '#src/platform/database/leases/leases.ts';
import { createLogger } from '#src/platform/logger.ts';
import type { ServedContent } from '#src/retrieval/knowledge-base.ts';
import { AVANCE } from '#support/knowledge/samples.ts';
import { openWorkshop, type Workshop } from '#support/knowledge/workshop.ts';

const PARTS = 60;
const SENTENCES = 60;

/** A document of few parts and of thousands of sentences, which take half a minute to read, and more beside others. */
const LONG = Array.from(
  { length: PARTS },
  (_, part) =>
    `## La salle numéro ${part}\n\n${Array.from(
      { length: SENTENCES },
      (__, at) => `La salle ${part} ouvre le casier ${at} à la personne qui présente sa carte.`,
    ).join(' ')}`,
).join('\n\n');

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
  shop.knowledge.write({ 'documents/salles.md': `# Les salles\n\n${LONG}\n` });
});
afterEach(async () => {
  await shop[Symbol.asyncDispose]();
});

describe('a change while thousands of sentences are read', () => {
  it('is in service before they are, and loses none of those that were', async () => {
    const loaded: ServedContent[] = [];
    const service = new IndexService({
      db: shop.db,
      config: {
        knowledgeDir: shop.knowledge.path,
        dataDir: shop.data.path,
        embeddings: { provider: 'reader' },
        watchKnowledge: false,
      },
      logger: createLogger('silent'),
      onLoad: async (content) => {
        loaded.push(content);
      },
    });
    const kept = async () => (await embeddingKeys(shop.db)).size;
    const headings = () => loaded.at(-1)?.passages.map(({ heading }) => heading) ?? [];
    try {
      await service.start();
      const first = await kept();
      // Some are read, and nobody else is kept from building meanwhile.
      await expect.poll(kept, { timeout: 120_000 }).toBeGreaterThan(first);
      expect(await leaseHolder(shop.db, 'ingest')).toBeUndefined();
      const before = await kept();
      // What a build that is ended had half written.
      writeFileSync(join(shop.data.path, 'index', 'begun.hnsw.tmp'), 'half');
      shop.knowledge.write({
        'guides/avance.md': AVANCE.replace('Comment rembourser', 'Comment bien rembourser'),
      });
      void service.refresh();
      await expect.poll(headings, { timeout: 60_000 }).toContain('Comment bien rembourser une avance ?');
      const then = await kept();
      expect(then).toBeGreaterThanOrEqual(before);
      expect(then).toBeLessThan(PARTS * SENTENCES);
      // It is tidied up behind the index that is in service.
      await expect.poll(() => readdirSync(join(shop.data.path, 'index')), { timeout: 60_000 }).toEqual([]);
      // The reading goes on.
      await expect.poll(kept, { timeout: 120_000 }).toBeGreaterThan(then);
    } finally {
      await service.stop();
    }
  }, 300_000);
});
