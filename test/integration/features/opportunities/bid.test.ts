import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block, Choice } from '#src/channel/blocks.ts';
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
import { correctionRecord, fnsRecord } from '#support/notices/records.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { putShippedIndex } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

const DAY_MS = 24 * HOUR_MS;
/** A Tuesday, at five in the afternoon. */
const CLOSES = instantOf('2026-12-15', '17:00');

describe('A company answers a call', () => {
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
    });
    hotline = await createHotline(config, { adapters: [channel], now });
  };
  beforeEach(async () => {
    folder = tempFolder({});
    await putShippedIndex(dataDir());
    shift = instantOf('2026-12-01', '10:00') - Date.now();
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
      shift += 11 * MINUTE_MS;
      await hotline.settled();
    }
  };
  const publish = async (record: Parameters<typeof readBoampRecord>[0]): Promise<string> => {
    const read = readBoampRecord(record);
    if (!read.ok) throw new Error(read.why);
    return (await db.tx((tx) => savePublication(tx, read.publication, now()))).noticeId ?? '';
  };
  interface Shown {
    readonly kind: string;
    readonly blocks: readonly Block[];
  }
  const all = async (): Promise<readonly Shown[]> =>
    (
      await db.query<{ content: string }>("SELECT content FROM message WHERE author = 'bot' ORDER BY seq")
    ).map(({ content }) => JSON.parse(content));
  const buttons = async (): Promise<readonly Choice[]> =>
    ((await all()).at(-1)?.blocks ?? []).flatMap((block) => (block.type === 'choices' ? block.choices : []));
  const heard = () => channel.received('anne');
  const last = () => heard().at(-1)?.text ?? '';
  const press = async (label: string) => {
    const button = (await buttons()).find((one) => one.label === label);
    if (!button) throw new Error(`no « ${label} » under « ${last()} »`);
    await channel.press('anne', button.value, label);
    await hotline.settled();
    return last();
  };
  const say = async (text: string) => {
    await channel.say('anne', text);
    await hotline.settled();
    return last();
  };
  const news = async () => (await all()).filter(({ kind }) => kind === 'bid-news').length;
  const files = async () =>
    (await db.query<{ name: string }>('SELECT name FROM file')).map(({ name }) => name);
  const filed = { idweb: '26-90001', day: '2026-11-20', closing: '2026-12-15T17:00:00' };
  const open = async () => {
    const noticeId = await publish(fnsRecord(filed));
    await say('bonjour');
    await channel.press('anne', goButton(noticeId).value, 'Puis-je y aller ?');
    await hotline.settled();
    return noticeId;
  };

  it('from the card to the letter: its dates, its last hours, a restart, the closing, a loss', async () => {
    await open();
    expect(last()).toContain('À vérifier avant d’y aller : Nettoyage des gymnases, Ville de Monterive');
    expect(last()).toContain('Dépôt : mardi 15 décembre à 17 h, heure de Paris');
    expect(JSON.stringify((await all()).at(-1))).toContain('Qui peut répondre à un marché public');

    expect(await press('Répondre')).toContain('C’est ouvert');
    expect(last()).toMatch(/Vos prochains jours :[\s\S]*décembre 2026/);
    expect((await files()).sort()).toEqual([
      'pieces-de-ma-candidature.docx',
      'retroplanning.ics',
      'retroplanning.pdf',
      'trame-memoire-technique.docx',
    ]);
    // Long before, nothing is said.
    await reach(CLOSES - 5 * DAY_MS);
    expect(await news()).toBe(0);

    // Thirty hours before it closes.
    await reach(CLOSES - 30 * HOUR_MS);
    expect(await news()).toBe(1);
    expect(last()).toContain('ferme demain à 17 h. On fait les choses une par une.');
    expect(last()).toContain('1 sur 7. La candidature');
    expect(last()).toContain('Déposez au plus tard demain à 13 h. Au moins 4 heures avant la fin');
    expect(last()).toContain('Une personne de l’équipe peut vous aider maintenant.');
    expect(await press('C’est fait')).toContain('2 sur 7. Les prix');

    await hotline[Symbol.asyncDispose]();
    await start();
    await reach(CLOSES - 28 * HOUR_MS);
    expect(await news()).toBe(1);
    expect(await press('C’est fait')).toContain('3 sur 7. Le mémoire technique');
    const ticked = await db.query('SELECT step FROM bid_step ORDER BY step');
    expect(ticked).toEqual([{ step: 'candidacy' }, { step: 'prices' }]);

    // It closed: asked once, whatever the time that passes.
    await reach(CLOSES);
    expect(last()).toContain(
      '« Nettoyage des gymnases » vient de fermer. C’est déposé ? Gardez l’accusé de réception.',
    );
    await reach(CLOSES + 10 * HOUR_MS);
    expect(await news()).toBe(2);
    expect(await press('Oui, c’est déposé')).toContain('Gardez l’accusé de réception');

    await reach(instantOf('2027-01-15', '10:00'));
    expect(last()).toContain('Avez-vous gagné « Nettoyage des gymnases » (Ville de Monterive) ?');
    expect(await say('non')).toContain('Quel jour la lettre de rejet vous a-t-elle été envoyée ?');
    expect(await files()).toContain('lettre-motifs-du-rejet.docx');
    expect(await say('le 12 janvier')).toContain('Lettre du 12 janvier 2027');
    expect(await say('plus de photos')).toContain('C’est gardé');
    await reach(instantOf('2027-04-15', '10:00'));
    expect(await news()).toBe(3);
  });

  it('is asked twice whether it answered, and no more', async () => {
    await open();
    await press('Répondre');
    await reach(CLOSES);
    const asked = () => heard().filter(({ text }) => text.startsWith('Avez-vous répondu')).length;
    for (const days of [4, 5, 8, 13, 20, 40, 80]) await reach(CLOSES + days * DAY_MS - 5 * HOUR_MS);
    expect(asked()).toBe(2);
    expect(await db.query('SELECT next_at FROM bid')).toEqual([{ next_at: null }]);
  });

  it('is told nothing after « stop », nor at night, nor while an expert holds the conversation', async () => {
    await open();
    await press('Répondre');
    await reach(instantOf('2026-12-14', '22:00'));
    expect(await news()).toBe(0);
    const [conversation] = await db.query<{ id: string }>(
      "SELECT id FROM conversation WHERE kind = 'company'",
    );
    await db.tx((tx) => setConversationMode(tx, conversation?.id ?? '', 'human'));
    await reach(instantOf('2026-12-15', '09:30'));
    expect(await news()).toBe(0);
    await db.tx((tx) => setConversationMode(tx, conversation?.id ?? '', 'bot'));
    await reach(instantOf('2026-12-15', '11:00'));
    expect(await news()).toBe(1);
    expect(await say('stop')).toContain('nous ne vous écrirons plus');
    await reach(CLOSES + 4 * DAY_MS);
    expect(await news()).toBe(1);
  });

  it('is told that the closing moved, and has its last hours counted from the new one', async () => {
    await open();
    await press('Répondre');
    await publish(
      correctionRecord(
        { idweb: '26-90002', day: '2026-12-03', follows: '26-90001' },
        'La date limite de remise des offres est reportée au 22 décembre 2026 à 16h.',
        'FNSimple',
      ),
    );
    await reach(instantOf('2026-12-03', '10:00'));
    expect(last()).toContain(
      'La date limite de « Nettoyage des gymnases » a changé : mardi 22 décembre à 16 h',
    );
    await reach(CLOSES - 30 * HOUR_MS);
    expect(await news()).toBe(1);
    await reach(instantOf('2026-12-21', '10:00'));
    expect(last()).toContain('ferme demain à 16 h');
  });
});
