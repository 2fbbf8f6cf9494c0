import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { readConfig } from '#src/config/config.ts';
import { setAsideText } from '#src/conversation/texts.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import type { Database } from '#src/platform/database/database.ts';
import { connectDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { WebClient } from '#support/world/people/web-client.ts';
import { POISON_FILES } from '#support/world/poison/files.ts';
import { POISONS } from '#support/world/poison/poison.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const ADVANCE = 'Ai-je droit à une avance ?';

describe('A message under which its reader ends', () => {
  let folder: KnowledgeFolder;
  let hotline: Hotline;
  let db: Database;

  const start = async () => {
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_DATA_DIR: folder.dataDir,
      HOTLINE_KNOWLEDGE_DIR: folder.knowledgeDir,
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '2',
    });
    hotline = await createHotline(config, {
      readingFiles: POISON_FILES,
      logger: createLogger('silent'),
    });
  };
  const saidBy = (page: WebClient) =>
    page.events
      .filter(({ data }) => data.author === 'bot')
      .map(({ data }) => plainText((data.blocks ?? []) as Parameters<typeof plainText>[0]));
  const setAside = async () => {
    const rows = await db.query<{ why: string }>(
      'SELECT why FROM turn_trouble WHERE set_aside_at IS NOT NULL ORDER BY set_aside_at',
    );
    return rows.map(({ why }) => why);
  };

  beforeAll(async () => {
    folder = await indexedFolder();
    await start();
    db = await connectDatabase(folder.dataDir, undefined);
  });
  afterAll(async () => {
    await hotline[Symbol.asyncDispose]();
    await db.close();
    await folder[Symbol.asyncDispose]();
  });

  it('is told honestly that it was not read, and holds up neither its conversation nor others', async () => {
    using angry = await WebClient.open(hotline.url);
    using honest = await WebClient.open(hotline.url);
    await angry.send(POISONS.hang);
    await honest.send(ADVANCE);
    await honest.until(() => saidBy(honest).length > 0);
    expect(saidBy(honest)[0]).toContain('avance');
    // The server's own thread was free all the time.
    expect((await fetch(`${hotline.url}/healthz`)).status).toBe(200);
    await angry.until(() => saidBy(angry).length > 0);
    expect(saidBy(angry)[0]).toContain(setAsideText);
    await angry.send(ADVANCE);
    await angry.until(() => saidBy(angry).length > 1);
    expect(saidBy(angry)[1]).toContain('avance');
    expect(await setAside()).toEqual(['time']);
  });

  it('is set aside too when it fills the memory, or crashes its thread', async () => {
    using page = await WebClient.open(hotline.url);
    await page.send(POISONS.memory);
    await page.until(() => saidBy(page).length > 0);
    await page.send(POISONS.crash);
    await page.until(() => saidBy(page).length > 1);
    expect(saidBy(page)).toEqual([
      expect.stringContaining(setAsideText),
      expect.stringContaining(setAsideText),
    ]);
    expect((await setAside()).slice(-2)).toEqual(['memory', 'crash']);
    await page.send(ADVANCE);
    await page.until(() => saidBy(page).length > 2);
    expect(saidBy(page)[2]).toContain('avance');
  });

  it('does not wait for ever: what uses no processor time has ten seconds', async () => {
    using page = await WebClient.open(hotline.url);
    await page.send(POISONS.wait);
    await page.until(() => saidBy(page).length > 0);
    expect(saidBy(page)[0]).toContain(setAsideText);
  });

  it('takes no other message of its burst with it', async () => {
    using page = await WebClient.open(hotline.url);
    await Promise.all([page.send('ai-je droit à une avance'), page.send(POISONS.crash)]);
    await page.until(() => saidBy(page).length > 1);
    expect(saidBy(page).filter((text) => text.includes(setAsideText))).toHaveLength(1);
    expect(saidBy(page).filter((text) => text.includes('avance'))).toHaveLength(1);
  });

  it('is not met again by a restart, shows to staff, and is read again when they say so', async () => {
    const before = (await setAside()).length;
    expect(before).toBeGreaterThan(0);
    await hotline[Symbol.asyncDispose]();
    await start();
    const staff = await DeskPerson.signIn(db, hotline.url, 'Awa');
    const response = await fetch(`${hotline.url}/staff`, { headers: { Cookie: staff.cookie } });
    const page = await response.text();
    expect(page).toContain('Messages mis de côté');
    expect(page).toContain('lecture trop longue');
    const [path] = /\/staff\/api\/messages\/[^"]+\/relaunch/.exec(page) ?? [];
    expect((await staff.post(path ?? '', {})).status).toBe(200);
    expect((await staff.post(path ?? '', {})).status).toBe(409);
    // Its fault is still there.
    await expect.poll(async () => (await setAside()).length, { timeout: 60_000 }).toBe(before);
  });
});
