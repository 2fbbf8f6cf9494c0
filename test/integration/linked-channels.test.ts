import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ChannelsHotline } from '../support/channels-hotline.ts';
import { RecordingChannel } from '../support/recording-channel.ts';

const ADVANCE = 'Ai-je droit à une avance ?';
const SUPPLIES = 'Sous quel montant une mairie achète des fournitures sans publicité ?';
const MINUTE = 60_000;

describe('A person on two channels', () => {
  const slack = new RecordingChannel('slack');
  const telegram = new RecordingChannel('telegram');
  let hotline: ChannelsHotline;

  beforeAll(async () => {
    hotline = await ChannelsHotline.start([slack, telegram]);
  });
  afterAll(() => hotline?.[Symbol.asyncDispose]());

  /** Writes, and waits for what it gets. A point ends a message: nothing more is waited for. */
  const tell = async (channel: RecordingChannel, to: string, text: string): Promise<string> => {
    const { length } = channel.received(to);
    await channel.say(to, text);
    return (await channel.untilReceived(to, length + 1))[length] ?? '';
  };
  const codeFor = async (channel: RecordingChannel, to: string): Promise<string> => {
    const said = await tell(channel, to, 'lier mes messageries');
    expect(said).toContain('dans les 10 minutes');
    return /\d{3} \d{3}/.exec(said)?.[0] ?? '';
  };
  const use = (channel: RecordingChannel, to: string, code: string) => tell(channel, to, `lier ${code}.`);
  /** A code that is not that one. */
  const wrong = (code: string) =>
    `${(Number(code.slice(0, 3)) + 1) % 1_000}`.padStart(3, '0') + code.slice(3);

  it('links them with a code, and then has one history of requests', async () => {
    await tell(slack, 'anne', 'je veux parler à un humain.');
    await tell(telegram, 'anne-tg', 'je veux recevoir les alertes.');
    await tell(telegram, 'zoe', 'je veux parler à un humain.');
    const status = (channel: RecordingChannel, to: string) => tell(channel, to, 'où en est ma demande ?');
    expect(await status(slack, 'anne')).not.toContain('Alertes');
    const linked = await use(telegram, 'anne-tg', await codeFor(slack, 'anne'));
    expect(linked).toContain('vos messageries sont liées (Slack, Telegram)');
    for (const [channel, to] of [
      [slack, 'anne'],
      [telegram, 'anne-tg'],
    ] as const) {
      const said = await status(channel, to);
      expect(said).toContain('un expert est prévenu');
      expect(said).toContain('Alertes');
    }
    await tell(slack, 'anne', 'je veux m’inscrire sur la plateforme.');
    expect(await status(telegram, 'anne-tg')).toContain('Votre référencement est commencé');
    expect(await status(telegram, 'zoe')).not.toMatch(/alertes|référencement/i);
  });

  it('goes on with a thread on the other channel, in both directions', async () => {
    await use(telegram, 'bea-tg', await codeFor(slack, 'bea'));
    expect(await tell(slack, 'bea', SUPPLIES)).toContain('60 000 € HT');
    expect(await tell(telegram, 'bea-tg', 'et pour les travaux ?')).toContain('100 000 € HT');
    expect(await tell(telegram, 'bea-tg', 'Quel est le taux de l’avance pour une PME ?')).toContain('30 %');
    expect(await tell(slack, 'bea', 'et pour un marché lancé en 2025 ?')).toContain('20 %');
    // Somebody else's thread is not theirs.
    expect(await tell(telegram, 'nobody', 'et pour un marché lancé en 2025 ?')).not.toMatch(/20 %|40 000/);
  });

  it('keeps apart the threads of two conversations on one channel', async () => {
    await tell(slack, 'chloe/1', SUPPLIES);
    await tell(slack, 'chloe/2', 'Quel est le taux de l’avance pour une PME ?');
    expect(await tell(slack, 'chloe/1', 'et pour les travaux ?')).toContain('100 000 € HT');
    expect(await tell(slack, 'chloe/2', 'et pour un marché lancé en 2025 ?')).toContain('20 %');
  });

  it('uses a code once, within ten minutes, and the last one given', async () => {
    const first = await codeFor(slack, 'dina');
    const second = await codeFor(slack, 'dina');
    expect(await use(telegram, 'dina-tg', first)).toContain('n’existe pas, a déjà servi');
    hotline.pass(10 * MINUTE - 5_000);
    expect(await use(telegram, 'dina-tg', second)).toContain('C’est fait');
    expect(await use(telegram, 'eve', second)).toContain('a déjà servi');
    const third = await codeFor(slack, 'dina');
    hotline.pass(10 * MINUTE + 1_000);
    expect(await use(telegram, 'eve', third)).toContain('n’est plus valable');
  });

  it('is told that their own code is for the other channel, where it still serves', async () => {
    const code = await codeFor(slack, 'fanny');
    expect(await use(slack, 'fanny', code)).toContain('sur l’autre messagerie');
    expect(await use(telegram, 'fanny-tg', code)).toContain('C’est fait');
    const again = await codeFor(slack, 'fanny');
    expect(await use(telegram, 'fanny-tg', again)).toContain('vos messageries sont liées');
  });

  it('may try five codes in ten minutes', async () => {
    const code = await codeFor(slack, 'gina');
    for (let index = 0; index < 5; index += 1)
      expect(await use(telegram, 'mallory', wrong(code))).toContain('n’existe pas');
    expect(await use(telegram, 'mallory', code)).toContain('Trop d’essais');
    expect(await use(telegram, 'gina-tg', code)).toContain('C’est fait');
    hotline.pass(10 * MINUTE + 1_000);
    expect(await use(telegram, 'mallory', await codeFor(slack, 'hana'))).toContain('C’est fait');
  });

  it('is not linked where the channel does not tell who speaks, and is told so', async () => {
    const code = await codeFor(slack, 'ida');
    telegram.tellsWho = false;
    expect(await tell(telegram, 'group', 'lier mes messageries.')).toContain('Écrivez-moi en privé');
    expect(await use(telegram, 'group', code)).toContain('Écrivez-moi en privé');
    telegram.tellsWho = true;
    expect(await use(telegram, 'ida-tg', code)).toContain('C’est fait');
  });

  it('is one person with what they do on a third channel', async () => {
    await use(telegram, 'jane-tg', await codeFor(slack, 'jane'));
    await use(slack, 'jane-work', await codeFor(telegram, 'jane-tg'));
    await tell(slack, 'jane-work', 'je veux parler à un humain.');
    expect(await tell(slack, 'jane', 'où en est ma demande ?')).toContain('un expert est prévenu');
  });

  it('can’t be found by trying from many accounts', async () => {
    const code = await codeFor(slack, 'kim');
    const accounts = Array.from({ length: 40 }, (_, index) => `mallory-${index}`);
    await Promise.all(
      accounts.map(async (account) => {
        for (let index = 0; index < 5; index += 1) await use(telegram, account, wrong(code));
      }),
    );
    expect(await use(telegram, 'mallory-99', code)).toContain('Trop d’essais');
    hotline.pass(10 * MINUTE + 1_000);
    expect(await use(telegram, 'kim-tg', await codeFor(slack, 'kim'))).toContain('C’est fait');
    expect(await tell(telegram, 'kim-tg', ADVANCE)).toContain('50 000 € HT');
  });
});
