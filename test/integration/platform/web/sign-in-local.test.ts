import { get } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { csrfOf, type Visit, Visitor } from '#support/world/people/visitor.ts';
import { runHere } from '#support/world/processes/command-here.ts';

const MINUTE = 60_000;
const CONFIGURE = 'configurez OIDC_ISSUER';

const read = (visit: Visit) => visit.text.replaceAll('&#39;', "'");

describe('Entering the desk without a provider', () => {
  let office: OfficeHotline;
  let visitor: Visitor;

  beforeAll(async () => {
    office = await OfficeHotline.start();
  });
  afterAll(() => office?.[Symbol.asyncDispose]());
  beforeEach(() => {
    visitor = new Visitor();
  });

  const deskLink = (...args: readonly string[]) =>
    runHere(['desk', 'link', '--data', office.dataDir, ...args]);
  const freshLink = async () => (await deskLink()).stdout.trim();
  const me = async (who = visitor) => {
    const answer = await who.request(`${office.url}/desk/api/me`);
    return { status: answer.status, ...(JSON.parse(answer.text) as Record<string, unknown>) };
  };

  it('opens once by the link of the start, asks for a name, and companies would see that name', async () => {
    expect(office.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/desk\/entrer\?code=[\w-]{43}$/);
    const asked = await visitor.open(office.link);
    expect(asked.url).toBe(`${office.url}/connexion/nom`);
    expect(await me()).toMatchObject({ name: 'Équipe (accès local)', roles: ['expert', 'staff', 'audit'] });

    const send = (name: string) =>
      visitor.post(`${office.url}/connexion/nom`, { name, _csrf: csrfOf(asked) });
    expect(read(await send(' \u200b '))).toContain('Écrivez votre nom');
    expect((await send('  Awa <b>Diallo</b>  ')).headers.get('Location')).toBe('/desk');
    expect(await me()).toMatchObject({ name: 'Awa <b>Diallo</b>' });
    const desk = await visitor.open(`${office.url}/desk`);
    expect(desk.text).toContain('Awa &lt;b&gt;Diallo&lt;/b&gt;');
    expect((await visitor.open(`${office.url}/staff`)).status).toBe(200);

    const again = await new Visitor().open(office.link);
    expect(again.status).toBe(401);
    expect(read(again)).toContain('desk link');
  });

  it('opens by a link that the command gives beside the server, and asks for no name twice', async () => {
    const link = await freshLink();
    expect((await visitor.open(link)).url).toBe(`${office.url}/desk`);
    expect(await me(new Visitor())).toMatchObject({ status: 401 });
    expect((await new Visitor().open(link)).status).toBe(401);
  });

  it('does not use a link up when something only looks ahead', async () => {
    const link = await freshLink();
    await visitor.request(link, { method: 'HEAD' });
    expect(await me()).toMatchObject({ status: 401 });
    expect((await visitor.open(link)).status).toBe(200);
  });

  it('refuses a link after fifteen minutes, and one that was made up', async () => {
    const link = await freshLink();
    office.pass(15 * MINUTE + 1_000);
    expect((await visitor.open(link)).status).toBe(401);
    expect((await visitor.open(`${office.url}/desk/entrer?code=${'A'.repeat(43)}`)).status).toBe(401);
    expect((await visitor.open(`${office.url}/desk/entrer`)).status).toBe(401);
    expect((await visitor.open(`${office.url}/desk/entrer?code=a&code=b`)).status).toBe(401);
  });

  it('answers nobody whom a relay speaks for, with a good link or a good session', async () => {
    await office.stop();
    await office.start();
    const { link } = office;
    for (const headers of [
      { 'X-Forwarded-For': '127.0.0.1' },
      { Forwarded: 'for=127.0.0.1' },
      { Via: '1.1 relais' },
    ]) {
      const refused = await visitor.request(link, { headers });
      expect(refused.status).toBe(403);
      expect(read(refused)).toContain(CONFIGURE);
    }
    expect((await visitor.open(link)).status).toBe(200);
    const relayed = { headers: { 'X-Forwarded-For': '203.0.113.7' } };
    for (const path of ['/desk', '/staff', '/desk/api/me', '/connexion', '/connexion/nom']) {
      const refused = await visitor.request(office.url + path, relayed);
      expect(refused.status, path).toBe(403);
      expect(read(refused), path).toContain(CONFIGURE);
    }
  });

  it('answers no page of another site that leads a browser here under its own name', async () => {
    const { link } = office;
    const status = await new Promise((resolve, reject) => {
      get(link, { headers: { Host: 'mechant.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).once('error', reject);
    });
    expect(status).toBe(403);
  });

  it('forgets those who came in by a link once people sign in at a provider', async () => {
    await office.stop();
    await office.start();
    await visitor.open(office.link);
    expect(await me()).toMatchObject({ status: 200 });
    const port = new URL(office.url).port;
    await office.stop();
    await office.start({
      PORT: port,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      OIDC_ISSUER: 'http://127.0.0.1:9',
      OIDC_CLIENT_ID: 'x',
      OIDC_CLIENT_SECRET: 'x',
    });
    expect(await me()).toMatchObject({ status: 401 });
    expect(office.link).toBe('');
    expect((await deskLink()).code).toBe(1);
    await office.stop();
    await office.start();
  });

  it('says how to come in', async () => {
    const page = await visitor.open(`${office.url}/desk`);
    expect(page.status).toBe(401);
    expect(read(page)).toContain('npm run -s hotline -- desk link');
  });

  it('has no link to give when no server runs, or when people sign in elsewhere', async () => {
    await office.stop();
    const refused = await deskLink();
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('npm start') });
    const oidc = { OIDC_ISSUER: 'https://x.fr', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'x' };
    const env = { ...oidc, PUBLIC_URL: 'https://hotline.fr' };
    const elsewhere = await runHere(['desk', 'link', '--data', office.dataDir], { env });
    expect(elsewhere).toMatchObject({ code: 1, stderr: expect.stringContaining('OIDC_ISSUER') });
    await office.start();
  });

  it('stays closed when the hotline listens beyond this machine', async () => {
    await office.stop();
    await office.start({ HOST: '0.0.0.0' });
    expect(office.link).toBe('');
    const url = office.url.replace('0.0.0.0', '127.0.0.1');
    for (const path of ['/desk', '/staff', '/staff/api/me', '/connexion', '/desk/entrer?code=x']) {
      const refused = await visitor.request(url + path);
      expect(refused.status, path).toBe(403);
      expect(read(refused), path).toContain(CONFIGURE);
    }
    expect(await deskLink()).toMatchObject({ code: 1, stdout: '' });
  });
});
