import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardKey } from '#src/company/rules/card-key.ts';
import { companyBySiren } from '#src/company/store/companies.ts';
import { setHolding } from '#src/company/store/holders.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import { MailHotline } from '#support/world/mail-hotline.ts';
import { answerAll, signUp, siretFrom } from '#support/world/people/sign-up.ts';

const XSS = '<img src=x onerror=alert(1)>';

describe('The public directory', () => {
  let hotline: MailHotline;
  beforeAll(async () => {
    hotline = await MailHotline.start(undefined, [], { DIRECTORY: 'on' });
    await hotline.inStore(async (db) => {
      const now = hotline.now();
      const at = (key: string) => ({ channel: 'web', key });
      await listCompany(
        db,
        {
          name: `Saveurs ${XSS}`,
          said: `traiteur </script>${XSS} 06 99 88 77 66`,
          sectors: ['traiteur'],
          departments: ['93'],
          engagements: ['insertion'],
          member: at('saveurs'),
          more: { 'insertion-kind': ['ei'] },
          proven: ['insertion-kind'],
        },
        now,
      );
      const hidden = { name: 'Cachée', said: 'traiteur', sectors: ['traiteur'], departments: ['93'] };
      const of = { engagements: ['ess'], member: at('cachee'), agrees: false };
      await listCompany(db, { ...hidden, ...of }, now);
      for (let index = 0; index < 25; index += 1)
        await listCompany(
          db,
          {
            name: `Propre ${String(index).padStart(2, '0')}`,
            said: 'ménage',
            sectors: ['nettoyage'],
            departments: ['13'],
            engagements: ['none'],
            member: at(`propre${index}`),
          },
          now,
        );
    });
  });
  afterAll(() => hotline?.[Symbol.asyncDispose]());
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await hotline.visitor().fetch(path, { redirect: 'manual', ...init });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  /** The team finds that those who typed a SIREN speak for its company. */
  const approve = (siren: string) =>
    hotline.inStore((db) =>
      db.tx(async (tx) => {
        const company = await companyBySiren(tx, siren);
        const decided = { state: 'approved', byName: 'Awa Diallo', now: hotline.now() } as const;
        await setHolding(tx, { companyId: company?.id ?? '', ...decided });
        return company?.id ?? '';
      }),
    );
  const slugOf = async (name: string) =>
    new RegExp(`/annuaire/(${name}[a-z0-9-]*)`).exec((await get('/annuaire?activite=traiteur')).text)?.[1];

  it('finds by trade, place and commitment, and says why', async () => {
    const { status, text } = await get('/annuaire?activite=traiteur&lieu=Saint-Denis&engagement=insertion');
    expect(status).toBe(200);
    expect(text).toContain('Une entreprise répond à votre recherche');
    for (const reason of ['Traiteur et cocktails', 'travaille sur ce territoire (Saint-Denis)', 'vérifié'])
      expect(text).toContain(reason);
    expect(text).not.toContain('Cachée');
    expect((await get('/annuaire?activite=traiteur&lieu=Lyon')).text).toContain(
      'Aucune entreprise ne répond à tout',
    );
    expect((await get('/annuaire?activite=plomberie')).text).toContain('d’autres existent peut-être');
  });

  it('shows nothing of a person, and runs nothing that a company wrote', async () => {
    const slug = await slugOf('saveurs');
    for (const path of ['/annuaire', `/annuaire/${slug}`, `/annuaire?activite=${encodeURIComponent(XSS)}`]) {
      const { text, headers } = await get(path);
      expect(text).not.toContain('<img src=x');
      for (const secret of ['06 12', '06 99', '336123', 'secret.fr', 'Anne Martin', 't250'])
        expect(text).not.toContain(secret);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("form-action 'self'");
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('tells search engines what it shows, at its public address', async () => {
    const slug = await slugOf('saveurs');
    const { text } = await get(`/annuaire/${slug}`);
    const url = `http://hotline.exemple.fr/annuaire/${slug}`;
    expect(text).toContain(`<link rel="canonical" href="${url}">`);
    const scripts = [...text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
    expect(scripts).toHaveLength(1);
    expect(JSON.parse(scripts[0]?.[1] ?? '')).toMatchObject({
      '@type': 'Organization',
      url,
      knowsAbout: ['Traiteur et cocktails'],
      areaServed: [{ name: 'Seine-Saint-Denis' }],
    });
    expect((await get('/annuaire/sitemap.xml')).text).toContain(`<loc>${url}</loc>`);
    expect((await get('/robots.txt')).text).toContain(
      'Sitemap: http://hotline.exemple.fr/annuaire/sitemap.xml',
    );
    const results = await get('/annuaire?activite=traiteur');
    expect(results.text).not.toContain('canonical');
    expect(results.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('turns its pages, and takes any page number', async () => {
    const first = (await get('/annuaire?activite=m%C3%A9nage&lieu=13')).text;
    expect(first).toContain('Page 1 sur 2');
    expect(first).toContain('Propre 00');
    const second = (await get('/annuaire?activite=m%C3%A9nage&lieu=13&page=2')).text;
    expect(second).toContain('Propre 24');
    expect(second).not.toContain('Propre 00');
    for (const page of ['99', '-1', 'x', '1e9', '0'])
      expect((await get(`/annuaire?page=${page}`)).status).toBe(200);
  });

  it('says in French what it can’t read, and keeps what was typed', async () => {
    const unknown = await get('/annuaire?lieu=Trifouilly');
    expect(unknown.text.replace(/\u00a0/g, ' ')).toContain('Je ne connais pas « Trifouilly »');
    expect(unknown.text).toContain('value="Trifouilly"');
    const long = await get(`/annuaire?activite=${'x'.repeat(300)}`);
    expect(long.status).toBe(400);
    expect(long.text).toContain('C’est trop long');
    expect((await get('/annuaire?activite[a]=1&lieu[]=2')).status).toBe(200);
    for (const path of [
      '/annuaire/rien',
      '/annuaire/rien-0123456789',
      '/annuaire/demande/1?pour=a&signature=b',
    ])
      expect((await get(path)).status).toBe(404);
  });

  it('shows a company once it agreed to what it was shown, and no longer at the next request', async () => {
    const visitor = hotline.visitor();
    const done = await signUp(visitor, { siret: siretFrom('321456789000'), email: 'a@exemple.fr' });
    expect(done).toContain('L’annuaire public montre les entreprises qui le veulent');
    expect((await get('/annuaire')).text).not.toContain('Éco Prop');
    const asked = await visitor.tell({ value: 'dir:join', label: 'Paraître dans l’annuaire' });
    for (const shown of ['Éco Prop', 'Montreuil', 'Nettoyage de locaux', 'Île-de-France', 'ni téléphone'])
      expect(asked).toContain(shown);
    expect((await get('/annuaire')).text).not.toContain('Éco Prop');
    const agreed = await visitor.tell({ value: 'dir:agree', label: 'J’accepte' });
    expect(agreed).toContain('L’équipe vérifie d’abord');
    expect((await get('/annuaire')).text).not.toContain('Éco Prop');
    const id = await approve('321456789');
    const path = `/annuaire/eco-prop-${cardKey(id)}`;
    expect((await get(path)).text).toContain('Éco Prop');
    const log = await hotline.inStore((db) =>
      db.query(
        "SELECT version, given FROM consent WHERE purpose = 'directory' AND company_id IN (SELECT company_id FROM company_field WHERE shown = 'Éco Prop')",
      ),
    );
    expect(log).toEqual([{ version: '2026-11', given: 1 }]);
    // A new name leads from the old address to the new one.
    await answerAll(visitor, ['changez notre nom.', 'Éco Lustre.']);
    // It is another claim: the team looks again before anybody reads it.
    expect((await get('/annuaire')).text).not.toContain('Éco Lustre');
    await approve('321456789');
    expect((await get(path)).headers.get('location')).toMatch(/^\/annuaire\/eco-lustre-/);
    expect(await visitor.tell('ne montrez plus ma fiche.')).toContain('n’est plus dans l’annuaire');
    expect((await get('/annuaire')).text).not.toContain('Éco Lustre');
    expect((await get(path)).status).toBe(410);
    expect(await visitor.tell('retirez-moi de l’annuaire.')).toContain('rien à retirer');
    expect(await visitor.tell('ma fiche.')).toContain('Votre fiche n’y est pas');
  });

  it('hears the agreement in words, when it is whole and nothing else was asked since', async () => {
    const visitor = hotline.visitor();
    await signUp(visitor, { siret: siretFrom('432156789000'), email: 'b@exemple.fr' });
    expect(await visitor.tell('je veux être dans l’annuaire.')).toContain('Acceptez-vous');
    await visitor.tell('oui mais sans notre commune.');
    await visitor.tell('j’accepte.');
    expect((await get('/annuaire')).text).not.toContain('Éco Prop');
    await visitor.tell('je veux être dans l’annuaire.');
    expect(await visitor.tell('non merci.')).not.toContain('paraît dans l’annuaire');
    await visitor.tell('je veux être dans l’annuaire.');
    expect(await visitor.tell('j’accepte.')).toContain('votre fiche paraîtra aussitôt après');
    expect((await get('/annuaire')).text).not.toContain('Éco Prop');
    await approve('432156789');
    expect((await get('/annuaire')).text).toContain('Éco Prop');
    expect(await visitor.tell('retirez-moi de l’annuaire.')).toContain('n’est plus dans l’annuaire');
  });

  it('does not exist while the team has not opened it; what was agreed is taken back all the same', async () => {
    await using closed = await MailHotline.start();
    const visitor = closed.visitor();
    for (const path of ['/annuaire', '/annuaire/sitemap.xml', '/robots.txt', '/annuaire/x-0123456789'])
      expect((await visitor.fetch(path)).status).toBe(404);
    expect(await visitor.tell('je cherche un traiteur à Paris.')).not.toContain('annuaire');
    const member = { channel: 'web', key: 'somebody' };
    const company = {
      name: 'Fermée',
      said: 'pain',
      sectors: [],
      departments: ['93'],
      engagements: [],
      member,
    };
    const id = await closed.inStore((db) => listCompany(db, company, closed.now()));
    expect(await visitor.tell('contacter Fermée.')).not.toContain('Qui êtes-vous');
    const press = { value: `dir:to:${cardKey(id)}`, label: 'Contacter' };
    expect(await visitor.tell(press)).toContain('n’est pas ouverte');
    const done = await signUp(visitor, { siret: siretFrom('321456789001'), email: 'b@exemple.fr' });
    expect(done).not.toContain('annuaire');
    expect(await visitor.tell('mettez-nous dans l’annuaire.')).toContain('n’est pas ouvert');
    expect(await visitor.tell('retirez-nous de l’annuaire.')).toContain('rien à retirer');
  });

  it('refuses who asks too much in a minute', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 260 }, async () => (await get('/annuaire/rien')).status),
    );
    expect(statuses).toContain(429);
    expect((await get('/annuaire')).text).toContain('Trop');
  });
});
