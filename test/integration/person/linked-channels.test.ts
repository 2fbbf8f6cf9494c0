import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { ChannelsHotline } from '#support/world/channels-hotline.ts';
import { codeIn, notThat } from '#support/world/mail-hotline.ts';

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
    await hotline.settled();
    const { length } = channel.received(to);
    await channel.say(to, text);
    return (await channel.untilReceived(to, length + 1))[length] ?? '';
  };
  const codeFor = async (channel: RecordingChannel, to: string): Promise<string> => {
    const said = await tell(channel, to, 'lier mes messageries.');
    expect(said).toContain('dans les 10 minutes');
    return codeIn(said);
  };
  const use = (channel: RecordingChannel, to: string, code: string) => tell(channel, to, `lier ${code}.`);
  /** The last question whether somebody elsewhere is them. */
  const asked = async (): Promise<string> => {
    const [row] = await hotline.query<{ id: string }>('SELECT id FROM link_request ORDER BY id DESC LIMIT 1');
    return row?.id ?? '';
  };
  const answer = async (channel: RecordingChannel, to: string, yes: boolean): Promise<string> => {
    await hotline.settled();
    const { length } = channel.received(to);
    await channel.press(to, `lk:${yes ? 'yes' : 'no'}:${await asked()}`, yes ? 'Oui, c’est moi' : 'Non');
    return (await channel.untilReceived(to, length + 1))[length] ?? '';
  };
  type Place = readonly [RecordingChannel, string];
  /** Links two channels: the code on the first, written on the second, confirmed on the first. @returns what both are told */
  const linkBoth = async ([first, to]: Place, [second, other]: Place): Promise<string> => {
    const code = await codeFor(first, to);
    await hotline.settled();
    const { length } = first.received(to);
    expect(await use(second, other, code)).toContain('Ce code est le bon');
    await first.untilReceived(to, length + 1);
    // The question of a form that waits is said again after it.
    await hotline.settled();
    const before = second.received(other).length;
    const said = await answer(first, to, true);
    expect((await second.untilReceived(other, before + 1))[before]).toBe(said);
    return said;
  };

  it('links them with a code, and then has one history of requests', async () => {
    await tell(slack, 'anne', 'je veux parler à un humain.');
    await tell(telegram, 'anne-tg', 'je veux recevoir les alertes.');
    await tell(telegram, 'zoe', 'je veux parler à un humain.');
    const status = (channel: RecordingChannel, to: string) => tell(channel, to, 'où en est ma demande ?');
    expect(await status(slack, 'anne')).not.toContain('Alertes');
    const linked = await linkBoth([slack, 'anne'], [telegram, 'anne-tg']);
    expect(linked).toContain('vos messageries sont liées (Slack, Telegram)');
    for (const [channel, to] of [
      [slack, 'anne'],
      [telegram, 'anne-tg'],
    ] as const) {
      const said = await status(channel, to);
      expect(said).toContain('il attend un expert');
      expect(said).toContain('Alertes');
    }
    await tell(slack, 'anne', 'je veux m’inscrire.');
    expect(await status(telegram, 'anne-tg')).toContain('Votre référencement est commencé');
    expect(await status(telegram, 'zoe')).not.toMatch(/alertes|référencement/i);
  });

  it('hears the answer in words right after it asked, and takes « ce n’est pas moi » for a no', async () => {
    const askedOnSlack = async (to: string, other: string) => {
      const code = await codeFor(slack, to);
      await hotline.settled();
      const { length } = slack.received(to);
      await use(telegram, other, code);
      await slack.untilReceived(to, length + 1);
    };
    await askedOnSlack('cleo', 'cleo-tg');
    expect(await tell(slack, 'cleo', 'Oui, c’est moi.')).toContain('vos messageries sont liées');
    await askedOnSlack('dora', 'eve-tg');
    expect(await tell(slack, 'dora', 'Ce n’est pas moi.')).toContain(
      'rien n’est lié, et ce code ne sert plus',
    );
    // Nothing is asked any more.
    expect(await tell(slack, 'dora', 'oui.')).not.toContain('liées');
  });

  it('goes on with a thread on the other channel, in both directions', async () => {
    await linkBoth([slack, 'bea'], [telegram, 'bea-tg']);
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

  it('links nothing before it is confirmed where the code was asked, which names the other channel', async () => {
    await tell(telegram, 'paul-tg', 'je veux recevoir les alertes.');
    const code = await codeFor(slack, 'paul');
    await hotline.settled();
    const { length } = slack.received('paul');
    expect(await use(telegram, 'paul-tg', code)).toContain('là où vous l’avez demandé (Slack)');
    const question = (await slack.untilReceived('paul', length + 1))[length];
    expect(question).toContain('C’est bien vous, sur Telegram ?');
    expect(await tell(slack, 'paul', 'où en est ma demande ?')).not.toContain('Alertes');
    // Nobody else's yes counts: not even that of who wrote the code.
    expect(await answer(telegram, 'paul-tg', true)).toContain('rien n’est lié');
    expect(await answer(slack, 'paul', true)).toContain('C’est fait');
    expect(await tell(slack, 'paul', 'où en est ma demande ?')).toContain('Alertes');
  });

  it('links nothing on a no, and says so on both; the code is over', async () => {
    const code = await codeFor(slack, 'quentin');
    await use(telegram, 'mallory-1', code);
    await slack.untilReceived('quentin', 2);
    await hotline.settled();
    const { length } = telegram.received('mallory-1');
    expect(await answer(slack, 'quentin', false)).toContain('rien n’est lié');
    expect((await telegram.untilReceived('mallory-1', length + 1))[length]).toContain('a été refusée');
    expect(await use(telegram, 'mallory-1', code)).toContain('a déjà servi');
    expect(await answer(slack, 'quentin', true)).toContain('n’attend plus de réponse');
  });

  it('links nothing when the question is answered too late', async () => {
    await use(telegram, 'rita-tg', await codeFor(slack, 'rita'));
    await slack.untilReceived('rita', 2);
    hotline.pass(10 * MINUTE + 1_000);
    await slack.press('rita', `lk:yes:${await asked()}`, 'Oui, c’est moi');
    // What was on its way when the clock moved may come twice before it.
    const texts = () => slack.received('rita').map(({ text }) => text);
    await expect.poll(() => texts().join('\n')).toContain('n’attend plus de réponse');
  });

  it('uses a code once, within ten minutes, and the last one given', async () => {
    const first = await codeFor(slack, 'dina');
    const second = await codeFor(slack, 'dina');
    expect(await use(telegram, 'dina-tg', first)).toContain('n’existe pas, a déjà servi');
    hotline.pass(10 * MINUTE - 5_000);
    expect(await use(telegram, 'dina-tg', second)).toContain('Ce code est le bon');
    expect(await use(telegram, 'eve', second)).toContain('a déjà servi');
    const third = await codeFor(slack, 'dina');
    hotline.pass(10 * MINUTE + 1_000);
    expect(await use(telegram, 'eve', third)).toContain('n’est plus valable');
  });

  it('is told that their own code is for the other channel, where it still serves', async () => {
    const code = await codeFor(slack, 'fanny');
    expect(await use(slack, 'fanny', code)).toContain('sur l’autre messagerie');
    expect(await use(telegram, 'fanny-tg', code)).toContain('Ce code est le bon');
  });

  it('may type a code in small letters and with spaces, and hears that one is not whole', async () => {
    const code = await codeFor(slack, 'gus');
    expect(await use(telegram, 'gus-tg', code.slice(0, 5))).toContain('dix signes');
    expect(await use(telegram, 'gus-tg', code.toLowerCase().replace('-', ' '))).toContain(
      'Ce code est le bon',
    );
  });

  it('may be wrong ten times in ten minutes where the platform says who they are, and stops nobody else', async () => {
    const code = await codeFor(slack, 'gina');
    for (let index = 0; index < 10; index += 1)
      expect(await use(telegram, 'mallory', notThat(code))).toContain('n’existe pas');
    expect(await use(telegram, 'mallory', code)).toContain('Trop d’essais');
    expect(await use(telegram, 'gina-tg', code)).toContain('Ce code est le bon');
  });

  it('is not linked where the channel does not tell who speaks, and is told so', async () => {
    const code = await codeFor(slack, 'ida');
    telegram.tellsWho = false;
    expect(await tell(telegram, 'group', 'lier mes messageries.')).toContain('Écrivez-moi en privé');
    expect(await use(telegram, 'group', code)).toContain('Écrivez-moi en privé');
    telegram.tellsWho = true;
    expect(await use(telegram, 'ida-tg', code)).toContain('Ce code est le bon');
  });

  it('is one person with what they do on a third channel', async () => {
    await linkBoth([slack, 'jane'], [telegram, 'jane-tg']);
    await linkBoth([telegram, 'jane-tg'], [slack, 'jane-work']);
    await tell(slack, 'jane-work', 'je veux parler à un humain.');
    expect(await tell(slack, 'jane', 'où en est ma demande ?')).toContain('il attend un expert');
  });

  it('is linked while others try from many accounts', async () => {
    const code = await codeFor(slack, 'kim');
    const accounts = Array.from({ length: 40 }, (_, index) => `mallory-${index}`);
    await Promise.all(
      accounts.map(async (account) => {
        for (let index = 0; index < 6; index += 1) await use(telegram, account, notThat(code));
      }),
    );
    expect(await use(telegram, 'kim-tg', code)).toContain('Ce code est le bon');
    await slack.untilReceived('kim', 2);
    expect(await answer(slack, 'kim', true)).toContain('C’est fait');
    expect(await tell(telegram, 'kim-tg', ADVANCE)).toContain('50 000 € HT');
  });
});
