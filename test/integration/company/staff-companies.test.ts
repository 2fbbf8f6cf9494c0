import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { companyList, madeSiret } from '#support/store/seeds/company-lists.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { REST, siretFrom } from '#support/world/people/sign-up.ts';
import { csrfOf, Visitor } from '#support/world/people/visitor.ts';

/** A page's words, as a person reads them. */
const read = (text: string): string =>
  (/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text)
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/[\s\u00a0\u202f]+/g, ' ');

const spaced = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('The companies of the staff’s space', () => {
  let office: OfficeHotline;
  const slack = new RecordingChannel('slack');
  const visitor = new Visitor();

  beforeAll(async () => {
    office = await OfficeHotline.start({}, [slack]);
    const asked = await visitor.open(office.link);
    await visitor.post(`${office.url}/connexion/nom`, { name: 'Awa Diallo', _csrf: csrfOf(asked) });
  });
  afterAll(() => office?.[Symbol.asyncDispose]());

  const page = (path: string) => visitor.request(`${office.url}${path}`);
  const send = async (method: string, path: string, body: unknown = {}) => {
    const headers = {
      'Content-Type': 'application/json',
      Origin: new URL(office.url).origin,
      'X-CSRF-Token': csrfOf(await page('/staff')),
    };
    const answer = await visitor.request(`${office.url}/staff/api/companies${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, json: JSON.parse(spaced(answer.text)) as Record<string, unknown> };
  };
  const base64 = (list: string | Uint8Array) => Buffer.from(list).toString('base64');
  const look = (list: string | Uint8Array) =>
    send('POST', '/import/preview', { data: base64(list), name: 'liste.csv' });
  const bringIn = async (list: string | Uint8Array) => {
    const { json } = await look(list);
    return send('POST', '/import', { data: base64(list), name: 'liste.csv', seal: json.seal });
  };
  const idOf = async (words: string): Promise<string> => {
    const { text } = await page(`/staff/entreprises?q=${encodeURIComponent(words)}`);
    return /href="\/staff\/entreprises\/([\w-]{36})"/.exec(text)?.[1] ?? '';
  };
  const file = async (id: string) => (await page(`/staff/entreprises/${id}`)).text;
  const basisOf = async (id: string, field: string): Promise<number> =>
    Number(new RegExp(`data-field="${field}" data-basis="(\\d+)"`).exec(await file(id))?.[1]);
  const tell = async (who: string, text: string): Promise<string> => {
    await office.running.settled();
    const { length } = slack.received(who);
    // A point ends a message: nothing more is waited for.
    await slack.say(who, `${text}.`);
    return (await slack.untilReceived(who, length + 1))[length] ?? '';
  };
  const press = async (who: string, value: string): Promise<string> => {
    await office.running.settled();
    const { length } = slack.received(who);
    await slack.press(who, value, 'Bouton');
    return (await slack.untilReceived(who, length + 1))[length] ?? '';
  };
  const next = async (who: string, work: () => Promise<unknown>): Promise<string> => {
    await office.running.settled();
    const { length } = slack.received(who);
    await work();
    return (await slack.untilReceived(who, length + 1))[length] ?? '';
  };
  /** A company that signs up in the chat. */
  const signUp = async (who: string, siret: string, name: string) => {
    const answers = ['inscription', `SAS à Montreuil, 12 salariés, ${siret}`, name, '2015'];
    for (const answer of [...answers, ...REST.map((one) => one.replace(/\.$/, ''))]) await tell(who, answer);
    for (const answer of [`${who}@exemple.fr`, 'oui', 'oui', 'non']) await tell(who, answer);
    return tell(who, 'je confirme');
  };

  it('are none at first, and the page says how they come', async () => {
    expect(read((await page('/staff')).text)).toContain('Aucune entreprise n’est encore référencée.');
    expect(read((await page('/staff/entreprises')).text)).toContain('vous pouvez aussi importer une liste');
    expect((await page('/staff/entreprises/none')).status).toBe(404);
  });

  it('are brought in by a list: looked at first, then all of it at once', async () => {
    const bad = [
      'Sans numéro;;;;;;',
      `Faux;${madeSiret(1).slice(0, 13)}x;;;;;`,
      `Double;${madeSiret(0)};;;;;`,
    ];
    const list = `${companyList(3)}\r\n${bad.join('\r\n')}\r\n;${madeSiret(9)};;;;;\r\nMal;${madeSiret(8)};Nullepart-sur-Rien;;;;`;
    const { json } = await look(list);
    expect(json.title).toBe('3 nouvelles fiches, 0 mise à jour, 0 déjà connue, 5 lignes à corriger');
    expect(json.confirm).toBe('Importer 3 entreprises, sans les 5 lignes à corriger');
    const [wrong] = json.groups as { lines: string[] }[];
    expect(wrong?.lines).toEqual([
      'Ligne 5 : Sans numéro : Il manque le SIRET ou le SIREN.',
      expect.stringMatching(/^Ligne 6 : Faux : SIRET : .*14 chiffres/),
      'Ligne 7 : Double : Même entreprise qu’à la ligne 2.',
      'Ligne 8 : Il manque le nom.',
      expect.stringMatching(/^Ligne 9 : Mal : Commune : Je ne connais pas cette commune/),
    ]);
    expect(read((await page('/staff/entreprises')).text)).toContain('Aucune entreprise');

    const done = await send('POST', '/import', { data: base64(list), name: 'liste.csv', seal: json.seal });
    const brought = /Awa Diallo : liste\.csv \(3 créées, 0 complétée, 5 lignes laissées de côté\)/;
    expect(done.json).toEqual({
      said: 'C’est fait : 3 fiches créées, 0 complétée.',
      last: [expect.stringMatching(brought)],
    });
    const shown = read((await page('/staff/entreprises')).text);
    expect(shown).toContain('Entreprise E2x');
    expect(shown).toContain('préparée par l’équipe');
    expect(read((await page('/staff/entreprises/import')).text)).toMatch(brought);
    // None of them agreed to anything: only the company may.
    expect(read(await file(await idOf('E1x')))).toContain('Aucun accord n’a été donné');
    expect(await office.query('SELECT * FROM consent')).toEqual([]);
  });

  it('are brought in again as updates, and not once files changed since the preview', async () => {
    const list = companyList(4).replace('93100 Montreuil', '93500 Pantin');
    const first = await look(list);
    expect(first.json.title).toBe('1 nouvelle fiche, 1 mise à jour, 2 déjà connues, 0 ligne à corriger');
    expect(JSON.stringify(first.json.groups)).toContain('Entreprise E0x, Commune : Pantin (93)');
    const id = await idOf('E0x');
    const basis = await basisOf(id, 'seat');
    await send('PUT', `/${id}/fields/seat`, { basis, value: '75010 Paris' });
    const stale = await send('POST', '/import', {
      data: base64(list),
      name: 'liste.csv',
      seal: first.json.seal,
    });
    expect(stale).toMatchObject({
      status: 409,
      json: { error: expect.stringContaining('rien n’a été importé') },
    });
    expect(await office.query('SELECT id FROM company')).toHaveLength(3);
    expect((await bringIn(list)).json.said).toContain('1 fiche créée, 1 complétée');
    expect((await bringIn(list)).json).toEqual({ mistake: expect.stringContaining('rien de nouveau') });
    expect(read(await file(id))).toMatch(/Commune : Pantin \(93\) \(avant : Paris 10e \(75\)\)/);
  });

  it('come from lists of every spreadsheet: signs, codes, splits of names', async () => {
    const line = (n: number) => `Élan ${n}\t${madeSiret(n)}\t6000\tNice\tLéa\tNoël\t'+33 6 12 34 56 78`;
    const head = 'Raison sociale\tSIRET\tCode postal\tVille\tPrénom\tNom\tTél.';
    const latin = Buffer.from([head, line(20), '', line(21)].join('\r\n'), 'latin1');
    expect((await bringIn(latin)).json.said).toContain('2 fiches créées');
    const shown = read(await file(await idOf('Élan 21')));
    for (const kept of ['Nice (06)', 'Léa Noël', '06 12 34 56 78']) expect(shown).toContain(kept);
    const comma = `\uFEFFSIREN,Dénomination,Inutile\n${madeSiret(22).slice(0, 9)},"Élan, 22",x\n`;
    const { json } = await look(comma);
    expect(json.columns).toContainEqual({
      head: 'Inutile',
      becomes: expect.stringContaining('ignorée'),
      taken: false,
    });
    expect((await bringIn(comma)).json.said).toContain('1 fiche créée');
    const wide = Buffer.from(`\uFEFFSIRET;Nom\n${madeSiret(23)};Élan 23\n`, 'utf16le');
    expect((await bringIn(wide)).json.said).toContain('1 fiche créée');
  });

  it.each([
    ['nothing', '', 'vide'],
    ['titles only', 'SIRET;Nom', 'vide'],
    ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), 'classeur'],
    ['bytes', Buffer.from([0x41, 0, 0x42]), 'CSV'],
    ['no SIRET', 'Nom;Ville\nA;Paris', '« SIRET »'],
    ['no name', `SIRET;Ville\n${madeSiret(30)};Paris`, 'Raison sociale'],
    ['an open quote', `SIRET;Nom\n${madeSiret(30)};"Éco`, 'guillemet'],
    ['too many lines', `SIRET;Nom\n${'1;A\n'.repeat(2_001)}`, '2000 lignes'],
  ])('refuse a list that is %s, in French', async (_, list, why) => {
    const { status, json } = await look(list);
    expect(status).toBe(200);
    expect(String(json.mistake)).toContain(why);
  });

  it('refuse what is no list at all', async () => {
    for (const body of [{}, [], { data: 'é', name: 'x' }, { data: base64('a') }])
      expect((await send('POST', '/import/preview', body)).status).toBe(400);
    expect((await send('POST', '/import', { data: base64('a'), name: 'x' })).status).toBe(400);
  });

  it('are filtered by words, number, territory, family, activity, state and cases', async () => {
    await signUp('karim', siretFrom('820456789000'), 'Toits de Karim');
    await tell('karim', 'je veux parler à un humain');
    const names = async (query: string) =>
      [
        ...(await page(`/staff/entreprises?${query}`)).text.matchAll(
          /\/staff\/entreprises\/[\w-]{36}">([^<]+)/g,
        ),
      ]
        .map(([, name]) => name)
        .sort();
    expect(await names('q=karim')).toEqual(['Toits de Karim']);
    expect(await names('q=820 456 789')).toEqual(['Toits de Karim']);
    expect(await names('q=06 12 34 56 78')).toContain('Toits de Karim');
    expect(await names('etat=held')).toEqual(['Toits de Karim']);
    expect(await names('dossiers=with')).toEqual(['Toits de Karim']);
    expect(await names('engagement=handicap')).toEqual(['Entreprise E2x']);
    expect(await names('activite=traiteur')).toEqual(['Entreprise E1x']);
    expect(await names('territoire=13')).toHaveLength(4);
    expect(await names('territoire=93')).toHaveLength(5);
    expect(await names('territoire=Bretagne')).toEqual([]);
    expect(await names('remplie=high')).toEqual(['Toits de Karim']);
    expect(await names('remplie=low')).toHaveLength(8);
    expect(await names('etat=nothing&tri=x&page=999')).toHaveLength(9);
  });

  it('are taken away as a table for a spreadsheet, harmless, and as JSON', async () => {
    const csv = await page('/staff/entreprises.csv?q=karim');
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('Content-Disposition')).toMatch(/filename=entreprises-\d{4}-\d\d-\d\d\.csv/);
    const bytes = Buffer.from(await (await rawOf('/staff/entreprises.csv?q=karim')).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, line, ...others] = csv.text.replace(/^\uFEFF/, '').split('\r\n');
    expect(others).toEqual(['']);
    expect(head).toMatch(/^SIREN;SIRET;Nom;Forme juridique;/);
    expect(line).toContain('Toits de Karim;SAS ou SASU;');
    const json = JSON.parse((await page('/staff/entreprises.json?q=karim')).text);
    expect(json.companies).toMatchObject([
      { states: ['held'], members: 1, fields: { name: { value: 'Toits de Karim' } } },
    ]);

    const id = await idOf('E3x');
    await send('PUT', `/${id}/fields/references`, {
      basis: await basisOf(id, 'references'),
      value: '=HYPERLINK("http://x";"y")',
    });
    const made = (await page('/staff/entreprises.csv?q=HYPERLINK')).text;
    expect(made).toContain(`"'=HYPERLINK(""http://x"";""y"")"`);
    // What was taken away comes back, and brings nothing new.
    expect((await look(made)).json.title).toContain('0 nouvelle fiche, 0 mise à jour, 1 déjà connue');
  });

  it('have their file corrected by the team: kept with who did it, and the company is told', async () => {
    const id = await idOf('Toits de Karim');
    const basis = await basisOf(id, 'phone');
    const wrong = await send('PUT', `/${id}/fields/phone`, { basis, value: '06 12 34 56 7x' });
    expect(wrong.json).toEqual({ mistake: expect.stringContaining('pas de lettres') });
    const told = await next('karim', async () => {
      const done = await send('PUT', `/${id}/fields/phone`, { basis, value: '07 11 22 33 44' });
      expect(done.json).toEqual({ said: 'Enregistré. La personne qui tient la fiche est prévenue.' });
    });
    expect(told).toContain('Téléphone : 07 11 22 33 44 (avant : 06 12 34 56 78)');
    const late = await send('PUT', `/${id}/fields/phone`, { basis, value: '07 00 00 00 00' });
    expect(late).toMatchObject({ status: 409, json: { error: expect.stringContaining('07 11 22 33 44') } });
    const shown = read(await file(id));
    expect(shown).toMatch(/07 11 22 33 44 noté par Awa Diallo \(équipe\), aujourd’hui/);
    expect(shown).toMatch(/Téléphone : 07 11 22 33 44 \(avant : 06 12 34 56 78\) Awa Diallo/);
    expect(await tell('karim', 'ma fiche')).toContain('07 11 22 33 44 (noté par l’équipe)');
    expect(await tell('karim', 'changez notre téléphone en 06 00 00 00 01')).toContain('06 00 00 00 01');
  });

  it('have a proof marked as verified, and never an agreement given in their place', async () => {
    const id = await idOf('Toits de Karim');
    const told = await next('karim', async () => {
      const basis = await basisOf(id, 'legal-form');
      await send('POST', `/${id}/fields/legal-form/verified`, { basis });
    });
    expect(told).toContain('L’équipe a vérifié votre fiche. Forme juridique : SAS ou SASU.');
    expect(read(await file(id))).toContain('vérifié par Awa Diallo (équipe)');
    const [{ at } = { at: 0 }] = await office.query<{ at: number }>(
      `SELECT at FROM company_field WHERE field = 'consent-share' AND replaced_at IS NULL AND company_id = '${id}'`,
    );
    const agreed = await send('PUT', `/${id}/fields/consent-share`, { basis: at, value: 'oui' });
    expect(agreed.json).toEqual({ mistake: expect.stringContaining('à la place de l’entreprise') });
    expect(read(await file(id))).toMatch(
      /Accord pour les alertes : oui \(version 2026-11\) Une personne, aujourd’hui/,
    );
    expect((await send('PUT', `/${id}/fields/none`, { basis: 0, value: 'x' })).status).toBe(404);
    expect((await send('PUT', '/none/fields/name', { basis: 0, value: 'x' })).status).toBe(404);
    expect((await send('PUT', `/${id}/fields/name`, { value: 3 })).status).toBe(400);
  });

  it('find the file that the team prepared, by the team’s yes', async () => {
    await tell('lea', 'inscription');
    const asked = await tell('lea', madeSiret(1));
    expect(asked).toContain('L’équipe a déjà préparé une fiche');
    expect(asked).not.toContain('Entreprise E1x');
    expect(await press('lea', `co:join:${madeSiret(1).slice(0, 9)}`)).toContain('L’équipe vérifie');
    expect(read((await page('/staff')).text)).toContain('Une personne attend que l’équipe l’accepte');
    const id = await idOf('E1x');
    expect(read((await page('/staff/entreprises?etat=asked')).text)).toContain('demande à accepter');
    const person = /data-decide="([^"]+)"/.exec(await file(id))?.[1];
    const told = await next('lea', () => send('POST', `/${id}/people/${person}`, { accepted: true }));
    expect(told).toContain('partie de la fiche de Entreprise E1x');
    expect(told).toContain('dites si vous acceptez qu’elle soit gardée');
    expect((await send('POST', `/${id}/people/${person}`, { accepted: false })).json).toEqual({
      said: 'Cette demande a déjà reçu une réponse.',
    });
    // Its own agreement is the first that the file has.
    expect(await press('lea', 'ref:e:consent-file')).toContain('Acceptez-vous que');
    expect(await tell('lea', 'oui')).toContain('Accord pour garder la fiche : Oui');
    expect(read(await file(id))).toMatch(/Accord pour garder la fiche : oui \(version 2026-11\)/);
    // A list brought in again changes nothing of what it says itself.
    await tell('lea', 'changez notre commune en 93500 Pantin');
    const again = await look(companyList(4));
    expect(JSON.stringify(again.json.groups)).toMatch(/Entreprise E1x\. Pas repris.*: Commune/);
  });

  it('find it by a code of the team, which serves once', async () => {
    const id = await idOf('E2x');
    const { json } = await send('POST', `/${id}/invitation`);
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(String(json.said))?.[0] ?? '';
    expect(await tell('max', `rejoindre ${code}`)).toContain('partie de la fiche de Entreprise E2x');
    expect(await tell('eve', `rejoindre ${code}`)).toContain('a déjà servi');
    expect(await tell('max', 'ma fiche')).toContain('Nom : Entreprise E2x (noté par l’équipe)');
    expect((await send('POST', '/none/invitation')).status).toBe(404);
  });

  const rawOf = async (path: string): Promise<Response> => {
    const cookie = [...visitor.cookies(office.url)].map(([name, value]) => `${name}=${value}`).join('; ');
    return fetch(`${office.url}${path}`, { headers: { Cookie: cookie } });
  };
});
