import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { madeSiret } from '#support/store/seeds/company-lists.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { REST } from '#support/world/people/sign-up.ts';
import { csrfOf, Visitor } from '#support/world/people/visitor.ts';

/** A page's words, as a person reads them. */
const read = (text: string): string =>
  (/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/[\s\u00a0\u202f]+/g, ' ');

describe('Nobody speaks for a company they do not hold', () => {
  let office: OfficeHotline;
  const slack = new RecordingChannel('slack');
  const visitor = new Visitor();
  let number = 40;

  beforeAll(async () => {
    office = await OfficeHotline.start({ DIRECTORY: 'on' }, [slack]);
    const asked = await visitor.open(office.link);
    await visitor.post(`${office.url}/connexion/nom`, { name: 'Awa Diallo', _csrf: csrfOf(asked) });
  });
  afterAll(() => office?.[Symbol.asyncDispose]());

  const page = (path: string) => visitor.request(`${office.url}${path}`);
  const send = async (path: string, body: unknown) => {
    const headers = {
      'Content-Type': 'application/json',
      Origin: new URL(office.url).origin,
      'X-CSRF-Token': csrfOf(await page('/staff')),
    };
    const url = `${office.url}/staff/api/companies${path}`;
    const answer = await visitor.request(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, json: JSON.parse(answer.text) as Record<string, string> };
  };
  const tell = async (who: string, text: string): Promise<string> => {
    await office.running.settled();
    const { length } = slack.received(who);
    await slack.say(who, `${text}.`);
    return (await slack.untilReceived(who, length + 1))[length] ?? '';
  };
  const press = async (who: string, value: string): Promise<string> => {
    await office.running.settled();
    const { length } = slack.received(who);
    await slack.press(who, value, 'Bouton');
    return (await slack.untilReceived(who, length + 1))[length] ?? '';
  };
  /** A company that signs up in the chat, and agrees to be in the directory. @returns its SIRET and its id */
  const signUp = async (who: string, name: string) => {
    number += 1;
    const siret = madeSiret(number);
    const answers = ['inscription', `SAS à Montreuil, 12 salariés, ${siret}`, name, '2015'];
    for (const answer of [...answers, ...REST.map((one) => one.replace(/\.$/, ''))]) await tell(who, answer);
    for (const answer of [`${who}@exemple.fr`, 'oui', 'oui', 'non']) await tell(who, answer);
    const registered = await tell(who, 'je confirme');
    const [row] = await office.query<{ id: string }>(
      `SELECT id FROM company WHERE siren = '${siret.slice(0, 9)}'`,
    );
    return { siret, id: row?.id ?? '', registered };
  };
  const BASIS = /id="holding"[^>]*data-basis="([0-9a-f]+)"/;
  const basisShown = async (id: string) => BASIS.exec((await page(`/staff/entreprises/${id}`)).text)?.[1];
  const decide = async (id: string, decision: string, reason?: string) => {
    const basis = await basisShown(id);
    return send(`/${id}/holding`, { basis, decision, reason });
  };
  const public_ = async () => {
    const texts = await Promise.all(
      ['/annuaire', '/annuaire/sitemap.xml'].map(async (path) => (await page(path)).text),
    );
    return texts.join('\n');
  };

  it('is in no list, search or page before the team approves, and knows what waits and why', async () => {
    const { id, registered } = await signUp('anne', 'Toits Verts');
    expect(registered).toContain('l’équipe vérifie que vous parlez bien pour cette entreprise');
    await press('anne', 'dir:join');
    expect(await press('anne', 'dir:agree')).toContain('votre fiche paraîtra aussitôt après');
    expect(await tell('anne', 'ma fiche')).toContain('votre fiche n’est montrée à aucun acheteur');
    expect(await tell('anne', 'paraître dans l’annuaire')).toContain('Votre accord pour l’annuaire est noté');
    expect(await public_()).not.toMatch(/Toits Verts|toits-verts/);
    expect(await tell('buyer', 'contacter Toits Verts')).not.toContain('Je transmets');
    expect(await tell('buyer', 'je cherche une entreprise de nettoyage en Seine-Saint-Denis')).not.toContain(
      'Toits',
    );

    // The queue is among what is to be done, and one screen says all.
    expect(read((await page('/staff')).text)).toContain(
      'Une entreprise attend que vous vérifiiez qui parle pour elle',
    );
    expect(read((await page('/staff/entreprises?etat=to-check')).text)).toContain('Toits Verts');
    const screen = read((await page(`/staff/entreprises/${id}`)).text);
    for (const words of [
      'Qui parle pour cette entreprise ?',
      'à vérifier',
      'Registre public',
      'Qui le demande',
      'Slack',
      'Elle a accepté de paraître dans l’annuaire',
      'Aucun site déclaré',
    ])
      expect(screen).toContain(words);
  });

  it('is published at once by the team’s yes, and hears it', async () => {
    const [{ id } = { id: '' }] = await office.query<{ id: string }>('SELECT id FROM company');
    await office.running.settled();
    const { length } = slack.received('anne');
    expect((await decide(id, 'approve')).json.said).toContain('la fiche paraît dans l’annuaire');
    expect((await slack.untilReceived('anne', length + 1))[length]).toContain('/annuaire/toits-verts-');
    expect(await public_()).toContain('Toits Verts');
    expect(read((await page('/staff')).text)).not.toContain('attend que vous vérifiiez');
    expect(await tell('buyer', 'contacter Toits Verts')).toContain('Je transmets');
  });

  it('waits again under another name, for it is another claim', async () => {
    const asked = await tell('anne', 'modifier le nom');
    expect(asked).toContain('nom');
    expect(await tell('anne', 'Mairie de Paris')).toContain('vous parlez pour cette entreprise');
    expect(await public_()).not.toMatch(/Toits Verts|Mairie de Paris/);
  });

  it('is not approved under a name that the team did not read, though its state is the same', async () => {
    const { id } = await signUp('zoe', 'Nom Lu');
    const basis = await basisShown(id);
    await tell('zoe', 'modifier le nom');
    await tell('zoe', 'Nom Non Lu');
    expect((await send(`/${id}/holding`, { basis, decision: 'approve' })).status).toBe(409);
    expect((await decide(id, 'refuse', 'Personne ne vous connaît')).status).toBe(200);
    const refused = await basisShown(id);
    await tell('zoe', 'modifier le nom');
    await tell('zoe', 'Encore Un Autre');
    expect((await send(`/${id}/holding`, { basis: refused, decision: 'approve' })).status).toBe(409);
  });

  it('is told why it is refused, and may ask again a day later', async () => {
    const { id } = await signUp('bob', 'Faux Semblants');
    expect((await decide(id, 'refuse')).json.mistake).toContain('Dites pourquoi');
    await office.running.settled();
    const { length } = slack.received('bob');
    await decide(id, 'refuse', 'Le siège ne vous connaît pas');
    expect((await slack.untilReceived('bob', length + 1))[length]).toContain('Le siège ne vous connaît pas.');
    expect(await press('bob', 'co:review')).toContain('moins d’un jour');
    // As a day later, without ending the session of who decides.
    await office.query(
      `UPDATE company SET holder_since = holder_since - 90000000 WHERE id = '${id}' RETURNING id`,
    );
    expect(await press('bob', 'co:review')).toContain('l’équipe regarde de nouveau');
    expect(read((await page(`/staff/entreprises/${id}`)).text)).toContain('à vérifier');
    expect(await tell('bob', 'contacter Toits Verts')).not.toContain('Je transmets');
  });

  it('may be disputed by the real company, whose dispute staff watch and which then gets the file', async () => {
    const { id, siret } = await signUp('eve', 'Vraie Maison');
    await decide(id, 'approve');
    const taken = await (async () => {
      await tell('vera', 'inscription');
      return tell('vera', siret);
    })();
    expect(taken).toContain('Une fiche existe déjà');
    expect(await press('vera', `co:dispute:${siret.slice(0, 9)}`)).toContain('C’est transmis à l’équipe');
    const watched = read((await page('/staff')).text);
    expect(watched).toContain('Fiches contestées 1');
    expect(watched).toContain('Vraie Maison : une personne qui dit être de l’entreprise');
    const text = (await page(`/staff/entreprises/${id}`)).text;
    // To whom it goes, as one tells two people of one name apart.
    expect(read(text)).toMatch(/\(conteste la fiche\), par Slack, pas d’adresse confirmée, aujourd/);
    const to = /<option value="([\w-]{36})">[^<]*conteste la fiche/.exec(text)?.[1] ?? '';
    const basis = BASIS.exec(text)?.[1];
    expect((await send(`/${id}/move`, { basis, to, sure: false })).json.mistake).toContain('Cochez la case');
    const eve = slack.received('eve').length;
    const vera = slack.received('vera').length;
    expect((await send(`/${id}/move`, { basis, to, sure: true })).json.said).toContain('les deux personnes');
    const away = (await slack.untilReceived('eve', eve + 1))[eve];
    expect(away).toContain('une autre personne parle pour');
    const here = (await slack.untilReceived('vera', vera + 1))[vera];
    expect(here).toContain('la fiche est maintenant la vôtre');
    expect(here).not.toContain('eve@exemple.fr');
    const file = await tell('vera', 'ma fiche');
    expect(file).not.toMatch(/eve@exemple\.fr|nettoyage/);
    expect(await tell('eve', 'ma fiche')).toContain('eve@exemple.fr');
    expect((await send(`/${id}/move`, { basis, to, sure: true })).status).toBe(409);
    expect(read((await page('/staff')).text)).not.toContain('Fiches contestées');
  });

  it('may be disputed in words, by mail to the team, and by who looks at the public page', async () => {
    const { id } = await signUp('gil', 'Belle Page');
    await press('gil', 'dir:join');
    await press('gil', 'dir:agree');
    await decide(id, 'approve');
    const link =
      /href="(\/annuaire\/belle-page-[0-9a-f]{10})"/.exec((await page('/annuaire')).text)?.[1] ?? '';
    const links = [...(await page(link)).text.matchAll(/href="\/\?(ecrire=[^"]*)"/g)];
    const written = new URLSearchParams(links.at(-1)?.[1]).get('ecrire') ?? '';
    expect(written).toMatch(/^Ce n’est pas nous \(fiche [0-9a-f]{10}\)$/);
    expect(await tell('real', written)).toContain('C’est transmis à l’équipe');
    expect((await send(`/${id}/disputes`, { words: ' ' })).json.mistake).toContain('Écrivez qui conteste');
    await send(`/${id}/disputes`, { words: 'Mail de la directrice' });
    const screen = read((await page(`/staff/entreprises/${id}`)).text);
    expect(screen).toContain('Mail de la directrice');
    await office.running.settled();
    const { length } = slack.received('real');
    expect((await decide(id, 'dispute', 'Nous appelons l’entreprise')).json.said).toContain('Suspendue');
    expect((await slack.untilReceived('real', length + 1))[length]).toContain('retiré la fiche');
    expect((await page(link)).status).toBe(410);
    expect((await decide(id, 'dismiss')).json.said).toContain('Classée');
  });
});

describe('With the directory closed', () => {
  it('nobody is told of any check, and the team sees no queue', async () => {
    const slack = new RecordingChannel('slack');
    await using office = await OfficeHotline.start({}, [slack]);
    const visitor = new Visitor();
    const asked = await visitor.open(office.link);
    await visitor.post(`${office.url}/connexion/nom`, { name: 'Awa', _csrf: csrfOf(asked) });
    const siret = madeSiret(90);
    const answers = ['inscription', `SAS à Montreuil, 12 salariés, ${siret}`, 'Éco', '2015'];
    const all = [...answers, ...REST.map((one) => one.replace(/\.$/, ''))];
    for (const answer of [...all, 'a@exemple.fr', 'oui', 'oui', 'non', 'je confirme']) {
      await office.running.settled();
      const { length } = slack.received('anne');
      await slack.say('anne', `${answer}.`);
      await slack.untilReceived('anne', length + 1);
    }
    const said = slack
      .received('anne')
      .map(({ text }) => text)
      .join('\n');
    expect(said).toContain('Éco est référencée');
    expect(said).not.toMatch(/l’équipe vérifie|annuaire/);
    expect((await visitor.request(`${office.url}/staff`)).text).not.toContain('attend que vous vérifiiez');
    expect((await visitor.request(`${office.url}/staff/entreprises`)).text).not.toContain(
      'class="state to-check"',
    );
  });
});
