/** Writes in a folder as somebody who is not its owner, nor root, and says how that went. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canWrite, isNotWritable, writeAside } from '#src/knowledge/desk/folder.ts';
import { FolderKeeper } from '#src/knowledge/desk/keeper.ts';
import { publish } from '#src/knowledge/desk/publish.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { createLogger } from '#src/platform/logger.ts';
import { sha256 } from '#src/retrieval/passages/index-content.ts';

// To root, every folder is open.
if (process.getuid?.() === 0) process.setuid?.(65_534);
const knowledgeDir = process.argv[2] ?? '';
const path = 'guides/page.md';
const wrote = await writeAside(knowledgeDir, path, 'x').then(
  () => 'written',
  (error: unknown) => (isNotWritable(error) ? 'not writable' : String(error)),
);

const data = mkdtempSync(join(tmpdir(), 'hotline-nobody-'));
const db = await openDatabase(data);
const keeper = new FolderKeeper({
  db,
  knowledgeDir,
  logger: createLogger('silent'),
  onChanged: () => undefined,
});
const parts = { db, knowledgeDir, keeper, now: Date.now };
const by = { key: 'web:lea', name: 'Léa' };
const end = async (content: Uint8Array | undefined) => {
  const act = content ? 'published' : 'withdrawn';
  const change = { path, act, content, basis: sha256('page') } as const;
  return (await publish(parts, [change], by, async () => undefined)).type;
};
const ended = [await end(new TextEncoder().encode('x')), await end(undefined)];
const versions = await db.query('SELECT id FROM knowledge_version');
await db.close();
rmSync(data, { recursive: true, force: true });
process.send?.({
  able: await canWrite(knowledgeDir),
  page: await canWrite(knowledgeDir, path),
  wrote,
  ended,
  versions: versions.length,
});
