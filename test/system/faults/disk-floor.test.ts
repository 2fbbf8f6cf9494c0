import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { SlackPeer } from '#support/world/channels/slack-peer.ts';
import { TeamsPeer } from '#support/world/channels/teams-peer.ts';
import { TelegramPeer, telegramSettings } from '#support/world/channels/telegram-peer.ts';
import { HttpVisitor } from '#support/world/web-adapter-server.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
/** No disk has so much room: the real one is below this floor. */
const FULL = { DISK_FLOOR_MB: '99000000' };
const ROOM = { DISK_FLOOR_MB: '0' };

describe('With a disk that is nearly full', () => {
  let peer: TelegramPeer | undefined;
  afterEach(() => peer?.[Symbol.asyncDispose]());

  const start = async (mode: 'webhook' | 'polling', settings: Record<string, string>) => {
    peer = await TelegramPeer.open(mode, { settings });
    return peer;
  };
  const companyWords = (own: TelegramPeer) =>
    own.hotline.query<{ content: string }>(
      "SELECT content FROM message WHERE author = 'company' ORDER BY seq",
    );

  it('the web chat refuses in French with 503, shows what it kept, and hears an erasure', async () => {
    const own = await start('webhook', ROOM);
    const visitor = new HttpVisitor(own.hotline.url ?? '');
    expect((await visitor.send(ADVANCE)).status).toBe(202);
    const { cookie } = visitor;
    await own.hotline.stop();
    await own.hotline.start({ ...telegramSettings(own.fake, 'webhook'), ...FULL });
    const again = new HttpVisitor(own.hotline.url ?? '');
    again.cookie = cookie;
    const id = randomUUID();
    const refused = await again.send('Et sans garantie ?', id);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await refused.json()).toEqual({
      error: expect.stringMatching(/^La hotline ne peut rien enregistrer de plus en ce moment/),
    });
    const history = await again.fetch('/chat/history');
    expect(JSON.stringify(await history.json())).toContain(ADVANCE);
    expect((await again.send('supprimez mes données')).status).toBe(202);
    await own.hotline.printed(/Le disque des données est presque plein/);
    await own.hotline.stop();
    await own.hotline.start({ ...telegramSettings(own.fake, 'webhook'), ...ROOM });
    const back = new HttpVisitor(own.hotline.url ?? '');
    back.cookie = cookie;
    expect((await back.send('Et sans garantie ?', id)).status).toBe(202);
  });

  it.each(['webhook', 'polling'] as const)(
    'Telegram by %s keeps the message until there is room',
    async (mode) => {
      const own = await start(mode, FULL);
      const sent = own.say('anne', ADVANCE);
      let isAcknowledged = false;
      void sent.acknowledged.then(() => {
        isAcknowledged = true;
      });
      await own.hotline.printed(/Le disque des données est presque plein/);
      if (mode === 'webhook')
        await expect
          .poll(() => own.fake.updates.deliveries.map(({ status }) => status), { timeout: 20_000 })
          .toContain(503);
      expect(isAcknowledged).toBe(false);
      expect(await companyWords(own)).toEqual([]);
      await own.hotline.stop();
      await own.hotline.start({ ...telegramSettings(own.fake, mode), ...ROOM });
      await sent.acknowledged;
      // The words themselves, not a sign that something could not be read.
      expect((await companyWords(own)).map(({ content }) => JSON.parse(content).text)).toEqual([ADVANCE]);
      expect((await own.untilReceived('anne', 1))[0]?.text).toMatch(/^Oui/);
    },
  );

  it('on Teams, which would not deliver it again, its sender is told', async () => {
    const teams = await TeamsPeer.open({ settings: FULL });
    try {
      await teams.say('driss', ADVANCE).acknowledged;
      const [shown] = await teams.untilReceived('driss', 1);
      expect(shown?.text).toMatch(/^La hotline ne peut rien enregistrer de plus en ce moment/);
      expect(await teams.hotline.query('SELECT id FROM message')).toEqual([]);
    } finally {
      await teams[Symbol.asyncDispose]();
    }
  });

  it('Slack delivers it again, and at last its sender is told', async () => {
    const slack = await SlackPeer.open('http', { settings: FULL });
    try {
      slack.say('anne', ADVANCE);
      const [shown] = await slack.untilReceived('anne', 1);
      expect(shown?.text).toMatch(/^La hotline ne peut rien enregistrer de plus en ce moment/);
      expect(await slack.hotline.query('SELECT id FROM message')).toEqual([]);
    } finally {
      await slack[Symbol.asyncDispose]();
    }
  });
});
