import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activeGenerationId } from '#src/knowledge/store/generations.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { page } from '#support/knowledge/samples.ts';
import { openWorkshop, type Workshop } from '#support/knowledge/workshop.ts';
import { FaultyServer } from '#support/world/processes/faulty-server.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const SUBJECTS = [
  'avance',
  'acompte',
  'caution',
  'visite',
  'lot',
  'variante',
  'retenue',
  'solde',
  'jury',
  'devis',
];
const PAGES = Object.fromEntries(
  SUBJECTS.map((subject) => [
    `guides/${subject}.md`,
    page(`## Que faut-il savoir de « ${subject} » ?\n\nIl faut lire la ligne « ${subject} » du contrat.`, {
      title: `Page ${subject}`,
    }),
  ]),
);

describe('a folder of ten passages', () => {
  let shop: Workshop;
  beforeEach(async () => {
    shop = await openWorkshop(PAGES);
    expect(await shop.ingest()).toMatchObject({ published: true, passages: 10 });
  });
  afterEach(() => shop[Symbol.asyncDispose]());

  const take = (...subjects: readonly string[]) =>
    shop.knowledge.write(Object.fromEntries(subjects.map((subject) => [`guides/${subject}.md`, undefined])));

  it('loses two of them without a word', async () => {
    take('avance', 'devis');
    const report = await shop.ingest();
    expect(report).toMatchObject({ published: true, passages: 8 });
    expect(report.loss).toBeUndefined();
  });

  it('that loses three at once is not put in service, and what left is named', async () => {
    const before = await activeGenerationId(shop.db);
    take('avance', 'devis', 'jury');
    const report = await shop.ingest();
    expect(report).toMatchObject({ published: false, generation: before, loss: { passages: 7, before: 10 } });
    expect(report.loss?.gone.map(({ title }) => title).sort()).toEqual([
      'Page avance',
      'Page devis',
      'Page jury',
    ]);
    expect((await shop.load()).passages).toHaveLength(10);
  });

  it('does not lose them one by one either', async () => {
    for (const subject of ['avance', 'devis']) {
      take(subject);
      expect(await shop.ingest()).toMatchObject({ published: true });
    }
    take('jury');
    const report = await shop.ingest();
    expect(report).toMatchObject({ published: false, loss: { passages: 7, before: 10 } });
    expect(report.loss?.gone.map(({ title }) => title).sort()).toEqual([
      'Page avance',
      'Page devis',
      'Page jury',
    ]);
    expect((await shop.load()).passages).toHaveLength(8);
  });

  it('is in service again by itself when they come back', async () => {
    take('avance', 'devis', 'jury');
    await shop.ingest();
    shop.knowledge.write(PAGES);
    const report = await shop.ingest();
    expect(report.loss).toBeUndefined();
    expect((await shop.load()).passages).toHaveLength(10);
    // From here on, it is whole again.
    take('avance', 'devis');
    expect((await shop.ingest()).loss).toBeUndefined();
  });

  it('is counted from what was accepted, once it was', async () => {
    take('avance', 'devis', 'jury');
    await shop.ingest();
    expect(await shop.ingest(undefined, 'all')).toMatchObject({ published: true, passages: 7 });
    take('lot');
    expect((await shop.ingest()).loss).toBeUndefined();
    take('solde');
    expect((await shop.ingest()).loss).toMatchObject({ passages: 5, before: 7 });
  });

  it('that is empty is never put in service, not even accepted', async () => {
    take(...SUBJECTS);
    for (const accept of [undefined, 'all'] as const)
      expect(await shop.ingest(undefined, accept)).toMatchObject({ published: false, loss: { passages: 0 } });
    expect((await shop.load()).passages).toHaveLength(10);
  });

  it.each([
    ['content', '[}'],
    ['manifest', 'not JSON'],
  ])('is indexed anew when the %s of its index can’t be read', async (column, text) => {
    await shop.db.query(`UPDATE generation SET ${column} = $1`, [text]);
    await shop.db.query("UPDATE knowledge_file SET document = '{'");
    expect(await shop.ingest()).toMatchObject({ published: true, passages: 10 });
    expect((await shop.load()).passages).toHaveLength(10);
  });
});

describe('the server', () => {
  const empty = (folder: string) => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  };

  it('goes on serving when its folder is emptied, says so, and takes it back by itself', async () => {
    await using server = await FaultyServer.start({ HOTLINE_WATCH: 'on' });
    const { knowledgeDir } = server.folder;
    const away = `${knowledgeDir}-away`;
    renameSync(knowledgeDir, away);
    mkdirSync(knowledgeDir);
    await server.untilReady(({ body }) => body.knowledge !== undefined);
    await server.program.printed(/Le dossier des connaissances est vide/);
    await server.send('Ai-je droit à une avance ?');
    const said = await server.untilSaid(2);
    expect(said[1]?.words).toContain('50');
    expect((await server.get('/readyz')).status).toBe(200);
    rmSync(knowledgeDir, { recursive: true });
    renameSync(away, knowledgeDir);
    const { body } = await server.untilReady(({ body }) => body.knowledge === undefined);
    expect(body).toMatchObject({ ready: true, passages: 5 });
  });

  it('takes what a command accepts', async () => {
    await using server = await FaultyServer.start({ HOTLINE_WATCH: 'on' });
    rmSync(join(server.folder.knowledgeDir, 'guides/seuils.md'));
    const held = await server.untilReady(({ body }) => body.knowledge !== undefined);
    expect(held.body).toMatchObject({ ready: true, passages: 5 });
    expect(held.body.knowledge).toContain('a perdu 2 passages sur 5');
    expect(held.body.knowledge).toContain('« Seuils » (2 passages)');
    const ingest = new HotlineProgram(['src/cli.ts', 'ingest'], server.folder);
    expect(await ingest.exited()).toBe(1);
    expect(ingest.output).toContain('knowledge accept');
    const accept = new HotlineProgram(['src/cli.ts', 'knowledge', 'accept'], server.folder);
    expect(await accept.exited()).toBe(0);
    const { body } = await server.untilReady(({ body }) => body.knowledge === undefined);
    while ((await server.get('/readyz')).body.passages !== 3) await sleep(100);
    expect(body.ready).toBe(true);
  });

  it.each([
    ['empty', (folder: string) => empty(folder), 'Le dossier des connaissances est vide'],
    ['missing', (folder: string) => rmSync(folder, { recursive: true }), 'n’existe pas'],
  ])(
    'that starts first on a folder that is %s says what is wrong, and never that a question is none',
    async (_, spoil, why) => {
      await using server = await FaultyServer.start({}, ({ knowledgeDir }) => spoil(knowledgeDir));
      const { status, body } = await server.get('/readyz');
      expect(status).toBe(503);
      expect(body.knowledge).toContain(why);
      expect(body.knowledge).toContain('Aucun index n’est en service');
      expect(server.program.output).not.toContain('l’index en service reste le même');
      await server.send('Ai-je droit à une avance ?');
      const said = await server.untilSaid(2);
      expect(said[1]?.words).not.toContain('domaine');
      expect(said[1]?.words).toContain('expert');
    },
  );

  it('starts on an index that can’t be read, and makes it anew', async () => {
    const spoil = async (folder: { dataDir: string; knowledgeDir: string }) => {
      expect(await new HotlineProgram(['src/cli.ts', 'ingest'], folder).exited()).toBe(0);
      const db = await openDatabase(folder.dataDir);
      await db.query("UPDATE generation SET content = '{'");
      await db.close();
    };
    await using server = await FaultyServer.start({}, spoil);
    expect(await server.get('/readyz')).toMatchObject({ status: 200, body: { passages: 5 } });
    expect(server.program.output).toContain('il est refait à partir du dossier des connaissances');
  });
});
