import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { FakeTelegram } from '#support/fakes/telegram/fake-telegram.ts';
import { PUBLIC_WEBHOOK, TelegramPeer } from '#support/world/channels/telegram-peer.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const OLD_WEBHOOK = 'https://ancien.example/telegram';

describe('Telegram by polling, and the choice of a way', () => {
  let peer: TelegramPeer | undefined;
  const start = async (
    mode: 'webhook' | 'polling',
    prepare?: (fake: FakeTelegram) => void,
    settings?: Record<string, string>,
  ): Promise<TelegramPeer> => {
    peer = await TelegramPeer.open(mode, settings ? { settings } : {}, prepare);
    return peer;
  };
  afterEach(async () => {
    await peer?.[Symbol.asyncDispose]();
    peer = undefined;
  });

  it('3.3.3 goes on after errors, a page in place of an answer, a cut connection and a 409', async () => {
    const own = await start('polling');
    for (const fault of [
      { kind: 'status', status: 500, times: 1 },
      { kind: 'html', times: 1 },
      { kind: 'reset', times: 1 },
      { kind: 'status', status: 409, description: 'Conflict: terminated by other getUpdates', times: 1 },
    ] as const)
      own.fake.fail({ ...fault, methods: /^getUpdates$/ });
    // Ends the wait under way, so that the next polls meet the faults.
    await own.say('anne', ADVANCE).acknowledged;
    await own.say('anne', SUBCONTRACT).acknowledged;
    const seen = await own.untilReceived('anne', 2);
    expect(seen.map(({ text }) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
    const bad = own.fake.callsOf('getUpdates').map(({ status }) => status);
    expect(bad.filter((status) => status !== 200)).toEqual([500, 502, 0, 409]);
    await own.hotline.printed(/Une autre hotline, ou un webhook, reçoit déjà les messages de ce bot/);
    expect((await own.hotline.health()).channels.telegram).toBe('running');
  });

  it('3.3.3 yields to nobody: a second program that polls is reported, and messages still arrive', async () => {
    const own = await start('polling');
    await own.say('anne', ADVANCE).acknowledged;
    await own.untilReceived('anne', 1);
    const rival = fetch(`${own.fake.apiRoot}/bot${own.fake.token}/getUpdates`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ timeout: 30 }),
    }).then((response) => response.status);
    await own.hotline.printed(/Telegram répond 409/);
    // Ours comes back, and Telegram then refuses the other.
    expect(await rival).toBe(409);
    await own.say('anne', SUBCONTRACT).acknowledged;
    expect((await own.untilReceived('anne', 2))[1]?.text).toMatch(/^Non/);
  });

  it('3.3.3 stops without losing or repeating a batch', async () => {
    const own = await start('polling');
    const users = Array.from({ length: 12 }, (_, index) => `user-${index}`);
    for (const user of users) own.say(user, ADVANCE);
    expect(await own.hotline.stop()).toBe(0);
    // What it took, it acknowledged: Telegram keeps the rest only.
    const taken = await own.hotline.query("SELECT id FROM message WHERE author = 'company'");
    expect(own.fake.updates.pendingCount).toBe(users.length - taken.length);
    await own.hotline.start();
    for (const user of users) {
      const sent = own.say(user, SUBCONTRACT);
      await own.untilReceived(user, 2);
      await sent.acknowledged;
      expect(own.received(user).map(({ text }) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
    }
  });

  it('3.3.3 asks again for what it could not save, and does not take what follows before it', async () => {
    const own = await start('polling');
    await own.hotline.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON message BEGIN SELECT RAISE(ABORT, 'disk full'); END`,
    );
    own.say('anne', ADVANCE);
    own.say('anne', SUBCONTRACT);
    const asked = own.fake.callsOf('getUpdates').length;
    await own.fake.until(() => own.fake.callsOf('getUpdates').length >= asked + 3);
    expect(own.fake.updates.pendingCount).toBe(2);
    await own.hotline.query('DROP TRIGGER refuse');
    const seen = await own.untilReceived('anne', 2);
    expect(seen.map(({ text }) => text.slice(0, 3))).toEqual(['Oui', 'Non']);
  });

  it('3.3.4 says which updates it wants, by either way', async () => {
    const own = await start('polling');
    await own.fake.until(() => own.fake.updates.allowed);
    const wanted = ['message', 'edited_message', 'callback_query'];
    expect([...(own.fake.updates.allowed ?? [])]).toEqual(wanted);
    await own.switchTo('webhook');
    expect(own.fake.callsOf('setWebhook')[0]?.payload).toMatchObject({
      url: PUBLIC_WEBHOOK,
      allowed_updates: wanted,
    });
  });

  it('3.3.14 reports a webhook that stands in the way of polling, removes it and loses nothing', async () => {
    const own = await start('polling', (fake) => {
      fake.updates.setWebhook({ url: OLD_WEBHOOK, secret: undefined });
    });
    await own.hotline.printed(/https:\/\/ancien\.example\/telegram : ce webhook est retiré/);
    expect(own.fake.callsOf('deleteWebhook')[0]?.payload).toEqual({ drop_pending_updates: false });
    await own.say('anne', ADVANCE).acknowledged;
    expect((await own.untilReceived('anne', 1))[0]?.text).toContain('50 000 € HT');
  });

  it('3.3.14 reports a webhook that was elsewhere, takes its place, and says why it failed before', async () => {
    const own = await start('webhook', (fake) => {
      fake.updates.setWebhook({ url: OLD_WEBHOOK, secret: undefined });
      fake.updates.lastError = 'Connection timed out';
    });
    await own.hotline.printed(
      /à https:\/\/ancien\.example\/telegram : ils vont maintenant à https:\/\/hotline/,
    );
    await own.hotline.printed(/Telegram n’a pas pu joindre le webhook : Connection timed out/);
    expect(own.fake.updates.webhook?.url).toBe(PUBLIC_WEBHOOK);
    // At the next start all is as it should be: nothing to report.
    await own.hotline.restart();
    await own.say('anne', ADVANCE).acknowledged;
    const reports = own.hotline.output.split('\n').filter((line) => line.includes('ils vont maintenant à'));
    expect(reports).toHaveLength(1);
  });

  it.each(['polling', 'webhook'] as const)(
    '3.3.14 starts by %s when Telegram does not know getWebhookInfo, and says so',
    async (mode) => {
      const own = await start(mode, (fake) => {
        fake.fail({ kind: 'status', status: 404, description: 'Not Found', methods: /^getWebhookInfo$/ });
      });
      await own.hotline.printed(/getWebhookInfo : Not Found\). La hotline continue sans le savoir/);
      await own.say('anne', ADVANCE).acknowledged;
      expect((await own.untilReceived('anne', 1))[0]?.text).toContain('50 000 € HT');
      expect((await own.hotline.health()).channels.telegram).toBe('running');
    },
  );

  it('3.3.14 starts when the webhook can’t be set yet, says why, and sets it by itself later', async () => {
    const own = await start('webhook', (fake) => {
      fake.fail({ kind: 'status', status: 500, times: 1, methods: /^setWebhook$/ });
    });
    await own.hotline.printed(
      /Telegram n’a pas pris le réglage des messages de ce bot \(Internal Server Error\)/,
    );
    expect((await own.hotline.health()).channels.telegram).toBe('running');
    await own.fake.until(() => own.fake.updates.webhook);
    await own.say('anne', ADVANCE).acknowledged;
    expect((await own.untilReceived('anne', 1))[0]?.text).toContain('50 000 € HT');
  });

  it('3.3.14 starts when Telegram comes back; until then the web chat runs, and /readyz says what does not', async () => {
    let lift = () => {};
    const own = await start('webhook', (fake) => {
      lift = fake.fail({ kind: 'status', status: 502 });
    });
    expect((await own.hotline.health()).channels).toMatchObject({ telegram: 'failed', web: 'running' });
    expect((await fetch(`${own.hotline.url}/chat/history`)).status).toBe(200);
    lift();
    await own.fake.until(() => own.fake.updates.webhook);
    await own.say('anne', ADVANCE).acknowledged;
    await own.untilReceived('anne', 1);
    expect((await own.hotline.health()).channels.telegram).toBe('running');
  });

  it('3.3.13 never shows its token, whatever fails: a start, a poll, a wrong token, a message', async () => {
    const faults: (() => void)[] = [];
    const own = await start(
      'polling',
      (fake) => {
        faults.push(fake.fail({ kind: 'reset', methods: /^getMe$/, times: 1 }));
        fake.fail({ kind: 'html', methods: /^setMyCommands$/, times: 1 });
      },
      { LOG_LEVEL: 'debug' },
    );
    await own.hotline.printed(/channel failed to start/);
    await own.fake.until(() => own.fake.callsOf('getUpdates').length > 0 || own.fake.updates.allowed);
    own.fake.fail({ kind: 'reset', methods: /^getUpdates$/, times: 2 });
    own.fake.fail({ kind: 'html', methods: /^sendMessage$/, times: 1 });
    own.fake.fail({ kind: 'reset-after', methods: /^sendChatAction$/, times: 1 });
    await own.say('anne', ADVANCE).acknowledged;
    await own.untilReceived('anne', 1);
    // Telegram itself repeats what it was given.
    own.fake.fail({
      kind: 'status',
      status: 400,
      description: `bad ${own.fake.token}`,
      methods: /^sendMessage$/,
      times: 2,
    });
    own.say('anne', SUBCONTRACT);
    const dead = 'SELECT last_error FROM outbox WHERE last_error IS NOT NULL ORDER BY seq';
    while ((await own.hotline.query(dead)).length < 2) await sleep(20);
    const { text } = await own.hotline.health();
    const kept = JSON.stringify(await own.hotline.query(dead));
    await own.hotline.stop();
    const seen = `${text}${kept}${own.hotline.output}`;
    expect(seen).toContain('network failure');
    for (const secret of own.secrets) expect(seen).not.toContain(secret);
  });

  it('3.3.13 says that a token is refused, without it', async () => {
    const own = await start('polling', (fake) => {
      fake.fail({ kind: 'status', status: 401, description: 'Unauthorized' });
    });
    await own.hotline.printed(/Telegram refuse le jeton : vérifiez TELEGRAM_BOT_TOKEN/);
    expect((await own.hotline.health()).channels.telegram).toBe('failed');
    for (const secret of own.secrets) expect(own.hotline.output).not.toContain(secret);
  });
});
