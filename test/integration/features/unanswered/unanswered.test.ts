import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setConversationMode } from '#src/conversation/store/conversations.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { findTraces } from '#src/platform/web/traces/store/traces.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { DeskPerson } from '#support/world/desk/person.ts';
import { OfficeHotline } from '#support/world/office-hotline.ts';

const QUESTION = 'Comment fabriquer une charpente en bambou tressé ?';
const MINUTES = 60_000;
const HOUR = 60 * MINUTES;
const PAGE = `---
title: Charpente en bambou
kind: guide
audience: company
regime: ordinary
territories: []
valid_from:
valid_until:
reviewed_on: 2026-11-24
review_by: 2027-06-30
owner: Équipe
sources:
  - label: Code de la commande publique
---

## Comment fabriquer une charpente en bambou tressé ?

Pour fabriquer une charpente en bambou tressé, choisissez des tiges sèches et tressez-les par quatre.

On demande aussi : charpente bambou tressé
`;

describe('questions that had no answer', () => {
  let hotline: OfficeHotline;
  let channel: RecordingChannel;
  let db: Database;
  let lea: DeskPerson;

  beforeEach(async () => {
    channel = new RecordingChannel('slack');
    hotline = await OfficeHotline.start({}, [channel]);
    db = await openDatabase(hotline.dataDir);
    await toWorkingHour();
    lea = await DeskPerson.signIn(db, hotline.url, 'Léa Martin');
    await staySignedIn();
  });
  afterEach(async () => {
    await db.close();
    await hotline[Symbol.asyncDispose]();
  });

  let shift = 0;
  const pass = (ms: number) => {
    shift += ms;
    hotline.pass(ms);
  };
  /** Takes the clock of the hotline to the next Tuesday, 9:00 in Paris. */
  async function toWorkingHour(): Promise<void> {
    shift = 0;
    const at = new Date();
    at.setUTCHours(8, 0, 0, 0);
    do at.setUTCDate(at.getUTCDate() + 1);
    while (at.getUTCDay() !== 2 || at.getTime() < Date.now());
    pass(at.getTime() - Date.now());
    await hotline.running.settled();
  }
  /** Lets the background work come round. */
  const rounds = async (count = 1) => {
    for (let round = 0; round < count; round += 1) {
      pass(6 * MINUTES);
      await hotline.running.settled();
    }
  };
  const ask = async (who: string, text = QUESTION) => {
    const before = channel.received(who).length;
    await channel.say(who, text);
    await hotline.running.settled();
    return channel
      .received(who)
      .slice(before)
      .map((one) => one.text)
      .join('\n');
  };
  const lastAsked = async () => {
    const [row] = await db.query<{ id: string | null }>('SELECT MAX(asked_of) AS id FROM missed_question');
    return row?.id;
  };
  const publish = async (text = PAGE, path = 'guides/bambou.md', basis = '') => {
    const { body } = await lea.post('/staff/api/knowledge/publish', { path, text, basis });
    expect(body.said).toContain('en service');
    // It is served, and then asked again of every question.
    const before = await lastAsked();
    const asked = async () => {
      await rounds();
      return lastAsked();
    };
    await expect.poll(asked, { timeout: 30_000, interval: 1_500 }).not.toBe(before);
    await rounds(2);
  };
  const groups = () =>
    db.query<{ id: string; told: number }>('SELECT id, told FROM question_group ORDER BY id');
  const groupId = async () => (await groups())[0]?.id ?? '';
  /** Days pass on the clock of the hotline: the session is one of them all. */
  const staySignedIn = () =>
    db.query('UPDATE staff_session SET expires_at = $1, ends_at = $1', [Date.now() + shift + 48 * HOUR]);
  const shown = async (path: string) => {
    await staySignedIn();
    const response = await fetch(`${hotline.url}${path}`, { headers: { Cookie: lea.cookie } });
    return (await response.text()).replace(/[\u00A0\u202F]/g, ' ');
  };
  const basisOf = (html: string) => /data-basis="([^"]+)"/.exec(html)?.[1] ?? '';
  const tell = async () => {
    const id = await groupId();
    const basis = basisOf(await shown(`/staff/questions/${id}`));
    return lea.post(`/staff/api/questions/${id}/tell`, { basis });
  };
  const newsOf = (who: string) =>
    channel.received(who).filter(({ text }) => text.includes('Nous savons maintenant répondre'));

  it('are grouped and counted; once a page answers, staff decide, and each person is told once', async () => {
    await ask('anne');
    await ask('anne');
    await ask('bruno', 'comment fabriquer une charpente en bambou tressé');
    await rounds(2);
    expect(await groups()).toHaveLength(1);
    const list = await shown('/staff/questions');
    expect(list).toContain('charpente en bambou');
    expect(list).toContain('Sans réponse : 3');

    await publish();
    const page = await shown(`/staff/questions/${await groupId()}`);
    expect(page).toContain('Les pages répondent maintenant à toutes ces questions.');
    expect(page).toContain('Prévenir 2 personnes');
    expect(page).toContain('tressez-les par quatre');
    await rounds(2);
    // Nobody is written to without the click.
    expect([...newsOf('anne'), ...newsOf('bruno')]).toEqual([]);

    expect((await tell()).body.said).toContain('2 personnes');
    await rounds(3);
    expect(newsOf('anne').map(({ text }) => text)).toEqual([
      expect.stringContaining(`Vous aviez demandé : « ${QUESTION} ». Nous savons maintenant répondre :`),
    ]);
    expect(newsOf('anne')[0]?.text).toContain('tressez-les par quatre');
    expect(newsOf('bruno')).toHaveLength(1);
    expect(await shown(`/staff/questions/${await groupId()}`)).toContain('2 personnes prévenues');
    expect(await groups()).toMatchObject([{ told: 2 }]);
    const [trace] = await findTraces(db, { actor: lea.key, limit: 20 }).then((all) =>
      all.filter(({ act }) => act === 'people_told'),
    );
    expect(trace).toMatchObject({ objectKind: 'question' });

    // A later publication tells nobody anew.
    await publish(PAGE.replace('par quatre', 'par cinq'), 'guides/bambou-2.md');
    expect((await tell()).status).toBe(409);
    await rounds(2);
    expect(newsOf('anne')).toHaveLength(1);
    // What was told stands on its section: it is found again if it turns out wrong.
    const supports = await db.query<{ reference: string }>(
      `SELECT reference FROM message_support JOIN message ON message.id = message_support.message_id
       WHERE message.content LIKE '%"kind":"known-now"%' AND message_support.kind = 'section'`,
    );
    expect(supports.map(({ reference }) => reference)).toContain(
      'guides/bambou#comment-fabriquer-une-charpente-en-bambou-tresse',
    );
  }, 120_000);

  it('are told of neither among others, nor beside an expert, nor to who said stop, nor to who was erased', async () => {
    await ask('anne');
    await ask('bruno');
    await ask('chloe');
    await ask('dora');
    expect(await ask('bruno', 'STOP')).toContain('nous ne vous écrirons plus de nous-mêmes');
    channel.tellsWho = false;
    await ask('salon');
    channel.tellsWho = true;
    const idOf = async (who: string) => {
      const [row] = await db.query<{ id: string }>('SELECT id FROM conversation WHERE channel_key = $1', [
        who,
      ]);
      return row?.id ?? '';
    };
    const chloe = await idOf('chloe');
    await db.tx((tx) => setConversationMode(tx, chloe, 'human'));
    await rounds(2);
    await publish();
    const page = await shown(`/staff/questions/${await groupId()}`);
    expect(page).toContain('Prévenir 3 personnes');
    expect(page).toContain('1 question posée là où d’autres lisent');
    expect(page).toContain('1 question de qui ne veut plus être prévenu');
    await tell();
    // Dora asks for all to be erased before anything leaves.
    const { eraseRows } = await import('#src/platform/database/personal-data/erase-rows.ts');
    const { setsOfPerson } = await import('#src/platform/database/personal-data/person-sets.ts');
    const { REGISTER } = await import('#src/features-together.ts');
    const [dora] = await db.query<{ person_id: string }>(
      "SELECT person_id FROM conversation WHERE channel_key = 'dora'",
    );
    await db.tx(async (tx) =>
      eraseRows(tx, await setsOfPerson(tx, dora?.person_id ?? '', 'P-1'), Date.now() + shift, REGISTER),
    );
    await rounds(3);
    expect(newsOf('anne')).toHaveLength(1);
    for (const who of ['bruno', 'chloe', 'dora', 'salon']) expect([who, newsOf(who)]).toEqual([who, []]);

    // The expert is done: the answer that waited is said.
    await db.tx((tx) => setConversationMode(tx, chloe, 'bot'));
    await rounds(2);
    expect(newsOf('chloe')).toHaveLength(1);
  }, 120_000);

  it('are told of in the hours of the experts, a few at a time', async () => {
    for (let who = 0; who < 12; who += 1) await ask(`person-${who}`);
    await rounds(2);
    await publish();
    pass(12 * HOUR);
    await hotline.running.settled();
    await tell();
    await rounds(3);
    const told = () => Array.from({ length: 12 }, (_, who) => newsOf(`person-${who}`)).flat().length;
    expect(told()).toBe(0);
    // Wednesday morning.
    pass(12 * HOUR);
    await hotline.running.settled();
    expect(told()).toBe(10);
    await rounds(1);
    expect(told()).toBe(12);
  }, 120_000);

  it('begin a page with their wordings, without what is somebody’s', async () => {
    await ask('anne');
    await ask('bruno', `${QUESTION} à Montreuil, au 06 12 34 56 78`);
    await rounds(2);
    for (const { id } of await groups()) {
      const { body } = await lea.post(`/staff/api/questions/${id}/draft`);
      expect(String(body.address)).toContain('/staff/connaissances/page?chemin=guides%2F');
    }
    const drafts = await db.query<{ content: Uint8Array }>('SELECT content FROM knowledge_prepared');
    const texts = drafts.map(({ content }) => new TextDecoder().decode(content)).join('\n');
    expect(texts).toContain('## Comment fabriquer une charpente en bambou tressé ?');
    expect(texts).not.toContain('06 12');
    expect(texts).not.toContain('Montreuil');
  }, 60_000);

  it('give a wording to a page, which is warned of what it holds and published in a name', async () => {
    await ask('anne');
    await rounds(2);
    const path = `/staff/api/questions/${await groupId()}/wording`;
    const section = 'guides/avance#ai-je-droit-a-une-avance';
    const warned = await lea.post(path, { text: 'une avance à Montreuil ?', section, isSure: false });
    expect(String(warned.body.warning)).toContain('un nom de lieu');
    const { body } = await lea.post(path, {
      text: 'on peut toucher des sous avant ?',
      section,
      isSure: false,
    });
    expect(body.said).toContain('mis en service');
    const file = await readFile(join(hotline.knowledgeDir, 'guides/avance.md'), 'utf8');
    expect(file).toContain('; on peut toucher des sous avant ?');
    expect(file).not.toContain('Montreuil');
    const versions = await db.query<{ by_name: string }>(
      "SELECT by_name FROM knowledge_version WHERE act = 'published'",
    );
    expect(versions).toEqual([{ by_name: 'Léa Martin' }]);
    const again = await lea.post(path, { text: 'On peut toucher des sous avant', section, isSure: true });
    expect(again.body.mistake).toContain('déjà');
  }, 60_000);
});
