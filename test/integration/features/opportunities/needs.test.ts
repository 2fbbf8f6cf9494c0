import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block, Choice } from '#src/channel/blocks.ts';
import { readConfig } from '#src/config/config.ts';
import { publishNotice, unpublishedOf } from '#src/features/opportunities/store/publishing.ts';
import { createHotline, type Hotline } from '#src/hotline.ts';
import { MINUTE_MS } from '#src/platform/calendar/durations.ts';
import { instantOf } from '#src/platform/calendar/paris-time.ts';
import type { Database } from '#src/platform/database/database.ts';
import { openDatabase } from '#src/platform/database/open.ts';
import { RecordingChannel } from '#support/fakes/recording-channel.ts';
import { ROOT } from '#support/repository/source-files.ts';
import { type TempFolder, tempFolder } from '#support/repository/temp-folder.ts';
import { type Listed, listCompany } from '#support/store/seeds/listed-company.ts';
import { putShippedIndex } from '#support/world/prepared/indexes.ts';
import { WITHOUT_READER } from '#support/world/without-reader.ts';

/** A hotline with a few companies, and a buyer who writes to it. */
function office(directory: 'on' | 'off') {
  let folder: TempFolder;
  let hotline: Hotline;
  let db: Database;
  let shift = instantOf('2026-12-01', '10:00') - Date.now();
  const channel = new RecordingChannel();
  const now = () => Date.now() + shift;

  beforeAll(async () => {
    folder = tempFolder({});
    const dataDir = join(folder.path, 'data');
    await putShippedIndex(dataDir);
    const config = readConfig({
      ...WITHOUT_READER,
      PORT: '0',
      HOTLINE_WATCH: 'off',
      HOTLINE_WORKERS: '1',
      LOG_LEVEL: 'silent',
      HOTLINE_DATA_DIR: dataDir,
      HOTLINE_KNOWLEDGE_DIR: join(ROOT, 'knowledge'),
      DIRECTORY: directory,
      PUBLIC_URL: 'https://fabrique.test',
    });
    hotline = await createHotline(config, { adapters: [channel], now });
    db = await openDatabase(dataDir);
    await list('Brillance', {});
    await list('Voisine Propre', { departments: ['01'] });
    await list('Propre et Net', { engagements: [] });
    await list('Cachée', { agrees: false });
  });
  afterAll(async () => {
    await db?.close();
    await hotline?.[Symbol.asyncDispose]();
    folder?.[Symbol.dispose]();
  });

  const list = (name: string, told: Partial<Listed>) =>
    listCompany(
      db,
      {
        name,
        said: 'nettoyage de bureaux et d’écoles',
        sectors: ['nettoyage'],
        departments: ['69'],
        engagements: ['insertion'],
        member: { channel: 'memory', key: name },
        ...told,
      },
      now(),
    );
  const last = () => channel.received('bea').at(-1)?.text ?? '';
  const say = async (text: string) => {
    await channel.say('bea', text);
    await hotline.settled();
    return last();
  };
  const press = async (label: string) => {
    const [row] = await db.query<{ content: string }>(
      "SELECT content FROM message WHERE author = 'bot' ORDER BY created_at DESC, seq DESC LIMIT 1",
    );
    const { blocks } = JSON.parse(row?.content ?? '{}') as { blocks: readonly Block[] };
    const buttons = blocks.flatMap((block): readonly Choice[] =>
      block.type === 'choices' ? block.choices : [],
    );
    const found = buttons.find((one) => one.label === label);
    if (!found) throw new Error(`no « ${label} » under « ${last()} »`);
    await channel.press('bea', found.value, label);
    await hotline.settled();
    return last();
  };
  const soon = async () => {
    for (let times = 0; times < 2; times += 1) {
      shift += 11 * MINUTE_MS;
      await hotline.settled();
    }
  };
  const notices = () =>
    db.query<{ id: string; content: string }>('SELECT id, content FROM notice ORDER BY id');
  return { say, press, last, soon, notices, channel, now, db: () => db };
}

describe('A buyer who writes a need', () => {
  const { say, press, last, soon, notices, channel, now, db } = office('on');

  it('is shown those that match and agreed, the near ones apart, and gives it to the team', async () => {
    const shown = await say(
      'Je suis acheteur, je cherche une entreprise d’insertion pour le nettoyage à Lyon, lot de 30 000 €',
    );
    expect(shown).toContain('Une entreprise de l’annuaire répond');
    expect(shown).toContain('Brillance');
    const [, near = ''] = shown.split('De près');
    expect(near).toContain('Voisine Propre');
    expect(near).toContain('travaille juste à côté de ce territoire (Rhône');
    expect(near).toContain('Propre et Net');
    expect(near).toContain('il manque : l’engagement');
    expect(shown).not.toContain('Cachée');
    for (const secret of ['06 12 34 56 78', 'anne@secret.fr', 'Anne Martin', '250'])
      expect(shown).not.toContain(secret);

    expect(await press('Confier ce besoin à l’équipe')).toContain('Pour quelle organisation ?');
    expect(await say('Mairie de Lyon')).toContain('Qui l’équipe peut-elle rappeler ?');
    expect(await say('Béa Roy')).toContain('ni adresse mail ni téléphone');
    const given = await say('Béa Roy, bea@lyon.example');
    expect(given).toContain('C’est transmis');
    expect(given).toContain('Rien n’est publié avant.');
    const [notice] = await notices();
    expect(notice?.content).toContain('Mairie de Lyon');
    expect(notice?.content).toContain('30000');
    expect(notice?.content).toContain('"department":"69"');
    expect(notice?.content).not.toContain('bea@lyon.example');
    expect([...(await unpublishedOf(db(), [notice?.id ?? '']))]).toEqual([notice?.id]);

    await soon();
    expect(last()).toBe(given);
    await db().tx((tx) =>
      publishNotice(tx, {
        noticeId: notice?.id ?? '',
        by: { key: 'lina', name: 'Lina Staff' },
        version: 1,
        companies: 2,
        now: now(),
      }),
    );
    await soon();
    expect(last()).toContain('L’équipe a publié votre besoin');
    expect(last()).toContain('2 entreprises référencées');
    await soon();
    expect(channel.received('bea').filter(({ text }) => text.includes('a publié votre besoin'))).toHaveLength(
      1,
    );
  });

  it('is told honestly when nobody matches, and may take back what was given', async () => {
    const none = await say(
      'Je suis acheteuse à la mairie, je cherche une entreprise de blanchisserie à Brest',
    );
    expect(none).toContain('Je n’ai trouvé aucune entreprise');
    await press('Confier ce besoin à l’équipe');
    await say('Mairie de Brest');
    await say('06 98 76 54 32, Béa Roy');
    expect(await press('Retirer ce besoin')).toContain('Votre besoin est retiré');
    expect(await say('merci')).not.toContain('retiré');
    await soon();
    expect(channel.received('bea').filter(({ text }) => text.includes('n’a pas publié'))).toHaveLength(0);
  });

  it('may call it off before anything is given', async () => {
    const before = (await notices()).length;
    await say('Je suis acheteuse, je cherche un traiteur à Lyon');
    await press('Confier ce besoin à l’équipe');
    expect(await say('annuler')).toContain('rien n’est transmis');
    expect((await notices()).length).toBe(before);
  });
});

describe('A buyer who writes a need while the directory is closed', () => {
  const { say, press, last, soon, notices, now, db } = office('off');

  it('is shown no company, and gives it to the team, which publishes it', async () => {
    const shown = await say(
      'Je suis acheteur, je cherche une entreprise d’insertion pour le nettoyage à Lyon, lot de 30 000 €',
    );
    expect(shown).toContain('je ne peux vous en montrer aucune');
    for (const name of ['Brillance', 'Voisine Propre', 'Propre et Net', 'Cachée'])
      expect(shown).not.toContain(name);
    expect(await press('Confier ce besoin à l’équipe')).toContain('Pour quelle organisation ?');
    await say('Mairie de Lyon');
    const given = await say('Béa Roy, bea@lyon.example');
    expect(given).toContain('C’est transmis');
    const [notice] = await notices();
    expect(notice?.content).toContain('"department":"69"');
    expect(notice?.content).not.toContain('bea@lyon.example');
    expect([...(await unpublishedOf(db(), [notice?.id ?? '']))]).toEqual([notice?.id]);
    await db().tx((tx) =>
      publishNotice(tx, {
        noticeId: notice?.id ?? '',
        by: { key: 'lina', name: 'Lina Staff' },
        version: 1,
        companies: 2,
        now: now(),
      }),
    );
    await soon();
    expect(last()).toContain('L’équipe a publié votre besoin');
    // Who looks for a company, and does not say that they buy, is told as before.
    expect(await say('je cherche un traiteur à Lyon')).not.toContain('Confier ce besoin');
  });
});
