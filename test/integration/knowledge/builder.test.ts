import { statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Builder } from '#src/knowledge/ingest/run-in-child.ts';
import { startOpenAiServer } from '#support/fakes/model/server.ts';
import { AVANCE, FIGURES } from '#support/knowledge/samples.ts';
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

  it('puts a change in service by its words, when its endpoint has gone since the one before', async () => {
    await using server = await startOpenAiServer({ dimension: 64 });
    using remote = new Builder({
      knowledgeDir: shop.knowledge.path,
      dataDir: shop.data.path,
      embeddings: {
        provider: 'openai',
        baseUrl: server.url,
        model: 'bge-test',
        apiKey: undefined,
        queryPrefix: '',
        documentPrefix: '',
        dimensions: undefined,
        batchSize: 8,
      },
    });
    expect((await remote.serve()).report.vectors).toBeGreaterThan(0);
    const { pid } = remote;
    await server.stop();
    shop.knowledge.write({ 'guides/avance.md': said('vite') });
    expect((await remote.serve()).report).toMatchObject({ published: true, vectors: 0 });
    expect(remote.pid).toBe(pid);
    expect(await headings()).toContain('Comment vite rembourser une avance ?');
  }, 120_000);

  it('serves a page that was refused for a missing figure once the figure is there', async () => {
    const path = 'notes/acompte.md';
    shop.knowledge.write({
      [path]: '# Acompte\n\nUn acompte se demande chaque mois au service des marchés.\n',
    });
    await builder.serve();
    shop.knowledge.write({
      [path]: AVANCE.replaceAll('avance-seuil', 'acompte-seuil')
        .replaceAll(/([Aa])vance/g, '$1compte')
        .replaceAll('acompte-duree', 'avance-duree'),
    });
    await sleep(2_500);
    for (let time = 0; time < 2; time += 1) {
      const { problems } = (await builder.serve()).report;
      expect(problems.map(({ message }) => message).join()).toContain(
        'le chiffre « acompte-seuil » n’existe pas',
      );
    }
    const [, first = ''] = /(- id: avance-seuil[\s\S]*?)(?=- id: )/.exec(FIGURES) ?? [];
    shop.knowledge.write({ 'figures.yaml': `${FIGURES}${first.replace('avance-seuil', 'acompte-seuil')}` });
    expect((await builder.serve()).report.problems.filter(({ severity }) => severity === 'error')).toEqual(
      [],
    );
    expect(await headings()).toContain('Comment rembourser une acompte ?');
  }, 120_000);

  it('that hangs while it makes ready keeps no change waiting for long, nor anybody who gives up', async () => {
    builder.wake();
    await expect.poll(() => builder.pid, { timeout: 30_000 }).toBeDefined();
    const { pid = 0 } = builder;
    process.kill(pid, 'SIGSTOP');
    const abort = new AbortController();
    const givenUp = builder.serve({ signal: abort.signal });
    const served = builder.serve();
    const start = Date.now();
    abort.abort();
    await expect(givenUp).rejects.toThrow();
    expect(Date.now() - start).toBeLessThan(2_000);
    expect(builder.pid).toBe(pid);
    expect((await served).report.published).toBe(true);
    expect(builder.pid).not.toBe(pid);
  }, 120_000);

  it('is not started any more once it is disposed of', async () => {
    builder[Symbol.dispose]();
    builder.wake();
    await expect(builder.serve()).rejects.toThrow('arrêtée avant sa fin');
    expect(builder.pid).toBeUndefined();
  });

  it('makes room for another one when it has taken much', async () => {
    await builder.serve();
    builder.makeRoom();
    expect(builder.pid).toBeDefined();
    builder.makeRoom(1);
    expect(builder.pid).toBeUndefined();
    expect((await builder.serve()).report.published).toBe(false);
  }, 120_000);

  it('says so when it is killed while it does what is left', async () => {
    await builder.serve();
    const finished = builder.finish();
    process.kill(builder.pid ?? 0, 'SIGKILL');
    await expect(finished).rejects.toThrow('SIGKILL');
  }, 120_000);
});
