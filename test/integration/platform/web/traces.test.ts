import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFile } from '#src/conversation/store/files.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { storeSecret } from '#src/platform/database/settings.ts';
import { createFileLinks } from '#src/platform/web/file-links.ts';
import { ACTS, type Act, OBJECT_KINDS } from '#src/platform/web/traces/acts.ts';
import { findTraces, type Trace } from '#src/platform/web/traces/store/traces.ts';
import { actGroups, actName, objectNames, objectWords } from '#src/platform/web/traces/texts.ts';
import type { IdentityProvider } from '#support/fakes/identity-provider.ts';
import type { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline, startWithProvider } from '#support/world/office-hotline.ts';
import { csrfOf, Visitor } from '#support/world/people/visitor.ts';
import { listRoutes } from '#support/world/route-list.ts';
import { TRACED_ROUTES, TracedOffice, UNTRACED_ROUTES } from '#support/world/traced-office.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('What is done and read in the office', () => {
  let hotline: OfficeHotline;
  let db: Database;
  let office: TracedOffice;

  beforeAll(async () => {
    hotline = await OfficeHotline.start({ NOTICES_DIR: '/nowhere' });
    db = await openDatabase(hotline.dataDir);
    office = new TracedOffice(db, hotline);
  });
  afterAll(async () => {
    await db?.close();
    await hotline?.[Symbol.asyncDispose]();
  });

  const tracesOf = async (who: { key: string }): Promise<Trace[]> =>
    (await findTraces(db, { actor: who.key, limit: 1_000 })).reverse();

  it('is traced by every route, or by none for a reason that is written down', () => {
    const routes = listRoutes(hotline.running.app)
      .routes.map(({ method, path }) => `${method} ${path}`)
      .filter((route) => /^\w+ \/(?:desk|staff)(?:\/|\.|$)/.test(route));
    const known = [...TRACED_ROUTES.map(({ route }) => route), ...UNTRACED_ROUTES.keys()];
    expect(routes.filter((route) => !known.includes(route))).toEqual([]);
    expect(known.filter((route) => !routes.includes(route))).toEqual([]);
  });

  it.each(TRACED_ROUTES.map((one) => [one.route, one.acts.join(', '), one] as const))(
    '%s: %s',
    async (_route, _acts, traced) => {
      const who = await office.person();
      const { path, body } = await traced.ask(office, who);
      const before = (await tracesOf(who)).length;
      const status = await office.send(who, traced.route.split(' ', 1)[0] ?? '', path, body);
      expect(status).toBeLessThan(300);
      const left = (await tracesOf(who)).slice(before);
      expect(left.map(({ act }) => act).sort()).toEqual([...traced.acts].sort());
      for (const { actorName, objectId } of left) {
        expect(actorName).toBe('Léa Martin');
        // Ids, never words.
        expect(objectId).toMatch(objectId === '' ? /^$/ : ID);
      }
    },
  );

  it('leaves no trace of what was refused or is not there', async () => {
    const who = await office.person();
    const none = '019a0000-0000-7000-8000-000000000000';
    for (const { route, ask } of TRACED_ROUTES) {
      const [method = '', pattern = ''] = route.split(' ');
      if (!pattern.includes(':id')) continue;
      const { body } = await ask(office, await office.person());
      const path = pattern.replace(/:\w+/g, none);
      const status = await office.send(who, method, path, body);
      expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(pattern.includes('search') ? 200 : 400);
    }
    expect(await tracesOf(who)).toEqual([]);
  });

  it('is one reading when a page reads it again and again, and another one for somebody else', async () => {
    const one = await office.person();
    const other = await office.person();
    const path = `/desk/api/cases/${await office.case()}`;
    for (const who of [one, one, other])
      for (const ending of ['', '/messages']) await office.send(who, 'GET', path + ending);
    expect(await tracesOf(one)).toHaveLength(1);
    expect(await tracesOf(other)).toHaveLength(1);
  });

  it('is not served when its trace cannot be kept', async () => {
    const who = await office.person();
    const path = `/desk/api/cases/${await office.case()}`;
    await db.query(
      "CREATE TRIGGER full BEFORE INSERT ON trace BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END",
    );
    const claim = () => office.send(who, 'POST', `${path}/claim`, {});
    try {
      expect(await office.send(who, 'GET', path)).toBeGreaterThanOrEqual(500);
      expect(await office.send(who, 'GET', '/staff/entreprises.csv')).toBeGreaterThanOrEqual(500);
      expect(await claim()).toBeGreaterThanOrEqual(500);
    } finally {
      await db.query('DROP TRIGGER full');
    }
    // Nothing was done either: somebody else may take it.
    expect(await office.send(await office.person(), 'POST', `${path}/claim`, {})).toBe(200);
  });

  it('is traced once when a page sends the same words twice', async () => {
    const who = await office.person();
    const path = `/desk/api/cases/${await office.case()}/reply`;
    for (let times = 0; times < 3; times += 1)
      await office.send(who, 'POST', path, { id: 'sent-again-1', text: 'Bonjour.' });
    expect((await tracesOf(who)).map(({ act }) => act)).toEqual(['case_replied']);
  });

  it('is traced when somebody of the team opens a file by its signed link', async () => {
    const file = { name: 'a.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode('a') };
    const id = await db.tx((tx) => addFile(tx, file, Date.now()));
    const links = createFileLinks({
      publicUrl: () => hotline.url,
      secret: await storeSecret(db, 'files'),
      now: Date.now,
      readFile: async () => undefined,
    });
    const path = links.linkTo(id).replace(hotline.url, '');
    const who = await office.person();
    expect(await office.send(who, 'GET', path)).toBe(200);
    expect(await tracesOf(who)).toMatchObject([{ act: 'file_read', objectKind: 'file', objectId: id }]);
    expect((await new Visitor().request(hotline.url + path)).status).toBe(200);
    expect(await findTraces(db, { objectId: id, limit: 9 })).toHaveLength(1);
  });

  it('is all that the list of acts has, each seen here or by its own test', () => {
    const elsewhere: readonly Act[] = [
      // Below, and in test/contract/store/platform/traces.test.ts.
      ...(['sign_in', 'sign_out', 'sign_in_refused', 'access_refused', 'name_changed', 'link_made'] as const),
      ...(['file_read', 'case_corrected'] as const),
      // test/integration/features/expert/staff-space.test.ts, and traces-cli.test.ts
      ...(['knowledge_accepted'] as const),
      // test/integration/platform/web/traces-cli.test.ts, test/system/replicas/store-copy.test.ts
      ...(['person_searched', 'person_exported', 'person_erased', 'receipt_read', 'retention_run'] as const),
      ...(['store_copied', 'law_imported', 'index_built'] as const),
      ...(['store_saved', 'store_restored', 'sessions_revoked'] as const),
    ];
    const seen = new Set([...TRACED_ROUTES.flatMap(({ acts }) => acts), ...elsewhere]);
    expect(ACTS.filter((act) => !seen.has(act))).toEqual([]);
  });

  it('has a French name for each act and each kind of object', () => {
    expect(actGroups.flatMap(({ acts }) => Object.keys(acts)).sort()).toEqual([...ACTS].sort());
    expect(Object.keys(objectNames).sort()).toEqual([...OBJECT_KINDS].sort());
    const names = ACTS.map(actName);
    expect(new Set(names).size).toBe(ACTS.length);
    for (const word of Object.keys(objectWords)) expect(OBJECT_KINDS).toContain(word.split(':')[0]);
  });

  describe('is shown', () => {
    const visitor = new Visitor();
    beforeAll(async () => {
      await visitor.open(hotline.link);
    });
    const page = async (search = '') => {
      const { status, text } = await visitor.request(`${hotline.url}/staff/traces${search}`);
      expect(status).toBe(200);
      return text;
    };
    const rows = (text: string) => (text.match(/<tr>/g) ?? []).length - 1;

    it('with who came in by the local link, said so, and its own reading', async () => {
      const shown = await page();
      expect(shown).toContain('lien local : qui tient la machine');
      expect(shown).toContain('lit les traces');
      expect(shown).toContain('Démarrage du serveur');
      expect(shown).toContain('crée un lien d’accès local');
    });

    it('by who, what, on what and when, page after page, each line once', async () => {
      const who: DeskPerson = await office.person();
      for (let index = 0; index < 230; index += 1)
        await db.query(
          `INSERT INTO trace (id, at, actor, actor_name, act, object_kind, object_id)
           VALUES ($1, $2, $3, 'Léa', 'case_read', 'case', $4)`,
          [
            `018fd41a-0000-7000-8000-${String(index).padStart(12, '0')}`,
            1_717_200_000_000 + index,
            who.key,
            `c${index % 2}`,
          ],
        );
      const filter = `?qui=${encodeURIComponent(who.key)}`;
      let text = await page(filter);
      let count = 0;
      for (;;) {
        count += rows(text);
        const [, next] = /<a rel="next" href="\/staff\/traces([^"]*)"/.exec(text) ?? [];
        if (!next) break;
        text = await page(next.replaceAll('&amp;', '&'));
      }
      expect(count).toBe(230);
      expect(rows(await page(`${filter}&quoi=case_claimed`))).toBe(-1);
      expect(rows(await page('?sur=c1'))).toBe(100);
      // The first of June 2024, in France.
      expect(rows(await page(`${filter}&du=2024-06-01&au=2024-06-01`))).toBe(100);
      expect(rows(await page(`${filter}&du=2024-06-02`))).toBe(-1);
      expect(rows(await page(`${filter}&au=2024-05-31`))).toBe(-1);
      const csv = await visitor.request(`${hotline.url}/staff/traces.csv${filter}&du=2024-06-01`);
      expect(csv.headers.get('Content-Disposition')).toMatch(/traces-\d{4}-\d\d-\d\d\.csv/);
      const lines = csv.text.trim().split('\r\n');
      expect(lines).toHaveLength(231);
      expect(lines[1]).toBe(`2024-06-01 02:00:00;${who.key};Léa;ouvre un dossier;case_read;case;c1`);
    });

    it('and says which filter it did not understand, without falling', async () => {
      expect(await page('?quoi=voler&du=hier')).toContain('n’a pas été compris et n’a pas servi : Quoi, Du.');
      await page('?apres=x&qui=%00&sur=%27%22%3Cb%3E&quoi[]=1&du[a]=2');
      expect(await page('?sur=%3Cb%3Ex')).not.toContain('<b>x');
    });

    it('and notes its export', async () => {
      await visitor.request(`${hotline.url}/staff/traces.csv`);
      const [last] = await findTraces(db, { actor: 'web:local', limit: 1 });
      expect(last).toMatchObject({ act: 'traces_exported' });
    });
  });
});

describe('Who comes in, and who does not', () => {
  let office: OfficeHotline;
  let provider: IdentityProvider;
  beforeAll(async () => {
    ({ office, provider } = await startWithProvider({
      OIDC_STAFF: 'lea@fabrique.fr',
      OIDC_AUDIT: 'controle@fabrique.fr',
    }));
  });
  afterAll(async () => {
    await office?.[Symbol.asyncDispose]();
    await provider?.[Symbol.asyncDispose]();
  });

  const last = async (): Promise<Trace | undefined> => {
    const db = await openDatabase(office.dataDir);
    try {
      return (await findTraces(db, { limit: 1 }))[0];
    } finally {
      await db.close();
    }
  };
  const enter = async (account: Record<string, unknown>, path: string) => {
    provider.account = account as typeof provider.account;
    const visitor = new Visitor();
    return { visitor, visit: await visitor.open(office.url + path) };
  };
  const LEA = { sub: 'lea', name: 'Léa', email: 'lea@fabrique.fr', email_verified: true };

  it('is traced by the subject that the provider gives, in and out', async () => {
    const { visitor, visit } = await enter(LEA, '/desk/chiffres');
    expect(visit.status).toBe(200);
    const came = await last();
    expect(came).toMatchObject({ act: 'sign_in', actorName: 'Léa', objectKind: 'account', objectId: 'lea' });
    expect(came?.actor).toMatch(/^web:oidc:/);
    await visitor.post(`${office.url}/connexion/fin`, { _csrf: csrfOf(visit) });
    expect(await last()).toMatchObject({ act: 'sign_out', actor: came?.actor });
  });

  it('is traced when an account has no role, and when the way back was never begun', async () => {
    const { visit } = await enter({ sub: 'max', name: 'Max' }, '/desk');
    expect(visit.status).toBe(403);
    expect(await last()).toMatchObject({ act: 'sign_in_refused', actorName: 'Max', objectId: 'no_role' });
    await new Visitor().request(`${office.url}/connexion/retour?state=x&code=y`);
    expect(await last()).toMatchObject({ actor: 'unknown', objectKind: 'refusal', objectId: 'expired' });
  });

  it('may not fill the store with refusals', async () => {
    for (let times = 0; times < 150; times += 1)
      await new Visitor().request(`${office.url}/connexion/retour?state=${times}`);
    const [row] = await office.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM trace WHERE act = 'sign_in_refused'",
    );
    expect(Number(row?.n)).toBeLessThan(70);
  });

  it('opens the traces to the role « audit » alone, which opens nothing else', async () => {
    const staff = (await enter(LEA, '/staff/entreprises')).visitor;
    const refused = await staff.request(`${office.url}/staff/traces`);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('réservées aux personnes qui ont le rôle « audit »');
    expect(await last()).toMatchObject({ act: 'access_refused', actorName: 'Léa', objectId: 'audit' });
    expect((await staff.request(`${office.url}/staff/traces.csv`)).status).toBe(403);

    const account = { sub: 'c', name: 'Contrôle', email: 'controle@fabrique.fr', email_verified: true };
    const { visitor, visit } = await enter(account, '/desk');
    // There is nothing for them at the desk: they arrive where they may.
    expect(visit.url).toBe(`${office.url}/staff/traces`);
    expect(visit.status).toBe(200);
    const links = [...visit.text.matchAll(/<nav class="pages"[\s\S]*?<\/nav>/g)].join();
    expect(links.match(/href="[^"]+"/g)).toEqual(['href="/staff/traces"']);
    for (const asset of ['assets/traces.css', 'assets/session.js', 'api/me'])
      expect((await visitor.request(`${office.url}/staff/traces/${asset}`)).status, asset).toBe(200);
    for (const path of ['/desk', '/desk/api/queue', '/staff', '/staff/entreprises'])
      expect((await visitor.request(office.url + path)).status, path).toBe(403);
    expect((await enter({ sub: 'r', name: 'Rôle', roles: ['audit'] }, '/staff/traces')).visit.status).toBe(
      200,
    );
  });

  it('is traced on this machine: the name given, a link that served already, another way in', async () => {
    await using local = await OfficeHotline.start();
    const acts = async () =>
      (await local.query<{ act: string; object_id: string }>('SELECT * FROM trace ORDER BY id')).map(
        ({ act, object_id }) => (object_id === '' ? act : `${act} ${object_id}`),
      );
    const visitor = new Visitor();
    const named = await visitor.open(local.link);
    await visitor.post(`${local.url}/connexion/nom`, { name: 'Awa Diallo', _csrf: csrfOf(named) });
    expect((await new Visitor().open(local.link)).status).toBe(401);
    const far = { 'X-Forwarded-For': '203.0.113.7' };
    expect((await new Visitor().request(local.link, { headers: far })).status).toBe(403);
    expect(await acts()).toEqual([
      'link_made',
      'sign_in',
      'name_changed',
      'sign_in_refused link',
      'sign_in_refused far_away',
    ]);
  });
});
