import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IdentityProvider } from '#support/fakes/identity-provider.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type OfficeHotline, startWithProvider } from '#support/world/office-hotline.ts';
import { csrfOf, type Visit, Visitor } from '#support/world/people/visitor.ts';
import { type ListedRoute, listRoutes } from '#support/world/route-list.ts';

const HOUR = 3_600_000;
/** What opens the desk to those who are not signed in yet. */
const OF_THE_SIGN_IN = ['GET /desk/entrer'];
const CHANGING = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Where the files that the pages of each space load lie, beside the pages. */
const ASSETS: Readonly<Record<string, readonly string[]>> = {
  desk: ['features/expert/pages', 'features/expert/pages/figures', 'features/directory/pages'],
  staff: [
    'platform/web/staff',
    'company/pages',
    'features/expert/pages/drafts',
    'features/expert/pages/hours',
    'features/opportunities/pages',
    'features/referencing/pages',
    'features/training/pages',
    'features/unanswered/pages',
  ],
};

/** Each path of a route, with real names in the place of its parameters. */
function pathsOf({ path }: ListedRoute): string[] {
  const [, space] = /^\/(\w+)\/assets\/:file$/.exec(path) ?? [];
  if (space) {
    const folders = [...(ASSETS[space] ?? []), 'platform/web/layout'];
    return folders.flatMap((folder) =>
      readdirSync(join(ROOT, 'src', folder, 'assets')).map((file) => `/${space}/assets/${file}`),
    );
  }
  return [path.replace(/[:*]\w+/g, '1')];
}

/** The words of an answer that only those who may should read. */
const contentOf = ({ text }: Visit): string =>
  (/<main[^>]*>([\s\S]*)<\/main>/.exec(text)?.[1] ?? text).trim();

describe('Every route of the desk and of the staff’s space', () => {
  let office: OfficeHotline;
  let provider: IdentityProvider;
  let requests: { method: string; path: string }[];
  /** What somebody of the staff is given, by request. */
  let given: Map<string, Visit>;
  const staff = new Visitor();
  const expert = new Visitor();

  beforeAll(async () => {
    ({ office, provider } = await startWithProvider({
      OIDC_STAFF: 'lea@fabrique.fr',
      OIDC_AUDIT: 'lea@fabrique.fr',
    }));
    provider.account = { sub: 'lea', name: 'Léa', email: 'lea@fabrique.fr', email_verified: true };
    await staff.open(`${office.url}/staff`);
    provider.account = { sub: 'awa', name: 'Awa', roles: ['expert'] };
    await expert.open(`${office.url}/desk`);
    const routes = listRoutes(office.running.app)
      .routes.filter(({ path }) => /^\/(?:desk|staff)(?:\/|$)/.test(path))
      .filter(({ method, path }) => !OF_THE_SIGN_IN.includes(`${method} ${path}`));
    const paths = [...new Set(routes.flatMap(pathsOf))];
    requests = routes.flatMap((route) => pathsOf(route).map((path) => ({ method: route.method, path })));
    // Each path is also tried with every other method: a refusal comes before the routing.
    requests.push(...paths.flatMap((path) => CHANGING.map((method) => ({ method, path }))));
    given = new Map();
    for (const { method, path } of requests.filter((one) => one.method === 'GET'))
      given.set(path, await staff.request(office.url + path, { method }));
  });
  afterAll(async () => {
    await office?.[Symbol.asyncDispose]();
    await provider?.[Symbol.asyncDispose]();
  });

  /** What answered with something else than a refusal, or with words that were not for this person. */
  async function leaks(
    who: Visitor,
    asked: readonly { method: string; path: string }[],
    allowed: readonly number[],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<string[]> {
    const found: string[] = [];
    for (const { method, path } of asked) {
      const answer = await who.request(office.url + path, { method, headers });
      const content = given.get(path);
      // What has no words, a stream as it opens, has none to give away.
      const isSaid = content?.status === 200 && content.text !== '';
      const tells = isSaid && answer.text.includes(contentOf(content));
      if (!allowed.includes(answer.status) || tells) found.push(`${method} ${path}: ${answer.status}`);
    }
    return found;
  }

  it('is listed: pages, what they load and what they ask', () => {
    const listed = requests.map(({ method, path }) => `${method} ${path}`);
    expect(listed).toEqual(
      expect.arrayContaining([
        'GET /desk',
        'GET /desk/chiffres',
        'GET /desk/api/me',
        'GET /desk/assets/session.js',
        'GET /staff',
        'GET /staff/api/me',
        'GET /staff/assets/session.js',
      ]),
    );
    // A function mounted there would take addresses that this test can't see.
    const { opaque } = listRoutes(office.running.app);
    expect(new Set(opaque.filter((path) => /^\/(?:desk|staff)/.test(path)))).toEqual(
      new Set(['/desk/entrer']),
    );
  });

  it('answers those who may, but for what is nobody’s business', () => {
    const unanswered = [...given].filter(([, { status }]) => status !== 200).map(([path]) => path);
    // Which page of the knowledge is asked for is said in the query.
    const isNobodys = (path: string) =>
      /\.(?:json|html)$|\/connaissances\/(?:page|fichier)$/.test(path) || path.includes('/1');
    expect(unanswered.filter((path) => !isNobodys(path))).toEqual([]);
  });

  it('is closed to those who are not signed in', async () => {
    expect(await leaks(new Visitor(), requests, [303, 401])).toEqual([]);
  });

  it('is closed to a cookie that was made up', async () => {
    const headers = { Cookie: `hotline-equipe=${'A'.repeat(43)}` };
    expect(await leaks(new Visitor(), requests, [303, 401], headers)).toEqual([]);
  });

  it('is closed, on the staff’s side, to an expert', async () => {
    const ofStaff = requests.filter(({ path }) => path.startsWith('/staff'));
    expect(ofStaff.length).toBeGreaterThan(0);
    expect(await leaks(expert, ofStaff, [403])).toEqual([]);
  });

  it('changes nothing without the token of the session and the origin of our page', async () => {
    const page = await staff.request(`${office.url}/desk`);
    const changing = requests.filter(({ method }) => method !== 'GET');
    const Origin = new URL(office.url).origin;
    const token = { 'X-CSRF-Token': csrfOf(page) };
    expect(await leaks(staff, changing, [403])).toEqual([]);
    expect(await leaks(staff, changing, [403], { Origin })).toEqual([]);
    expect(await leaks(staff, changing, [403], token)).toEqual([]);
    expect(await leaks(staff, changing, [403], { ...token, Origin: 'https://mechant.example' })).toEqual([]);
    const ofExpert = { 'X-CSRF-Token': csrfOf(await expert.request(`${office.url}/desk`)), Origin };
    expect(await leaks(staff, changing, [403], ofExpert)).toEqual([]);
    // With both, what answers is the route, or « there is none ».
    const { status } = await staff.request(`${office.url}/desk`, {
      method: 'POST',
      headers: { ...token, Origin },
    });
    expect(status).toBe(404);
  });

  it('answers programs in JSON, in French, and sends people to the sign-in and back', async () => {
    const nobody = new Visitor();
    for (const { method, path } of requests) {
      const answer = await nobody.request(office.url + path, { method });
      if (/\/(?:api|assets)\//.test(path))
        expect(JSON.parse(answer.text), path).toEqual({ error: 'Connectez-vous pour continuer.' });
      else if (method === 'GET')
        expect(answer.headers.get('Location'), path).toBe(`/connexion?retour=${encodeURIComponent(path)}`);
    }
  });

  it('has strict headers, whatever it answers', async () => {
    for (const { method, path } of requests)
      for (const who of [new Visitor(), staff]) {
        const { headers } = await who.request(office.url + path, { method });
        expect(headers.get('Content-Security-Policy'), path).toMatch(
          /default-src 'none'.*frame-ancestors 'none'/,
        );
        expect(headers.get('Cache-Control'), path).toMatch(/no-store|no-cache/);
        expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff');
      }
  });

  it('is closed once the session has run out', async () => {
    office.pass(11 * HOUR);
    expect(await leaks(staff, requests, [303, 401])).toEqual([]);
    expect(await leaks(expert, requests, [303, 401])).toEqual([]);
  });
});
