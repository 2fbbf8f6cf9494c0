import { renameSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { FaultyServer } from '#support/world/processes/faulty-server.ts';

const NOT_KEPT = 'Votre message n’a pas pu être enregistré. Réessayez dans un instant.';

it('a full disk: messages are refused for now, nobody is told otherwise, and all goes on when there is room', async () => {
  await using server = await FaultyServer.start();
  expect((await server.send('Bonjour')).status).toBe(202);
  await server.untilSaid(2);
  const giveRoom = server.fillDisk();
  // A job that is due, which nothing can be written of.
  const beside = await openSqlite(join(server.folder.dataDir, 'hotline.db'));
  await beside.query("UPDATE job SET run_at = 0, lease_until = NULL WHERE kind = 'housekeeping'");
  await beside.close();

  const refused = await server.send('Ai-je droit à une avance ?');
  expect(refused).toMatchObject({ status: 503, retryAfter: '5', body: { error: NOT_KEPT } });
  const ready = await server.untilReady(({ status }) => status === 503);
  expect(ready.body).toMatchObject({ ready: false, store: { reachable: true, writable: false } });
  expect((await server.get('/healthz')).status).toBe(200);
  expect((await server.conversation()).length).toBe(2);
  await sleep(8_000);
  const lines = server.log.filter(({ msg }) => msg.includes('cannot reach the store'));
  expect(lines).toHaveLength(1);
  // The refusal, the readiness that changed, and that line.
  expect(server.log.length).toBeLessThanOrEqual(6);

  giveRoom();
  expect((await server.send('Ai-je droit à une avance ?')).status).toBe(202);
  const said = await server.untilSaid(4);
  expect(said.at(-1)).toMatchObject({ author: 'bot', words: expect.stringContaining('avance') });
  expect((await server.untilReady(({ status }) => status === 200)).body.ready).toBe(true);
});

it.each([
  ['deleted', (path: string) => renameSync(path, `${path}.away`), 'a été supprimé ou remplacé'],
  ['cut', (path: string) => truncateSync(path, 0), 'a été tronqué'],
])('a store whose file is %s under it acknowledges nothing any more, and says it', async (_, spoil, said) => {
  await using server = await FaultyServer.start();
  expect((await server.send('Bonjour')).status).toBe(202);
  await server.untilSaid(2);
  spoil(join(server.folder.dataDir, 'hotline.db'));
  expect(await server.send('Ai-je droit à une avance ?')).toMatchObject({
    status: 503,
    body: { error: NOT_KEPT },
  });
  await server.program.printed(new RegExp(said));
});

it('a conversation that can’t be read is said to be so, and not that a message is lost', async () => {
  await using server = await FaultyServer.start();
  await server.send('Bonjour');
  await server.untilSaid(2);
  const beside = await openSqlite(join(server.folder.dataDir, 'hotline.db'));
  await beside.query('ALTER TABLE feedback RENAME TO lost_table');
  await beside.close();
  expect(await server.get('/chat/history?after=0')).toMatchObject({
    status: 503,
    body: { error: 'La conversation n’a pas pu être lue. Réessayez dans un instant.' },
  });
});
