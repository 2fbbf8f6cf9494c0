import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { setAsideText } from '#src/conversation/texts.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { POISONS } from '#support/world/poison/poison.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const ADVANCE = 'Ai-je droit à une avance ?';

describe('A message under which the whole server dies', () => {
  let folder: KnowledgeFolder;
  let program: HotlineProgram | undefined;

  const start = () => {
    program = new HotlineProgram(['test/support/world/poison/server.ts'], folder);
    return program;
  };
  const botsOf = (page: WebClient) =>
    page.events
      .filter(({ data }) => data.author === 'bot')
      .map(({ data }) => plainText((data.blocks ?? []) as Parameters<typeof plainText>[0]));

  beforeEach(async () => {
    folder = await indexedFolder();
  });
  afterEach(async () => {
    await program?.end('SIGKILL');
    await folder[Symbol.asyncDispose]();
  });

  it('is read apart after three deaths, and set aside: the fourth start lives, and others are answered', async () => {
    const first = start();
    const url = await first.url();
    using page = await WebClient.open(url);
    await page.send(POISONS.kill).catch(() => undefined);
    await first.exited();
    // Each supervisor's restart meets it again, and dies of it.
    for (let death = 2; death <= 3; death += 1) await start().exited();
    const last = start();
    using honest = await WebClient.open(await last.url());
    await honest.send(ADVANCE);
    await honest.until(() => botsOf(honest).length > 0);
    expect(botsOf(honest)[0]).toContain('avance');
    const db = await openSqlite(join(folder.dataDir, 'hotline.db'));
    try {
      const aside = () =>
        db.query<{ why: string; process_ends: number }>(
          'SELECT why, process_ends FROM turn_trouble WHERE set_aside_at IS NOT NULL',
        );
      await expect.poll(aside, { timeout: 60_000 }).toEqual([{ why: 'process', process_ends: 3 }]);
      const said = await db.query<{ content: string }>(
        "SELECT content FROM message WHERE author = 'bot' ORDER BY created_at",
      );
      expect(said.filter(({ content }) => content.includes(setAsideText))).toHaveLength(1);
    } finally {
      await db.close();
    }
    // Nor does the next one meet it.
    await last.end('SIGKILL');
    const next = start();
    using later = await WebClient.open(await next.url());
    await later.send(ADVANCE);
    await later.until(() => botsOf(later).length > 0);
    expect(botsOf(later)[0]).toContain('avance');
  });
});
