import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';

describe('Telegram by webhook', () => {
  let peer: TelegramPeer;
  const post = (body: string, headers: Record<string, string> = secretHeader()) =>
    fetch(`${peer.hotline.url}/telegram/webhook`, { method: 'POST', headers, body });
  const secretHeader = () => ({ 'X-Telegram-Bot-Api-Secret-Token': peer.secrets[2] ?? '' });
  const statusesOf = (id: number) =>
    peer.fake.updates.deliveries.filter((one) => one.id === id).map(({ status }) => status);
  const answers = () =>
    peer.hotline.query<{ count: number }>(
      "SELECT COUNT(*) AS count FROM message WHERE author = 'bot' GROUP BY reply_to",
    );

  beforeAll(async () => {
    peer = await TelegramPeer.open('webhook', { rateFactor: 50 });
  });
  afterEach(() => peer.hotline.query('DROP TRIGGER IF EXISTS refuse'));
  afterAll(() => peer?.[Symbol.asyncDispose]());

  it('3.3.1 takes nothing without the secret that Telegram was given', async () => {
    const update = JSON.stringify({
      update_id: 1,
      message: {
        message_id: 1,
        date: 1,
        text: ADVANCE,
        chat: { id: 77, type: 'private' },
        from: { id: 77, is_bot: false, first_name: 'Intrus' },
      },
    });
    const right = peer.secrets[2] ?? '';
    const wrong = [undefined, '', 'x', `${right}x`, right.slice(0, -1), right.toUpperCase()];
    for (const given of wrong) {
      const headers = given === undefined ? {} : { 'X-Telegram-Bot-Api-Secret-Token': given };
      // A body that can't be read changes nothing: the secret comes first.
      expect((await post(update, headers as Record<string, string>)).status).toBe(401);
      expect((await post('{', headers as Record<string, string>)).status).toBe(401);
    }
    expect((await post(update)).status).toBe(200);
    await peer.untilShown(77, 1);
  });

  it('3.3.1 answers 400 to what is not an update, never 500, without a word of its inside', async () => {
    const bodies = [
      '',
      '{',
      'null',
      '[]',
      '"x"',
      '{}',
      '{"update_id":"1"}',
      '{"update_id":-1}',
      'é'.repeat(9),
    ];
    for (const body of bodies) {
      const response = await post(body);
      expect([body, response.status]).toEqual([body, 400]);
      expect(await response.text()).toBe('');
    }
    const huge = await post(JSON.stringify({ update_id: 2, message: 'x'.repeat(1_200_000) }));
    expect(huge.status).toBe(413);
    const read = await fetch(`${peer.hotline.url}/telegram/webhook`, { headers: secretHeader() });
    expect(read.status).toBe(405);
  });

  it('3.3.1 takes an update of unknown shape, so that it does not come again, and says so in the log', async () => {
    const shapes = [
      { message: null },
      { message: 'x' },
      { message: { message_id: 1 } },
      { message: { message_id: 1, chat: { id: 'x' }, text: 3 } },
      { callback_query: { id: '1' } },
      { callback_query: { id: '1', data: 'x', from: { id: 5 }, inline_message_id: 'y' } },
      { something_new: { deep: [1] } },
    ];
    for (const [index, shape] of shapes.entries())
      expect((await post(JSON.stringify({ update_id: 900 + index, ...shape }))).status).toBe(200);
    await peer.hotline.printed(/Le message 902 de Telegram a une forme inconnue/);
  });

  it('3.3.1 puts aside an update that can never be saved, and asks its author to write otherwise', async () => {
    await peer.hotline.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON message WHEN NEW.content LIKE '%poison%'
       BEGIN SELECT RAISE(ABORT, 'poison'); END`,
    );
    const poison = peer.say('anne', 'Ce message est un poison ?');
    const next = peer.say('anne', ADVANCE);
    peer.say('bilal', SUBCONTRACT);
    await Promise.all([poison.acknowledged, next.acknowledged]);
    expect(statusesOf(poison.id)).toEqual([503, 503, 200]);
    const [sorry, answer] = await peer.untilReceived('anne', 2);
    expect(sorry?.text).toMatch(/^Je ne sais lire que du texte/);
    expect(answer?.text).toContain('50 000 € HT');
    expect((await peer.untilReceived('bilal', 1))[0]?.text).toMatch(/^Non/);
    await peer.hotline.printed(new RegExp(`Le message ${poison.id} de Telegram ne peut pas être enregistré`));
  });

  it('3.3.1 acknowledges nothing that it could not save, and loses nothing when the store is back', async () => {
    await peer.hotline.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );
    const first = peer.say('chloe', ADVANCE);
    const second = peer.say('chloe', SUBCONTRACT);
    await peer.fake.until(() => statusesOf(first.id).length >= 5);
    expect(new Set(statusesOf(first.id))).toEqual(new Set([503]));
    await peer.hotline.query('DROP TRIGGER refuse');
    await Promise.all([first.acknowledged, second.acknowledged]);
    const seen = await peer.untilReceived('chloe', 2);
    expect(seen.map(({ text }) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
  });

  it('3.3.2 answers once an update that comes again, also after a restart and by the other way', async () => {
    const before = (await answers()).length;
    const sent = peer.say('driss', ADVANCE);
    await Promise.all([sent.acknowledged, peer.redeliver(sent), peer.redeliver(sent)]);
    await peer.untilReceived('driss', 1);
    await peer.switchTo('polling');
    await peer.redeliver(sent);
    // Written while nobody listens, between two ways.
    await peer.hotline.stop();
    const waiting = peer.say('driss', SUBCONTRACT);
    await peer.switchTo('webhook');
    await waiting.acknowledged;
    await Promise.all([peer.redeliver(sent), peer.redeliver(waiting)]);
    await peer.untilReceived('driss', 2);
    await peer.switchTo('polling');
    await Promise.all([peer.redeliver(sent), peer.redeliver(waiting)]);
    peer.say('driss', 'merci');
    const seen = await peer.untilReceived('driss', 3);
    expect(seen.map(({ text }) => text.slice(0, 3))).toEqual(['Oui', 'Non', 'Ave']);
    expect(await answers()).toEqual(Array.from({ length: before + 3 }, () => ({ count: 1 })));
  });
});
