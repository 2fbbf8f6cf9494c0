import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Account, IdentityProvider } from '#support/fakes/identity-provider.ts';
import { type OfficeHotline, startWithProvider } from '#support/world/office-hotline.ts';
import { csrfOf, type Visit, Visitor } from '#support/world/people/visitor.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const AWA: Account = { sub: 'awa', name: 'Awa Diallo', roles: ['expert', 'other'] };
const LEA: Account = { sub: 'lea', name: 'Léa Martin', email: 'lea@fabrique.fr', email_verified: true };

describe('Signing in at a provider', () => {
  let office: OfficeHotline;
  let provider: IdentityProvider;
  let visitor: Visitor;
  let url: string;

  beforeAll(async () => {
    const settings = { OIDC_STAFF: '@fabrique.fr', OIDC_EXPERTS: 'paul@exemple.fr' };
    ({ office, provider } = await startWithProvider(settings));
    url = office.url;
  });
  afterAll(async () => {
    await office?.[Symbol.asyncDispose]();
    await provider?.[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    visitor = new Visitor();
    provider.account = AWA;
  });

  const me = async (who = visitor, space = '/desk') => {
    const answer = await who.request(`${url}${space}/api/me`);
    return { status: answer.status, ...(JSON.parse(answer.text) as Record<string, unknown>) };
  };
  /** Goes to the provider and back, up to the address that brings the code. */
  const untilCode = async (who = visitor): Promise<string> => {
    const stop = await who.open(`${url}/desk`, (next) => next.startsWith(`${url}/connexion/retour`));
    return stop.headers.get('Location') ?? '';
  };
  const says = (page: Visit, status: number, sentence: string) => {
    expect(page.text).toContain(sentence);
    expect(page.status).toBe(status);
    expect(page.text).not.toMatch(/oauth|openid|invalid_|stack|Error/i);
  };

  it('brings a person with a role back to the page they wanted, under their name', async () => {
    const page = await visitor.open(`${url}/desk/chiffres?depuis=2026`);
    expect(page).toMatchObject({ status: 200, url: `${url}/desk/chiffres?depuis=2026` });
    expect(page.text).toContain('Awa Diallo');
    expect(await me()).toMatchObject({ status: 200, name: 'Awa Diallo', roles: ['expert'] });
    const asked = Object.fromEntries(provider.asked.at(-1) ?? []);
    expect(asked).toMatchObject({
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/.{40}/),
      nonce: expect.stringMatching(/.{40}/),
    });
  });

  it('lets an expert into the desk and not into the staff’s space; staff into both', async () => {
    await visitor.open(`${url}/desk`);
    const refused = await visitor.open(`${url}/staff`);
    says(refused, 403, 'réservée à l’équipe');
    expect(await me(visitor, '/staff')).toEqual({ status: 403, error: expect.stringContaining('l’équipe') });
    provider.account = LEA;
    const staff = new Visitor();
    expect((await staff.open(`${url}/staff`)).url).toBe(`${url}/staff`);
    expect(await me(staff, '/desk')).toMatchObject({ roles: ['staff'], email: 'lea@fabrique.fr' });
  });

  it('keeps out whoever has no role, and opens no session for them', async () => {
    provider.account = { sub: 'tom', name: 'Tom', email: 'tom@ailleurs.fr', email_verified: true };
    says(await visitor.open(`${url}/desk`), 403, 'Votre compte n’a pas accès');
    expect(await me()).toMatchObject({ status: 401 });
  });

  it.each([{ email_verified: false }, {}, { email_verified: 'non' }])(
    'does not believe an address that nobody verified: %j',
    async (verified) => {
      provider.account = { sub: `liar-${JSON.stringify(verified)}`, email: 'lea@fabrique.fr', ...verified };
      says(await visitor.open(`${url}/desk`), 403, 'Votre compte n’a pas accès');
    },
  );

  it('refuses a way back that this browser did not begin, or that says another state', async () => {
    const code = await untilCode();
    says(await new Visitor().open(code), 400, 'a expiré ou a déjà servi');
    const other = new URL(code);
    other.searchParams.set('state', 'x'.repeat(43));
    says(await visitor.open(other.href), 400, 'a expiré ou a déjà servi');
    says(await visitor.open(`${url}/connexion/retour`), 400, 'a expiré ou a déjà servi');
    expect((await visitor.open(code)).status).toBe(200);
  });

  it('takes a code once, even from a browser with the same cookies', async () => {
    const code = await untilCode();
    const thief = visitor.copy();
    expect((await visitor.open(code)).status).toBe(200);
    says(await visitor.open(code), 400, 'a expiré ou a déjà servi');
    says(await thief.open(code), 400, 'a expiré ou a déjà servi');
    expect(await me(thief)).toMatchObject({ status: 401 });
  });

  it('goes on in two tabs that began at once', async () => {
    const first = await untilCode();
    const second = await untilCode();
    expect((await visitor.open(first)).status).toBe(200);
    expect((await visitor.open(second)).status).toBe(200);
  });

  it('says so when the person refuses at the provider', async () => {
    provider.account = undefined;
    says(await visitor.open(`${url}/desk`), 403, 'refusée ou annulée');
  });

  it.each(['https://mechant.example/', '//mechant.example', '/\\mechant.example', '/desk/entrer?code=x'])(
    'never leads to %s afterwards',
    async (elsewhere) => {
      const page = await visitor.open(`${url}/connexion?retour=${encodeURIComponent(elsewhere)}`);
      expect(page).toMatchObject({ status: 200, url: `${url}/desk` });
    },
  );

  it('changes the session’s token at each sign-in, and the earlier one is worth nothing', async () => {
    await visitor.open(`${url}/desk`);
    const before = visitor.copy();
    await visitor.open(`${url}/connexion`);
    expect(visitor.cookies(url).get('hotline-equipe')).not.toBe(before.cookies(url).get('hotline-equipe'));
    expect(await me(before)).toMatchObject({ status: 401 });
    expect(await me()).toMatchObject({ status: 200 });
  });

  it('keeps the token of a session nowhere but in the browser', async () => {
    await visitor.open(`${url}/desk`);
    const kept = JSON.stringify([
      await office.query('SELECT * FROM staff_session'),
      await office.query('SELECT * FROM staff_member'),
    ]);
    expect(kept).not.toContain(visitor.cookies(url).get('hotline-equipe'));
    expect(kept).toContain('Awa Diallo');
  });

  it('ends the session at the way out, for a copy of the cookie too', async () => {
    const page = await visitor.open(`${url}/desk`);
    const copy = visitor.copy();
    const left = await visitor.post(`${url}/connexion/fin`, { _csrf: csrfOf(page) });
    expect(left).toMatchObject({ status: 303 });
    says(await visitor.open(`${url}/connexion/fin`), 200, 'Vous êtes déconnecté');
    expect(await me()).toMatchObject({ status: 401 });
    expect(await me(copy)).toMatchObject({ status: 401 });
  });

  it('does not let another site sign somebody out', async () => {
    const _csrf = csrfOf(await visitor.open(`${url}/desk`));
    const leave = (fields: Record<string, string>, headers: Record<string, string>) =>
      visitor.post(`${url}/connexion/fin`, fields, headers);
    says(await leave({}, {}), 403, 'rien n’a changé');
    says(await leave({ _csrf: `${_csrf}x` }, {}), 403, 'rien n’a changé');
    says(await leave({ _csrf }, { Origin: 'https://mechant.example' }), 403, 'rien n’a changé');
    says(await leave({ _csrf }, { Origin: 'null' }), 403, 'rien n’a changé');
    expect(await me()).toMatchObject({ status: 200 });
  });

  it('lasts while it is used, and no longer than a day’s work', async () => {
    await visitor.open(`${url}/desk`);
    for (let hours = 1.5; hours < 10; hours += 1.5) {
      office.pass(1.5 * HOUR);
      expect(await me(), `after ${hours} h`).toMatchObject({ status: 200 });
    }
    office.pass(1.5 * HOUR);
    expect(await me()).toMatchObject({ status: 401 });
  });

  it('ends when nothing is done for two hours', async () => {
    await visitor.open(`${url}/desk`);
    office.pass(2 * HOUR + 1);
    expect(await me()).toMatchObject({ status: 401 });
    const again = await visitor.open(`${url}/desk/chiffres`);
    expect(again).toMatchObject({ status: 200, url: `${url}/desk/chiffres` });
  });

  it('takes the roles of a list away with the list, at the next start', async () => {
    provider.account = LEA;
    await visitor.open(`${url}/staff`);
    await office.stop();
    await office.start({ OIDC_STAFF: 'autre@fabrique.fr' });
    says(await visitor.open(`${url}/desk`), 403, 'Votre compte n’a pas accès');
    await office.stop();
    await office.start();
    expect(await me()).toMatchObject({ status: 200 });
  });

  it('reads roles again while a session is used: one that the provider took back is out within minutes', async () => {
    await visitor.open(`${url}/desk`);
    office.pass(16 * MINUTE);
    expect(await me()).toMatchObject({ status: 200 });
    provider.account = { ...AWA, roles: ['other'] };
    office.pass(16 * MINUTE);
    await expect.poll(async () => (await me()).status, { timeout: 10_000 }).toBe(401);
    says(await visitor.open(`${url}/desk`), 403, 'Votre compte n’a pas accès');
    provider.account = { ...AWA, roles: ['expert', 'staff'] };
    await visitor.open(`${url}/desk`);
    expect(await me()).toMatchObject({ roles: ['expert', 'staff'] });
    provider.account = AWA;
    office.pass(16 * MINUTE);
    await expect.poll(() => me(), { timeout: 10_000 }).toMatchObject({ status: 200, roles: ['expert'] });
  });

  it('ends after two hours the sessions whose roles the provider tells no more', async () => {
    await visitor.open(`${url}/desk`);
    // Its second answer may well lack what ID tokens hold: nothing is taken away at once.
    provider.account = { sub: 'awa', name: 'Awa Diallo' };
    for (const minutes of [20, 60, 35]) {
      office.pass(minutes * MINUTE);
      expect(await me()).toMatchObject({ status: 200 });
    }
    office.pass(10 * MINUTE);
    expect(await me()).toMatchObject({ status: 401 });
  });

  it('tells people that the provider is down, and takes it up again when it is back', async () => {
    const code = await untilCode();
    await provider.close();
    says(await visitor.open(code), 503, 'Le service de connexion ne répond pas');
    await office.stop();
    await office.start();
    says(await visitor.open(`${url}/desk`), 503, 'Le service de connexion ne répond pas');
    await provider.open();
    expect((await visitor.open(`${url}/desk`)).text).toContain('Awa Diallo');
  });
});

describe('A provider of another make', () => {
  it.each([
    ['realm_access.roles', { realm_access: { roles: ['staff'] } }],
    ['https://exemple.fr/roles', { 'https://exemple.fr/roles': 'expert staff' }],
  ])('may give the roles in %s', async (OIDC_ROLES_CLAIM, claims) => {
    const { office, provider } = await startWithProvider({ OIDC_ROLES_CLAIM });
    await using stack = new AsyncDisposableStack();
    stack.use(office);
    stack.use(provider);
    provider.account = { sub: 'zoe', ...claims };
    expect(await new Visitor().open(`${office.url}/staff`)).toMatchObject({ status: 200 });
  });
});

describe('Over https, behind a relay', () => {
  const PUBLIC_URL = 'https://hotline.exemple.fr';

  it('marks its cookies for https alone, and knows its pages by their public origin', async () => {
    const { office, provider } = await startWithProvider({ PUBLIC_URL });
    await using stack = new AsyncDisposableStack();
    stack.use(office);
    stack.use(provider);
    provider.account = AWA;
    const visitor = new Visitor();
    const stopped = await visitor.open(`${office.url}/desk`, (next) => next.startsWith(PUBLIC_URL));
    const back = new URL(stopped.headers.get('Location') ?? '');
    const entered = await visitor.request(office.url + back.pathname + back.search);
    const cookies = entered.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-hotline-[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(entered.headers.get('Strict-Transport-Security')).toMatch(/^max-age=/);

    const _csrf = csrfOf(await visitor.open(`${office.url}/desk`));
    const leave = (Origin: string) => visitor.post(`${office.url}/connexion/fin`, { _csrf }, { Origin });
    expect((await leave(office.url)).status).toBe(403);
    expect((await leave(PUBLIC_URL)).status).toBe(303);
  });
});

describe('A hotline that its provider does not know', () => {
  it('tells people nothing of why', async () => {
    const { office, provider } = await startWithProvider({ OIDC_CLIENT_SECRET: 'faux' });
    await using stack = new AsyncDisposableStack();
    stack.use(office);
    stack.use(provider);
    provider.account = AWA;
    const refused = await new Visitor().open(`${office.url}/desk`);
    expect(refused).toMatchObject({ status: 503, text: expect.stringContaining('Réessayez') });
    expect(refused.text).not.toMatch(/faux|invalid_client|secret/);
  });
});
