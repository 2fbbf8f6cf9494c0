import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CasePage } from '#src/features/expert/pages/case-page.ts';
import type { DeskChange } from '#src/features/expert/pages/feed.ts';
import type { QueueItem } from '#src/features/expert/pages/view.ts';
import type { DeskAnswer, DeskPerson } from '#support/world/desk/person.ts';
import { DeskHotline } from '#support/world/desk-hotline.ts';
import type { ServerEvent } from '#support/world/people/server-events.ts';

const CANNED = `
- id: bien-recu
  title: Bien reçu
  text: Bonjour, je suis {{expert}}.
`;

describe('the web desk over HTTP', () => {
  let hotline: DeskHotline;
  let nadia: DeskPerson;
  let paul: DeskPerson;

  beforeAll(async () => {
    hotline = await DeskHotline.start({ 'canned-answers.yaml': CANNED });
    nadia = await hotline.expert('Nadia Benali');
    paul = await hotline.expert('Paul Morin');
  });
  afterAll(() => hotline[Symbol.asyncDispose]());

  const rowOf = ({ body }: DeskAnswer) => body.row as QueueItem;
  const pageOf = async (caseId: string) =>
    (await nadia.get(`/desk/api/cases/${caseId}`)).body as unknown as CasePage;
  const queue = async (query = '', who = nadia) =>
    (await who.get(`/desk/api/queue${query}`)).body.items as QueueItem[];
  /** What companies read, as one text. */
  const saidTo = async (company: Awaited<ReturnType<DeskHotline['companyWithCase']>>['company']) =>
    (await company.history()).map((item) => item.text ?? JSON.stringify(item.blocks)).join('\n');
  const post = (who: DeskPerson, caseId: string, verb: string, body?: unknown) =>
    who.post(`/desk/api/cases/${caseId}/${verb}`, body);
  const id = () => crypto.randomUUID();

  it('gives a case to one of two who claim it at once, and tells the other who has it', async () => {
    const { caseId } = await hotline.companyWithCase();
    const answers = await Promise.all([post(nadia, caseId, 'claim'), post(paul, caseId, 'claim')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [won, lost] = answers[0].status === 200 ? [nadia, answers[1]] : [paul, answers[0]];
    expect(lost.body).toMatchObject({ why: 'taken', owner: { key: won.key, name: won.name } });
    expect(lost.body.error).toContain(won.name);
    expect((await pageOf(caseId)).row).toMatchObject({ state: 'claimed', owner: { key: won.key } });
  });

  it('sends a reply once, however often it is posted under its id, with its sources', async () => {
    const { company, caseId } = await hotline.companyWithCase();
    const reply = {
      id: id(),
      text: 'Bonjour, je regarde.',
      sources: ['guides/avance#ai-je-droit-a-une-avance'],
    };
    const answers = await Promise.all([1, 2, 3].map(() => post(nadia, caseId, 'reply', reply)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    // Words in a case that nobody holds take it.
    expect(rowOf(answers[0] as DeskAnswer)).toMatchObject({
      state: 'waiting_company',
      owner: { key: nadia.key },
    });
    await company.until(() => company.events.some(({ data }) => JSON.stringify(data).includes('je regarde')));
    const said = await saidTo(company);
    expect(said.match(/je regarde/g)).toHaveLength(1);
    expect(said).toContain('Nadia Benali');
    expect(said).toContain('Ai-je droit à une avance ?');
    // The same words under another id are another message.
    await post(nadia, caseId, 'reply', { ...reply, id: id() });
    expect((await saidTo(company)).match(/je regarde/g)).toHaveLength(2);
  });

  it('keeps notes from the company, and shows a colleague’s reply under their own name', async () => {
    const { company, caseId } = await hotline.companyWithCase();
    await post(nadia, caseId, 'claim');
    await post(nadia, caseId, 'note', { id: id(), text: 'Client difficile ?' });
    await post(paul, caseId, 'reply', { id: id(), text: 'Je complète.' });
    const page = await pageOf(caseId);
    expect(page.row.owner).toEqual({ key: nadia.key, name: nadia.name });
    expect(page.events.find(({ type }) => type === 'note')).toMatchObject({
      actor: { name: nadia.name },
      data: { text: 'Client difficile ?' },
    });
    expect(page.messages.at(-1)).toMatchObject({ author: 'expert', by: { name: paul.name } });
    const said = await saidTo(company);
    expect(said).not.toContain('difficile');
    expect(said).toContain('Je complète.');
  });

  it('goes from hand to hand, to the bot, and back by a new case linked to the old one', async () => {
    const { caseId } = await hotline.companyWithCase();
    await post(nadia, caseId, 'claim');
    expect(rowOf(await post(nadia, caseId, 'transfer', { to: paul.key }))).toMatchObject({
      state: 'claimed',
      owner: { name: paul.name },
    });
    expect(rowOf(await post(paul, caseId, 'transfer'))).toMatchObject({ state: 'open' });
    await post(paul, caseId, 'claim');
    expect(rowOf(await post(paul, caseId, 'return'))).toMatchObject({
      state: 'closed',
      endReason: 'returned',
    });
    const refused = await post(paul, caseId, 'reply', { id: id(), text: 'Encore un mot' });
    expect(refused).toMatchObject({ status: 409, body: { why: 'closed' } });
    const again = rowOf(await post(nadia, caseId, 'reopen'));
    expect(again).toMatchObject({ state: 'claimed', reason: 'reopened', owner: { key: nadia.key } });
    expect(await pageOf(again.id)).toMatchObject({ previous: { id: caseId } });
    expect(await pageOf(caseId)).toMatchObject({ next: { id: again.id, number: again.number } });
    expect(rowOf(await post(nadia, again.id, 'close', { outcome: 'redirected' }))).toMatchObject({
      endReason: 'redirected',
    });
    expect((await queue('?state=closed')).map((one) => one.id)).toContain(again.id);
  });

  it('sends a refused reply after all once the case is open again, under the same id', async () => {
    const { company, caseId } = await hotline.companyWithCase();
    await post(nadia, caseId, 'close', { outcome: 'answered' });
    const reply = { id: id(), text: 'Un dernier point.' };
    expect((await post(nadia, caseId, 'reply', reply)).status).toBe(409);
    const again = rowOf(await post(nadia, caseId, 'reopen'));
    expect((await post(nadia, again.id, 'reply', reply)).status).toBe(200);
    expect((await saidTo(company)).match(/Un dernier point/g)).toHaveLength(1);
  });

  it('keeps the closing date in the time of France, orders the queue by it, and forgets it', async () => {
    const { caseId } = await hotline.companyWithCase();
    const row = rowOf(await post(nadia, caseId, 'deadline', { day: '2031-07-04', time: '12:00' }));
    expect(row.deadline).toEqual({
      at: Date.parse('2031-07-04T10:00:00Z'),
      said: 'notée par Nadia Benali',
      certain: true,
    });
    const past = rowOf(await post(nadia, caseId, 'deadline', { day: '2020-01-31', time: '12:00' }));
    expect(past.level).toBe('too_late');
    expect((await queue())[0]?.id).toBe(caseId);
    expect(rowOf(await post(nadia, caseId, 'deadline', { none: true })).deadline).toBeUndefined();
  });

  it('finds cases by what they say, their state and their owner', async () => {
    const { caseId } = await hotline.companyWithCase(
      'Je veux parler à un expert, pour un marché de péniches',
    );
    await post(paul, caseId, 'claim');
    expect((await queue('?q=peniches')).map((one) => one.id)).toEqual([caseId]);
    expect((await queue('?q=peniches&state=claimed')).map((one) => one.id)).toEqual([caseId]);
    expect(await queue('?q=peniches&state=open')).toEqual([]);
    expect(await queue('?q=peniches&mine=1')).toEqual([]);
    expect(await queue('?q=peniches&mine=1', paul)).toHaveLength(1);
  });

  it('proposes passages for a case and for the expert’s own words, and the ready-made answers', async () => {
    const { company, caseId } = await hotline.companyWithCase(
      'Je veux parler à un expert : ai-je droit à une avance',
    );
    expect(company.events.length).toBeGreaterThan(0);
    const suggested = (await nadia.get(`/desk/api/search?caseId=${caseId}`)).body.items as { key: string }[];
    expect(suggested[0]?.key).toBe('guides/avance#ai-je-droit-a-une-avance');
    const found = (await nadia.get('/desk/api/search?q=sous-traiter')).body.items as {
      key: string;
      text: string;
    }[];
    expect(found[0]?.key).toContain('sous-traitance');
    expect(found[0]?.text).toContain('vous ne pouvez pas sous-traiter');
    const start = await nadia.get('/desk/api/start');
    expect(start.body).toMatchObject({ me: { key: nadia.key }, canned: [{ id: 'bien-recu' }] });
    const known = (await nadia.get('/desk/api/colleagues')).body.items as { name: string }[];
    expect(known.map(({ name }) => name)).toEqual(expect.arrayContaining(['Nadia Benali', 'Paul Morin']));
  });

  it('refuses in French what can’t be read, and changes nothing', async () => {
    const { company, caseId } = await hotline.companyWithCase();
    const wrong: [string, unknown, RegExp][] = [
      ['reply', { id: id(), text: '   ' }, /rien à envoyer/],
      ['reply', { id: id(), text: 'a'.repeat(8_001) }, /Texte trop long/],
      ['reply', { text: 'sans identifiant' }, /n’a pas pu être lue/],
      ['reply', { id: id(), text: 'x', sources: Array(7).fill('a') }, /passages au plus/],
      ['reply', '{', /n’a pas pu être lue/],
      ['note', [], /n’a pas pu être lue/],
      ['close', { outcome: 'won' }, /comment l’échange se termine/],
      ['deadline', { day: '2026-02-30', time: '12:00' }, /date n’existe pas/],
      ['deadline', { day: '2026-02-03', time: '25:00' }, /date n’existe pas/],
      ['transfer', { to: 'web:nobody' }, /pas connue/],
    ];
    for (const [verb, body, sentence] of wrong) {
      const refused = await post(nadia, caseId, verb, body);
      expect([verb, refused.status]).toEqual([verb, 400]);
      expect(refused.body.error).toMatch(sentence);
    }
    expect((await post(nadia, 'no-such-case', 'claim')).status).toBe(404);
    expect((await nadia.get('/desk/api/cases/no-such-case')).body.error).toBe('Ce dossier n’existe pas.');
    expect((await pageOf(caseId)).row.state).toBe('open');
    expect(await saidTo(company)).not.toContain('Nadia');
  });

  describe('live', () => {
    const changesOf = ({ data }: ServerEvent) => data as readonly DeskChange[];
    const changeOf = (caseId: string, holds: (change: DeskChange) => boolean) => (event: ServerEvent) =>
      event.event === 'changes' && changesOf(event).some((one) => one.row.id === caseId && holds(one));

    it('tells every page of a claim, of the company’s words, of a note, with what it takes to show them', async () => {
      const { company, caseId } = await hotline.companyWithCase();
      using mine = await nadia.listen();
      using hers = await paul.listen();
      await post(nadia, caseId, 'claim');
      for (const events of [mine, hers])
        await events.until(
          changeOf(
            caseId,
            ({ row, events: [event] }) => row.owner?.name === nadia.name && event?.type === 'claim',
          ),
        );
      await company.send('Voici la suite');
      const heard = await hers.until(
        changeOf(caseId, ({ messages }) => messages.some(({ author }) => author === 'company')),
      );
      expect(changesOf(heard)[0]?.messages).toMatchObject([
        { author: 'company', parts: [{ text: 'Voici la suite' }] },
      ]);
      await hers.until(changeOf(caseId, ({ row }) => row.lastSaid === 'Voici la suite'));
      await post(nadia, caseId, 'note', { id: id(), text: 'À revoir' });
      await hers.until(
        changeOf(caseId, ({ events }) =>
          events.some(({ data }) => (data as { text?: string }).text === 'À revoir'),
        ),
      );
    });

    it('says after a cut what a page needs to read again, and repeats nothing old', async () => {
      const { company, caseId } = await hotline.companyWithCase();
      await post(nadia, caseId, 'claim');
      const before = await nadia.listen();
      before[Symbol.dispose]();
      await company.send('Pendant la coupure');
      await company.until(() => company.events.some(({ data }) => data.text === 'Pendant la coupure'));
      using after = await nadia.listen();
      const { messages } = await pageOf(caseId);
      expect(messages.at(-1)).toMatchObject({ author: 'company', parts: [{ text: 'Pendant la coupure' }] });
      const seq = messages.at(-2)?.seq ?? 0;
      const missed = (await nadia.get(`/desk/api/cases/${caseId}/messages?after=${seq}`)).body.items;
      expect(missed).toMatchObject([{ parts: [{ text: 'Pendant la coupure' }] }]);
      await company.send('Après la coupure');
      const heard = await after.until(changeOf(caseId, ({ messages: [one] }) => one?.author === 'company'));
      expect(JSON.stringify(heard.data)).toContain('Après la coupure');
      expect(JSON.stringify(after.all)).not.toContain('Pendant la coupure');
    });

    it('ends with the session', async () => {
      const leaving = await hotline.expert('Lina');
      using events = await leaving.listen();
      await leaving.signOut();
      await events.untilOver();
      expect(events.all.at(-1)?.event).toBe('ended');
      expect((await leaving.get('/desk/api/queue')).status).toBe(401);
      expect((await leaving.post('/desk/api/cases/x/claim')).status).toBe(401);
    });
  });
});
