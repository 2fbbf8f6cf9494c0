import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { listCompany } from '#support/store/seeds/listed-company.ts';
import type { ChannelPeer } from '#support/world/channels/channel-peer.ts';
import { CHANNEL_PEERS } from '#support/world/channels/channel-peers.ts';

/** On the platforms themselves: what is pressed there, and what arrives there by itself. */
describe.each(CHANNEL_PEERS)('The directory on $name', ({ open }) => {
  let peer: ChannelPeer;
  beforeEach(async () => {
    peer = await open({ settings: { DIRECTORY: 'on' }, rateFactor: 50 });
  });
  afterEach(() => peer?.[Symbol.asyncDispose]());
  const textOf = async (user: string, count: number) =>
    (await peer.untilReceived(user, count))[count - 1]?.text.replace(/[\u00a0\u202f]/g, ' ') ?? '';
  const untilButton = async (user: string, label: string) => {
    while (!peer.received(user).at(-1)?.buttons.includes(label)) await sleep(20);
  };

  // A point ends a message: nothing more is waited for.
  it('puts a buyer and a company in touch, once both agree, through a kill', async () => {
    peer.say('anne', 'bonjour.');
    await peer.untilReceived('anne', 1);
    const [identity] = await peer.hotline.query<{ channel: string; key: string }>(
      'SELECT channel, key FROM person_identity',
    );
    const db = await openSqlite(join(peer.hotline.dataDir, 'hotline.db'));
    await listCompany(
      db,
      {
        name: 'Saveurs du Canal',
        said: 'traiteur',
        sectors: ['traiteur'],
        departments: ['93'],
        engagements: ['insertion'],
        member: identity ?? { channel: '', key: '' },
      },
      Date.now(),
    );
    await db.close();
    peer.say('bea', 'qui peut faire du traiteur en insertion à Saint-Denis ?');
    const found = await textOf('bea', 1);
    expect(found).toContain('Saveurs du Canal (Saint-Denis, 93)');
    expect(found).not.toContain('secret.fr');
    peer.press('bea', 'Contacter Saveurs du Canal');
    expect(await textOf('bea', 2)).toContain('Qui êtes-vous');
    peer.say('bea', 'Béa Roy.');
    expect(await textOf('bea', 3)).toContain('quelle organisation');
    peer.say('bea', 'Mairie de Bondy.');
    expect(await textOf('bea', 4)).toContain('votre besoin');
    peer.say('bea', 'Un buffet pour 40 personnes.');
    expect(await textOf('bea', 5)).toContain('quelle adresse mail ou à quel numéro');
    peer.say('bea', '06 55 44 33 22.');
    expect(await textOf('bea', 6)).toContain('06 55 44 33 22');
    peer.press('bea', 'Envoyer la demande');
    expect(await textOf('bea', 7)).toContain('C’est envoyé');
    await untilButton('anne', 'Accepter');
    const asked = peer.received('anne').at(-1)?.text ?? '';
    expect(asked).toContain('Mairie de Bondy');
    expect(asked.replace(/[\u00a0\u202f]/g, ' ')).not.toContain('06 55');
    await peer.hotline.restart('SIGKILL');
    peer.press('anne', 'Accepter');
    // What a kill cut short may be said twice: only the words count.
    while (!peer.received('bea').some(({ text }) => text.includes('anne@secret.fr'))) await sleep(20);
    const given = () =>
      peer
        .received('anne')
        .some(({ text }) => text.replace(/[\u00a0\u202f]/g, ' ').includes('06 55 44 33 22'));
    while (!given()) await sleep(20);
  });
});
