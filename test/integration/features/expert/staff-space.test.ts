import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addInboundMessage } from '#src/conversation/store/messages.ts';
import { relayExpert } from '#src/features/expert/relay.ts';
import { parsePage } from '#src/knowledge/model/guide-parser.ts';
import { DEFAULT_HOURS } from '#src/platform/calendar/check-hours.ts';
import type { Database } from '#src/platform/database/database.ts';
import { newId } from '#src/platform/database/ids.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { CountedCases } from '#support/store/seeds/counted-cases.ts';
import { addDeadJob, addDeadLetter } from '#support/store/seeds/dead-work.ts';
import { conversationOf } from '#support/store/seeds/stored-messages.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';
import { csrfOf, Visitor } from '#support/world/people/visitor.ts';

const NADIA = { key: 'web:nadia', name: 'Nadia Benali' };

/** A page's words, as a person reads them. */
const read = (text: string): string =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ');

describe('The staff’s space and the figures', () => {
  let office: OfficeHotline;
  let db: Database;
  const visitor = new Visitor();

  beforeAll(async () => {
    office = await OfficeHotline.start();
    db = await openDatabase(office.dataDir);
    await enter();
  });
  const enter = async () => {
    const asked = await visitor.open(office.link);
    await visitor.post(`${office.url}/connexion/nom`, { name: 'Awa Diallo', _csrf: csrfOf(asked) });
  };
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
    const answer = await visitor.request(`${office.url}${path}`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
    return { status: answer.status, json: JSON.parse(answer.text) as Record<string, unknown> };
  };
  const hours = async () => JSON.parse((await page('/staff/api/hours')).text) as Record<string, unknown>;

  describe('hours', () => {
    it('are saved with who changed them, and hold from then on', async () => {
      expect(await hours()).toEqual({ hours: DEFAULT_HOURS, basis: 0, changes: [] });
      const changed = { ...DEFAULT_HOURS, targetMinutes: 120 };
      const saved = await send('PUT', '/staff/api/hours', { hours: changed, basis: 0 });
      expect(saved.json).toMatchObject({ hours: { targetMinutes: 120 } });
      expect(JSON.stringify(saved.json.changes)).toMatch(/^\["Awa Diallo, aujourd’hui à/);
      expect(await hours()).toMatchObject({ hours: { targetMinutes: 120 } });
    });

    it('are not saved over somebody else’s change, nor with a mistake, nor without a shape', async () => {
      const before = await hours();
      const late = await send('PUT', '/staff/api/hours', { hours: DEFAULT_HOURS, basis: 0 });
      expect(late.status).toBe(409);
      expect(late.json.error).toMatch(
        /^Awa Diallo a changé les horaires aujourd’hui à .*rien n’a été remplacé/,
      );
      const wrong = { ...DEFAULT_HOURS, closingDays: [{ from: '2026-12-24', to: '2026-02-30', label: '' }] };
      const { json } = await send('PUT', '/staff/api/hours', { hours: wrong, basis: before.basis });
      expect(json.mistakes).toMatchObject([
        { path: ['closingDays', 0, 'to'] },
        { path: ['closingDays', 0, 'label'] },
      ]);
      for (const body of [{}, [], 'x', { hours: DEFAULT_HOURS }])
        expect((await send('PUT', '/staff/api/hours', body)).status).toBe(400);
      expect(await hours()).toEqual(before);
    });
  });

  describe('what is watched', () => {
    it('is shown with its reason, escaped, and tried anew once', async () => {
      const letter = await addDeadLetter(db, {
        channelKey: 'lost',
        text: 'Bonjour <b>Karim</b>',
        error: '<i>blocked</i>',
        now: Date.now(),
      });
      const job = await addDeadJob(db, { kind: 'case-watch', error: 'locked', now: Date.now() });
      const shown = (await page('/staff')).text;
      expect(shown).not.toMatch(/<b>Karim|<i>blocked/);
      expect(read(shown)).toMatch(
        /Messages non remis 1 .*Bonjour <b>Karim<\/b>.*Raison donnée : <i>blocked<\/i>/,
      );
      expect(read(shown)).toMatch(/Tâches abandonnées 1 .*Surveillance des délais/);
      expect((await send('POST', `/staff/api/letters/${letter}/retry`)).json).toEqual({
        said: 'Remis en file.',
      });
      const again = await send('POST', `/staff/api/letters/${letter}/retry`);
      expect(again).toMatchObject({
        status: 409,
        json: { error: expect.stringContaining('déjà été remis en file') },
      });
      expect((await send('POST', `/staff/api/jobs/${job}/retry`)).status).toBe(200);
      expect((await send('POST', `/staff/api/jobs/${job}/retry`)).status).toBe(409);
      expect((await send('POST', '/staff/api/letters/none/retry')).status).toBe(409);
      expect(read((await page('/staff')).text)).not.toContain('Bonjour <b>Karim');
    });

    it('tells of knowledge that left, and puts it in service when it is accepted, once', async () => {
      const kept = await page('/staff');
      expect(kept.text).not.toContain('Accepter cette perte');
      rmSync(join(office.knowledgeDir, 'guides/seuils.md'));
      await office.stop();
      await office.start();
      await enter();
      await expect
        .poll(async () => read((await page('/staff')).text), { timeout: 60_000 })
        .toContain('a perdu 2 passages sur 5');
      const { text } = await page('/staff');
      expect(read(text)).toContain('« Seuils » (2 passages)');
      const path = /data-retry="(\/staff\/api\/knowledge\/[^"]+)"/.exec(text)?.[1] ?? '';
      const other = await send('POST', '/staff/api/knowledge/0000/accept');
      expect(other).toMatchObject({ status: 409, json: { error: expect.stringContaining('encore changé') } });
      expect(await send('POST', path)).toMatchObject({
        status: 200,
        json: { said: expect.stringContaining('Accepté') },
      });
      expect(read((await page('/staff')).text)).not.toContain('a perdu');
      const traces = await db.query("SELECT act FROM trace WHERE act = 'knowledge_accepted'");
      expect(traces).toHaveLength(1);
    });

    it('tells of messages that may have left twice', async () => {
      const id = await addDeadLetter(db, {
        channelKey: 'twice',
        text: 'Deux fois',
        error: '',
        now: Date.now(),
      });
      await db.query("UPDATE outbox SET status = 'sent', repeated = 1 WHERE id = $1", [id]);
      expect(read((await page('/staff')).text)).toMatch(/Envois peut-être faits deux fois 1 .*Deux fois/);
    });
  });

  describe('drafts', () => {
    it('are drawn from a case, mended, and taken away as a page of the knowledge', async () => {
      const conversationId = await conversationOf(db, 'karim');
      const made = new CountedCases(db);
      const caseId = await made.case(conversationId, Date.now());
      expect((await send('POST', `/desk/api/cases/${caseId}/draft`)).json).toEqual({
        error: expect.stringMatching(/^Aucun expert n’a encore répondu/),
      });
      await db.tx(async (tx) => {
        const now = Date.now();
        const content = { type: 'text' as const, text: 'Bonjour, ai-je droit à une avance ? karim@toits.fr' };
        await addInboundMessage(tx, { id: newId(now), conversationId, content, now });
        const context = { surfaces: [], hours: DEFAULT_HOURS, now };
        const sources = [{ n: 1, documentId: 'g', title: 'Avance', section: 's', articles: ['R2191-3'] }];
        const text = 'Oui, au-dessus du seuil, si le marché dure plus de deux mois. Bien à vous, Nadia';
        await relayExpert(tx, context, caseId, { by: NADIA, text, sources });
      });
      const drawn = await send('POST', `/desk/api/cases/${caseId}/draft`);
      expect(drawn).toMatchObject({
        status: 201,
        json: { draft: { heading: 'Ai-je droit à une avance ?', state: 'to_read', references: ['R2191-3'] } },
      });
      expect(JSON.stringify(drawn.json)).not.toMatch(/karim|toits\.fr|nadia/i);
      const again = await send('POST', `/desk/api/cases/${caseId}/draft`);
      expect(again).toMatchObject({ status: 200, json: { draft: (drawn.json as { draft: object }).draft } });
      expect((await send('POST', '/desk/api/cases/none/draft')).status).toBe(404);

      const { id } = drawn.json.draft as { id: string };
      expect(read((await page('/staff/brouillons')).text)).toMatch(
        /Ai-je droit à une avance \? À relire Dossier \d+, Awa Diallo/,
      );
      const words = {
        heading: 'Ai-je droit à une avance ?',
        shortAnswer: 'Au-dessus du seuil.',
        details: 'Voilà.',
      };
      const change = { ...words, references: 'R2191-3', state: 'kept', version: 1 };
      expect((await send('PUT', `/staff/api/drafts/${id}`, { ...change, shortAnswer: '' })).json).toEqual({
        mistakes: [{ field: 'shortAnswer', message: 'Écrivez la réponse courte.' }],
      });
      expect((await send('PUT', `/staff/api/drafts/${id}`, change)).json).toEqual({ version: 2 });
      const late = await send('PUT', `/staff/api/drafts/${id}`, { ...change, heading: 'Autre ?' });
      expect(late).toMatchObject({
        status: 409,
        json: { error: expect.stringMatching(/^Awa Diallo a modifié/) },
      });
      expect((await send('PUT', `/staff/api/drafts/${id}`, { ...change, state: 'lost' })).status).toBe(400);
      expect((await send('PUT', '/staff/api/drafts/none', change)).status).toBe(404);
      expect((await page('/staff/brouillons/none')).status).toBe(404);
      expect((await page(`/staff/brouillons/${id}`)).text).toContain('Au-dessus du seuil.');

      const file = await page('/staff/brouillons.md');
      expect(file.headers.get('Content-Disposition')).toMatch(
        /^attachment; filename="?brouillons-\d{4}-\d\d-\d\d\.md/,
      );
      const { document, problems } = parsePage('guides/brouillons.md', file.text);
      expect(problems).toEqual([]);
      expect(document?.sections[0]).toMatchObject({ heading: words.heading, shortAnswer: words.shortAnswer });
    });
  });

  describe('figures', () => {
    it('are the same on the page, as JSON and as a table', async () => {
      const figures = JSON.parse((await page('/desk/api/figures?weeks=26')).text);
      expect(figures.weeks).toHaveLength(26);
      expect(figures.weeks.at(-1)).toMatchObject({ opened: 1, answered: 1, isPartial: true });
      expect(figures.weeks[0]).toMatchObject({ opened: 0 });
      expect(figures.weeks[0]).not.toHaveProperty('caseSatisfaction');
      const csv = await page('/desk/chiffres.csv?semaines=26');
      expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
      expect(csv.text.trim().split('\r\n')).toHaveLength(27);
      expect(read((await page('/desk/chiffres')).text)).toContain('Dossiers par état');
    });

    it('are asked for a period that there is', async () => {
      for (const path of [
        '/desk/api/figures?weeks=13',
        '/desk/chiffres?semaines=x',
        '/desk/chiffres.csv?semaines=12&semaines=26',
      ]) {
        const answer = await page(path);
        expect(answer.status).toBe(400);
        expect(answer.text).toContain('Choisissez 12, 26 ou 52 semaines.');
      }
    });

    it('are drawn by a library that our own server gives', async () => {
      for (const [name, type] of [
        ['uplot.js', 'text/javascript'],
        ['uplot.css', 'text/css'],
      ] as const) {
        const answer = await page(`/desk/assets/vendor/${name}`);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('Content-Type')).toContain(type);
      }
    });
  });
});
