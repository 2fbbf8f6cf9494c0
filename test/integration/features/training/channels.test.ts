import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addCompany, saveCompanyFields } from '#src/company/store/companies.ts';
import { addMember } from '#src/company/store/members.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openSqlite } from '#src/platform/database/sqlite/sqlite.ts';
import { decideAbout, openSession, publish } from '#support/store/seeds/training-session.ts';
import type { ChannelPeer, SeenMessage } from '#support/world/channels/channel-peer.ts';
import { CHANNEL_PEERS } from '#support/world/channels/channel-peers.ts';

const DAY = 86_400_000;

describe.each(CHANNEL_PEERS)('The training session, on $name,', ({ open }) => {
  let peer: ChannelPeer;
  afterEach(() => peer?.[Symbol.asyncDispose]());

  const inStore = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
    const db = await openSqlite(join(peer.hotline.dataDir, 'hotline.db'));
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
  /** The message that comes next after what somebody does. */
  const next = async (act: () => unknown): Promise<SeenMessage> => {
    const { length } = peer.received('lea');
    await act();
    return (await peer.untilReceived('lea', length + 1))[length] as SeenMessage;
  };
  const untilSaid = async (pattern: RegExp): Promise<void> => {
    while (!peer.received('lea').some(({ text }) => pattern.test(text)))
      await peer.untilReceived('lea', peer.received('lea').length + 1);
  };
  /** A point ends a message: nothing more is waited for. */
  const say = (text: string) => next(() => peer.say('lea', text).acknowledged);
  const press = (label: string) => next(() => peer.press('lea', label).acknowledged);

  it('is applied to by buttons, its news arrive by themselves, and a meeting is booked and given back', async () => {
    // The pace of the platforms is for the contract of the channels to try.
    peer = await open({ rateFactor: 50 });
    expect((await say('je veux candidater à la session.')).buttons).toContain('Me référencer');
    const sessionId = await inStore(async (db) => {
      await db.tx(async (tx) => {
        const now = Date.now();
        const [person] = await tx.query<{ id: string }>('SELECT id FROM person');
        const personId = person?.id ?? '';
        const companyId = (await addCompany(tx, { siren: '732829320', now }))?.id ?? '';
        await addMember(tx, { companyId, personId, now });
        const name = { field: 'name', value: 'Éco', label: 'Nom', shown: 'Éco', origin: 'declared' } as const;
        await saveCompanyFields(tx, { companyId, personId, fields: [name], now });
      });
      return openSession(db, { name: 'Session', places: 1, now: Date.now() });
    });
    expect((await say('je veux candidater à la session.')).text).toContain('tient-elle en une page');
    for (const label of [
      'En partie',
      'Pas encore',
      'Une idée sans liste',
      'Des alertes réglées',
      'Plusieurs',
      'Au cas par cas',
      'En partie',
      'À partir de mes coûts',
      'Déjà fait',
      'Pas encore',
    ])
      await press(label);
    expect((await press('Passer')).text).toContain('Voici vos réponses');
    const done = await press('Confirmer');
    expect(done.text).toContain('Votre diagnostic');
    const news = await next(() =>
      inStore((db) => decideAbout(db, { sessionId, index: 0, decision: 'admit', now: Date.now() })),
    );
    expect(news.text).toContain('votre entreprise est admise à Session');
    await inStore((db) => publish(db, { sessionId, inMs: 15 * DAY, now: Date.now() }));
    const offered = await press('Réserver un rendez-vous');
    expect(offered.text).toContain('avec Nadia Benali');
    const slot = offered.buttons.find((label) => label.includes('Nadia Benali')) ?? '';
    expect((await press(slot)).text).toContain('C’est réservé');
    // Some platforms have a file as a message of its own.
    await peer.say('lea', 'annuler mon rendez-vous.').acknowledged;
    await untilSaid(/^Annuler Rendez-vous/);
    const [before] = await peer.hotline.query<{ name: string }>('SELECT name FROM file');
    expect(before?.name).toBe('rendez-vous.ics');
    await peer.press('lea', 'Oui, annuler').acknowledged;
    await untilSaid(/^C’est annulé/);
    expect(await peer.hotline.query('SELECT state FROM training_booking')).toEqual([{ state: 'cancelled' }]);
  });
});
