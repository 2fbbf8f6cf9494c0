import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '#src/channel/port.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { ChannelsHotline } from '#support/world/channels-hotline.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUBCONTRACT = 'Puis-je sous-traiter tout le marché ?';
const SUPPLIES = 'Sous quel montant une mairie achète des fournitures sans publicité ?';
const MANY = Array.from({ length: 40 }, (_, index) => `person-${index}`);

describe('Two channels side by side', () => {
  let slack: RecordingChannel;
  let telegram: RecordingChannel;
  let hotline: ChannelsHotline | undefined;
  const start = async () => {
    hotline = await ChannelsHotline.start([slack, telegram]);
    return hotline;
  };

  beforeEach(() => {
    slack = new RecordingChannel('slack');
    telegram = new RecordingChannel('telegram');
  });
  afterEach(async () => {
    await hotline?.[Symbol.asyncDispose]();
    hotline = undefined;
  });

  it('serve on one while the other does not start, say which, and serve on both when it does', async () => {
    slack.starting = async () => {
      throw new Error('invalid_auth');
    };
    const started = await start();
    expect(await started.readiness()).toMatchObject({
      ready: true,
      channels: { slack: 'failed', telegram: 'running' },
    });
    await telegram.say('anne', ADVANCE);
    expect((await telegram.untilReceived('anne', 1))[0]).toContain('50 000 € HT');
    slack.starting = async () => {};
    while (!slack.isRunning) await sleep(50);
    expect((await started.readiness()).channels).toEqual({ slack: 'running', telegram: 'running' });
    await slack.say('bea', SUBCONTRACT);
    expect((await slack.untilReceived('bea', 1))[0]).toMatch(/^Non/);
  });

  it('keep what waits for a channel that does not start, and send it when it does', async () => {
    const started = await start();
    slack.fails = () => true;
    await slack.say('anne', ADVANCE);
    while (slack.tries.length === 0) await sleep(10);
    await started.stop();
    slack.starting = async () => {
      throw new Error('invalid_auth');
    };
    slack.fails = () => false;
    await started.start([slack, telegram]);
    expect(slack.received('anne')).toEqual([]);
    slack.starting = async () => {};
    expect((await slack.untilReceived('anne', 1))[0]).toContain('50 000 € HT');
  });

  it('do not wait for a conversation that is slow, which keeps its order', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    slack.slow = (to) => (to === 'slow' ? promise : undefined);
    await start();
    for (const text of [ADVANCE, SUBCONTRACT, SUPPLIES]) await slack.say('slow', text);
    await Promise.all(MANY.map((to) => slack.say(to, SUBCONTRACT)));
    for (const to of MANY) expect((await slack.untilReceived(to, 1))[0]).toMatch(/^Non/);
    await telegram.say('anne', ADVANCE);
    await telegram.untilReceived('anne', 1);
    expect(slack.received('slow')).toEqual([]);
    resolve();
    const texts = await slack.untilReceived('slow', 3);
    expect(texts[0]).toContain('50 000 € HT');
    expect(texts[1]).toMatch(/^Non/);
    expect(texts[2]).toContain('60 000 € HT');
    expect(slack.tries.filter(({ to }) => to === 'slow')).toHaveLength(3);
  });

  it('do not wait for a channel that is slow in every conversation', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let reached = 0;
    slack.slow = () => {
      reached += 1;
      return promise;
    };
    await start();
    await Promise.all(MANY.map((to) => slack.say(to, SUBCONTRACT)));
    // As many as may are on their way: no sender is left for Slack.
    while (reached < 20) await sleep(10);
    for (const to of MANY) await telegram.say(to, ADVANCE);
    for (const to of MANY) expect((await telegram.untilReceived(to, 1))[0]).toContain('50 000 € HT');
    expect(slack.tries).toEqual([]);
    resolve();
    for (const to of MANY) expect((await slack.untilReceived(to, 1))[0]).toMatch(/^Non/);
    expect(slack.tries).toHaveLength(MANY.length);
  });

  it('leave alone somebody out of reach on one, until they write again', async () => {
    slack.fails = (to) => to === 'anne' && new DeliveryError('unreachable', 'account_inactive');
    const started = await start();
    const gone = () => started.query('SELECT id FROM conversation WHERE unreachable_at IS NOT NULL');
    await slack.say('anne', ADVANCE);
    await slack.say('bea', ADVANCE);
    await slack.untilReceived('bea', 1);
    while ((await gone()).length === 0) await sleep(20);
    slack.fails = () => false;
    await slack.say('anne', SUBCONTRACT);
    expect((await slack.untilReceived('anne', 1))[0]).toMatch(/^Non/);
    expect(await gone()).toEqual([]);
  });

  it('follow what people change, and answer nothing twice', async () => {
    const started = await start();
    await slack.say('anne', ADVANCE, 'm1');
    await slack.untilReceived('anne', 1);
    await slack.change('anne', 'm1', 'Ai-je droit à une avance de 10 % ?');
    await slack.say('anne', SUBCONTRACT, 'm2');
    await slack.untilReceived('anne', 2);
    await slack.change('anne', 'm2', undefined);
    await slack.give('anne', 'photo.jpg');
    expect((await slack.untilReceived('anne', 3))[2]).toContain('Je ne sais lire que du texte');
    const history = await slack.history('anne');
    const own = history.flatMap((item) => (item.author === 'company' ? [item.text] : []));
    expect(own).toEqual([
      'Ai-je droit à une avance de 10 % ?',
      '(message supprimé par son auteur)',
      '[fichier : photo.jpg]',
    ]);
    expect(slack.tries).toHaveLength(3);
    await slack.leave('anne');
    expect(await started.query('SELECT address FROM conversation')).toEqual([{ address: 'null' }]);
  });
});
