import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#src/platform/database/open.ts';
import { type KnowledgeFolder, knowledgeFolder } from '#support/knowledge/answering-knowledge.ts';
import { addHeldWork } from '#support/store/seeds/held-work.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { ChatPerson } from '#support/world/people/chat-person.ts';
import { csrfOf, Visitor } from '#support/world/people/visitor.ts';
import { indexedFolder } from '#support/world/prepared/indexes.ts';
import { runHere } from '#support/world/processes/command-here.ts';
import { runCommand } from '#support/world/processes/command-line.ts';
import { HotlineProgram } from '#support/world/processes/killable-hotline.ts';

const TOKEN = 'b3f0a1c27e9d4856a0bb91f2';
const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

describe('A server as its operator sees it', () => {
  let folder: KnowledgeFolder;
  let program: HotlineProgram | undefined;
  afterEach(async () => {
    await program?.end('SIGKILL');
    program = undefined;
    await folder[Symbol.asyncDispose]();
  });
  const start = async (settings: Readonly<Record<string, string>> = {}) => {
    program = new HotlineProgram(['src/main.ts'], folder, settings);
    return program.url();
  };
  const status = (...args: string[]) => runHere(['status', ...args, '--data', folder.dataDir]);

  it('tells one word to anybody, and its details to a token or to this machine’s owner, never by address', async () => {
    folder = await indexedFolder();
    const url = await start({ STATUS_TOKEN: TOKEN });
    for (const headers of [{}, { 'X-Forwarded-For': '127.0.0.1' }, { Authorization: 'Bearer faux' }]) {
      const bare = await fetch(`${url}/readyz`, { headers });
      expect([bare.status, await bare.text()]).toEqual([200, 'prête\n']);
      const closed = await fetch(`${url}/metrics`, { headers });
      expect([closed.status, closed.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
      expect(await closed.text()).not.toContain('hotline_');
    }
    const details = await (await fetch(`${url}/readyz`, bearer(TOKEN))).json();
    expect(details).toMatchObject({ ready: true, store: { engine: 'sqlite' }, channels: { web: 'running' } });

    const person = new ChatPerson();
    await person.open(url);
    person.write('Ai-je droit à une avance ?');
    await person.flush(url);
    await person.untilAnswered(url, 1);
    const text = await (await fetch(`${url}/metrics`, bearer(TOKEN))).text();
    expect(text).toMatch(/^hotline_messages_total\{channel="web"\} 1$/m);
    for (const name of [
      'answers_total',
      'refusals_total',
      'handoffs_total',
      'queue_age_seconds',
      'index_age_seconds',
      'free_disk_bytes',
      'worker_restarts_total',
      'outbox_age_seconds',
      'ledger_pending',
    ])
      expect(text, name).toMatch(new RegExp(`^hotline_${name} \\d`, 'm'));
    expect(text).toMatch(/^# TYPE hotline_send_failures_total counter$/m);
    const told = await runCommand(['status', '--data', folder.dataDir]);
    expect(told.code, told.stderr).toBe(0);
    expect(told.stdout).toContain('La Hotline est prête.');
    expect(told.stdout).toMatch(/Index : \d+ passages, publié le /);
    expect(told.stdout).toMatch(/Place libre sur le disque des données : \d+,\d Go\./);
    expect(JSON.parse((await status('--json')).stdout)).toMatchObject({ ready: true });
    expect((await status('--metrics')).stdout).toContain('hotline_messages_total');
    await expect
      .poll(async () => (await fetch(`${url}/metrics`, bearer(TOKEN))).text(), {
        timeout: 15_000,
        interval: 500,
      })
      .toMatch(/^hotline_answers_total 1$/m);
    await program?.end('SIGTERM');
    expect(existsSync(join(folder.dataDir, 'server.json'))).toBe(false);
    const down = await status();
    expect([down.code, down.stdout]).toEqual([3, expect.stringContaining('Aucune hotline ne répond')]);
    expect(down.stdout).toMatch(/Index : \d+ passages/);
    // Reading it leaves nothing beside it, which its server could not write.
    expect(readdirSync(folder.dataDir).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
    writeFileSync(join(folder.dataDir, 'hotline.db'), 'ce n’est pas une base');
    const broken = await status();
    expect(broken.code).toBe(3);
    expect(broken.stdout).toMatch(
      /Aucune hotline ne répond[\s\S]*Base : elle ne se lit pas \([\s\S]*Place libre/,
    );
    rmSync(join(folder.dataDir, 'hotline.db'));
    expect([(await status()).code, existsSync(join(folder.dataDir, 'hotline.db'))]).toEqual([3, false]);
  }, 240_000);

  it('keeps its data to itself: the folder 0700, its files 0600, those of before corrected', async () => {
    // The index too is made by the server.
    folder = await knowledgeFolder();
    await (await openDatabase(folder.dataDir)).close();
    mkdirSync(join(folder.dataDir, 'index'), { recursive: true });
    writeFileSync(join(folder.dataDir, 'index', 'ancien.hnsw'), 'x');
    writeFileSync(join(folder.dataDir, 'notes.txt'), 'de quelqu’un d’autre');
    const opened = [folder.dataDir, join(folder.dataDir, 'index')];
    for (const path of opened) chmodSync(path, 0o755);
    chmodSync(join(folder.dataDir, 'index', 'ancien.hnsw'), 0o644);
    chmodSync(join(folder.dataDir, 'notes.txt'), 0o644);
    const url = await start();
    const person = new ChatPerson();
    await person.open(url);
    person.write('Ai-je droit à une avance ?');
    await person.flush(url);
    const modes = readdirSync(folder.dataDir, { recursive: true, encoding: 'utf8' }).map((name) => {
      const found = statSync(join(folder.dataDir, name));
      return [name, found.isDirectory(), (found.mode & 0o777).toString(8)] as const;
    });
    expect((statSync(folder.dataDir).mode & 0o777).toString(8)).toBe('700');
    const names = modes.map(([name]) => name);
    expect(names).toEqual(
      expect.arrayContaining(['hotline.db', 'hotline.db-wal', 'server.json', 'erasures.ledger']),
    );
    // What the hotline did not write is its owner's business.
    for (const [name, isFolder, mode] of modes)
      expect([name, mode]).toEqual([name, name === 'notes.txt' ? '644' : isFolder ? '700' : '600']);
  }, 240_000);

  it('over https, says on every answer that browsers stay there', async () => {
    folder = await indexedFolder();
    const url = await start({ PUBLIC_URL: 'https://hotline.exemple.fr' });
    for (const path of [
      '/',
      '/healthz',
      '/readyz',
      '/metrics',
      '/desk',
      '/staff',
      '/connexion',
      '/annuaire',
      '/files/x',
      '/vie-privee',
      '/chat/history',
      '/assets/main.js',
      '/nulle-part',
    ])
      expect(
        (await fetch(`${url}${path}`, { redirect: 'manual' })).headers.get('Strict-Transport-Security'),
        path,
      ).toMatch(/^max-age=31536000/);
  }, 240_000);

  it('believes a relay only where it is named, and says once that one is not', async () => {
    folder = await indexedFolder();
    const url = await start();
    const relayed = { headers: { 'X-Forwarded-For': '203.0.113.7', 'X-Forwarded-Proto': 'https' } };
    for (let times = 0; times < 3; times += 1) {
      const answer = await fetch(`${url}/`, relayed);
      expect(answer.headers.get('Strict-Transport-Security')).toBeNull();
    }
    await program?.printed(/TRUST_PROXY/);
    expect(program?.output.match(/TRUST_PROXY/g)).toHaveLength(1);
    await program?.end('SIGTERM');
    const behind = await start({ TRUST_PROXY: 'loopback' });
    const believed = await fetch(`${behind}/`, relayed);
    expect(believed.headers.get('Strict-Transport-Security')).toMatch(/^max-age/);
    expect(program?.output).not.toContain('TRUST_PROXY');
  }, 240_000);
});

describe('Staff and operators', () => {
  let office: OfficeHotline;
  const visitor = new Visitor();
  beforeAll(async () => {
    office = await OfficeHotline.start();
    const asked = await visitor.open(office.link);
    await visitor.post(`${office.url}/connexion/nom`, { name: 'Awa Diallo', _csrf: csrfOf(asked) });
  });
  afterAll(() => office?.[Symbol.asyncDispose]());
  const revoke = (...name: string[]) => ['desk', 'revoke', ...name, '--data', office.dataDir];

  it('somebody of the staff sees the details where they are signed in', async () => {
    expect((await fetch(`${office.url}/readyz`)).headers.get('Content-Type')).toContain('text/plain');
    expect(JSON.parse((await visitor.request(`${office.url}/readyz`)).text)).toMatchObject({ ready: true });
    expect((await visitor.request(`${office.url}/metrics`)).text).toContain('hotline_free_disk_bytes');
  }, 240_000);

  it('say of what a restored copy had not sent whether it leaves', async () => {
    const held = await addHeldWork(office.dataDir);
    const page = await visitor.request(`${office.url}/staff`);
    expect(page.text).toContain('À vérifier');
    expect(page.text).toContain('Réponse gardée 1');
    expect(page.text).toContain('Mail à awa@exemple.fr');
    const act = async (path: string) => {
      const answer = await visitor.request(`${office.url}/staff/api/held/${path}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Origin: new URL(office.url).origin,
          'X-CSRF-Token': csrfOf(page),
        },
        body: '{}',
      });
      return answer.status;
    };
    const [first, second] = held.messages;
    expect(await act(`messages/${first}/send`)).toBe(200);
    expect(await act(`messages/${second}/drop`)).toBe(200);
    expect(await act(`mails/${held.mail}/drop`)).toBe(200);
    expect(await act(`messages/${second}/send`)).toBe(409);
    const rows = await office.query<{ id: string; status: string; withheld: number | null }>(
      'SELECT outbox.id, status, withheld_at AS withheld FROM outbox JOIN message ON message.id = message_id',
    );
    // There is no such channel here: what may leave is tried.
    expect(rows.find(({ id }) => id === first)?.status).toBe('open');
    expect(rows.find(({ id }) => id === second)).toMatchObject({ status: 'withheld' });
    expect(rows.find(({ id }) => id === second)?.withheld).not.toBeNull();
    expect(await office.query(`SELECT payload FROM job WHERE id = '${held.mail}'`)).toEqual([
      { payload: 'null' },
    ]);
    expect((await visitor.request(`${office.url}/staff`)).text).not.toContain('À vérifier');
  }, 240_000);

  it('whose sessions are revoked is out at once, open pages included', async () => {
    const cookie = visitor.cookieFor(office.url);
    const stream = await fetch(`${office.url}/desk/api/events`, { headers: { Cookie: cookie } });
    expect(stream.status).toBe(200);
    const read = (async () => {
      let text = '';
      for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk;
      return text;
    })();
    expect((await runHere(revoke('personne'))).stderr).toContain(
      'Personne de l’équipe ne s’appelle « personne »',
    );
    const done = await runCommand(revoke('awa', 'DIALLO'));
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('1 connexion terminée')]);
    const began = performance.now();
    expect(await read).toContain('event: ended');
    expect(performance.now() - began).toBeLessThan(10_000);
    const after = await fetch(`${office.url}/desk/api/me`, { headers: { Cookie: cookie } });
    expect(after.status).toBe(401);
    expect((await runHere(revoke('Awa Diallo'))).stdout).toContain('n’avait aucune connexion ouverte');
  }, 240_000);
});
