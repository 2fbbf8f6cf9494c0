import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#src/config/config.ts';
import type { Support } from '#src/conversation/store/supports.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { runCommand } from '#support/world/processes/command-line.ts';
import { QUESTION } from '#support/world/processes/store-samples.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

describe('An answer that was given', () => {
  let folder: KnowledgeFolder;
  let hotline: Hotline;
  beforeAll(async () => {
    folder = await indexedFolder();
    const settings = { PORT: '0', HOTLINE_WORKERS: '1', LOG_LEVEL: 'silent' };
    const folders = { HOTLINE_DATA_DIR: folder.dataDir, HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir };
    hotline = await createHotline(readConfig({ ...WITHOUT_READER, ...settings, ...folders }));
  });
  afterAll(async () => {
    await hotline?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  const answers = async (reference: string) => {
    const { stdout } = await runCommand(['knowledge', 'answers', reference, '--data', folder.dataDir]);
    return stdout;
  };

  it('is found by the section and the figures that it stood on, also once they have changed', async () => {
    using client = await WebClient.open(hotline.url);
    await client.send(QUESTION);
    await client.until(() => client.events.some(({ data }) => data.author === 'bot'));
    await hotline.settled();
    const db = await connectDatabase(folder.dataDir);
    const kept = await db
      .query<Support>('SELECT kind, reference, version FROM message_support ORDER BY kind, reference')
      .finally(() => db.close());
    expect(kept).toEqual(
      expect.arrayContaining([
        { kind: 'figure', reference: 'avance-seuil', version: '50000 depuis 2019-04-01' },
        expect.objectContaining({
          kind: 'section',
          reference: expect.stringMatching(/#ai-je-droit-a-une-avance$/),
        }),
      ]),
    );
    const section = kept.find(({ kind }) => kind === 'section')?.reference ?? '';
    expect(await answers(section)).toContain(
      '1 réponse(s) gardée(s) s’y appuient, dont 0 sur une autre version',
    );

    const figures = join(folder.knowledgeDir, 'figures.yaml');
    const before = await readFile(figures, 'utf8');
    await writeFile(figures, before.replace('value: 50000', 'value: 45000'));
    const changed = 'avance-seuil vaut aujourd’hui « 45000 depuis 2019-04-01 »';
    await expect.poll(() => answers('avance-seuil'), { timeout: 60_000 }).toContain(changed);
    const told = await answers('avance-seuil');
    expect(told).toContain('1 réponse(s) gardée(s) s’y appuient, dont 1 sur une autre version');
    expect(told).toMatch(
      /\d{4}-\d\d-\d\d {2}conversation \S+ {2}message \S+ {2}version « 50000 depuis 2019-04-01 »/,
    );
    expect(told).not.toContain(QUESTION);
  });
});
