import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '#src/channel/blocks.ts';
import { addCompany, saveCompanyFields } from '#src/company/store/companies.ts';
import { addDiagnosis } from '#src/company/store/diagnoses.ts';
import { addMember } from '#src/company/store/members.ts';
import { lockConversation, openConversation } from '#src/conversation/store/conversations.ts';
import { messagesAfter } from '#src/conversation/store/messages.ts';
import { loadWorkingHours } from '#src/conversation/store/working-hours.ts';
import { openCase } from '#src/features/expert/act-on-case.ts';
import { apply } from '#src/features/training/admissions.ts';
import { book } from '#src/features/training/bookings.ts';
import { openPerson } from '#src/person/store/persons.ts';
import { parisDay } from '#src/platform/calendar/iso-date.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { csrfOf, Visitor } from '#support/world/people/visitor.ts';

const DAY = 86_400_000;
const dayIn = (days: number) => parisDay(Date.now() + days * DAY);
/** A page's words, as a person reads them. */
const read = (text: string): string =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');

describe('The staff’s pages of sessions', () => {
  let office: OfficeHotline;
  let db: Database;
  const visitor = new Visitor();

  beforeAll(async () => {
    office = await OfficeHotline.start();
    db = await openDatabase(office.dataDir);
    const asked = await visitor.open(office.link);
    await visitor.post(`${office.url}/connexion/nom`, { name: 'Awa Diallo', _csrf: csrfOf(asked) });
  });
  afterAll(async () => {
    await db?.close();
    await office?.[Symbol.asyncDispose]();
  });

  const page = (path: string) => visitor.request(`${office.url}${path}`);
  const send = async (method: string, path: string, body: unknown = {}) => {
    const headers = {
      'Content-Type': 'application/json',
      Origin: new URL(office.url).origin,
      'X-CSRF-Token': csrfOf(await page('/staff')),
    };
    const sent = { method, headers, body: JSON.stringify(body) };
    const answer = await visitor.request(`${office.url}/staff/api${path}`, sent);
    return { status: answer.status, json: JSON.parse(answer.text) as Record<string, unknown> };
  };
  const SESSION = {
    name: 'Session « d’hiver »',
    place: 'Pantin',
    places: '1',
    startsOn: dayIn(10),
    endsOn: dayIn(190),
    applyUntil: dayIn(5),
  };
  const open = async (more: object = {}): Promise<string> => {
    const { json } = await send('POST', '/sessions', { ...SESSION, ...more });
    return String(json.to).replace('/staff/sessions/', '');
  };
  const company = (name: string) =>
    db.tx(async (tx) => {
      const now = Date.now();
      const { id: personId } = await openPerson(tx, { channel: 'slack', key: name, now });
      const companyId = (await addCompany(tx, { siren: undefined, now }))?.id ?? '';
      await addMember(tx, { companyId, personId, now });
      const field = { field: 'name', value: name, label: 'Nom', shown: name, origin: 'declared' } as const;
      const phone = { ...field, field: 'phone', label: 'Téléphone', shown: '=06', value: '=06' };
      const email = { ...field, field: 'email', label: 'Adresse mail', shown: 'a@b.fr', value: 'a@b.fr' };
      await saveCompanyFields(tx, { companyId, personId, fields: [field, email, phone], now });
      const told = { profile: 'En chemin', summary: 'Une base.', strengths: [], actions: [] };
      const made = { companyId, personId, answers: ['Offre : En partie'], told, now };
      const diagnosisId = await addDiagnosis(tx, made);
      const where = { channel: 'slack', channelKey: name, address: null, personId, now };
      const { id: conversationId } = await openConversation(tx, where);
      return { companyId, personId, diagnosisId, conversationId };
    });
  type Made = Awaited<ReturnType<typeof company>>;
  const applyAs = async (sessionId: string, { companyId, personId, diagnosisId }: Made): Promise<string> => {
    const asked = { sessionId, companyId, personId, diagnosisId };
    const applied = await db.tx((tx) => apply(tx, asked, { by: 'Anne', now: Date.now() }));
    if (!applied.ok) throw new Error(applied.why);
    return applied.application.id;
  };
  const decide = (id: string, decision: string, version: number, reason = '') =>
    send('POST', `/applications/${id}/decision`, { decision, version: String(version), reason });
  const told = async ({ conversationId }: Made) => {
    const last = (await messagesAfter(db, conversationId, 0)).at(-1);
    return last && last.author !== 'company' ? plainText(last.content.blocks) : '';
  };

  it('open a session, change it, close it and open it again', async () => {
    const { json } = await send('POST', '/sessions', SESSION);
    expect(json).toMatchObject({ said: 'La session est ouverte.' });
    const path = String(json.to);
    expect(read((await page(path)).text)).toContain('0 place prise sur 1');
    const id = path.replace('/staff/sessions/', '');
    expect((await send('PUT', `/sessions/${id}`, { ...SESSION, places: '2', version: '1' })).status).toBe(
      200,
    );
    const late = await send('PUT', `/sessions/${id}`, { ...SESSION, places: '3', version: '1' });
    expect(late).toMatchObject({ status: 409, json: { error: expect.stringContaining('entre-temps') } });
    await send('POST', `/sessions/${id}/state`, { state: 'closed', version: 2 });
    expect(read((await page('/staff/sessions')).text)).toContain('Candidatures closes');
    await send('POST', `/sessions/${id}/state`, { state: 'open', version: 3 });
    expect(read((await page('/staff')).text)).toContain('Une session ouverte');
    await send('POST', `/sessions/${id}/state`, { state: 'closed', version: 4 });
  });

  it('say what is wrong, each thing at its field, and save nothing', async () => {
    const before = await office.query('SELECT id FROM training_session');
    const wrong = { ...SESSION, name: '<b>x</b>', places: '0', startsOn: dayIn(-1), applyUntil: 'hier' };
    const { status, json } = await send('POST', '/sessions', wrong);
    expect(status).toBe(200);
    expect((json.mistakes as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      'applyUntil',
      'name',
      'places',
    ]);
    const past = await send('POST', '/sessions', {
      ...SESSION,
      startsOn: dayIn(-1),
      place: 'x'.repeat(10_000),
    });
    expect(JSON.stringify(past.json)).toContain('120 signes au plus');
    expect((await send('POST', '/sessions', [])).json).toMatchObject({
      mistakes: [{ message: expect.stringContaining('n’a pas pu être lue') }],
    });
    expect((await send('POST', '/sessions', {})).json.mistakes).toHaveLength(6);
    expect((await send('PUT', '/sessions/none', SESSION)).status).toBe(404);
    expect(await office.query('SELECT id FROM training_session')).toEqual(before);
    expect((await page('/staff/sessions/none')).status).toBe(404);
    expect((await page('/staff/candidatures/none')).status).toBe(404);
    expect((await page('/staff/evenements/none')).status).toBe(404);
  });

  it('decide about applications, with the file and the diagnosis, and never over the places', async () => {
    const sessionId = await open();
    const one = await company('Éco <b>Un</b>');
    const two = await company('Éco Deux');
    const first = await applyAs(sessionId, one);
    const second = await applyAs(sessionId, two);
    const shown = read((await page(`/staff/candidatures/${first}`)).text);
    expect(shown).toMatch(/Nom : .* Téléphone : .* Adresse mail : /);
    for (const words of [
      '&lt;b&gt;Un',
      'Il reste une place',
      'En chemin',
      'Offre : En partie',
      'Téléphone : =06',
    ])
      expect(shown).toContain(words);
    expect((await decide(first, 'refuse', 1)).json).toMatchObject({ mistakes: [{ field: 'reason' }] });
    expect((await decide(first, 'admit', 1, 'Bienvenue !')).json.said).toContain('est prévenue');
    expect(await told(one)).toContain('Bienvenue !');
    expect((await decide(second, 'admit', 1)).json.error).toContain('complète');
    expect((await decide(second, 'hold', 1)).status).toBe(200);
    expect((await decide(second, 'hold', 1)).json.error).toContain('entre-temps');
    expect((await decide(first, 'refuse', 2, 'Vous fermez, dites-vous.')).json.said).toContain(
      'liste d’attente',
    );
    expect(await told(one)).toContain('Vous fermez, dites-vous.');
    expect(await told(two)).toContain('une place s’est libérée');
    const history = read((await page(`/staff/candidatures/${first}`)).text);
    expect(history).toContain('Awa Diallo');
    const table = (await page(`/staff/sessions/${sessionId}/candidatures.csv`)).text;
    expect(table.split('\r\n')[0]).toContain(
      'Entreprise;SIREN;État;Candidature;Un mot à l’entreprise;Diagnostic;Adresse mail;Téléphone',
    );
    expect(table).toContain("'=06");
    expect(table).toContain('Éco Deux;;Admise;');
  });

  it('publish what is booked, tell of changes, mark who came; experts see it', async () => {
    const sessionId = await open({ name: 'Session des formations', places: '3' });
    const one = await company('Éco Trois');
    const id = await applyAs(sessionId, one);
    await decide(id, 'admit', 1);
    const slots = {
      kind: 'meeting',
      title: 'Rendez-vous prix',
      place: 'Visio',
      host: 'Nadia Benali',
      places: '1',
      day: dayIn(20),
      from: '09:00',
      to: '10:30',
      minutes: '30',
    };
    expect((await send('POST', `/sessions/${sessionId}/events`, slots)).json.said).toBe(
      '3 créneaux sont publiés.',
    );
    const outside = await send('POST', `/sessions/${sessionId}/events`, { ...slots, day: dayIn(2) });
    expect(outside.json).toMatchObject({ mistakes: [{ field: 'day' }] });
    const workshop = { ...slots, kind: 'workshop', title: 'Bien répondre', places: '12', minutes: '' };
    expect((await send('POST', `/sessions/${sessionId}/events`, workshop)).json.said).toBe('C’est publié.');
    const [event] = await office.query<{ id: string }>(
      "SELECT id FROM training_event WHERE title = 'Rendez-vous prix' ORDER BY starts_at",
    );
    const eventId = event?.id ?? '';
    await db.tx((tx) =>
      book(tx, { eventId, companyId: one.companyId, personId: one.personId, now: Date.now() }),
    );
    expect(read((await page(`/staff/evenements/${eventId}`)).text)).toContain('Éco Trois');
    const moved = { ...slots, minutes: undefined, from: '14:00', to: '14:30', version: '1' };
    expect((await send('PUT', `/events/${eventId}`, moved)).json.said).toContain(
      'une entreprise est prévenue',
    );
    expect(await told(one)).toContain('à 14 h');
    const [booking] = await office.query<{ id: string }>('SELECT id FROM training_booking');
    const path = `/bookings/${booking?.id}/presence`;
    expect((await send('POST', path, { presence: 'present' })).status).toBe(200);
    expect((await send('POST', path, { presence: 'peut-être' })).status).toBe(400);
    const seen = read((await page('/desk/session')).text);
    for (const words of ['Éco Trois', 'En chemin', 'Rendez-vous prix', 'Présente'])
      expect(seen).toContain(words);
    // Beside a case too, the company's file says its profile.
    const caseId = await db.tx(async (tx) => {
      const conversation = await lockConversation(tx, one.conversationId);
      if (!conversation) throw new Error('there is one');
      const context = { surfaces: [], hours: await loadWorkingHours(tx), now: Date.now() };
      return (await openCase(tx, context, conversation, { reason: 'asked' })).row.id;
    });
    const { company: brief } = JSON.parse((await page(`/desk/api/cases/${caseId}`)).text);
    expect(brief).toMatchObject({ name: 'Éco Trois', lines: ['Diagnostic flash : En chemin'] });
    expect((await send('POST', `/events/${eventId}/cancel`, { version: '2' })).json.said).toContain(
      'prévenue',
    );
    expect(await told(one)).toContain('annulé par l’équipe');
    expect((await send('POST', `/events/${eventId}/cancel`, { version: '3' })).json.error).toContain(
      'déjà annulé',
    );
    expect(read((await page('/desk/session')).text)).not.toContain('Rendez-vous prix');
  });

  it('take back one place that a company holds, with a word to it; the place is free, its admission stays', async () => {
    const sessionId = await open({ name: 'Session des places', places: '3' });
    const one = await company('Éco Neuf');
    const two = await company('Éco Dix');
    for (const made of [one, two]) await decide(await applyAs(sessionId, made), 'admit', 1);
    const slot = {
      kind: 'meeting',
      title: 'Vos marges',
      place: 'Visio',
      host: 'Nadia Benali',
      places: '1',
      day: dayIn(20),
      from: '09:00',
      to: '09:30',
      minutes: '',
    };
    await send('POST', `/sessions/${sessionId}/events`, slot);
    const [event] = await office.query<{ id: string }>(
      "SELECT id FROM training_event WHERE title = 'Vos marges'",
    );
    const eventId = event?.id ?? '';
    const takes = ({ companyId, personId }: Made) =>
      db.tx((tx) => book(tx, { eventId, companyId, personId, now: Date.now() }));
    const booked = await takes(one);
    expect((await takes(two)).ok).toBe(false);
    const path = `/bookings/${booked.ok ? booked.booking.id : ''}/cancel`;
    expect(read((await page(`/staff/evenements/${eventId}`)).text)).toContain('Annuler sa réservation');
    expect((await send('POST', path, { reason: ' ' })).json).toMatchObject({
      mistakes: [{ field: 'reason' }],
    });
    expect(await told(one)).not.toContain('a annulé');
    const done = await send('POST', path, { reason: 'Nadia est souffrante.' });
    expect(done.json.said).toContain('l’entreprise est prévenue');
    expect(await told(one)).toContain('L’équipe a annulé votre réservation pour « Vos marges »');
    expect(await told(one)).toContain('Nadia est souffrante.');
    const last = (await messagesAfter(db, one.conversationId, 0)).at(-1);
    expect(JSON.stringify(last)).toContain('rendez-vous-annule.ics');
    expect((await send('POST', path, { reason: 'Encore.' })).json.error).toContain('déjà annulée');
    expect((await send('POST', '/bookings/none/cancel', { reason: 'x' })).status).toBe(409);
    expect((await takes(two)).ok).toBe(true);
    expect(read((await page(`/staff/sessions/${sessionId}`)).text)).toContain('2 places prises');
  });

  it('are offered the decisions that change something, and find these pages under « Sessions »', async () => {
    const sessionId = await open({ name: 'Session des décisions', places: '3' });
    const id = await applyAs(sessionId, await company('Éco Onze'));
    const offered = async () =>
      [...(await page(`/staff/candidatures/${id}`)).text.matchAll(/name="decision" value="(\w+)"/g)].map(
        ([, value]) => value,
      );
    expect(await offered()).toEqual(['admit', 'hold', 'refuse']);
    await decide(id, 'admit', 1);
    expect(await offered()).toEqual(['hold', 'refuse']);
    await decide(id, 'refuse', 2, 'Pas cette fois.');
    expect(await offered()).toEqual(['admit', 'hold']);
    for (const path of ['/staff/sessions', `/staff/sessions/${sessionId}`, `/staff/candidatures/${id}`]) {
      const current = /<a href="([^"]+)" aria-current="page">/.exec((await page(path)).text)?.[1];
      expect(current, path).toBe('/staff/sessions');
    }
  });
});
