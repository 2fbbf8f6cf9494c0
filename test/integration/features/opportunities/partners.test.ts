import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block, Choice } from '#src/channel/blocks.ts';
import { addConsent } from '#src/company/store/consents.ts';
import { setHolding } from '#src/company/store/holders.ts';
import { addMember } from '#src/company/store/members.ts';
import { readConfig } from '#src/config/config.ts';
import { setConversationMode } from '#src/conversation/store/conversations.ts';
import { goButton } from '#src/features/opportunities/bid/actions.ts';
import { readBoampRecord } from '#src/features/opportunities/sources/boamp/read-record.ts';
import { savePublication } from '#src/features/opportunities/store/save.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { HOUR_MS, MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { cancellationRecord, fnsRecord } from '#support/notices/records.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { type Listed, listCompany } from '#support/store/seeds/listed-company.ts';
import { putShippedIndex } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const DAY_MS = 24 * HOUR_MS;
const MORNING = instantOf('2026-12-01', '10:00');

describe('Two companies that could answer a call together', () => {
  let folder: TempFolder;
  let channel: RecordingChannel;
  let hotline: Hotline;
  let db: Database;
  let shift = 0;

  const now = () => Date.now() + shift;
  const dataDir = () => join(folder.path, 'data');
  const start = async () => {
    channel = new RecordingChannel();
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
      HOTLINE_DATA_DIR: dataDir(),
      HOTLINE_KNOWLEDGE_DIR: join(ROOT, 'knowledge'),
      DIRECTORY: 'on',
      PUBLIC_URL: 'https://fabrique.test',
    });
    hotline = await createHotline(config, { adapters: [channel], now });
  };
  beforeEach(async () => {
    folder = tempFolder({});
    await putShippedIndex(dataDir());
    shift = MORNING - Date.now();
    await start();
    db = await openDatabase(dataDir());
  });
  afterEach(async () => {
    await db?.close();
    await hotline?.[Symbol.asyncDispose]();
    folder?.[Symbol.dispose]();
  });

  /** Lets the clock reach an instant, and the work that is due be done. */
  const reach = async (at: number) => {
    shift = at - Date.now();
    for (let times = 0; times < 3; times += 1) {
      shift += 6 * MINUTE_MS;
      await hotline.settled();
    }
  };
  const soon = () => reach(now() + MINUTE_MS);
  const publish = async (record: Parameters<typeof readBoampRecord>[0]): Promise<string> => {
    const read = readBoampRecord(record);
    if (!read.ok) throw new Error(read.why);
    return (await db.tx((tx) => savePublication(tx, read.publication, now()))).noticeId ?? '';
  };
  const say = async (who: string, text: string) => {
    await channel.say(who, text);
    await hotline.settled();
    return last(who);
  };
  const heard = (who: string) => channel.received(who).map(({ text }) => text);
  const last = (who: string) => heard(who).at(-1) ?? '';
  /** The buttons that somebody was last shown, of the last message that had some. */
  const buttons = async (who: string): Promise<readonly Choice[]> => {
    const rows = await db.query<{ content: string }>(
      `SELECT message.content FROM message JOIN conversation ON conversation.id = message.conversation_id
       WHERE message.author = 'bot' AND conversation.channel_key = $1 ORDER BY message.seq DESC`,
      [who],
    );
    for (const { content } of rows) {
      const { blocks } = JSON.parse(content) as { blocks: readonly Block[] };
      const found = blocks.flatMap((block) => (block.type === 'choices' ? block.choices : []));
      if (found.length > 0) return found;
    }
    return [];
  };
  const press = async (who: string, label: string) => {
    const found = (await buttons(who)).find((one) => one.label === label);
    if (!found) throw new Error(`no « ${label} » under « ${last(who)} »`);
    await channel.press(who, found.value, label);
    await hotline.settled();
    return last(who);
  };
  /** A company whose one person is on the channel, where they said hello. */
  const company = async (key: string, told: Partial<Listed>) => {
    await say(key, 'bonjour');
    return listCompany(
      db,
      {
        name: `Entreprise ${key}`,
        said: 'blanchisserie, lavage de linge plat',
        sectors: [],
        departments: ['18'],
        engagements: ['insertion'],
        member: { channel: 'memory', key },
        ...told,
        more: {
          'insertion-kind': ['ei'],
          'contact-name': `Prénom ${key}`,
          email: `${key}@secret.fr`,
          ...told.more,
        },
      },
      now(),
    );
  };
  const adapted = { engagements: ['handicap'], more: { 'handicap-kind': ['esat'], 'insertion-kind': [] } };
  /** A laundry contract, twice what either is alone. */
  const laundry = (scope: object = {}) =>
    publish(
      fnsRecord(
        {
          idweb: '26-90001',
          day: '2026-11-20',
          closing: '2026-12-15T17:00:00',
          title: 'Blanchisserie du linge plat des hôpitaux',
        },
        {
          scope: {
            intitule: 'Blanchisserie du linge plat des hôpitaux',
            codeCPV: { objetPrincipal: { classPrincipale: '98310000' } },
            description: 'Lavage, repassage et livraison.',
            dureeMois: '12',
            valeurEstimee: { '@devise': 'EUR', valeur: '700000' },
            ...scope,
          },
        },
      ),
    );
  const find = async (who: string, noticeId: string) => {
    await channel.press(who, goButton(noticeId).value, 'Puis-je y aller ?');
    await hotline.settled();
    return press(who, 'Trouver un partenaire');
  };
  /** Somebody asks the first who is proposed. */
  const ask = async (who: string, noticeId: string) => {
    await find(who, noticeId);
    const first = (await buttons(who))[0]?.label ?? '';
    await press(who, first);
    await press(who, 'Envoyer ce message');
    await soon();
  };
  const personOf = async (who: string): Promise<string> => {
    const sql = 'SELECT person_id FROM conversation WHERE channel_key = $1';
    return (await db.query<{ person_id: string }>(sql, [who]))[0]?.person_id ?? '';
  };
  const joins = async (who: string, companyId: string) => {
    const personId = await personOf(who);
    await db.tx((tx) => addMember(tx, { companyId, personId, now: now() }));
  };
  const asks = () =>
    db.query<{ state: string; told: number; message: string }>(
      `SELECT state, message, CASE WHEN told_at IS NULL THEN 0 ELSE 1 END AS told FROM partner_ask ORDER BY id`,
    );

  it('say yes both, and only then read who the other is', async () => {
    await company('anne', { name: 'Linge de Bourges' });
    await company('basile', { name: 'Blanc Solidaire', ...adapted });
    await company('chloe', { name: 'Sans Accord', agrees: false, ...adapted });
    await company('denis', { name: 'Pas Vérifiée', approved: false, ...adapted });
    const proposed = await find('anne', await laundry());
    expect(proposed).toContain('une entreprise pourrait répondre avec vous');
    expect(proposed).toContain('Une structure du handicap (EA ou ESAT)');
    expect(proposed).toContain('elle porterait une part d’un lot trop grand');
    expect(proposed).toContain('blanchisserie du Village des athlètes');
    for (const secret of ['Blanc Solidaire', 'basile@secret.fr', 'Sans Accord', 'Pas Vérifiée'])
      expect(proposed).not.toContain(secret);
    const draft = await press('anne', 'Lui demander');
    expect(draft).toContain('nous sommes une structure d’insertion');
    expect(draft).toContain('Prénom anne, 06 12 34 56 78, anne@secret.fr');
    await press('anne', 'Écrire le mien');
    expect(await say('anne', 'C’est Linge de Bourges, lavons-le à deux')).toContain(
      'Ce message dit qui vous êtes',
    );
    expect(await say('anne', 'Lavons-le à deux. Mon mail : anne@secret.fr')).toContain(
      '« Lavons-le à deux. »',
    );
    const sent = await say('anne', 'oui');
    expect(sent).toContain('C’est demandé');
    expect(sent).toContain('8 décembre 2026');
    // Pressed twice, it is asked once.
    await channel.press(
      'anne',
      (await buttons('anne'))[0]?.value.replace('cancel', 'send') ?? '',
      'Envoyer ce message',
    );
    await soon();
    await soon();
    const asked = heard('basile').filter((text) => text.includes('cherche un partenaire'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('Une structure d’insertion qui travaille dans ce territoire : Cher (18)');
    expect(asked[0]).toContain('« Lavons-le à deux. »');
    expect(asked[0]).toContain('mardi 15 décembre à 17 h');
    for (const secret of ['Linge de Bourges', 'anne@secret.fr', 'Prénom anne'])
      expect(asked[0]).not.toContain(secret);
    await press('basile', 'Oui, mettez-nous en contact');
    expect(last('basile')).toContain('Voici le contact de Linge de Bourges');
    expect(last('basile')).toContain('anne@secret.fr');
    expect(last('anne')).toContain('Blanc Solidaire veut bien en parler avec vous');
    expect(last('anne')).toContain('basile@secret.fr');
    const yes = (await buttons('basile')).find(({ label }) => label.startsWith('Oui'));
    await channel.press('basile', yes?.value ?? '', 'Oui');
    await hotline.settled();
    expect(heard('anne').filter((text) => text.includes('veut bien en parler'))).toHaveLength(1);
  });

  it('a no names nobody, and leaves the other in peace; so does no answer', async () => {
    await company('anne', {});
    await company('basile', { name: 'Blanc Solidaire', ...adapted });
    const noticeId = await laundry();
    await find('anne', noticeId);
    await press('anne', 'Lui demander');
    await press('anne', 'Envoyer ce message');
    await soon();
    expect(await say('basile', 'non merci')).toContain('rien de vous n’est transmis');
    expect(last('anne')).toContain('ne donne pas suite');
    expect(heard('anne').join('\n')).not.toContain('Blanc Solidaire');
    expect(await press('basile', 'Pas disponible')).toContain('pendant un mois');
    const again = await find('anne', noticeId);
    expect(again).toContain('je ne trouve personne qui vous complète');
    expect(again).toContain('la CRESS de votre région');

    await company('eva', { name: 'Draps et Cie', ...adapted });
    await find('anne', noticeId);
    await press('anne', 'Lui demander');
    await press('anne', 'Envoyer ce message');
    await soon();
    expect(last('eva')).toContain('cherche un partenaire');
    await reach(instantOf('2026-12-09', '10:00'));
    expect(last('anne')).toContain('n’a pas répondu dans le délai');
    expect(heard('anne').join('\n')).not.toContain('Draps et Cie');
    expect(await press('eva', 'Oui, mettez-nous en contact')).toContain('n’attend plus');
    expect((await asks()).map(({ state }) => state)).toEqual(['refused', 'expired']);
  });

  it('is not written to at night, while an expert holds, or after « stop », nor more than twice a week', async () => {
    await company('anne', {});
    const basile = await company('basile', adapted);
    await reach(instantOf('2026-12-01', '20:00'));
    const noticeId = await laundry();
    await find('anne', noticeId);
    await press('anne', 'Lui demander');
    await press('anne', 'Envoyer ce message');
    await soon();
    expect(last('basile')).not.toContain('cherche un partenaire');
    const [conversation] = await db.query<{ id: string }>(
      "SELECT id FROM conversation WHERE channel_key = 'basile'",
    );
    const mode = (to: 'human' | 'bot') => db.tx((tx) => setConversationMode(tx, conversation?.id ?? '', to));
    await mode('human');
    await reach(instantOf('2026-12-02', '10:00'));
    expect((await asks())[0]).toMatchObject({ state: 'asked', told: 0 });
    await mode('bot');
    await soon();
    expect(last('basile')).toContain('cherche un partenaire');
    // Two others ask it in the same week: the second is told that nobody is there.
    for (const [index, who] of ['carl', 'dora'].entries()) {
      await company(who, {});
      const said = await find(who, noticeId);
      if (index === 0) {
        expect(said).toContain('Une structure du handicap');
        const place = (await buttons(who)).length > 2 ? 'Demander à la 1re' : 'Lui demander';
        await press(who, place);
        await press(who, 'Envoyer ce message');
        await soon();
      } else expect(said).not.toContain('Une structure du handicap');
    }
    expect(heard('basile').filter((text) => text.includes('cherche un partenaire'))).toHaveLength(2);
    await say('basile', 'stop');
    await reach(now() + 10 * DAY_MS);
    await company('fred', {});
    expect(await find('fred', noticeId)).not.toContain('Une structure du handicap');
    expect(basile).not.toBe('');
  });

  it('ends when it is withdrawn, when the other leaves the directory, and when the call is cancelled', async () => {
    await company('anne', {});
    const companyId = await company('basile', { name: 'Blanc Solidaire', ...adapted });
    const noticeId = await laundry();
    const askIt = async () => {
      await find('anne', noticeId);
      await press('anne', 'Lui demander');
      await press('anne', 'Envoyer ce message');
      await soon();
    };
    await askIt();
    const cancel = (await buttons('anne')).find(({ label }) => label === 'Retirer ma demande');
    await channel.press('anne', cancel?.value ?? '', 'Retirer ma demande');
    await hotline.settled();
    expect(last('anne')).toContain('Votre demande est retirée');
    expect(last('basile')).toContain('est retirée : il n’y a rien à faire');

    const other = await company('chloe', adapted);
    await askIt();
    await db.tx(async (tx) => {
      const [member] = await tx.query<{ person_id: string }>(
        'SELECT person_id FROM company_member WHERE company_id = $1',
        [other],
      );
      const consent = { purpose: 'directory', version: '2026-11', given: false, at: now() };
      await addConsent(tx, { ...consent, personId: member?.person_id ?? '', companyId: other });
    });
    await soon();
    expect(last('anne')).toContain('n’est plus proposée comme partenaire');

    await company('dora', adapted);
    await askIt();
    await publish(
      cancellationRecord({ idweb: '26-90002', day: '2026-12-03', follows: '26-90001' }, 'Sans suite.'),
    );
    await soon();
    expect(last('anne')).toContain('est fermé ou annulé');
    expect((await asks()).map(({ state }) => state)).toEqual(['cancelled', 'void', 'over']);
    expect(companyId).not.toBe('');
  });

  it('are told nothing of who they left, nor of one that is suspended meanwhile', async () => {
    const from = await company('anne', { name: 'Linge de Bourges' });
    await say('ada', 'bonjour');
    await joins('ada', from);
    await company('basile', { name: 'Blanc Solidaire', ...adapted });
    const noticeId = await laundry();
    await ask('anne', noticeId);
    // Who joins another company still withdraws, and follows, what they asked for the first.
    const second = await company('zoe', { name: 'Autre Linge', said: 'boulangerie' });
    await joins('anne', second);
    expect(await say('anne', 'suivi')).toContain('j’attends la réponse d');
    await db.query('DELETE FROM company_member WHERE company_id = $1 AND person_id = $2', [
      from,
      await personOf('anne'),
    ]);
    await press('basile', 'Oui, mettez-nous en contact');
    expect(heard('anne').join('\n')).not.toContain('basile@secret.fr');
    expect(last('ada')).toContain('basile@secret.fr');

    const other = await company('carl', { name: 'Suspendue' });
    await company('eva', { name: 'Draps et Cie', ...adapted });
    await ask('carl', noticeId);
    expect((await asks()).filter(({ state, told }) => state === 'asked' && told === 1)).toHaveLength(1);
    const who = last('eva').includes('cherche un partenaire') ? 'eva' : 'basile';
    await db.tx((tx) =>
      setHolding(tx, { companyId: other, state: 'disputed', byName: 'Awa Diallo', now: now() }),
    );
    await press(who, 'Oui, mettez-nous en contact');
    expect(heard(who).join('\n')).toContain('Cette demande n’attend plus');
    expect(heard(who).join('\n')).not.toContain('carl@secret.fr');
    expect(last('carl')).toContain('n’est plus vérifiée par l’équipe');
    expect(heard('carl').join('\n')).not.toContain(`${who}@secret.fr`);
    expect((await asks()).map(({ state }) => state)).toContain('cancelled');
  });

  it('are put in touch by a plain « oui » to a single ask, and by its button where two wait', async () => {
    await company('anne', { name: 'Linge de Bourges' });
    const to = await company('basile', { name: 'Blanc Solidaire', ...adapted });
    await say('bob', 'bonjour');
    await joins('bob', to);
    const noticeId = await laundry();
    await ask('anne', noticeId);
    expect(await say('basile', 'd’accord')).toContain('pressez un bouton');
    await company('carl', { name: 'Draps de Vierzon' });
    await ask('carl', noticeId);
    expect(await say('basile', 'oui')).toContain('pressez un bouton');
    expect((await asks()).filter(({ state }) => state === 'asked')).toHaveLength(2);
    expect(await press('basile', 'Non merci')).toContain('rien de vous n’est transmis');
    expect(last('carl')).toContain('ne donne pas suite');
    // The last that waits: a colleague says yes, and no comes too late for it.
    expect(await press('bob', 'Non merci')).toContain('n’attend plus');
    const [first] = await db.query<{ id: string }>("SELECT id FROM partner_ask WHERE state = 'asked'");
    await channel.press('bob', `pt:yes:${first?.id}`, 'Oui');
    await hotline.settled();
    expect(last('anne')).toContain('Blanc Solidaire veut bien');
    await channel.press('basile', `pt:mute:${first?.id}`, 'Non, et plus de demandes');
    await hotline.settled();
    expect(last('basile')).toContain('Cette demande n’attend plus');
    expect(last('basile')).toContain('Vous ne recevrez plus de demandes de contact');
    expect(last('basile')).not.toContain('C’est refusé');
  });

  it('hear that one could not be asked, where it could not', async () => {
    await company('anne', {});
    await company('basile', adapted);
    const [row] = await db.query<{ id: string }>("SELECT id FROM conversation WHERE channel_key = 'basile'");
    await db.tx((tx) => setConversationMode(tx, row?.id ?? '', 'human'));
    await ask('anne', await laundry());
    await reach(instantOf('2026-12-09', '10:00'));
    expect(last('anne')).toContain('Je n’ai pas pu l’interroger à temps');
    expect((await asks())[0]).toMatchObject({ state: 'expired', told: 0 });
  });

  it('are subcontractor and one of those to whom a lot is reserved, unless the buyer agrees', async () => {
    await company('anne', { engagements: ['ess'], more: { 'insertion-kind': [] } });
    await company('basile', { name: 'Blanc Solidaire', ...adapted });
    await company('carl', { name: 'Pas Visée', engagements: ['ess'], more: { 'insertion-kind': [] } });
    const found = await find(
      'anne',
      await laundry({ reservationMarche: { oui: 'Réservé aux entreprises adaptées et aux ESAT' } }),
    );
    expect(found).toContain('avec vous comme sous-traitant');
    expect(found).toContain('sans l’accord écrit de l’acheteur');
    expect(found).not.toContain('économie sociale');
    const [cited] = await db.query<{ count: number }>(
      "SELECT COUNT(*) AS count FROM message WHERE content LIKE '%lot-reserve-partenaires-et-calcul%'",
    );
    expect(Number(cited?.count)).toBeGreaterThan(0);
    expect(await press('anne', 'Lui demander')).toContain('nous pourrions être votre sous-traitant');
  });
});
