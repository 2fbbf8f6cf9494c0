import { randomUUID } from 'node:crypto';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import type { KnowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';
import { QUESTION } from '#support/world/processes/store-samples.ts';

const TWO_HOURS = 7_200_000;
const MINUTE = 60_000;

let folder: KnowledgeFolder;
const programs: HotlineProgram[] = [];

/** A server whose machine's clock is off until it is put right. */
const start = (shift = 0) => {
  const preload = ['--import', join(ROOT, 'test/support/world/processes/shifted-clock.ts')];
  const program = new HotlineProgram([...preload, 'src/main.ts'], folder, { CLOCK_SHIFT: String(shift) });
  programs.push(program);
  return program;
};

async function rowsOf<R>(sql: string, ...params: readonly (string | number)[]): Promise<R[]> {
  const db = await openSqlite(join(folder.dataDir, 'hotline.db'));
  try {
    return await db.query<R>(sql, params);
  } finally {
    await db.close();
  }
}

/** Somebody on the web chat. @returns what sends one message as they do */
async function somebody(url: string) {
  const first = await fetch(`${url}/chat/history`);
  const cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return (text: string) =>
    fetch(`${url}/chat/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify({ id: randomUUID(), text }),
    });
}

const unsent = async (): Promise<number> =>
  Number((await rowsOf<{ n: number }>("SELECT COUNT(*) AS n FROM outbox WHERE status = 'open'"))[0]?.n);
const unhandled = async (): Promise<number> =>
  Number((await rowsOf<{ n: number }>('SELECT COUNT(*) AS n FROM message WHERE handled_at IS NULL'))[0]?.n);

beforeEach(async () => {
  folder = await indexedFolder();
});
afterEach(async () => {
  for (const program of programs.splice(0)) {
    program.signal('SIGCONT');
    await program.end('SIGKILL');
  }
  await folder[Symbol.asyncDispose]();
});

describe('a clock that was two hours ahead and is put right', () => {
  it('shuts nobody out, leaves nobody without an answer, and has the work of the house done', async () => {
    const server = start(TWO_HOURS);
    const send = await somebody(await server.url());
    let refused: Response | undefined;
    for (let count = 0; count < 40 && !refused; count += 1) {
      const response = await send(count === 0 ? QUESTION : 'bonjour');
      if (response.status === 429) refused = response;
    }
    expect(Number(refused?.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    server.signal('SIGUSR2');
    await server.printed(/L’horloge de la machine a reculé de 7(?:199|200|201) secondes/);
    const again = await send('bonjour');
    expect(again.status).toBe(429);
    expect(Number(again.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    await expect.poll(unhandled).toBe(0);
    await expect.poll(unsent).toBe(0);
    const late = () =>
      rowsOf<{ kind: string }>(
        "SELECT kind FROM job WHERE kind = 'case-watch' AND status = 'open' AND run_at > $1",
        Date.now() + 2 * MINUTE,
      );
    await expect.poll(late).toEqual([]);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it('after a kill, leaves nothing that waits for it to be there again', async () => {
    const killed = start(TWO_HOURS);
    const send = await somebody(await killed.url());
    await send(QUESTION);
    await expect.poll(unhandled).toBe(0);
    await killed.end('SIGKILL');
    const later = Date.now() + TWO_HOURS;
    await rowsOf("UPDATE outbox SET status = 'open', run_at = $1, created_at = $1, lease_until = $1", later);
    // As it is left by a container of another name.
    await rowsOf("UPDATE lease SET owner = 'elsewhere:1:x', until = $1", later);
    const server = start();
    await server.url();
    await expect.poll(unsent).toBe(0);
    expect(await server.end('SIGTERM')).toBe(0);
  });
});

describe('one server for one file, whatever its clock says', () => {
  it('refuses a second one whose clock is ahead', async () => {
    const server = start();
    await server.url();
    const second = start(TWO_HOURS);
    expect(await second.exited()).toBe(1);
    expect(second.output).toMatch(/Une hotline tourne déjà sur/);
    expect(await server.end('SIGTERM')).toBe(0);
  });

  it.each(['deleted', 'emptied', 'replaced'])('stops a server whose file was %s', async (how) => {
    const server = start();
    await server.url();
    const file = join(folder.dataDir, 'hotline.db');
    if (how === 'emptied') truncateSync(file, 0);
    else rmSync(file);
    if (how === 'replaced') writeFileSync(file, 'x'.repeat(5_000));
    expect(await server.exited()).toBe(1);
    expect(server.output).toMatch(/a été supprimé, remplacé ou vidé pendant que la Hotline tournait/);
  });

  it('stops a server that slept while another took over, at once and loudly', async () => {
    const first = start();
    await first.url();
    first.signal('SIGSTOP');
    let second = start();
    while ((await Promise.race([second.url(), second.exited()]).catch(() => 1)) === 1) second = start();
    first.signal('SIGCONT');
    expect(await first.exited()).toBe(1);
    expect(first.output).toMatch(/Une autre hotline a pris la base .* celle-ci s’arrête aussitôt/);
    const send = await somebody(await second.url());
    expect((await send(QUESTION)).status).toBe(202);
    expect(await second.end('SIGTERM')).toBe(0);
  });
});
