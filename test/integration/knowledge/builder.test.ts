import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Builder } from '#src/knowledge/ingest/run-in-child.ts';
import { AVANCE } from '#support/knowledge/samples.ts';
import { openWorkshop, type Workshop } from '#support/knowledge/workshop.ts';

let shop: Workshop;
let builder: Builder;
beforeEach(async () => {
  shop = await openWorkshop();
  builder = new Builder({
    knowledgeDir: shop.knowledge.path,
    dataDir: shop.data.path,
    embeddings: { provider: 'static' },
  });
});
afterEach(async () => {
  builder[Symbol.dispose]();
  await shop[Symbol.asyncDispose]();
});

const headings = async () => (await shop.load()).passages.map(({ heading }) => heading);
const said = (word: string) => AVANCE.replace('Comment rembourser', `Comment ${word} rembourser`);

describe('the process that builds', () => {
  it('is kept for what changes next, and reads that alone', async () => {
    const first = await builder.serve();
    expect(first.report).toMatchObject({ published: true, filesRead: first.report.files });
    const { pid } = builder;
    expect(pid).toBeDefined();
    for (const word of ['bien', 'vite', 'bien']) {
      shop.knowledge.write({ 'guides/avance.md': said(word) });
      expect((await builder.serve()).report).toMatchObject({ published: true, filesRead: 1 });
      expect(await headings()).toContain(`Comment ${word} rembourser une avance ?`);
    }
    expect((await builder.serve()).report).toMatchObject({ published: false, filesRead: 0 });
    expect(builder.pid).toBe(pid);
  }, 120_000);

  it('sees a file that was changed under its old size and date, and one that is no longer there', async () => {
    shop.knowledge.write({ 'guides/avance.md': said('bien') });
    await builder.serve();
    const path = join(shop.knowledge.path, 'guides/avance.md');
    // It has been what it is for a while when it is read again.
    await sleep(2_500);
    await builder.serve();
    const { atime, mtime, size } = statSync(path);
    writeFileSync(path, said('vite'));
    utimesSync(path, atime, mtime);
    expect(statSync(path).size).toBe(size);
    expect((await builder.serve()).report).toMatchObject({ published: true, filesRead: 1 });
    expect(await headings()).toContain('Comment vite rembourser une avance ?');
    shop.knowledge.write({ 'guides/avance.md': undefined, 'guides/autre.md': said('bien') });
    await builder.serve({});
    expect(await headings()).toContain('Comment bien rembourser une avance ?');
    expect(await headings()).not.toContain('Comment vite rembourser une avance ?');
  }, 120_000);

  it('takes what another process published meanwhile', async () => {
    await builder.serve();
    shop.knowledge.write({ 'guides/avance.md': said('bien') });
    const { generation } = await shop.ingest();
    expect((await builder.serve()).report).toMatchObject({ published: false, generation });
    shop.knowledge.write({ 'guides/avance.md': said('vite') });
    expect((await builder.serve()).report).toMatchObject({ published: true, filesRead: 1 });
    expect(await headings()).toContain('Comment vite rembourser une avance ?');
  }, 120_000);

  it('that is killed leaves the index in service, and another one takes its place', async () => {
    const { report } = await builder.serve();
    const { pid = 0 } = builder;
    shop.knowledge.write({ 'guides/avance.md': said('bien') });
    const ended = builder.serve();
    process.kill(pid, 'SIGKILL');
    await expect(ended).rejects.toThrow('arrêtée avant sa fin');
    expect((await shop.load()).generation).toBe(report.generation);
    const again = await builder.serve();
    expect(again.report.published).toBe(true);
    expect(builder.pid).not.toBe(pid);
    expect(await headings()).toContain('Comment bien rembourser une avance ?');
  }, 120_000);

  it('is ended with what it does by a signal', async () => {
    const abort = new AbortController();
    const ended = builder.serve({ signal: abort.signal });
    abort.abort();
    await expect(ended).rejects.toThrow();
    expect(builder.pid).toBeUndefined();
  }, 120_000);
});
